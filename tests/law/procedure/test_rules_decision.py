"""Rules of the decision and its clock."""

from datetime import date, timedelta
from decimal import Decimal

from mingjian.law.citation import Citation
from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import ExtensionFacts, Move, Outcome
from mingjian.law.procedure import rules_decision as rules
from mingjian.law.roles import Role
from mingjian.law.time_limits import Pause
from tests.law.procedure.clerk import (
    DEFENCE_PERIOD,
    UP_TO_NOTICE,
    Clerk,
    a_proposal,
    decidable,
    investigating,
    notified,
    reported,
    without_penalty,
)
from tests.law.procedure.people import LARGE, LI, MONDAY, SMALL, WANG, ZHANG, as_role
from tests.law.procedure.refusals import accepts, refuses, warns

NINETIETH_DAY = date(2026, 5, 31)
DAY = timedelta(days=1)


def decidable_after_ninety_days() -> Clerk:
    clerk = decidable()
    clerk.today = NINETIETH_DAY + DAY
    return clerk


def test_apl57_decider_did_not_investigate():
    clerk = decidable()

    refuses(
        rules.apl57_decider_did_not_investigate,
        clerk,
        Move.DECIDE,
        by=as_role(LI, Role.AGENCY_HEAD),
    )

    accepts(clerk, Move.DECIDE, by=WANG)


def test_apl57_decision_is_the_proposal():
    clerk = decidable()
    lower = a_proposal(SMALL, revision=2)

    refuses(rules.apl57_decision_is_the_proposal, clerk, Move.DECIDE, proposal=lower)
    refuses(rules.apl57_decision_is_the_proposal, clerk, Move.DECIDE, proposal=None)

    accepts(clerk, Move.DECIDE, proposal=clerk.facts.proposal)


def test_apl57_heads_deliberated():
    clerk = decidable().change(is_complex=True)

    breach = refuses(rules.apl57_heads_deliberated, clerk, Move.DECIDE)

    assert "情节复杂" in breach.message
    accepts(clerk.do(Move.DELIBERATE), Move.DECIDE)


def test_apl57_heads_who_disagreed_did_not_decide():
    clerk = decidable().change(is_complex=True).do(Move.DELIBERATE, conclusion_agrees=False)

    refuses(rules.apl57_heads_deliberated, clerk, Move.DECIDE)


def test_apl57_heads_deliberate_on_a_deviation_from_the_benchmark():
    deviating = a_proposal(
        SMALL, range_minimum=Decimal(5_000), deviation_reasons="主动赔偿并取得谅解"
    )
    clerk = Clerk(proposal=deviating).do(*UP_TO_NOTICE).wait(DEFENCE_PERIOD)

    breach = refuses(rules.apl57_heads_deliberated, clerk, Move.DECIDE)

    assert "偏离裁量基准" in breach.message


def test_apl57_heads_deliberate_on_a_grave_kind_of_penalty():
    closure = PenaltyContent((PenaltyKind.CLOSURE_ORDER,))
    undiscussed = decidable(closure).change(deliberations=())

    breach = refuses(rules.apl57_heads_deliberated, undiscussed, Move.DECIDE)

    assert "拟给予责令关闭" in breach.message


def test_apl57_enough_heads_took_part():
    clerk = notified(LARGE).wait(DEFENCE_PERIOD)

    refuses(rules.apl57_enough_heads_took_part, clerk, Move.DELIBERATE, member_count=2)

    accepts(clerk, Move.DELIBERATE, member_count=3)


def test_apl57_dismissal_is_lawful():
    clerk = reported()

    refuses(rules.apl57_dismissal_is_lawful, clerk, Move.DISMISS, dismissal_reason=None)

    accepts(clerk, Move.DISMISS)


def test_apl60_decided_in_ninety_days():
    assert not warns(rules.apl60_decided_in_ninety_days, decidable(), Move.DECIDE, on=NINETIETH_DAY)

    assert warns(rules.apl60_decided_in_ninety_days, decidable_after_ninety_days(), Move.DECIDE)


def test_apl60_paused_and_extended_days_are_not_counted():
    paused = Pause(MONDAY + DAY, MONDAY + 2 * DAY, "鉴定")
    clerk = decidable_after_ninety_days()

    assert not warns(
        rules.apl60_decided_in_ninety_days, clerk.change(pauses=(paused,)), Move.DECIDE
    )
    extended = clerk.change(pauses=(), extensions=(ExtensionFacts(1, MONDAY),))
    assert not warns(rules.apl60_decided_in_ninety_days, extended, Move.DECIDE)


def test_apl60_extension_has_basis():
    clerk = investigating()
    basis = Citation("市场监督管理行政处罚程序规定", "64")

    refuses(rules.apl60_extension_has_basis, clerk, Move.EXTEND, basis=None)
    refuses(rules.apl60_extension_has_basis, clerk, Move.EXTEND, days=0)

    accepts(clerk, Move.EXTEND, basis=basis, days=30)


def test_apl60_extension_is_in_time():
    clerk = investigating()

    refuses(rules.apl60_extension_is_in_time, clerk, Move.EXTEND, on=NINETIETH_DAY + DAY)

    accepts(clerk, Move.EXTEND, on=NINETIETH_DAY)


def test_apl60_clock_is_running():
    clerk = decidable().do(Move.PAUSE, reasons="委托鉴定")

    breach = refuses(rules.apl60_clock_is_running, clerk, Move.DECIDE)

    assert "委托鉴定" in breach.message
    accepts(clerk.do(Move.RESUME), Move.DECIDE)


def test_apl60_clock_that_runs_can_be_stopped_once():
    clerk = investigating().do(Move.PAUSE)

    refuses(rules.apl60_clock_is_running, clerk, Move.PAUSE)

    accepts(clerk.do(Move.RESUME), Move.PAUSE)


def test_apl60_clock_is_stopped():
    clerk = investigating()

    refuses(rules.apl60_clock_is_stopped, clerk, Move.RESUME)

    accepts(clerk.do(Move.PAUSE), Move.RESUME, by=ZHANG)
    accepts(clerk, Move.RESUME, by=WANG)


def test_apl60_a_case_never_opened_has_no_due_day():
    clerk = without_penalty(Outcome.NO_PENALTY_MINOR).change(opened_on=None)
    clerk.today = NINETIETH_DAY + DAY

    assert not warns(rules.apl60_decided_in_ninety_days, clerk, Move.DECIDE)
    accepts(clerk, Move.EXTEND)
