"""Finding, by machine, an act that one rule alone refuses (变异): the witness that it is needed.

From an act every neighbour is made: one thing changed, at any depth, to nothing, to the next value
of its kind, or to what the same field holds in another act. A neighbour that exactly
one rule of the line refuses is that rule's witness: struck out of the line, the act would pass.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from copy import copy
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from mingjian.law.citation import Citation
from mingjian.law.measures.facts import MeasureTerms
from mingjian.law.procedure import LegalTerms
from mingjian.law.proceedings.facts import ProceedingTerms
from mingjian.law.summary.terms import SummaryTerms
from mingjian.law.workdays import Calendar

DAYS = (1, 7, 30, 200, 4000)
DEEPEST = 3
# 法律参数不变：变的是事实和行为。
LAW = (LegalTerms, MeasureTerms, ProceedingTerms, SummaryTerms, Calendar, Citation)
# 次序、岗位由表判断，不由规则。
KEPT = {"state", "move", "role"}
Rule = Callable[..., Any]
Donors = Mapping[tuple[type, str], list[Any]]


@dataclass(frozen=True)
class Situation:
    """An act: what a rule is asked (facts or matter, act, actor), and which move it is."""

    move: Any
    asked: tuple[Any, ...]


def donors_of(acts: Iterable[Situation]) -> Donors:
    """What each field of each dataclass holds in these acts, every value once."""
    found: dict[tuple[type, str], dict[str, Any]] = defaultdict(dict)
    for act in acts:
        for one in act.asked:
            for owner, name, value in _held(one):
                found[owner, name].setdefault(repr(value), value)
    return {key: list(values.values()) for key, values in found.items()}


def neighbours(act: Situation, donors: Donors) -> Iterator[tuple[Any, ...]]:
    """Everything that differs from the act in one thing; first the act itself."""
    yield act.asked
    for index, one in enumerate(act.asked):
        for other in _changed(one, donors, DEEPEST):
            yield (*act.asked[:index], other, *act.asked[index + 1 :])


def witnesses_of(
    acts: Sequence[Situation],
    rules_of: Mapping[Any, Sequence[Rule]],
    more: Donors,
    *,
    fits: Callable[..., bool],
    never: Set[tuple[Any, Rule]] = frozenset(),
) -> dict[tuple[Any, Rule], tuple[Any, ...]]:
    """For each move and rule an act that this rule alone refuses, where one was found.

    ``fits``: whether the act has its place and its post, about which no rule is asked.
    """
    donors: dict[tuple[type, str], list[Any]] = defaultdict(list)
    for key, values in (*donors_of(acts).items(), *more.items()):
        donors[key] += values
    found: dict[tuple[Any, Rule], tuple[Any, ...]] = {}
    for act in acts:
        rules = rules_of[act.move]
        left = {rule for rule in rules if (act.move, rule) not in {*found, *never}}
        for asked in neighbours(act, donors):
            if not left:
                break
            rule = sole_breaker(rules, left, asked)
            if rule is not None and fits(*asked):
                found[act.move, rule] = asked
                left.discard(rule)
    return found


def sole_breaker(rules: Sequence[Rule], left: Set[Rule], asked: tuple[Any, ...]) -> Rule | None:
    """The one rule that refuses, if it is still sought; none where several do."""
    for rule in left:
        if _refuses(rule, asked):
            others = (one for one in rules if one is not rule)
            return None if any(_refuses(one, asked, unread=True) for one in others) else rule
    return None


def _refuses(rule: Rule, asked: tuple[Any, ...], *, unread: bool = False) -> bool:
    """Whether it refuses; ``unread``: the answer where it cannot even read what is impossible."""
    try:
        return rule(*asked) is not None
    except (AssertionError, ValueError, LookupError, TypeError, AttributeError, OverflowError):
        return unread


def _held(one: Any) -> Iterator[tuple[type, str, Any]]:
    if isinstance(one, LAW):
        return
    if is_dataclass(one) and not isinstance(one, type):
        for field in fields(one):
            value = getattr(one, field.name)
            yield type(one), field.name, value
            yield from _held(value)
    elif isinstance(one, tuple):
        for each in one:
            yield from _held(each)


def _changed(one: Any, donors: Donors, depth: int) -> Iterator[Any]:
    if isinstance(one, LAW):
        return
    if is_dataclass(one) and not isinstance(one, type) and depth:
        for field in fields(one):
            if not field.init or field.name in KEPT:
                continue
            now = getattr(one, field.name)
            given = donors.get((type(one), field.name), ())
            for value in (None, *given, *_changed(now, donors, depth - 1)):
                if value == now:
                    continue
                try:
                    yield _with(one, field.name, value)
                except (ValueError, TypeError, AttributeError):  # such a thing cannot be
                    continue
    elif isinstance(one, tuple):
        for index, each in enumerate(one):
            rest = (*one[:index], *one[index + 1 :])
            yield rest
            for other in _changed(each, donors, depth):
                yield (*one[:index], other, *one[index + 1 :])
        yield ()
    else:
        yield from _leaf(one)


def _with(one: Any, name: str, value: Any) -> Any:
    """The same with one field changed; a tenth of the time of ``dataclasses.replace``."""
    other = copy(one)
    object.__setattr__(other, name, value)
    if hasattr(other, "__post_init__"):
        other.__post_init__()
    return other


def _leaf(one: Any) -> Iterator[Any]:
    match one:
        case bool():
            yield not one
        case Enum():
            yield from (each for each in type(one) if each is not one)
            yield None
        case Decimal() | int():
            yield from (one * 0, one + 1, one - 1, one * 1000, -one)
        case str():
            yield from ("", "同意", f"{one}另")
        case datetime() | date():
            for days in DAYS:
                yield from (one - timedelta(days=days), one + timedelta(days=days))
            yield None
        case frozenset():
            yield frozenset()
            yield from (one - {each} for each in one)
        case UUID():
            yield UUID(int=one.int ^ 0xFFFF)
            yield None
