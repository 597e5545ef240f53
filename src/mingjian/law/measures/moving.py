"""Moving a measure (办理): may this act be done, and which acts are open."""

from __future__ import annotations

from datetime import date

from mingjian.law.breach import Breach
from mingjian.law.judging import OpenAct, broken_rules, open_act, refuse_by_line
from mingjian.law.measures.facts import Matter, MeasureAct
from mingjian.law.measures.kinds import MeasureMove
from mingjian.law.measures.table import TABLE, Table
from mingjian.law.roles import Actor

BEGINNINGS = (MeasureMove.REQUEST, MeasureMove.TAKE_URGENTLY)


def judge_measure(*, matter: Matter, act: MeasureAct, by: Actor, table: Table = TABLE) -> None:
    """MoveRefused with every breach if the law does not allow the act."""
    refuse_by_line(title=act.move.title, line=table[act.move], matter=matter, act=act, by=by)


def find_measure_warnings(
    *, matter: Matter, act: MeasureAct, by: Actor, table: Table = TABLE
) -> tuple[Breach, ...]:
    """What is told and journalled but does not refuse (迟延报告)."""
    return tuple(broken_rules(table[act.move].warnings, matter, act, by))


def open_measure_steps(
    *, matter: Matter, on: date, by: Actor, table: Table = TABLE
) -> tuple[OpenAct[MeasureMove], ...]:
    """The acts that have their place now, with what stands in this actor's way."""
    return tuple(
        open_act(
            move=move,
            title=move.title,
            line=table[move],
            matter=matter,
            act=MeasureAct(move, on, on),
            by=by,
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
