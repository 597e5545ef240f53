"""Statistics of legal review (法制审核统计): passed at once, frequent faults, what is overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from statistics import median
from uuid import UUID

from django.db.models import Count, QuerySet

from mingjian.access.scopes import Scope
from mingjian.cases.models import Case, ReviewFinding, ReviewSubmission
from mingjian.cases.review import SEVEN_POINTS
from mingjian.cases.review_proof import ReviewProof, review_proof
from mingjian.desk.todo.due import Due, due_of
from mingjian.law.procedure import ReviewOutcome, State
from mingjian.law.workdays import national_calendar

MOST_ROWS = 50


@dataclass(frozen=True)
class ReviewFigures:
    """One agency: cases reviewed, agreed at once, returned, with problems; workdays a review took.

    ``all_agreed``: every opinion agreed; a hint of 走过场 where there are many.
    """

    agency: str
    reviewed: int
    at_once: int
    returned: int
    problems: int
    workdays: str
    all_agreed: bool

    @property
    def rate(self) -> str:
        """一次通过率."""
        return f"{self.at_once * 100 / self.reviewed:.0f}%" if self.reviewed else "—"


@dataclass(frozen=True)
class Fault:
    """常见问题: a point of the seven and how often it was objected to."""

    number: int
    title: str
    count: int
    share: str


@dataclass(frozen=True)
class Waiting:
    """A text under review."""

    case_id: UUID
    number: str
    party: str
    agency: str
    submitted_on: date
    due: Due | None


@dataclass(frozen=True)
class ReviewBoard:
    """What the page shows."""

    proof: ReviewProof
    agencies: list[ReviewFigures]
    faults: list[Fault]
    waiting: list[Waiting]


def review_board(*, scope: Scope, on: date) -> ReviewBoard:
    """Figures over the cases that this supervisor may see."""
    cases = Case.objects.visible_to(scope)
    return ReviewBoard(
        proof=review_proof(cases=cases),
        agencies=_by_agency(cases),
        faults=_faults(cases),
        waiting=_waiting(cases, on),
    )


def _by_agency(cases: QuerySet[Case]) -> list[ReviewFigures]:
    sent = ReviewSubmission.objects.filter(case__in=cases, review__isnull=False)
    rows = sent.order_by("case__agency__division_code", "submitted_on", "id").values_list(
        "case__agency__name",
        "case_id",
        "review__outcome",
        "submitted_on",
        "review__concluded_on",
    )
    found: dict[str, list[tuple[UUID, str, date, date]]] = {}
    for agency, case_id, outcome, sent_on, done_on in rows:
        found.setdefault(agency, []).append((case_id, outcome, sent_on, done_on))
    return [_figures(agency, opinions) for agency, opinions in found.items()]


def _figures(agency: str, opinions: list[tuple[UUID, str, date, date]]) -> ReviewFigures:
    calendar = national_calendar()
    first: dict[UUID, str] = {}
    for case_id, outcome, _, _ in opinions:
        first.setdefault(case_id, outcome)
    outcomes = [outcome for _, outcome, _, _ in opinions]
    days = [calendar.workdays_between(sent, done) for _, _, sent, done in opinions]
    agreed = ReviewOutcome.AGREED.value
    return ReviewFigures(
        agency=agency,
        reviewed=len(first),
        at_once=sum(outcome == agreed for outcome in first.values()),
        returned=outcomes.count(ReviewOutcome.RETURNED.value),
        problems=outcomes.count(ReviewOutcome.PROBLEMS.value),
        workdays=f"{median(days):g}",
        all_agreed=all(outcome == agreed for outcome in outcomes),
    )


def _faults(cases: QuerySet[Case]) -> list[Fault]:
    counted = ReviewFinding.objects.filter(case__in=cases).values_list("point")
    rows = list(counted.annotate(count=Count("pk")).order_by("-count", "point"))
    total = sum(count for _, count in rows)
    return [
        Fault(point, SEVEN_POINTS[point - 1], count, f"{count * 100 / total:.0f}%")
        for point, count in rows
    ]


def _waiting(cases: QuerySet[Case], on: date) -> list[Waiting]:
    """Under review now, the nearest statutory day first."""
    rows = cases.filter(state=State.IN_REVIEW.value).by_deadline()  # type: ignore[attr-defined]  # CaseQuerySet's own
    rows = rows.select_related("party", "agency", "lead_number")
    rows = rows.prefetch_related("review_submissions")[:MOST_ROWS]
    return [
        Waiting(
            case_id=case.id,
            number=case.number or case.lead_number.text,
            party=case.party.name,
            agency=case.agency.short_name,
            submitted_on=max(one.submitted_on for one in case.review_submissions.all()),
            due=due_of(case, on=on),
        )
        for case in rows
    ]
