"""Rules of opening: limitation and approval."""

from datetime import date

from mingjian.law.procedure import Move, Outcome
from mingjian.law.procedure import rules_opening as rules
from mingjian.law.roles import Role
from tests.law.procedure.clerk import Clerk, a_case, a_proposal, investigating
from tests.law.procedure.people import LI, WANG, ZHANG, as_role
from tests.law.procedure.refusals import accepts, refuses

REQUESTED = (Move.REGISTER_LEAD, Move.VERIFY_LEAD, Move.REQUEST_OPENING)
READY_TO_REPORT = (Move.ADD_EVIDENCE, Move.VERIFY_EVIDENCE)


def requested(**changes) -> Clerk:
    return Clerk(a_case(**changes)).do(*REQUESTED)


def test_apl36_limitation_has_not_passed():
    two_years_and_a_day = requested(act_ended_on=date(2024, 2, 1), discovered_on=date(2026, 2, 2))
    two_years = requested(act_ended_on=date(2024, 2, 2), discovered_on=date(2026, 2, 2))

    refuses(rules.apl36_limitation_has_not_passed, two_years_and_a_day, Move.APPROVE_OPENING)

    accepts(two_years, Move.APPROVE_OPENING)


def test_apl36_limitation_is_five_years_where_life_or_finance_is_endangered():
    acted = {"endangers_life_or_finance": True, "discovered_on": date(2026, 2, 2)}

    accepts(requested(act_ended_on=date(2021, 2, 2), **acted), Move.APPROVE_OPENING)

    late = requested(act_ended_on=date(2021, 2, 1), **acted)
    refuses(rules.apl36_limitation_has_not_passed, late, Move.APPROVE_OPENING)


def test_apl36_limitation_does_not_run_while_the_act_continues():
    clerk = requested(act_ended_on=date(2010, 1, 1), act_continuing=True)

    accepts(clerk, Move.APPROVE_OPENING)


def test_apl36_limitation_runs_to_registration_when_discovery_is_not_recorded():
    clerk = requested(act_ended_on=date(2024, 2, 1), discovered_on=None)

    refuses(rules.apl36_limitation_has_not_passed, clerk, Move.APPROVE_OPENING)


def test_apl36_limitation_does_not_hinder_a_decision_without_penalty():
    clerk = investigating().do(*READY_TO_REPORT).change(act_ended_on=date(2020, 1, 1))
    no_penalty = a_proposal(None, outcome=Outcome.NO_PENALTY_NOT_ESTABLISHED)

    refuses(rules.apl36_limitation_has_not_passed, clerk, Move.REPORT)

    accepts(clerk, Move.REPORT, proposal=no_penalty)


def test_apl36_end_of_act_is_known():
    clerk = investigating().do(*READY_TO_REPORT).change(act_ended_on=None)

    refuses(rules.apl36_end_of_act_is_known, clerk, Move.REPORT)

    accepts(clerk.change(act_continuing=True), Move.REPORT)


def test_apl54_approver_is_another():
    clerk = requested().change(opening_requested_by=WANG.person_id)

    refuses(rules.apl54_approver_is_another, clerk, Move.APPROVE_OPENING)
    refuses(
        rules.apl54_approver_is_another,
        requested(),
        Move.APPROVE_OPENING,
        by=as_role(LI, Role.AGENCY_HEAD),
    )

    accepts(requested(), Move.APPROVE_OPENING)


def test_apl54_approver_is_another_also_where_opening_is_declined():
    clerk = requested()

    refuses(
        rules.apl54_approver_is_another,
        clerk,
        Move.DECLINE_OPENING,
        by=as_role(ZHANG, Role.AGENCY_HEAD),
    )

    accepts(clerk, Move.DECLINE_OPENING)
