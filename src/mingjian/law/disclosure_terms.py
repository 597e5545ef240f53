"""Terms of publication (公示期): how long a penalty may stand in public, by class of dishonesty.

Two channels, two rules. On 信用中国 the term runs from the decision, by three classes since
2026-04-01 (信用修复管理办法; before that the trial rule of 2023 with one class). On
国家企业信用信息公示系统 it runs from publication (市场监督管理行政处罚信息公示规定第十三条).

The full text of the 2026 rule is not in our packs. Its classes by kind of penalty come from the
published draft and reports; where the rule leaves the amount of a fine to the line department
(行业主管部门), the packs carry an assumed amount, marked so, which a jurisdiction may replace.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from mingjian.law.citation import Citation
from mingjian.law.dates import add_months
from mingjian.law.lawbook import LawBook
from mingjian.law.penalties import PenaltyKind
from mingjian.law.time_limits import TimeLimit, Unit

_MONTHS_OF = {Unit.MONTH: 1, Unit.YEAR: 12}


class DishonestyClass(StrEnum):
    """失信信息类别."""

    MINOR = "minor"  # 轻微
    GENERAL = "general"  # 一般
    SERIOUS = "serious"  # 严重

    @property
    def label(self) -> str:
        """The Chinese name shown to people."""
        return _LABELS[self]


_LABELS = {
    DishonestyClass.MINOR: "轻微",
    DishonestyClass.GENERAL: "一般",
    DishonestyClass.SERIOUS: "严重",
}


@dataclass(frozen=True)
class Term:
    """公示期 on 信用中国.

    ``is_published``: minor information is not published in principle; the term then is the longest
    one if the line department finds it necessary. ``months`` is the longest term,
    ``repair_from`` the first day on which restoration (信用修复) may be asked for.
    """

    dishonesty_class: DishonestyClass
    is_published: bool
    months: int
    ends_on_max: date
    repair_from: date
    cite: Citation


@dataclass(frozen=True)
class MarketTerm:
    """公示期 on 国家企业信用信息公示系统."""

    months: int
    ends_on: date
    may_stop_early: bool
    cite: Citation


def disclosure_term(
    *,
    kinds: Iterable[PenaltyKind],
    fine_yuan: Decimal,
    decided_on: date,
    lawbook: LawBook,
    is_summary: bool = False,
) -> Term:
    """公示期 by class, counted from the day of the decision document.

    Raises UnknownLawValue for a decision older than the rules in the packs (2023-05-01).
    """
    grade = classify_dishonesty(
        kinds=kinds,
        fine_yuan=fine_yuan,
        decided_on=decided_on,
        lawbook=lawbook,
        is_summary=is_summary,
    )
    limit = lawbook.time_limit(f"stop_publication.{grade.value}", on=decided_on)
    repair = lawbook.find_time_limit(f"repair_credit.{grade.value}", on=decided_on)
    minor_published = lawbook.value("disclosure_term.minor_published", on=decided_on).value
    return Term(
        dishonesty_class=grade,
        is_published=grade is not DishonestyClass.MINOR or minor_published,
        months=_months(limit),
        ends_on_max=add_months(decided_on, _months(limit)),
        repair_from=add_months(decided_on, _months(repair)) if repair else decided_on,
        cite=limit.cite,
    )


def classify_dishonesty(
    *,
    kinds: Iterable[PenaltyKind],
    fine_yuan: Decimal,
    decided_on: date,
    lawbook: LawBook,
    is_summary: bool,
) -> DishonestyClass:
    """失信信息分类: the gravest kind decides; a fine counts by its amount.

    Minor are summary decisions, and others with only minor kinds and a low fine. A kind that no
    list names (行政拘留) is general.
    """
    given = {kind.value for kind in kinds}
    if is_summary:
        return DishonestyClass.MINOR
    if given & _kinds(lawbook, "serious_kinds", decided_on):
        return DishonestyClass.SERIOUS
    huge = _amount(lawbook, "huge_fine_yuan", decided_on)
    if huge is not None and fine_yuan >= huge:
        return DishonestyClass.SERIOUS
    low = _amount(lawbook, "low_fine_yuan", decided_on)
    light = _kinds(lawbook, "minor_kinds", decided_on)
    if low is not None and fine_yuan <= low:
        light = light | {PenaltyKind.FINE.value}
    return DishonestyClass.MINOR if given <= light else DishonestyClass.GENERAL


def market_disclosure_term(
    *,
    kinds: Iterable[PenaltyKind],
    fine_yuan: Decimal,
    published_on: date,
    lawbook: LawBook,
) -> MarketTerm:
    """公示期 in market supervision, counted from the day of publication: 3 months or 3 years.

    What a low fine (较低数额罚款) is, the province says; until a pack does, no fine is low.
    A restriction of longer than three years runs its real time, which the caller knows.
    """
    given = {kind.value for kind in kinds}
    light = _kinds(lawbook, "market_supervision.low_kinds", published_on)
    low = _amount(lawbook, "market_supervision.low_fine_yuan", published_on)
    if low is not None and fine_yuan <= low:
        light = light | {PenaltyKind.FINE.value}
    act = "stop_publication.market_supervision" + ("_low" if given <= light else "")
    limit = lawbook.time_limit(act, on=published_on)
    grave = _kinds(lawbook, "market_supervision.no_early_stop_kinds", published_on)
    return MarketTerm(
        months=_months(limit),
        ends_on=add_months(published_on, _months(limit)),
        may_stop_early=not given & grave,
        cite=limit.cite,
    )


def _kinds(lawbook: LawBook, key: str, on: date) -> frozenset[str]:
    found = lawbook.find(f"disclosure_term.{key}", on=on)
    return frozenset(found.value) if found else frozenset()


def _amount(lawbook: LawBook, key: str, on: date) -> Decimal | None:
    found = lawbook.find(f"disclosure_term.{key}", on=on)
    return Decimal(found.value) if found else None


def _months(limit: TimeLimit) -> int:
    return limit.length * _MONTHS_OF[limit.unit]
