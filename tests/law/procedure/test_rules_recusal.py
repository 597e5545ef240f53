"""Rules of a change of officers."""

from datetime import date

from mingjian.law.procedure import Move
from mingjian.law.procedure import rules_recusal as rules
from mingjian.law.roles import Role
from tests.law.procedure.clerk import REVIEW, decidable, heard, investigating, reported
from tests.law.procedure.people import (
    LARGE,
    LI,
    QIAN,
    SUN,
    WANG,
    ZHANG,
    ZHAO,
    an_actor,
    an_officer,
    as_role,
)
from tests.law.procedure.refusals import accepts, refuses


def test_apl42_two_officers_remain():
    clerk = investigating()
    rule = rules.apl42_two_officers_remain
    ended = an_officer(SUN, valid_until=date(2026, 1, 31))

    refuses(rule, clerk, Move.RECUSE, replacement=None)
    refuses(rule, clerk, Move.REPLACE_OFFICER, replacement=ended)
    refuses(rule, clerk, Move.REPLACE_OFFICER, replacement=an_officer(LI))

    accepts(clerk, Move.RECUSE, replacement=an_officer(SUN))


def test_apl42_recusal_of_somebody_else_leaves_the_officers_alone():
    accepts(investigating(), Move.RECUSE, person_id=ZHAO.person_id, replacement=None)


def test_apl42_person_is_case_officer():
    clerk = investigating()

    refuses(
        rules.apl42_person_is_case_officer,
        clerk,
        Move.REPLACE_OFFICER,
        person_id=ZHAO.person_id,
    )

    accepts(clerk, Move.REPLACE_OFFICER, person_id=LI.person_id)


def test_apl43_person_is_named():
    clerk = investigating()
    self_recusal = {"person_id": WANG.person_id, "replacement": None}

    refuses(rules.apl43_person_is_named, clerk, Move.RECUSE, **self_recusal)
    refuses(rules.apl43_person_is_named, clerk, Move.RECUSE, person_id=None)

    another_head = an_actor(31, "周九", Role.AGENCY_HEAD)
    accepts(clerk, Move.RECUSE, by=another_head, **self_recusal)


def test_apl43_successor_is_neutral():
    clerk = heard(LARGE)
    rule = rules.apl43_successor_is_neutral

    for person in (ZHAO, QIAN, WANG):
        refuses(rule, clerk, Move.REPLACE_OFFICER, replacement=an_officer(person))

    accepts(clerk, Move.REPLACE_OFFICER, replacement=an_officer(SUN))


def test_apl43_a_recused_officer_does_not_come_back():
    clerk = investigating().do(Move.RECUSE)

    refuses(
        rules.apl43_successor_is_neutral,
        clerk,
        Move.REPLACE_OFFICER,
        person_id=LI.person_id,
        replacement=an_officer(ZHANG),
    )


def test_a_replaced_officer_no_longer_acts_in_the_case():
    clerk = reported().do(Move.REPLACE_OFFICER)

    accepts(clerk, Move.ISSUE_NOTICE, by=SUN)

    assert ZHANG.person_id in clerk.facts.investigator_ids
    clerk.do(Move.SUBMIT_REVIEW, by=SUN)
    accepts(clerk, REVIEW[-1], by=as_role(ZHAO, Role.LEGAL_REVIEWER))


def test_apl43_members_are_not_recused():
    clerk = decidable(LARGE).change(recused_names=frozenset({"王五"}))
    rule = rules.apl43_members_are_not_recused

    refuses(rule, clerk, Move.DELIBERATE, member_names=frozenset({"王五", "甲"}))

    accepts(clerk, Move.DELIBERATE, member_names=frozenset({"甲", "乙"}))
