"""Scoring of an appraised dossier (评分): exact fractions, rounded only where they are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from mingjian.law.appraisal.items import FULL, Dimension, Item, ItemSet
from mingjian.law.breach import Breach

NOTHING = Decimal(0)
_CENT = Decimal("0.01")


class Verdict(StrEnum):
    """评查结论 on one item."""

    GOOD = "good"
    FAULT = "fault"
    NOT_APPLICABLE = "na"

    @property
    def label(self) -> str:
        """The word shown to people."""
        return {"good": "符合", "fault": "存在问题", "na": "不适用"}[self.value]


@dataclass(frozen=True)
class Mark:
    """一项评分. ``lost``: points taken; negative where the item adds. ``by_data``: as prefilled."""

    number: str
    verdict: Verdict
    lost: Decimal = NOTHING
    reason: str = ""
    by_data: bool = False

    def export(self) -> dict[str, Any]:
        """Plain values for the record."""
        return {
            "number": self.number,
            "verdict": self.verdict.value,
            "lost": str(self.lost),
            "reason": self.reason,
            "by_data": self.by_data,
        }


def restore_mark(content: Mapping[str, Any]) -> Mark:
    """A mark as ``export`` wrote it down."""
    return Mark(
        content["number"],
        Verdict(content["verdict"]),
        Decimal(content["lost"]),
        content["reason"],
        content["by_data"],
    )


@dataclass(frozen=True)
class Score:
    """评查得分: two dimensions and what adjusts the second; exact."""

    legality: Fraction
    regularity: Fraction
    adjustment: Fraction
    vetoes: tuple[str, ...]
    grade: str

    @property
    def total(self) -> Fraction:
        """合规性加减后得分, never below zero."""
        return max(self.regularity + self.adjustment, Fraction(0))

    @property
    def is_vetoed(self) -> bool:
        """是否一票否决."""
        return bool(self.vetoes)


def score_dossier(*, items: ItemSet, marks: Sequence[Mark]) -> Score:
    """The score of complete marks: items that do not apply leave the denominator."""
    known = [(items.item(mark.number), mark) for mark in marks]
    vetoes = tuple(item.number for item, mark in known if _vetoes(item, mark))
    lost = _lost(known, Dimension.LEGALITY)
    legality = max(Fraction(FULL) - lost, Fraction(0))
    possible = sum((Fraction(item.points) for item, _ in _counted(known)), Fraction(0))
    got = possible - _lost(known, Dimension.REGULARITY)
    regularity = 100 * got / possible if possible else Fraction(100)
    adjustment = -_lost(known, Dimension.ADJUSTMENT)
    lower = min(legality, max(regularity + adjustment, Fraction(0)))
    worst = items.grades[-1].title
    reached = (one.title for one in items.grades if lower >= Fraction(one.least))
    grade = worst if vetoes else next(reached, worst)
    return Score(legality, regularity, adjustment, vetoes, grade)


def shown(value: Fraction) -> Decimal:
    """The score as it is written: two places, half up."""
    exact = Decimal(value.numerator * 1000) / Decimal(value.denominator) / 1000
    return exact.quantize(_CENT, rounding=ROUND_HALF_UP)


def faults_of_marks(
    *, items: ItemSet, applicable: Sequence[Item], marks: Sequence[Mark]
) -> list[Breach]:
    """What is wrong with a score sheet before it can be handed in; empty = complete and allowed."""
    return [*_missing(applicable, marks), *_wrong(items, applicable, marks)]


def _missing(applicable: Sequence[Item], marks: Sequence[Mark]) -> Iterator[Breach]:
    given = {mark.number for mark in marks}
    left = [item.number for item in applicable if item.number not in given]
    if left:
        yield Breach(
            "APPRAISAL-OPEN",
            f"还有{len(left)}项没有评分：{'、'.join(left)}",
            None,
            "请逐项评分后再提交。",
        )


def _wrong(items: ItemSet, applicable: Sequence[Item], marks: Sequence[Mark]) -> Iterator[Breach]:
    asked = {item.number for item in applicable}
    for mark in marks:
        if mark.number not in asked:
            yield _breach(mark, "不属于本案卷的评查项目", "请刷新页面后重新评分。")
            continue
        item = items.item(mark.number)
        if not item.allows(mark.lost):
            yield _breach(mark, f"扣分{mark.lost}超出该项标准", "请按标准列明的分值扣减。")
        if mark.verdict is not Verdict.FAULT and mark.lost > 0:
            yield _breach(
                mark, "评为符合或者不适用，却有扣分", "请改评为“存在问题”，或者取消扣分。"
            )
        if mark.verdict is Verdict.FAULT and not mark.reason.strip():
            yield _breach(mark, "评为存在问题，没有写明理由", "请写明发现的问题和所在文书。")
        if mark.verdict is Verdict.FAULT and mark.lost <= 0 and not item.is_advice:
            yield _breach(mark, "评为存在问题，没有扣分", "请按标准扣减，或者改评为“符合”。")


def _breach(mark: Mark, message: str, remedy: str) -> Breach:
    return Breach(f"APPRAISAL-{mark.number}", f"第{mark.number}项{message}", None, remedy)


def _vetoes(item: Item, mark: Mark) -> bool:
    return item.may_veto and item.dimension is Dimension.LEGALITY and mark.lost >= FULL


def _lost(known: Sequence[tuple[Item, Mark]], dimension: Dimension) -> Fraction:
    lost = [Fraction(mark.lost) for item, mark in known if item.dimension is dimension]
    return sum(lost, Fraction(0))


def _counted(known: Sequence[tuple[Item, Mark]]) -> Iterator[tuple[Item, Mark]]:
    for item, mark in known:
        applies = mark.verdict is not Verdict.NOT_APPLICABLE
        if item.dimension is Dimension.REGULARITY and applies:
            yield item, mark
