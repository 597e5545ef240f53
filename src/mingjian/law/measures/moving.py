"""Moving a measure (办理): may this act be done, and which acts are open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.judging import broken_rules, wrong_post
from mingjian.law.measures.facts import Matter, MeasureAct
from mingjian.law.measures.kinds import MeasureMove
from mingjian.law.measures.table import TABLE, Table
from mingjian.law.roles import Actor

BEGINNINGS = (MeasureMove.REQUEST, MeasureMove.TAKE_URGENTLY)


@dataclass(frozen=True)
class OpenMeasureStep:
    """一项可以办理的行为. ``is_mine``: the actor's role may do it."""

    move: MeasureMove
    breaches: tuple[Breach, ...]
    is_mine: bool


def judge_measure(*, matter: Matter, act: MeasureAct, by: Actor, table: Table = TABLE) -> None:
    """MoveRefused with every breach if the law does not allow the act."""
    line = table[act.move]
    breaches = [
        *wrong_post(title=act.move.title, roles=line.roles, by=by),
        *broken_rules((*line.rules, *line.details), matter, act, by),
    ]
    if breaches:
        raise MoveRefused(breaches)


def find_measure_warnings(
    *, matter: Matter, act: MeasureAct, by: Actor, table: Table = TABLE
) -> tuple[Breach, ...]:
    """What is told and journalled but does not refuse (迟延报告)."""
    return tuple(broken_rules(table[act.move].warnings, matter, act, by))


def open_measure_steps(
    *, matter: Matter, on: date, by: Actor, table: Table = TABLE
) -> tuple[OpenMeasureStep, ...]:
    """The acts that have their place now, with what stands in this actor's way."""
    return tuple(
        OpenMeasureStep(
            move,
            (
                *wrong_post(title=move.title, roles=table[move].roles, by=by),
                *broken_rules(table[move].rules, matter, MeasureAct(move, on, on), by),
            ),
            is_mine=by.role in table[move].roles,
        )
        for move in places_of(matter)
    )


def places_of(matter: Matter) -> tuple[MeasureMove, ...]:
    """Which acts have their place: to begin, to be approved, to be taken, or held."""
    measure = matter.measure
    if measure is None:
        return BEGINNINGS
    found: list[MeasureMove] = []
    if measure.approved is None:
        found += [MeasureMove.APPROVE, MeasureMove.DECLINE]
    if measure.taken_on is None and measure.approved is not False:
        found.append(MeasureMove.TAKE)
    if measure.is_running and measure.approved is False:
        found.append(MeasureMove.RELEASE)
    elif measure.is_running:
        has_test = any(test.ended_on is None for test in measure.tests)
        found += [
            MeasureMove.EXTEND,
            MeasureMove.END_TEST if has_test else MeasureMove.START_TEST,
            *(MeasureMove.SELL, MeasureMove.DISPOSE, MeasureMove.RELEASE),
        ]
    return tuple(found)
