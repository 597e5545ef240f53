"""How a rule proves itself: it alone refuses, and without it the table would let the act pass."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.procedure import TABLE, Move, Rule, Table, find_warnings, next_state
from mingjian.law.provisions import provision_text
from mingjian.law.roles import Actor
from tests.law.procedure.clerk import Clerk


def without(rule: Rule, table: Table = TABLE) -> Table:
    """The table with one rule struck out everywhere."""
    return {
        move: replace(
            transition,
            rules=tuple(kept for kept in transition.rules if kept is not rule),
            details=tuple(kept for kept in transition.details if kept is not rule),
            warnings=tuple(kept for kept in transition.warnings if kept is not rule),
        )
        for move, transition in table.items()
    }


def refuses(
    rule: Rule, clerk: Clerk, move: Move, *, by: Actor | None = None, **details: Any
) -> Breach:
    """The act is refused by this rule alone, by its own number; struck out, the act passes."""
    act, actor = clerk.act(move, **details), by or clerk.actor(move)
    with pytest.raises(MoveRefused) as refused:
        next_state(facts=clerk.facts, act=act, by=actor)

    (breach,) = refused.value.breaches
    assert breach.code == rule.__name__.partition("_")[0].upper()
    assert breach.cite is not None
    assert provision_text(breach.cite) is not None
    assert breach.remedy.endswith("。")
    next_state(facts=clerk.facts, act=act, by=actor, table=without(rule))
    return breach


def accepts(clerk: Clerk, move: Move, *, by: Actor | None = None, **details: Any) -> None:
    """The act passes."""
    act, actor = clerk.act(move, **details), by or clerk.actor(move)
    next_state(facts=clerk.facts, act=act, by=actor)


def warns(rule: Rule, clerk: Clerk, move: Move, **details: Any) -> bool:
    """The rule alone warns, and the act passes all the same."""
    act, actor = clerk.act(move, **details), clerk.actor(move)
    next_state(facts=clerk.facts, act=act, by=actor)
    told = find_warnings(facts=clerk.facts, act=act, by=actor)
    struck = find_warnings(facts=clerk.facts, act=act, by=actor, table=without(rule))
    return bool(told) and not struck
