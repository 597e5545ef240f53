"""A line of 附随程序 as data, and the rules that many lines share (共同规则)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mingjian.law.breach import Breach
from mingjian.law.proceedings import rules_common as common
from mingjian.law.proceedings.facts import Matter, ProceedingAct
from mingjian.law.proceedings.kinds import ProceedingKind, ProceedingMove
from mingjian.law.roles import Actor, Role

# A rule answers with the breach it sees, or None. Its docstring is the law's sentence.
Rule = Callable[[Matter, ProceedingAct, Actor], Breach | None]


@dataclass(frozen=True)
class Line:
    """One step: ``after`` empty, it begins the proceeding; else the last step is one of these.

    ``rules`` judge before anything is filled in, ``details`` what was filled in; ``warnings`` are
    told and journalled. ``on_scene``: two officers act, which the database checks again.
    """

    kind: ProceedingKind
    roles: frozenset[Role]
    after: frozenset[ProceedingMove] = frozenset()
    rules: tuple[Rule, ...] = ()
    details: tuple[Rule, ...] = ()
    warnings: tuple[Rule, ...] = ()
    on_scene: bool = False


Table = Mapping[ProceedingMove, Line]

KIND, MOVE = ProceedingKind, ProceedingMove
OFFICER = frozenset({Role.CASE_OFFICER})
HEAD = frozenset({Role.AGENCY_HEAD})
ALWAYS = (common.apl43_actor_is_not_recused, common.apl42_officer_of_the_case)
OPEN = (common.apl54_case_is_open, *ALWAYS)
UNDECIDED = (*OPEN, common.apl57_case_is_undecided)
DATED = (common.apl47_dates_are_possible,)
REASONED = (*DATED, common.apl47_reasons_are_written)
ON_SITE = (*REASONED, common.apl42_two_valid_officers)
HANDED = (*REASONED, common.apl61_paper_was_handed_over)
SCENE = (*HANDED, common.apl42_two_valid_officers)
HEADS_WORD = (*ALWAYS, common.apl57_decided_by_another)


def line(
    kind: ProceedingKind,
    roles: frozenset[Role],
    *after: ProceedingMove,
    rules: tuple[Rule, ...] = ALWAYS,
    details: tuple[Rule, ...] = REASONED,
    warnings: tuple[Rule, ...] = (),
    on_scene: bool = False,
) -> Line:
    """One line; without rules of its own, those of every step."""
    return Line(kind, roles, frozenset(after), rules, details, warnings, on_scene)


def decision_of_head(
    kind: ProceedingKind, after: ProceedingMove, warnings: tuple[Rule, ...] = ()
) -> Line:
    """批准、不批准: by another than who asked."""
    return line(kind, HEAD, after, rules=HEADS_WORD, warnings=warnings)
