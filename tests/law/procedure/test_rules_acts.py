"""Rules of every act: date, officers, credentials, distance."""

from datetime import date, timedelta

from mingjian.law.procedure import Move
from mingjian.law.procedure import rules_acts as rules
from mingjian.law.roles import Role
from tests.law.procedure.clerk import UP_TO_REPORT, Clerk, decidable, investigating, reported
from tests.law.procedure.people import LI, MONDAY, SUN, WANG, ZHANG, an_actor, an_officer
from tests.law.procedure.refusals import accepts, refuses

DAY = timedelta(days=1)


def test_apl42_actor_is_case_officer():
    clerk = investigating()

    breach = refuses(rules.apl42_actor_is_case_officer, clerk, Move.ADD_EVIDENCE, by=SUN)

    assert "孙八不是本案承办人" in breach.message
    accepts(clerk, Move.ADD_EVIDENCE, by=LI)


def test_apl42_credential_was_valid():
    ended = an_officer(ZHANG, valid_until=MONDAY + DAY)
    clerk = investigating().change(officers=(ended, an_officer(LI), an_officer(SUN)))

    refuses(rules.apl42_credential_was_valid, clerk, Move.ADD_EVIDENCE, on=MONDAY + 2 * DAY)

    accepts(clerk, Move.ADD_EVIDENCE, on=MONDAY + DAY)


def test_apl42_credential_was_valid_on_the_day_of_the_act_not_of_entry():
    suspended = an_officer(ZHANG, suspensions=((MONDAY + DAY, MONDAY + 3 * DAY),))
    clerk = investigating().change(officers=(suspended, an_officer(LI), an_officer(SUN)))
    entered_on = MONDAY + 9 * DAY

    refuses(
        rules.apl42_credential_was_valid,
        clerk,
        Move.ADD_EVIDENCE,
        on=MONDAY + 2 * DAY,
        entered_on=entered_on,
    )

    accepts(clerk, Move.ADD_EVIDENCE, on=MONDAY + 3 * DAY, entered_on=entered_on)


def test_apl42_two_officers():
    clerk = investigating().change(officers=(an_officer(ZHANG),))

    breach = refuses(rules.apl42_two_officers, clerk, Move.ADD_EVIDENCE)

    assert "承办人为1人" in breach.message
    accepts(investigating(), Move.ADD_EVIDENCE)


def test_apl42_two_officers_must_be_two_persons_with_valid_credentials():
    clerk = investigating().change(officers=(an_officer(ZHANG), an_officer(ZHANG)))

    refuses(rules.apl42_two_officers, clerk, Move.ADD_EVIDENCE)

    ended = an_officer(LI, valid_until=date(2026, 1, 31))
    refuses(
        rules.apl42_two_officers,
        clerk.change(officers=(an_officer(ZHANG), ended)),
        Move.ADD_EVIDENCE,
    )


def test_apl42_two_officers_are_named_when_opening_is_requested():
    clerk = Clerk().do(Move.REGISTER_LEAD, Move.VERIFY_LEAD)

    refuses(rules.apl42_two_officers, clerk, Move.REQUEST_OPENING, officers=(an_officer(ZHANG),))

    accepts(clerk, Move.REQUEST_OPENING, officers=(an_officer(ZHANG), an_officer(LI)))


def test_apl43_actor_is_not_recused():
    clerk = decidable().change(recused_person_ids=frozenset({WANG.person_id}))

    refuses(rules.apl43_actor_is_not_recused, clerk, Move.DECIDE)

    accepts(clerk, Move.DECIDE, by=an_actor(31, "周九", Role.AGENCY_HEAD))


def test_apl47_date_is_not_future():
    clerk = investigating()

    refuses(
        rules.apl47_date_is_not_future,
        clerk,
        Move.ADD_EVIDENCE,
        on=MONDAY + DAY,
        entered_on=MONDAY,
    )

    accepts(clerk, Move.ADD_EVIDENCE, on=MONDAY + DAY, entered_on=MONDAY + DAY)


def test_apl47_date_follows_last_act():
    clerk = investigating()

    refuses(
        rules.apl47_date_follows_last_act,
        clerk,
        Move.ADD_EVIDENCE,
        on=MONDAY - DAY,
        entered_on=MONDAY,
    )

    accepts(clerk, Move.ADD_EVIDENCE, on=MONDAY, entered_on=MONDAY)


def test_apl47_reasons_are_written():
    clerk = reported().do(Move.SUBMIT_REVIEW)

    refuses(rules.apl47_reasons_are_written, clerk, Move.RETURN_FOR_SUPPLEMENT, reasons=" ")

    accepts(clerk, Move.RETURN_FOR_SUPPLEMENT, reasons="缺少鉴定意见")


def test_the_lead_is_verified_by_an_officer_with_a_valid_credential():
    clerk = Clerk().do(*UP_TO_REPORT[:1])
    ended = an_officer(ZHANG, valid_until=date(2026, 1, 31))

    refuses(rules.apl42_credential_was_valid, clerk, Move.VERIFY_LEAD, officers=(ended,))
    refuses(rules.apl42_actor_is_case_officer, clerk, Move.VERIFY_LEAD, officers=())
