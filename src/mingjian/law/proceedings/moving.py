"""Taking a step (办理): may it be done, which steps are open, whose turn it is."""

from __future__ import annotations

from datetime import date

from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.judging import OpenAct, broken_rules, open_act, refuse_by_line
from mingjian.law.proceedings.facts import Matter, ProceedingAct, ProceedingFacts
from mingjian.law.proceedings.kinds import ProceedingMove
from mingjian.law.proceedings.table import TABLE, Line, Table
from mingjian.law.roles import Actor, Role


def judge_proceeding(
    *, matter: Matter, act: ProceedingAct, by: Actor, table: Table = TABLE
) -> None:
    """MoveRefused with every breach if the law does not allow the step."""
    line = table[act.move]
    if not _has_its_place(line, matter):
        # 次序不对时，其余规则无从判断。
        raise MoveRefused([_misplaced(line, act.move)])
    refuse_by_line(title=act.move.title, line=line, matter=matter, act=act, by=by)


def find_proceeding_warnings(
    *, matter: Matter, act: ProceedingAct, by: Actor, table: Table = TABLE
) -> tuple[Breach, ...]:
    """What is told and journalled but does not refuse (迟延)."""
    return tuple(broken_rules(table[act.move].warnings, matter, act, by))


def open_proceeding_steps(
    *, matter: Matter, on: date, by: Actor, table: Table = TABLE
) -> tuple[OpenAct[ProceedingMove], ...]:
    """The steps that have their place now, with what stands in this actor's way."""
    return tuple(
        open_act(
            move=move,
            title=move.title,
            line=line,
            matter=matter,
            act=ProceedingAct(move, on, on),
            by=by,
        )
        for move, line in table.items()
        if _has_its_place(line, matter)
    )


def awaits(proceeding: ProceedingFacts, *, table: Table = TABLE) -> frozenset[Role]:
    """Whose turn it is; empty once the proceeding has ended."""
    last = proceeding.last.move
    return frozenset(role for line in table.values() if last in line.after for role in line.roles)


def _has_its_place(line: Line, matter: Matter) -> bool:
    if matter.proceeding is None:
        return not line.after
    return line.kind is matter.proceeding.kind and matter.proceeding.last.move in line.after


def _misplaced(line: Line, move: ProceedingMove) -> Breach:
    places = "”“".join(sorted(one.title for one in line.after))
    what = f"请在“{places}”之后办理。" if places else "请从案件页另行提出。"
    return Breach("STATE", f"现在不能办理“{move.title}”", None, what)
