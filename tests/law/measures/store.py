"""A seizure, lawful unless a test changes it; and the measure as acts leave it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

from mingjian.law.breach import MoveRefused
from mingjian.law.citation import Citation
from mingjian.law.lawbook import load_lawbook
from mingjian.law.measures import (
    TABLE,
    GoodsFacts,
    GoodsOutcome,
    GoodsTestFacts,
    Matter,
    MeasureAct,
    MeasureFacts,
    MeasureKind,
    MeasureMove,
    ReleaseGround,
    SceneFacts,
    judge_measure,
    measure_terms,
)
from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import CaseFacts, DecisionFacts, Outcome, PartyFacts, PartyKind, State
from mingjian.law.roles import Actor, Role
from mingjian.law.workdays import national_calendar
from tests.law.procedure.people import LI, MONDAY, WANG, ZHANG, an_officer
from tests.law.procedure.people import TERMS as CASE_TERMS

TUESDAY = MONDAY + timedelta(days=1)
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=timezone(timedelta(hours=8)))
TERMS = measure_terms(lawbook=load_lawbook("binxian"), on=MONDAY, calendar=national_calendar())
FOOD = Citation("食品安全法", "110", "1", "4")
TEAM = (an_officer(ZHANG), an_officer(LI))
FLOUR, OVEN = GoodsFacts(UUID(int=71), "面粉"), GoodsFacts(UUID(int=72), "烤箱")
CASE = CaseFacts(
    terms=CASE_TERMS,
    party=PartyFacts(PartyKind.PERSON),
    state=State.INVESTIGATING,
    opened_on=MONDAY,
    officers=TEAM,
)
ASKED = MeasureFacts(TERMS, MeasureKind.DETAIN, requested_by=ZHANG.person_id, last_act_on=MONDAY)
APPROVED = replace(ASKED, approved=True, decided_at=NOON, decided_on=MONDAY)
HELD = replace(APPROVED, taken_at=NOON, taken_on=MONDAY, goods=(FLOUR, OVEN))
IN_TEST = replace(HELD, tests=(GoodsTestFacts(MONDAY, MONDAY + timedelta(days=9)),))
SCENE = SceneFacts(
    officers=TEAM,
    goods_count=2,
    cards_were_shown=True,
    party_was_told=True,
    party_was_heard=True,
    record_was_made=True,
    was_delivered=True,
    is_connected=True,
    is_no_necessity=True,
    is_not_sealed_by_others=True,
)
CONFISCATION = PenaltyContent((PenaltyKind.CONFISCATION_OF_PROPERTY,), confiscated_items="面粉十袋")

_BEFORE = {
    MeasureMove.REQUEST: None,
    MeasureMove.TAKE_URGENTLY: None,
    MeasureMove.APPROVE: ASKED,
    MeasureMove.DECLINE: ASKED,
    MeasureMove.TAKE: APPROVED,
    MeasureMove.END_TEST: IN_TEST,
}
_DETAILS: dict[MeasureMove, dict[str, Any]] = {
    MeasureMove.TAKE: {"scene": SCENE, "taken_at": NOON},
    MeasureMove.TAKE_URGENTLY: {"scene": SCENE, "taken_at": NOON, "entered_at": NOON},
    MeasureMove.EXTEND: {"days": 30, "was_told": True},
    MeasureMove.START_TEST: {"test_due_on": MONDAY + timedelta(days=9), "was_told": True},
    MeasureMove.SELL: {"goods": (FLOUR.id,), "is_perishable": True},
    MeasureMove.DISPOSE: {"goods": (FLOUR.id,), "outcome": GoodsOutcome.CONFISCATED},
    MeasureMove.RELEASE: {
        "goods": (FLOUR.id,),
        "ground": ReleaseGround.UNRELATED,
        "was_told": True,
    },
}


def decided(outcome: Outcome = Outcome.PENALTY, on: date = MONDAY) -> CaseFacts:
    """The case after its decision, which confiscates property."""
    content = CONFISCATION if outcome is Outcome.PENALTY else None
    return replace(CASE, decision=DecisionFacts("hash", outcome, content, on))


def matter_for(move: MeasureMove, **changes: Any) -> Matter:
    """The measure as it stands before this act; ``case=…`` and fields of the measure change it."""
    case = changes.pop("case", decided() if move is MeasureMove.DISPOSE else CASE)
    measure = _BEFORE.get(move, HELD)
    return Matter(case, TERMS, replace(measure, **changes) if measure else None)


def act_of(move: MeasureMove, **changes: Any) -> MeasureAct:
    """The act as the law asks; fields of the scene are changed by ``scene={…}``."""
    scene = changes.pop("scene", {})
    details = {**_DETAILS.get(move, {}), **changes}
    if "scene" in details:
        details["scene"] = replace(details["scene"], **scene)
    on = details.pop("on", MONDAY)
    given = {"kind": MeasureKind.DETAIN, "authority": FOOD, "reasons": "涉嫌用于违法生产。"}
    return MeasureAct(move, on, details.pop("entered_on", on), **{**given, **details})


def actor_of(move: MeasureMove) -> Actor:
    """Who may do it."""
    return ZHANG if Role.CASE_OFFICER in TABLE[move].roles else WANG


def codes(matter: Matter, act: MeasureAct, by: Actor | None = None, table=TABLE) -> list[str]:
    """The codes of every rule that refuses."""
    try:
        judge_measure(matter=matter, act=act, by=by or actor_of(act.move), table=table)
    except MoveRefused as refused:
        return [breach.code for breach in refused.breaches]
    return []
