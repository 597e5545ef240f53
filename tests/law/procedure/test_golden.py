"""Situations a jurist can read, with the outcome the law gives them."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mingjian.law.breach import MoveRefused
from mingjian.law.lawbook import load_lawbook
from mingjian.law.procedure import Move, Outcome, PartyFacts, PartyKind, legal_terms
from mingjian.law.roles import ROLE_TITLES, Actor
from mingjian.law.workdays import national_calendar
from tests.law.procedure.clerk import UP_TO_NOTICE, Clerk, a_case, a_proposal
from tests.law.procedure.people import LI, QIAN, WANG, ZHANG, ZHAO, a_fine, as_role

SITUATIONS = tomllib.loads(
    (Path(__file__).parents[1] / "golden" / "ordinary_penalty.toml").read_text("utf-8")
)["situation"]
MOVES = {move.title: move for move in Move}
ROLES = {title: role for role, title in ROLE_TITLES.items()}
PERSONS = {person.name: person for person in (ZHANG, LI, WANG, ZHAO, QIAN)}
DETAILS = ("entered_on", "scheduled_on", "educated")


def begin(situation: dict[str, Any]) -> Clerk:
    """A clerk before the first step."""
    kind = next(kind for kind in PartyKind if kind.title == situation["party"])
    terms = legal_terms(
        lawbook=load_lawbook(situation["pack"]),
        on=next(step["on"] for step in situation["steps"]),
        party_kind=kind,
        calendar=national_calendar(),
    )
    days = {key: situation[key] for key in ("act_ended_on", "discovered_on") if key in situation}
    facts = a_case(terms=terms, party=PartyFacts(kind), **days)
    return Clerk(facts, proposal=propose(situation))


def propose(situation: dict[str, Any], *, revision: int = 1) -> Any:
    """The proposal a situation or a step names."""
    title = situation.get("outcome", Outcome.PENALTY.title)
    outcome = next(outcome for outcome in Outcome if outcome.title == title)
    if outcome is Outcome.PENALTY:
        return a_proposal(a_fine(situation["fine"]), revision=revision)
    grounds = {"first-violation"} if outcome is Outcome.NO_PENALTY_MINOR else set()
    return a_proposal(None, outcome=outcome, grounds=frozenset(grounds), revision=revision)


def details_of(step: dict[str, Any], clerk: Clerk) -> dict[str, Any]:
    """What the step says beyond its act."""
    details = {key: step[key] for key in DETAILS if key in step}
    if "amount" in step:
        details["amount_yuan"] = Decimal(step["amount"])
    if "fine" in step and clerk.facts.proposal is not None:
        details["proposal"] = propose(step, revision=clerk.facts.proposal.revision + 1)
    if "offers_hearing" in step:
        details["notice"] = clerk.notice(step["on"], offers_hearing=step["offers_hearing"])
    return details


def person_of(step: dict[str, Any], clerk: Clerk) -> Actor:
    """Who acts, in which role."""
    usual = clerk.actor(MOVES[step["act"]])
    person = PERSONS[step.get("by", usual.name)]
    return as_role(person, ROLES[step["role"]]) if "role" in step else usual


def take(step: dict[str, Any], clerk: Clerk) -> None:
    """One step, and what must come of it."""
    clerk.today = step["on"]
    if "up_to" in step:
        last = UP_TO_NOTICE.index(MOVES[step["up_to"]])
        clerk.do(*UP_TO_NOTICE[: last + 1])
        return
    codes: list[str] = []
    try:
        clerk.do(
            MOVES[step["act"]],
            by=person_of(step, clerk),
            on=step["on"],
            **details_of(step, clerk),
        )
    except MoveRefused as refused:
        codes = [breach.code for breach in refused.breaches]
    assert sorted(codes) == sorted(step.get("refused", [])), step
    assert clerk.facts.state.title == step.get("state", clerk.facts.state.title), step


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda situation: situation["title"])
def test_golden_situation(situation):
    clerk = begin(situation)

    for step in situation["steps"]:
        take(step, clerk)

    assert clerk.facts.latest_act_on is not None
