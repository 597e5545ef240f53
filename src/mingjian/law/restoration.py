"""Credit restoration (信用修复): when publicity may end before its term, as data of the packs.

Three things must come together: the shortest term of the class has passed (disclosure_terms), every
condition of the packs is confirmed from material, and nothing the decision orders is still owed.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mingjian.law.breach import Breach
from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.disclosure_terms import Term, disclosure_term, market_disclosure_term
from mingjian.law.lawbook import LawBook, UnknownLawValue
from mingjian.law.penalties import PenaltyKind

_CITE = Citation("信用修复管理办法", place="（国家发展改革委令第36号）")
_MARKET_EXCLUDES = Citation("市场监督管理行政处罚信息公示规定", "14", "3")


@dataclass(frozen=True)
class Publicity:
    """A decision in public as this rule needs it. ``owed_yuan``: None where no case tells."""

    kinds: tuple[PenaltyKind, ...]
    fine_yuan: Decimal
    decided_on: date
    published_on: date
    is_summary: bool = False
    is_market: bool = False
    owed_yuan: Decimal | None = None


@dataclass(frozen=True)
class Condition:
    """提前停止公示的一项条件, with its source."""

    text: str
    cite: Citation


def restoration_conditions(*, on: date, lawbook: LawBook, is_market: bool) -> tuple[Condition, ...]:
    """What the clerk must confirm, each from material."""
    keys = ["credit_restoration.conditions"]
    if is_market:
        keys.append("credit_restoration.market_supervision.conditions")
    found = filter(None, (lawbook.find(key, on=on) for key in keys))
    return tuple(Condition(text, each.cite) for each in found for text in each.value)


def restoration_term(publicity: Publicity, lawbook: LawBook) -> Term | None:
    """The class and its terms; None for a decision older than the rules in the packs."""
    try:
        return disclosure_term(
            kinds=publicity.kinds,
            fine_yuan=publicity.fine_yuan,
            decided_on=publicity.decided_on,
            lawbook=lawbook,
            is_summary=publicity.is_summary,
        )
    except UnknownLawValue:
        return None


def restoration_breaches(
    *, publicity: Publicity, confirmed: Collection[str], on: date, lawbook: LawBook
) -> list[Breach]:
    """Every reason why publicity may not end early on that day; empty where it may."""
    found = [*_too_early(publicity, on, lawbook), *_excluded(publicity, lawbook)]
    if publicity.owed_yuan:
        found.append(
            Breach(
                code="RESTORATION_OWED",
                message=f"按本平台的缴款记录，还有{publicity.owed_yuan:,.2f}元没有缴清。",
                cite=_CITE,
                remedy="请在义务履行完毕、缴款登记以后办理。",
            )
        )
    wanted = restoration_conditions(on=on, lawbook=lawbook, is_market=publicity.is_market)
    found += [
        Breach(
            code="RESTORATION_CONDITION",
            message=f"没有核实：{each.text}。",
            cite=each.cite,
            remedy="请核对申请人提交的材料；不符合的，不予支持并说明理由。",
        )
        for each in wanted
        if each.text not in confirmed
    ]
    return found


def _too_early(publicity: Publicity, on: date, lawbook: LawBook) -> list[Breach]:
    term = restoration_term(publicity, lawbook)
    if term is None:
        return [
            Breach(
                code="RESTORATION_RULE",
                message=f"{long_date(publicity.decided_on)}的决定没有可以适用的信用修复期限规定。",
                cite=_CITE,
                remedy="请按当时的规定另行办理，并在登记撤回事由时写明依据。",
            )
        ]
    if on >= term.repair_from:
        return []
    title = term.dishonesty_class.label
    return [
        Breach(
            code="RESTORATION_EARLY",
            message=f"属于{title}失信信息，最短公示期到{long_date(term.repair_from)}，尚未届满。",
            cite=term.cite,
            remedy=f"{long_date(term.repair_from)}起可以申请。",
        )
    ]


def _excluded(publicity: Publicity, lawbook: LawBook) -> list[Breach]:
    """市场监管: the grave kinds never end early."""
    if not publicity.is_market:
        return []
    term = market_disclosure_term(
        kinds=publicity.kinds,
        fine_yuan=publicity.fine_yuan,
        published_on=publicity.published_on,
        lawbook=lawbook,
    )
    if term.may_stop_early:
        return []
    return [
        Breach(
            code="RESTORATION_EXCLUDED",
            message=f"处罚种类（{'、'.join(publicity.kinds)}）属于不得提前停止公示的情形。",
            cite=_MARKET_EXCLUDES,
            remedy="请不予支持并说明理由；公示期届满后自动停止公示。",
        )
    ]
