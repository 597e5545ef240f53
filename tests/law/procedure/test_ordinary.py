"""The table as a whole: every move in every state by every role, and every rule accounted for."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from mingjian.law.breach import MoveRefused
from mingjian.law.citation import Citation
from mingjian.law.procedure import TABLE, Act, CaseFacts, Move, Rule, State, next_state
from mingjian.law.procedure.moves import LAW_OF_CODE
from mingjian.law.provisions import provision_text
from mingjian.law.roles import Actor, Role
from tests.law.procedure.clerk import Clerk
from tests.law.procedure.lawful import SUSPENSION, lawful
from tests.law.procedure.people import actor_in

STATES: tuple[State | None, ...] = (None, *State)
PLACES = [
    (move, state)
    for move, transition in TABLE.items()
    for state in sorted(transition.sources) or [None]
]
RULES: tuple[Rule, ...] = tuple(
    {
        rule: None
        for transition in TABLE.values()
        for rule in (*transition.rules, *transition.details, *transition.warnings)
    }
)


def judge(facts: CaseFacts, act: Act, by: Actor) -> State | set[str]:
    """The next state, or the codes of the breaches."""
    try:
        return next_state(facts=facts, act=act, by=by)
    except MoveRefused as refused:
        return {breach.code for breach in refused.breaches}


# An Arrival that the lawful case does complete.
COMPLETED = {
    (Move.CORRECT_DECISION, state): State.REVOKED
    for state in (State.DECIDED, State.SERVED, State.PERFORMED, State.CLOSED)
} | {(Move.REOPEN, State.CLOSED): State.SERVED}


def expected_target(move: Move, clerk: Clerk) -> State | None:
    target = TABLE[move].target
    if isinstance(target, State):
        return target
    return COMPLETED.get((move, clerk.facts.state), clerk.facts.state)


@pytest.mark.parametrize(("move", "state"), PLACES)
def test_a_move_in_its_place_leads_where_the_table_says(move, state):
    clerk = lawful(move, state)

    for role in TABLE[move].roles:
        assert judge(clerk.facts, clerk.act(move), actor_in(role)) == expected_target(move, clerk)


@pytest.mark.parametrize("move", Move)
def test_a_move_out_of_its_place_is_refused_whoever_makes_it(move):
    transition = TABLE[move]
    clerk = lawful(move, min(transition.sources, default=None))
    act = clerk.act(move)
    places = transition.sources or {None}

    for state in set(STATES) - places:
        for role in Role:
            codes = judge(replace(clerk.facts, state=state), act, actor_in(role))
            assert isinstance(codes, set)
            assert "STATE" in codes
            assert ("ROLE" in codes) == (role not in transition.roles)


@pytest.mark.parametrize(("move", "state"), PLACES)
def test_a_move_by_another_role_is_refused(move, state):
    clerk = lawful(move, state)
    act = clerk.act(move)

    for role in set(Role) - TABLE[move].roles:
        codes = judge(clerk.facts, act, actor_in(role))
        assert isinstance(codes, set)
        assert "ROLE" in codes
        assert "STATE" not in codes


def test_paying_the_last_of_what_is_owed_leads_to_performance():
    clerk = lawful(Move.RECORD_PAYMENT, State.SERVED)
    paid = clerk.do(Move.RECORD_PAYMENT)

    assert clerk.facts.decision.content == SUSPENSION
    assert judge(paid.facts, paid.act(Move.RECORD_PERFORMANCE), paid.actor(Move.CLOSE)) != (
        State.PERFORMED
    )
    assert paid.do(Move.RECORD_PERFORMANCE).facts.state is State.PERFORMED


def test_the_table_knows_every_move_and_reaches_every_state():
    targets = {t.target for t in TABLE.values() if isinstance(t.target, State)}

    assert set(TABLE) == set(Move)
    assert targets | {State.PERFORMED, State.REVOKED} == set(State)


def test_only_a_remedy_or_an_order_of_the_head_moves_a_closed_case():
    moves = {move for move, transition in TABLE.items() if State.CLOSED in transition.sources}
    sources = {state for transition in TABLE.values() for state in transition.sources}

    assert moves == {Move.ACCEPT_REMEDY, Move.END_REMEDY, Move.CORRECT_DECISION, Move.REOPEN}
    assert sources - {State.CLOSED} == {state for state in State if not state.is_final}


def test_every_act_keeps_to_its_date_and_nobody_acts_while_recused():
    for move, transition in TABLE.items():
        names = {rule.__name__ for rule in transition.rules}
        assert {
            "apl47_date_is_not_future",
            "apl47_date_follows_last_act",
            "apl43_actor_is_not_recused",
        } <= names, move


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_is_proved_by_a_test_of_its_own_name(rule):
    # refuses() and warns() strike the rule out and see the unlawful act pass: the mutation test.
    name = rule.__name__
    tests = "".join(
        path.read_text("utf-8") for path in Path(__file__).parent.glob("test_rules_*.py")
    )

    assert re.search(rf"def test_{name}\(", tests)
    assert re.search(rf"(refuses|warns)\(\s*rules\.{name}\b|rule = rules\.{name}\b", tests)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_quotes_the_article_of_its_number(rule):
    match = re.match(r"(a[a-z]l)(\d\d)_", rule.__name__)
    assert match
    article = provision_text(Citation(LAW_OF_CODE[match[1].upper()], str(int(match[2]))))

    clauses = [clause for clause in re.split(r"[，。；：]", rule.__doc__ or "") if clause]

    assert article is not None
    assert [clause for clause in clauses if clause not in article] == []
