"""Moving a summary penalty (办理): may this act be done, and which acts are open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.judging import broken_rules, wrong_post
from mingjian.law.procedure.states import State
from mingjian.law.roles import Actor
from mingjian.law.summary.facts import SpotDecision, SummaryAct, SummaryFacts
from mingjian.law.summary.kinds import SummaryMove
from mingjian.law.summary.owing import owed_moves, state_of
from mingjian.law.summary.table import TABLE, Line, Table


@dataclass(frozen=True)
class OpenStep:
    """一项可以办理的行为. ``is_mine``: the actor's role may do it; ``is_owed``: it is due now."""

    move: SummaryMove
    breaches: tuple[Breach, ...]
    is_owed: bool
    is_mine: bool


def next_summary_state(
    *, facts: SummaryFacts, act: SummaryAct, by: Actor, table: Table = TABLE
) -> State:
    """The state after the act; MoveRefused with every breach if the law does not allow it."""
    line = table[act.move]
    breaches = [
        *_misplaced(line, facts, act.move, by),
        *broken_rules((*line.rules, *line.details), facts, act, by),
    ]
    if breaches:
        raise MoveRefused(breaches)
    return state_of(facts_after(facts, act))


def find_summary_warnings(
    *, facts: SummaryFacts, act: SummaryAct, by: Actor, table: Table = TABLE
) -> tuple[Breach, ...]:
    """What is told and journalled but does not refuse (迟延交存、备案)."""
    return tuple(broken_rules(table[act.move].warnings, facts, act, by))


def open_steps(
    *, facts: SummaryFacts, on: date, by: Actor, table: Table = TABLE
) -> tuple[OpenStep, ...]:
    """The acts that have their place in this state, with what stands in this actor's way."""
    owed = owed_moves(facts)
    return tuple(
        OpenStep(
            move,
            (
                *_misplaced(line, facts, move, by),
                *broken_rules(line.rules, facts, SummaryAct(move, on, on), by),
            ),
            is_owed=move in owed,
            is_mine=by.role in line.roles,
        )
        for move, line in table.items()
        if facts.state in line.sources
    )


def _misplaced(line: Line, facts: SummaryFacts, move: SummaryMove, by: Actor) -> Iterator[Breach]:
    has_its_place = facts.state in line.sources if facts.state else not line.sources
    if not has_its_place:
        now = facts.state.title if facts.state else "尚未决定"
        yield Breach(
            "STATE", f"本件现为“{now}”，不能{move.title}", None, "请返回查看下一法定步骤。"
        )
    yield from wrong_post(title=move.title, roles=line.roles, by=by)


def facts_after(facts: SummaryFacts, act: SummaryAct) -> SummaryFacts:
    """The facts as the act leaves them, the state excepted."""
    changes: dict[str, object] = {}
    match act.move:
        case SummaryMove.IMPOSE:
            assert act.scene is not None  # its rules have read it
            decision = SpotDecision(act.scene.content, act.on, act.scene.way)
            changes = {"decision": decision, "enforcers": act.enforcers}
        case SummaryMove.COLLECT:
            changes = {"collected_on": act.on}
        case SummaryMove.HAND_IN:
            changes = {"handed_in_on": act.on}
        case SummaryMove.BANK | SummaryMove.PAY:
            paid = facts.paid_yuan + act.amount_yuan
            changes = {"paid_yuan": paid, "last_paid_on": act.on}
        case SummaryMove.FILE:
            changes = {"filed_on": act.on}
    return replace(facts, latest_act_on=act.on, **changes)  # type: ignore[arg-type]  # by name
