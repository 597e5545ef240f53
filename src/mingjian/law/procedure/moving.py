"""Moving a case (办理): may this act be done, and which acts are open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.judging import broken_rules, wrong_post
from mingjian.law.procedure.facts import CaseFacts
from mingjian.law.procedure.moves import Act, Arrival, Move, Table, Transition
from mingjian.law.procedure.next_step import next_step
from mingjian.law.procedure.ordinary_2 import TABLE
from mingjian.law.procedure.states import State
from mingjian.law.roles import Actor

NOT_YET_OPENED = "尚未登记"


@dataclass(frozen=True)
class MoveOption:
    """一项可以办理的行为. Not ``allowed``: the desk shows it disabled with the breaches.

    ``is_next``: the one step the law expects next in this case, whoever has to take it;
    ``is_mine``: the actor's role may take it at all.
    """

    move: Move
    allowed: bool
    breaches: tuple[Breach, ...]
    is_next: bool
    is_mine: bool


def next_state(*, facts: CaseFacts, act: Act, by: Actor, table: Table = TABLE) -> State:
    """The state after the act; MoveRefused with every breach if the law does not allow it."""
    transition = table[act.move]
    breaches = [
        *_misplaced(transition, facts, act.move, by),
        *broken_rules((*transition.rules, *transition.details), facts, act, by),
    ]
    if breaches:
        raise MoveRefused(breaches)
    return _target(transition, facts, act)


def find_warnings(
    *, facts: CaseFacts, act: Act, by: Actor, table: Table = TABLE
) -> tuple[Breach, ...]:
    """What is told and journaled but does not refuse (超期决定、迟延送达)."""
    return tuple(broken_rules(table[act.move].warnings, facts, act, by))


def open_moves(
    *, facts: CaseFacts, on: date, by: Actor, table: Table = TABLE
) -> tuple[MoveOption, ...]:
    """The moves that have their place in this state, with what still stands in their way.

    Judged without the details of the act, which are not filled in yet: an allowed option can still
    be refused for what is filled in.
    """
    expected = next_step(facts)
    return tuple(
        _option(move, transition, facts, Act(move, on=on, entered_on=on), by, expected)
        for move, transition in table.items()
        if _has_its_place(transition, facts)
    )


def _option(
    move: Move,
    transition: Transition,
    facts: CaseFacts,
    act: Act,
    by: Actor,
    expected: Move | None,
) -> MoveOption:
    breaches = (
        *_misplaced(transition, facts, move, by),
        *broken_rules(transition.rules, facts, act, by),
    )
    return MoveOption(
        move=move,
        allowed=not breaches,
        breaches=breaches,
        is_next=move is expected,
        is_mine=by.role in transition.roles,
    )


def _has_its_place(transition: Transition, facts: CaseFacts) -> bool:
    if facts.state is None:
        return not transition.sources
    return facts.state in transition.sources


def _misplaced(transition: Transition, facts: CaseFacts, move: Move, by: Actor) -> Iterator[Breach]:
    if not _has_its_place(transition, facts):
        now = facts.state.title if facts.state else NOT_YET_OPENED
        places = [state.title for state in State if state in transition.sources]
        yield Breach(
            "STATE",
            f"案件现为“{now}”，不能{move.title}",
            None,
            f"本行为应当在“{'”“'.join(places or [NOT_YET_OPENED])}”时办理。",
        )
    yield from wrong_post(title=move.title, roles=transition.roles, by=by)


def _target(transition: Transition, facts: CaseFacts, act: Act) -> State:
    target = transition.target
    if isinstance(target, Arrival):
        target = (target,)
    if isinstance(target, tuple):
        target = next((one.state for one in target if one.completes(facts, act)), None)
    state = target if target is not None else facts.state
    if state is None:
        raise ValueError(f"move {act.move.value!r} leaves a case that does not exist yet stateless")
    return state
