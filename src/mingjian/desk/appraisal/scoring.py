"""The score sheet on the page: rows for items, and the marks that come back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from mingjian.law.appraisal import Dimension, Item, Mark, Prefilled, Verdict
from mingjian.supervision.appraisal.sheets import Dossier


@dataclass(frozen=True)
class ScoreRow:
    """One item of the sheet."""

    item: Item
    prefilled: Prefilled | None
    verdict: str
    lost: str
    reason: str
    choices: tuple[str, ...]
    verdicts: tuple[tuple[str, str], ...] = tuple((one.value, one.label) for one in Verdict)

    @property
    def needs_a_person(self) -> bool:
        """Whether the data alone do not settle it."""
        known = self.prefilled
        return known is None or not known.is_whole or known.mark.verdict is Verdict.FAULT

    @property
    def placeholder(self) -> str:
        """What a loss may be."""
        if self.item.is_advice:
            return "只提建议，不扣分"
        return "、".join(self.choices) or (
            f"至多{self.item.points}" if self.item.points else "0 至 100"
        )


def rows_of(dossier: Dossier, typed: Mapping[str, str]) -> list[ScoreRow]:
    """Every item, with what was typed, else what the data say."""
    return [_row(item, dossier.prefilled.get(item.number), typed) for item in dossier.applicable]


def marks_of(dossier: Dossier, typed: Mapping[str, str]) -> list[Mark]:
    """The marks as typed; an item without a verdict is left out and told as open."""
    found = []
    for item in dossier.applicable:
        verdict = typed.get(f"v-{item.number}", "")
        if verdict not in {one.value for one in Verdict}:
            continue
        reason = typed.get(f"r-{item.number}", "").strip()
        mark = Mark(item.number, Verdict(verdict), _points(item, typed), reason)
        known = dossier.prefilled.get(item.number)
        found.append(known.mark if known and _same(known.mark, mark) else mark)
    return found


def _row(item: Item, known: Prefilled | None, typed: Mapping[str, str]) -> ScoreRow:
    mark = known.mark if known else None
    return ScoreRow(
        item=item,
        prefilled=known,
        verdict=typed.get(f"v-{item.number}", mark.verdict.value if mark else ""),
        lost=typed.get(f"l-{item.number}", _text(mark.lost) if mark and mark.lost else ""),
        reason=typed.get(f"r-{item.number}", mark.reason if mark else ""),
        choices=tuple(_choices(item)),
    )


def _choices(item: Item) -> Iterable[str]:
    if item.dimension is not Dimension.REGULARITY:
        return (_text(one) for one in item.options)
    return ()


def _points(item: Item, typed: Mapping[str, str]) -> Decimal:
    text = typed.get(f"l-{item.number}", "").strip()
    try:
        points = Decimal(text or "0")
    except InvalidOperation:
        return Decimal(-1)  # never allowed: the sheet is refused with the item's number
    return points if points.is_finite() else Decimal(-1)


def _same(one: Mark, other: Mark) -> bool:
    return (one.verdict, one.lost, one.reason) == (other.verdict, other.lost, other.reason)


def _text(amount: Decimal) -> str:
    return f"{amount.normalize():f}"
