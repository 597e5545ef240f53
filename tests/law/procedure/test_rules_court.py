"""Rules of demand and application to the court."""

from datetime import timedelta

import pytest

from mingjian.law.procedure import (
    CourtPaper,
    CourtStep,
    Move,
    RemedyKind,
    RemedyOutcome,
    court_window,
)
from mingjian.law.procedure import rules_court as rules
from tests.law.procedure.clerk import applicable, demanded, overdue, served
from tests.law.procedure.lawful import SUSPENSION
from tests.law.procedure.people import SMALL
from tests.law.procedure.refusals import accepts, refuses


def applied():
    return applicable().do(Move.APPLY_COURT)


def test_apl72_performance_is_overdue():
    rule = rules.apl72_performance_is_overdue

    refuses(rule, served(SMALL), Move.ISSUE_DEMAND)
    refuses(rule, served(SMALL).wait(15), Move.ISSUE_DEMAND)

    accepts(served(SMALL).wait(16), Move.ISSUE_DEMAND)
    accepts(served(SUSPENSION), Move.ISSUE_DEMAND)


def test_apl72_a_schedule_that_still_runs_is_not_overdue():
    clerk = overdue(SMALL).do(Move.REQUEST_DEFERRAL).do(Move.APPROVE_DEFERRAL)
    paid = clerk.do(Move.REDUCE_SURCHARGE)

    refuses(rules.apl72_performance_is_overdue, paid.wait(30), Move.ISSUE_DEMAND)

    accepts(paid.wait(1), Move.ISSUE_DEMAND)


def test_acl35_no_demand_waits():
    clerk = overdue().do(Move.ISSUE_DEMAND)

    refuses(rules.acl35_no_demand_waits, clerk, Move.ISSUE_DEMAND)

    accepts(clerk.do(Move.SERVE_DEMAND), Move.ISSUE_DEMAND)


def test_acl35_demand_was_issued():
    refuses(rules.acl35_demand_was_issued, overdue(), Move.SERVE_DEMAND)
    refuses(rules.acl35_demand_was_issued, demanded(), Move.SERVE_DEMAND)

    accepts(overdue().do(Move.ISSUE_DEMAND), Move.SERVE_DEMAND)


def test_acl36_demand_was_served():
    refuses(rules.acl36_demand_was_served, overdue().do(Move.ISSUE_DEMAND), Move.RECORD_RESPONSE)

    accepts(demanded(), Move.RECORD_RESPONSE)


def test_acl36_response_is_answered():
    rule = rules.acl36_response_is_answered

    refuses(rule, demanded(), Move.RECORD_RESPONSE, accepted=None)
    refuses(rule, demanded(), Move.RECORD_RESPONSE, reasons=" ")

    accepts(demanded(), Move.RECORD_RESPONSE, accepted=True, reasons="确有困难")


def test_acl39_execution_is_not_suspended():
    rule = rules.acl39_execution_is_not_suspended

    refuses(rule, overdue().do(Move.SUSPEND_EXECUTION), Move.ISSUE_DEMAND)
    refuses(rule, applicable().do(Move.SUSPEND_EXECUTION), Move.APPLY_COURT)

    accepts(overdue().do(Move.SUSPEND_EXECUTION, Move.RESUME_EXECUTION), Move.ISSUE_DEMAND)


def test_acl53_remedies_have_ended():
    rule = rules.acl53_remedies_have_ended
    clerk = demanded()
    opens_on = court_window(clerk.facts).opens_on

    breach = refuses(rule, clerk, Move.APPLY_COURT, on=opens_on - timedelta(days=1))
    assert "才届满" in breach.message

    accepts(clerk, Move.APPLY_COURT, on=opens_on)


def test_acl53_a_pending_remedy_keeps_the_court_closed():
    clerk = demanded().do(Move.ACCEPT_REMEDY).wait(400)

    breach = refuses(rules.acl53_remedies_have_ended, clerk, Move.APPLY_COURT, reasons="逾期理由")

    assert "尚未终结" in breach.message


def test_acl53_application_is_in_time():
    rule = rules.acl53_application_is_in_time
    clerk = demanded()
    last = court_window(clerk.facts).closes_on
    late = {"on": last + timedelta(days=1)}

    refuses(rule, clerk, Move.APPLY_COURT, **late)

    accepts(clerk, Move.APPLY_COURT, on=last)
    accepts(clerk, Move.APPLY_COURT, **late, reasons="因洪水不能按期申请")


def test_acl53_no_application_is_open():
    refuses(rules.acl53_no_application_is_open, applied(), Move.APPLY_COURT)

    refused = applied().do(Move.RECORD_COURT, court_step=CourtStep.NOT_ACCEPTED)
    accepts(refused, Move.APPLY_COURT)


def test_acl54_demand_has_expired():
    rule = rules.acl54_demand_has_expired
    clerk = applicable()
    again = clerk.do(Move.ISSUE_DEMAND)
    refuses(rule, again, Move.APPLY_COURT)

    due_on = again.do(Move.SERVE_DEMAND).facts.last_demand.due_on

    refuses(rule, again, Move.APPLY_COURT, on=due_on)
    accepts(again, Move.APPLY_COURT, on=due_on + timedelta(days=1))


def test_acl54_without_a_demand_nothing_is_applied_for():
    clerk = overdue().wait(180)

    breach = refuses(rules.acl54_demand_has_expired, clerk, Move.APPLY_COURT)

    assert "没有催告" in breach.message


@pytest.mark.parametrize("paper", CourtPaper)
def test_acl55_every_paper_is_asked_for(paper):
    breach = refuses(
        rules.acl55_papers_are_complete,
        applicable(),
        Move.APPLY_COURT,
        papers=frozenset(CourtPaper) - {paper},
    )

    assert breach.message.endswith(f"缺少：{paper.title}")


def test_acl55_papers_are_complete():
    refuses(rules.acl55_papers_are_complete, applicable(), Move.APPLY_COURT, papers=frozenset())

    accepts(applicable(), Move.APPLY_COURT)


def test_acl56_application_is_open():
    refuses(rules.acl56_application_is_open, applicable(), Move.RECORD_COURT)

    accepts(applied(), Move.RECORD_COURT)


def test_acl56_step_follows():
    rule = rules.acl56_step_follows
    first = {CourtStep.ACCEPTED, CourtStep.NOT_ACCEPTED}

    refuses(rule, applied(), Move.RECORD_COURT, court_step=None)
    for step in set(CourtStep) - first:
        refuses(rule, applied(), Move.RECORD_COURT, court_step=step)
    for step in first:
        accepts(applied(), Move.RECORD_COURT, court_step=step)

    granted = applied().do(Move.RECORD_COURT)
    refuses(rule, granted, Move.RECORD_COURT, court_step=CourtStep.ACCEPTED)
    granted.do(Move.RECORD_COURT, court_step=CourtStep.GRANTED)
    accepts(granted, Move.RECORD_COURT, court_step=CourtStep.EXECUTED)


def test_arl78_changed_decision_is_not_ours():
    clerk = served(SMALL).do(Move.ACCEPT_REMEDY)
    result = clerk.result(clerk.today, RemedyOutcome.CHANGED, fine_yuan=SMALL.fine_yuan - 1)
    clerk.do(Move.END_REMEDY, remedy=result).wait(60).do(Move.ISSUE_DEMAND, Move.SERVE_DEMAND)

    refuses(rules.arl78_changed_decision_is_not_ours, clerk.wait(30), Move.APPLY_COURT)

    assert clerk.facts.remedies[0].kind is RemedyKind.RECONSIDERATION
    accepts(applicable(), Move.APPLY_COURT)
