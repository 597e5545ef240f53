"""Proof of review (审核零例外): decisions without the review they owe, counted in the database.

The gate refuses them; this counts them all the same, from the rows and not from the gate.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from mingjian.cases.models import Case, Decision, Review
from mingjian.law.procedure import SECOND_LEVEL, ReviewOutcome


@dataclass(frozen=True)
class ReviewProof:
    """自某日以来，应当审核的决定与未经审核通过的决定."""

    since: date | None
    owed: int
    exceptions: int

    @property
    def sentence(self) -> str:
        """The statement for people."""
        if self.since is None:
            return "还没有应当法制审核的执法决定。"
        day = f"{self.since.year}年{self.since.month}月{self.since.day}日"
        held = f"自{day}以来，应当法制审核的执法决定 {self.owed} 件，"
        return held + f"未经审核通过即作出的 {self.exceptions} 件。"


def review_proof(*, cases: QuerySet[Case]) -> ReviewProof:
    """Counted over these cases: every decision that owed a review, and those without one.

    Owed: by the decision's own word, by what people declared, or by the floor of its case.
    """
    owed = Decision.objects.filter(case__in=cases).filter(
        Q(needs_review=True) | ~Q(case__declared_triggers=[])
    )
    agreed = Review.objects.filter(
        case=OuterRef("case"),
        proposal_hash=OuterRef("proposal_hash"),
        outcome=ReviewOutcome.AGREED.value,
        concluded_on__lte=OuterRef("decided_on"),
    )
    twice = agreed.filter(submission__level=SECOND_LEVEL)
    missing = ~Exists(agreed) | (Q(case__second_reviewer__isnull=False) & ~Exists(twice))
    found = owed.aggregate(since=Min("decided_on"))
    return ReviewProof(found["since"], owed.count(), owed.filter(missing).count())
