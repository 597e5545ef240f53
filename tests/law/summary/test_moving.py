"""The table as a whole: every act in every state for every role, and what is owed next."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from mingjian.law.breach import MoveRefused
from mingjian.law.procedure import State
from mingjian.law.procedure.versions import UnknownProcedure
from mingjian.law.roles import Role
from mingjian.law.summary import (
    TABLE,
    VERSION,
    PaymentWay,
    SummaryMove,
    is_summary,
    money_owed,
    next_summary_state,
    open_steps,
    owed_moves,
    summary_table_of,
)
from tests.law.procedure.people import MONDAY, WANG, ZHANG, as_role
from tests.law.summary.street import act_of, decided, done, imposing, nothing_yet

EVERYWHERE = list(product(SummaryMove, [None, *State], Role))


def codes(facts, act, by) -> set[str]:
    """What refuses."""
    try:
        next_summary_state(facts=facts, act=act, by=by)
    except MoveRefused as refused:
        return {one.code for one in refused.breaches}
    return set()


@pytest.mark.parametrize(("move", "state", "role"), EVERYWHERE, ids=str)
def test_state_and_role_are_those_of_the_table(move, state, role):
    facts = replace(decided(PaymentWay.SMALL), state=state)
    act = imposing() if move is SummaryMove.IMPOSE else act_of(move, facts)
    line = TABLE[move]

    found = codes(facts, act, as_role(ZHANG, role))

    assert ("ROLE" in found) is (role not in line.roles)
    assert ("STATE" in found) is (state not in (line.sources or {None}))


def test_a_fine_goes_from_served_to_performed_to_closed():
    facts = decided()
    assert (facts.state, owed_moves(facts)) == (
        State.SERVED,
        (SummaryMove.PAY, SummaryMove.FILE),
    )

    paid = done(facts, act_of(SummaryMove.PAY, facts))
    closed = done(paid, act_of(SummaryMove.FILE, paid))

    assert (paid.state, closed.state) == (State.PERFORMED, State.CLOSED)
    assert owed_moves(closed) == ()


def test_a_warning_needs_only_its_filing():
    facts = decided(fine=0)

    assert (facts.state, owed_moves(facts)) == (State.PERFORMED, (SummaryMove.FILE,))


def test_cash_is_owed_step_by_step():
    facts, steps = decided(PaymentWay.SMALL), []
    while money_owed(facts):
        steps.append(owed_moves(facts)[0])
        facts = done(facts, act_of(steps[-1], facts))

    assert steps == [SummaryMove.COLLECT, SummaryMove.HAND_IN, SummaryMove.BANK]


def test_before_the_decision_the_decision_is_owed():
    assert owed_moves(nothing_yet()) == (SummaryMove.IMPOSE,)
    assert money_owed(nothing_yet()) == 0


def test_open_steps_tell_whose_they_are_and_what_stands_in_the_way():
    found = {one.move: one for one in open_steps(facts=decided(), on=MONDAY, by=WANG)}

    assert found[SummaryMove.FILE].is_mine
    assert found[SummaryMove.FILE].breaches == ()
    assert not found[SummaryMove.PAY].is_mine
    assert found[SummaryMove.COLLECT].breaches
    assert not found[SummaryMove.COLLECT].is_owed
    assert SummaryMove.IMPOSE not in found


def test_a_version_has_its_table():
    assert summary_table_of(VERSION) is TABLE
    assert is_summary(VERSION)
    assert not is_summary("ordinary-penalty/1")
    with pytest.raises(UnknownProcedure, match="summary-penalty/9"):
        summary_table_of("summary-penalty/9")
