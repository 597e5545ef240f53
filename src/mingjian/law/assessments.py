"""Assessments (裁量结论): what a rule allows in one case, and how that was found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from mingjian.law.circumstances import Relief
from mingjian.law.citation import Citation
from mingjian.law.fines import FineRange
from mingjian.law.penalties import PenaltyKind


class Outcome(StrEnum):
    """裁量结果."""

    PENALTY = "给予处罚"
    EXEMPTED = "不予处罚"
    CORRECTION = "先责令改正"  # 逾期不改正的，才能处罚
    UNSETTLED = "待选定"  # more than one candidate


@dataclass(frozen=True)
class Candidate:
    """一种可以成立的裁量: a tier or the statute's own range.

    ``kinds`` must be imposed, ``optional_kinds`` may be. ``fine`` is None when no fine is allowed,
    and also when its amount is left to local rules (``fine_is_open``). ``statutory`` is the range
    of the statute around the tier.
    """

    label: str
    outcome: Outcome
    tier: str = ""
    words: str = ""
    fine: FineRange | None = None
    statutory: FineRange | None = None
    fine_is_open: bool = False
    kinds: tuple[PenaltyKind, ...] = ()
    optional_kinds: tuple[PenaltyKind, ...] = ()
    citations: tuple[Citation, ...] = ()
    relief: Relief | None = None


@dataclass(frozen=True)
class Assessment:
    """裁量结论: one candidate, or several in order when the rule does not decide.

    ``trace`` tells every step in whole Chinese sentences. ``needs_reasons``: the decision has to
    give written reasons for this discretion. ``set_aside`` are candidates a person decided against.
    """

    rule_id: str
    title: str
    on: date
    candidates: tuple[Candidate, ...]
    trace: tuple[str, ...]
    needs_reasons: bool
    set_aside: tuple[Candidate, ...] = ()

    @property
    def settled(self) -> Candidate | None:
        """The only candidate; None while a person still has to choose."""
        return self.candidates[0] if len(self.candidates) == 1 else None

    @property
    def outcome(self) -> Outcome:
        """The outcome, or 待选定."""
        return self.settled.outcome if self.settled else Outcome.UNSETTLED

    @property
    def tier(self) -> str:
        """裁量阶次; empty while unsettled or when no tier applies."""
        return self.settled.tier if self.settled else ""

    @property
    def minimum(self) -> Decimal | None:
        """The lowest fine allowed; None while unsettled or without an amount."""
        return self.settled.fine.minimum if self.settled and self.settled.fine else None

    @property
    def maximum(self) -> Decimal | None:
        """The highest fine allowed."""
        return self.settled.fine.maximum if self.settled and self.settled.fine else None

    @property
    def exact(self) -> Decimal | None:
        """The one amount allowed, when there is only one."""
        return self.settled.fine.exact if self.settled and self.settled.fine else None

    @property
    def kinds(self) -> tuple[PenaltyKind, ...]:
        """The kinds that must be imposed."""
        return self.settled.kinds if self.settled else ()

    @property
    def optional_kinds(self) -> tuple[PenaltyKind, ...]:
        """The kinds that may be imposed (可以), or one of which must be (或者)."""
        return self.settled.optional_kinds if self.settled else ()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The legal basis: statute, benchmark, grounds; of all candidates while unsettled."""
        return tuple(dict.fromkeys(cite for one in self.candidates for cite in one.citations))


def export_assessment(*, assessment: Assessment) -> dict[str, Any]:
    """The assessment as plain JSON values, for the case's record and the public calculator."""
    return {
        "rule": assessment.rule_id,
        "title": assessment.title,
        "on": assessment.on.isoformat(),
        "outcome": assessment.outcome.value,
        "needs_reasons": assessment.needs_reasons,
        "candidates": [_export_candidate(one) for one in assessment.candidates],
        "set_aside": [_export_candidate(one) for one in assessment.set_aside],
        "trace": list(assessment.trace),
    }


def _export_candidate(one: Candidate) -> dict[str, Any]:
    return {
        "label": one.label,
        "outcome": one.outcome.value,
        "tier": one.tier,
        "words": one.words,
        "fine": _export_range(one.fine),
        "statutory": _export_range(one.statutory),
        "fine_is_open": one.fine_is_open,
        "kinds": [kind.value for kind in one.kinds],
        "optional_kinds": [kind.value for kind in one.optional_kinds],
        "citations": [str(cite) for cite in one.citations],
        "relief": one.relief.value if one.relief else "",
    }


def _export_range(fine: FineRange | None) -> list[str] | None:
    return [str(fine.minimum), str(fine.maximum)] if fine else None


def choose_candidate(*, assessment: Assessment, label: str, reasons: str) -> Assessment:
    """选定裁量: a person picks one of several candidates and says why."""
    if not reasons.strip():
        raise ValueError("不能选定裁量：尚未说明理由。请写明选择该阶次的事实和理由。")
    picked = [one for one in assessment.candidates if one.label == label]
    if not picked:
        known = "、".join(one.label for one in assessment.candidates)
        raise ValueError(f"没有“{label}”这一裁量。请从下列各项中选择：{known}。")
    others = tuple(one for one in assessment.candidates if one.label != label)
    return replace(
        assessment,
        candidates=tuple(picked),
        set_aside=assessment.set_aside + others,
        needs_reasons=True,
        trace=(*assessment.trace, f"选定“{label}”，理由：{reasons.strip().rstrip('。')}。"),
    )
