"""What the law says must never be, over long random histories; and that the search can find it."""

import os
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from mingjian.law.procedure import TABLE, Move, Rule, State, Table
from mingjian.law.procedure import rules_acts as acts
from mingjian.law.procedure import rules_decision as deciding
from mingjian.law.procedure import rules_execution as execution
from mingjian.law.procedure import rules_hearing as hearing
from mingjian.law.procedure import rules_notice as notice
from mingjian.law.procedure import rules_proposal as proposal
from mingjian.law.procedure import rules_review as review
from tests.law.procedure.machine import CaseMachine
from tests.law.procedure.refusals import without

# `make soak` searches long and for every rule; each rule has a test of its own beside it
# (test_rules_…), so here the searches that find their rule soon are enough.
LONG = os.environ.get("HYPOTHESIS_PROFILE") == "other"
LEAST_STEPS = 20_000 if LONG else 8_000
NEVERS = settings(
    max_examples=430 if LONG else 180,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)
SEARCH = settings(
    NEVERS,
    max_examples=900,
    derandomize=True,
    database=None,
    phases=(Phase.generate,),
    report_multiple_bugs=False,
)

# A rule struck out of the table → what the history then shows.
PLANTED: dict[Rule, str] = {
    notice.apl62_defence_period_is_over: "before the defence period was over",
    notice.apl62_party_was_told: "without notice of this text",
    notice.apl45_defence_was_answered: "with a defence unanswered",
    proposal.apl45_penalty_is_not_heavier: "heavier penalty after a defence",
    hearing.apl63_hearing_is_offered: "hearing not offered",
    hearing.apl63_hearing_period_is_over: "before a hearing could be asked",
    hearing.apl64_notified_seven_days_before: "hearing on short notice",
    review.apl58_review_was_passed: "review",
    review.apl58_reviewer_is_not_involved: "reviewed his own case",
    review.apl58_decider_did_not_review: "decided what he reviewed",
    deciding.apl57_heads_deliberated: "deliberation",
    deciding.apl57_decision_is_the_proposal: "decided what the party was not told",
    acts.apl42_credential_was_valid: "without a valid credential",
    acts.apl43_actor_is_not_recused: "acted although recused",
    acts.apl47_date_follows_last_act: "an act before the one before it",
    acts.apl47_date_is_not_future: "an act of the future",
    execution.apl66_closing_has_lawful_reason: "closed|performed",
}
# Their unlawful history comes up only once in some hundred.
RARE = {
    notice.apl45_defence_was_answered,
    proposal.apl45_penalty_is_not_heavier,
    hearing.apl63_hearing_is_offered,
    hearing.apl63_hearing_period_is_over,
    review.apl58_reviewer_is_not_involved,
    review.apl58_decider_did_not_review,
}
SOUGHT = [rule for rule in PLANTED if LONG or rule not in RARE]


def a_machine(table: Table) -> type[CaseMachine]:
    """The machine on that table, with a tally of its own."""
    return type("Machine", (CaseMachine,), {"table": table, "tally": Counter()})


def test_the_nevers_hold_over_thousands_of_steps():
    machine = a_machine(TABLE)

    run_state_machine_as_test(machine, settings=NEVERS)

    tally = machine.tally
    assert tally["steps"] >= LEAST_STEPS
    assert tally["refused"] > LEAST_STEPS / 4
    assert (
        min(tally[move] for move in (Move.DECIDE, Move.CLOSE, Move.HOLD_HEARING))
        > LEAST_STEPS / 400
    )
    for move in (Move.DECIDE, Move.CLOSE, Move.HOLD_HEARING):
        assert tally[move] > LEAST_STEPS / 400
    for move in (Move.SERVE_DEMAND, Move.END_REMEDY):
        assert tally[move] > LEAST_STEPS / 1000


@pytest.mark.parametrize("rule", SOUGHT, ids=lambda rule: rule.__name__)
def test_a_rule_struck_out_is_missed(rule):
    machine = a_machine(without(rule))

    with pytest.raises(AssertionError, match=PLANTED[rule]):
        run_state_machine_as_test(machine, settings=SEARCH)


def test_a_state_wrongly_allowed_is_found():
    unguarded = without(hearing.apl63_requested_hearing_was_held)
    sources = TABLE[Move.DECIDE].sources | {State.HEARING}
    decide = replace(unguarded[Move.DECIDE], sources=sources)
    machine = a_machine({**unguarded, Move.DECIDE: decide})

    with pytest.raises(AssertionError, match="the hearing asked for was not held"):
        run_state_machine_as_test(machine, settings=SEARCH)
