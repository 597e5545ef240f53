"""How a score comes about (计算过程), in words, so that a deduction and a score can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mingjian.law.appraisal.items import FULL, Dimension, ItemSet
from mingjian.law.appraisal.scoring import Mark, Verdict, score_dossier, shown


@dataclass(frozen=True)
class Workings:
    """One line for each of the two dimensions, one for the grade."""

    legality: str
    regularity: str
    grade: str


def workings_of(*, items: ItemSet, marks: Sequence[Mark]) -> Workings:
    """The same sums as ``score_dossier``, told."""
    score = score_dossier(items=items, marks=marks)
    lower = shown(min(score.legality, score.total))
    least = "、".join(f"{one.title}{one.least}分以上" for one in items.grades if one.least)
    grade = f"按两项中较低的 {lower} 分评定（{least}）"
    return Workings(
        legality=_legality(items, marks),
        regularity=_regularity(items, marks, shown(score.regularity), shown(score.total)),
        grade="有一票否决的项目，评为末等" if score.is_vetoed else grade,
    )


def _legality(items: ItemSet, marks: Sequence[Mark]) -> str:
    lost = _lost(items, marks, Dimension.LEGALITY)
    if not lost:
        return f"满分 {FULL}，没有扣分"
    left = FULL - lost
    return f"{FULL} − 扣 {_plain(lost)} = {shown(Fraction(max(left, Decimal(0))))}" + (
        "（不足零分的按零分）" if left < 0 else ""
    )


def _regularity(items: ItemSet, marks: Sequence[Mark], share: Decimal, total: Decimal) -> str:
    counted, left_out = [], 0
    for mark in marks:
        item = items.item(mark.number)
        if item.dimension is Dimension.REGULARITY:
            is_out = mark.verdict is Verdict.NOT_APPLICABLE
            left_out += is_out
            counted += [] if is_out else [item.points]
    possible = sum(counted, Decimal(0))
    lost = _lost(items, marks, Dimension.REGULARITY)
    added = -_lost(items, marks, Dimension.ADJUSTMENT)
    whole, taken = _plain(possible), _plain(lost)
    said = f"适用的 {len(counted)} 项共 {whole} 分，扣 {taken} 分，折合百分制："
    said += f"（{whole} − {taken}）÷ {whole} × 100 = {share}"
    if added:
        said += f"，加减 {_plain(added)} 后为 {total}"
    return said + (f"；不适用的 {left_out} 项不计入满分" if left_out else "")


def _lost(items: ItemSet, marks: Sequence[Mark], dimension: Dimension) -> Decimal:
    found = [one.lost for one in marks if items.item(one.number).dimension is dimension]
    return sum(found, Decimal(0))


def _plain(value: Decimal) -> str:
    """8, 4.75."""
    return f"{value.normalize():f}"
