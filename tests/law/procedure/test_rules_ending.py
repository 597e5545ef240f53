"""Rules of suspending, resuming and terminating execution."""

import pytest

from mingjian.law.dates import add_months
from mingjian.law.procedure import (
    Move,
    RemedyFacts,
    RemedyKind,
    SuspensionGround,
    TerminationGround,
)
from mingjian.law.procedure import rules_ending as rules
from tests.law.procedure.clerk import served
from tests.law.procedure.people import SMALL
from tests.law.procedure.refusals import accepts, refuses
from tests.law.procedure.test_rules_execution import WARNING


def suspended(ground=SuspensionGround.NO_MEANS):
    return served(SMALL).do(Move.SUSPEND_EXECUTION, suspension_ground=ground)


def contested(kind):
    clerk = served(SMALL)
    return clerk.do(Move.ACCEPT_REMEDY, remedy=RemedyFacts(kind, clerk.today))


def test_acl39_execution_can_be_suspended():
    rule = rules.acl39_execution_can_be_suspended

    refuses(rule, served(WARNING), Move.SUSPEND_EXECUTION)
    refuses(rule, suspended(), Move.SUSPEND_EXECUTION)

    accepts(suspended().do(Move.RESUME_EXECUTION), Move.SUSPEND_EXECUTION)


def test_acl39_suspension_has_ground():
    rule = rules.acl39_suspension_has_ground
    clerk = served(SMALL)

    refuses(rule, clerk, Move.SUSPEND_EXECUTION, suspension_ground=None)

    accepts(clerk, Move.SUSPEND_EXECUTION, suspension_ground=SuspensionGround.THIRD_PARTY)


@pytest.mark.parametrize("wrong", [None, RemedyKind.LITIGATION])
def test_arl42_a_stay_of_reconsideration_needs_one(wrong):
    clerk = contested(wrong) if wrong else served(SMALL)
    stay = {"suspension_ground": SuspensionGround.RECONSIDERATION}

    refuses(rules.arl42_stay_needs_reconsideration, clerk, Move.SUSPEND_EXECUTION, **stay)


def test_arl42_stay_needs_reconsideration():
    stay = {"suspension_ground": SuspensionGround.RECONSIDERATION}

    refuses(rules.arl42_stay_needs_reconsideration, served(SMALL), Move.SUSPEND_EXECUTION, **stay)

    accepts(contested(RemedyKind.RECONSIDERATION), Move.SUSPEND_EXECUTION, **stay)


def test_asl56_stay_needs_litigation():
    rule = rules.asl56_stay_needs_litigation
    stay = {"suspension_ground": SuspensionGround.LITIGATION}

    refuses(rule, contested(RemedyKind.RECONSIDERATION), Move.SUSPEND_EXECUTION, **stay)

    accepts(contested(RemedyKind.LITIGATION), Move.SUSPEND_EXECUTION, **stay)


def test_acl39_execution_is_suspended():
    refuses(rules.acl39_execution_is_suspended, served(SMALL), Move.RESUME_EXECUTION)

    accepts(suspended(), Move.RESUME_EXECUTION)


def test_acl40_execution_can_be_terminated():
    rule = rules.acl40_execution_can_be_terminated

    refuses(rule, served(WARNING), Move.TERMINATE_EXECUTION)
    refuses(rule, served(SMALL).do(Move.TERMINATE_EXECUTION), Move.TERMINATE_EXECUTION)

    accepts(served(SMALL), Move.TERMINATE_EXECUTION)


def test_acl40_termination_has_ground():
    rule = rules.acl40_termination_has_ground
    clerk = served(SMALL)

    refuses(rule, clerk, Move.TERMINATE_EXECUTION, termination_ground=None)

    accepts(clerk, Move.TERMINATE_EXECUTION, termination_ground=TerminationGround.PERSON_DIED)


def test_acl39_three_years_have_passed():
    rule = rules.acl39_three_years_have_passed
    clerk = suspended()
    end = {"termination_ground": TerminationGround.NOT_RESUMED}
    day = add_months(clerk.today, 36)

    refuses(rule, served(SMALL), Move.TERMINATE_EXECUTION, **end)
    refuses(rule, suspended(SuspensionGround.OTHER), Move.TERMINATE_EXECUTION, **end)
    refuses(rule, clerk, Move.TERMINATE_EXECUTION, **end, on=day)

    accepts(clerk, Move.TERMINATE_EXECUTION, **end, on=day.replace(day=day.day + 1))
