"""Similar cases (同类案件): what this agency decided before for the same violation, tier by tier.

Like cases are to be treated alike (行政处罚法 art. 5 second paragraph: 过罚相当); the officer sees
the earlier decisions beside the choice, and no rule follows from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median
from uuid import UUID

from django.db.models import OuterRef, Subquery

from mingjian.cases.models import Case, Decision, Proposal
from mingjian.law.procedure import Outcome

YEARS = 3
MOST = 500
NEWEST = 5
NO_TIER = "未分阶次"


@dataclass(frozen=True)
class Precedent:
    """One earlier decision (既往决定)."""

    case_id: UUID
    number: str
    decided_on: date
    tier: str
    fine_yuan: Decimal
    said: str


@dataclass(frozen=True)
class TierFigures:
    """裁量阶次: how many decisions, and their fines in yuan. ``share`` is a whole percentage."""

    tier: str
    count: int
    share: int
    lowest: Decimal
    middle: Decimal
    highest: Decimal


@dataclass(frozen=True)
class Similar:
    """同类案件 of the last three years; ``newest`` are the latest of them."""

    total: int
    tiers: tuple[TierFigures, ...]
    newest: tuple[Precedent, ...]


def similar_decisions(*, case: Case, on: date) -> Similar:
    """The agency's decisions on the same violation before ``on``, this case excepted; one query."""
    text = Proposal.objects.filter(hash=OuterRef("proposal_hash"))
    found = (
        Decision.objects.filter(
            case__agency_id=case.agency_id,
            case__violation_id=case.violation_id,
            decided_on__gt=on.replace(year=on.year - YEARS, day=min(on.day, 28)),
            decided_on__lte=on,
        )
        .exclude(case_id=case.pk)
        .annotate(tier=Subquery(text.values("tier")[:1]))
        .order_by("-decided_on", "-id")
    )
    rows = [_precedent(one) for one in found[:MOST]]
    tiers: dict[str, list[Precedent]] = {}
    for row in rows:
        tiers.setdefault(row.tier, []).append(row)
    return Similar(
        total=len(rows),
        tiers=tuple(_figures(tier, tiers[tier], of=len(rows)) for tier in sorted(tiers)),
        newest=tuple(rows[:NEWEST]),
    )


def _precedent(decision: Decision) -> Precedent:
    outcome = Outcome(decision.outcome)
    is_penalty = outcome is Outcome.PENALTY
    tier: str = getattr(decision, "tier", "") or NO_TIER
    return Precedent(
        case_id=decision.case_id,
        number=decision.number,
        decided_on=decision.decided_on,
        tier=tier if is_penalty else "不予行政处罚",
        fine_yuan=decision.fine_yuan,
        said=decision.kinds_text if is_penalty else outcome.title,
    )


def _figures(tier: str, rows: list[Precedent], *, of: int) -> TierFigures:
    fines = [row.fine_yuan for row in rows]
    return TierFigures(
        tier=tier,
        count=len(rows),
        share=round(100 * len(rows) / of),
        lowest=min(fines),
        middle=Decimal(median(fines)),
        highest=max(fines),
    )
