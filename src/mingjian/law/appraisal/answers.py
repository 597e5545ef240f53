"""Answers of the automatic checks (自动核对结论), each with the papers that prove it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from mingjian.law.appraisal.facts import DossierFacts, PaperFacts
from mingjian.law.appraisal.items import FULL, Dimension, Item, ItemSet
from mingjian.law.appraisal.scoring import NOTHING, Mark, Verdict

_STEP = Decimal("0.1")


@dataclass(frozen=True)
class Answer:
    """核对结论. ``missing``: the share of the points proposed as lost; ``papers`` are the proof."""

    verdict: Verdict
    words: str
    papers: tuple[PaperFacts, ...] = ()
    missing: Fraction = Fraction(1)
    lost: Decimal | None = None


# None: the data cannot say, a person has to look.
Check = Callable[[DossierFacts], Answer | None]
CHECKS: dict[str, Check] = {}


@dataclass(frozen=True)
class Prefilled:
    """预填的一项. ``is_whole`` False: the data cover a part only, a person confirms the rest."""

    mark: Mark
    words: str
    papers: tuple[PaperFacts, ...]
    is_whole: bool


def check(number: str) -> Callable[[Check], Check]:
    """Register the check of an item."""

    def register(function: Check) -> Check:
        if number in CHECKS:
            raise ValueError(f"item {number} has a check already")
        CHECKS[number] = function
        return function

    return register


def good(words: str, *papers: PaperFacts | None) -> Answer:
    """符合, with the proof."""
    return Answer(Verdict.GOOD, words, _there(papers))


def fault(
    words: str, *papers: PaperFacts | None, missing: Fraction = Fraction(1), lost: int | None = None
) -> Answer:
    """存在问题, with where."""
    amount = Decimal(lost) if lost is not None else None
    return Answer(Verdict.FAULT, words, _there(papers), missing, amount)


def not_applicable(words: str) -> Answer:
    """不适用, and why."""
    return Answer(Verdict.NOT_APPLICABLE, words)


def judged(holds: bool, fine: str, wrong: str, *papers: PaperFacts | None) -> Answer:
    """符合 or 存在问题."""
    return good(fine, *papers) if holds else fault(wrong, *papers)


def prefill(*, items: ItemSet, facts: DossierFacts) -> dict[str, Prefilled]:
    """Everything the data can answer about this dossier, by item."""
    found = {}
    for item in items.applicable(facts.procedures):
        answer = CHECKS[item.number](facts) if item.number in CHECKS else None
        if answer is not None:
            found[item.number] = _prefilled(item, answer)
    return found


def _prefilled(item: Item, answer: Answer) -> Prefilled:
    is_fault = answer.verdict is Verdict.FAULT
    lost = _lost(item, answer) if is_fault else answer.lost or NOTHING
    reason = answer.words if is_fault else ""
    mark = Mark(item.number, answer.verdict, lost, reason, by_data=True)
    whole = item.auto.value == "yes" or answer.verdict is Verdict.NOT_APPLICABLE
    return Prefilled(mark, answer.words, answer.papers, whole)


def _lost(item: Item, answer: Answer) -> Decimal:
    """What the item allows for so much missing; a person may choose another amount."""
    if item.is_advice:
        return NOTHING
    if answer.lost is not None:
        return answer.lost
    if item.dimension is Dimension.REGULARITY:
        share = item.points * answer.missing.numerator / answer.missing.denominator
        return min(max(share.quantize(_STEP, rounding=ROUND_HALF_UP), _STEP), item.points)
    return max((one for one in item.options if one > 0), default=FULL)


def _there(papers: tuple[PaperFacts | None, ...]) -> tuple[PaperFacts, ...]:
    return tuple(one for one in papers if one is not None)
