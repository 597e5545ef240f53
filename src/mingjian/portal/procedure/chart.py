"""The chart (办案流程): states and moves of the ordinary procedure, read from its table.

Nothing is written here that the table says: a changed table changes the public page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mingjian.law.citation import Citation
from mingjian.law.procedure import TABLE, Move, Rule, State, Transition
from mingjian.law.procedure.moves import LAW_OF_CODE, PENALTY_LAW

# 每一步都适用的全过程记录规则，不逐步重复。
_EVERY_STEP = "47"
_RULE = re.compile(r"^(?P<code>[a-z]{3})(?P<article>[0-9]+)_")
# 在这么多状态下都能办理的，另列一节。
_MANY = 5


@dataclass(frozen=True)
class LawSentence:
    """The law's sentence behind a rule, and its article."""

    text: str
    cite: Citation


@dataclass(frozen=True)
class ChartMove:
    """One legal act: who may do it, where it leads (and when), what the law asks first."""

    move: Move
    target: State | None
    when: str
    sources: tuple[State, ...]
    roles: tuple[str, ...]
    sentences: tuple[LawSentence, ...]

    @property
    def is_anytime(self) -> bool:
        """Open in so many states that it stands in a section of its own."""
        return len(self.sources) >= _MANY

    @property
    def anchor(self) -> str:
        """Where on the page it is told: under its first state, or by itself."""
        if self.is_anytime or not self.sources:
            return self.move.value
        return self.sources[0].value

    @property
    def articles(self) -> tuple[Citation, ...]:
        """The articles, each once, in order."""
        return tuple(dict.fromkeys(each.cite for each in self.sentences))


@dataclass(frozen=True)
class ChartState:
    """One state: the moves that lead on, and those that leave the case where it is."""

    state: State
    onward: tuple[ChartMove, ...]
    staying: tuple[ChartMove, ...]


def chart_moves() -> tuple[ChartMove, ...]:
    """Every move of the table."""
    return tuple(_move(move, transition) for move, transition in TABLE.items())


def chart_states() -> tuple[ChartState, ...]:
    """Every state in the order of the procedure, with the moves special to it."""
    moves = [each for each in chart_moves() if not each.is_anytime]
    return tuple(
        ChartState(
            state,
            onward=tuple(m for m in moves if state in m.sources and m.target not in (None, state)),
            staying=tuple(m for m in moves if state in m.sources and m.target in (None, state)),
        )
        for state in State
    )


def anytime_moves() -> tuple[ChartMove, ...]:
    """Moves that are open in many states: 延长、中止、回避、撤案……"""
    return tuple(each for each in chart_moves() if each.is_anytime)


def opening_move() -> ChartMove:
    """The move with which every case begins."""
    return next(each for each in chart_moves() if not each.sources)


def moves_under(*, law: str, article: str) -> tuple[ChartMove, ...]:
    """Moves that have a rule of this article."""
    if law == PENALTY_LAW and article == _EVERY_STEP:
        return ()
    place = (law, article)
    return tuple(
        each
        for each in chart_moves()
        if any((cite.law, cite.article) == place for cite in each.articles)
    )


def _move(move: Move, transition: Transition) -> ChartMove:
    rules = (*transition.rules, *transition.details, *transition.warnings)
    target, when = _target_of(transition)
    return ChartMove(
        move=move,
        target=target,
        when=when,
        sources=tuple(state for state in State if state in transition.sources),
        roles=tuple(sorted(role.title for role in transition.roles)),
        sentences=tuple(law_sentences(rules)),
    )


def _target_of(transition: Transition) -> tuple[State | None, str]:
    """Where the move leads first of all, and when it does."""
    target = transition.target
    if target is None or isinstance(target, State):
        return target, ""
    arrivals = target if isinstance(target, tuple) else (target,)
    return arrivals[0].state, arrivals[0].words


def law_sentences(rules: Iterable[Rule]) -> list[LawSentence]:
    """Once per sentence, in the order of the articles; a rule's name carries its number."""
    found: dict[str, LawSentence] = {}
    for rule in rules:
        name = getattr(rule, "__name__", "")
        number = _RULE.match(name)
        if number is None:
            raise ValueError(f"rule {name!r} does not carry the number of its article")
        law, article = LAW_OF_CODE[number["code"].upper()], str(int(number["article"]))
        if (law, article) != (PENALTY_LAW, _EVERY_STEP):
            text = (rule.__doc__ or "").strip()
            found.setdefault(text, LawSentence(text, Citation(law, article)))
    order = list(LAW_OF_CODE.values())
    return sorted(
        found.values(), key=lambda each: (order.index(each.cite.law), int(each.cite.article))
    )
