"""Figures of supervision (监督数字): what is counted, in one query over the visible cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from mingjian.cases.models import Case, Review
from mingjian.desk.todo.due import is_late
from mingjian.disclosure.models import Duty
from mingjian.law.procedure import ReviewOutcome, State
from mingjian.law.summary.table import PREFIX

_FINAL = [state.value for state in State if state.is_final]
# 各项数字的口径，写给读者看。
DEFINITIONS = {
    "open": "已登记案源、尚未结案或者终止的案件",
    "late": "下一法定期限已经届满的在办案件；当事人的权利期限届满不算",
    "unpublished": "决定已经作出，尚未公示、也未决定不予公示的案件",
    "overdue": "公示期限已经届满，仍未公示的案件",
    "summary": "适用简易程序、当场作出的处罚决定，不论是否办结",
    "returned": "送审后曾被退回补充或者指出问题的案件；退回率为其与有审核意见的案件之比",
}


@dataclass(frozen=True)
class Figures:
    """The numbers of one agency, or of all together."""

    agency_id: UUID | None
    agency: str
    open: int
    late: int
    unpublished: int
    overdue: int
    returned: int
    summary: int
    reviewed: int

    @property
    def return_rate(self) -> str:
        """审核退回率: 18%; — where nothing was reviewed."""
        return f"{self.returned * 100 / self.reviewed:.0f}%" if self.reviewed else "—"


def with_flags(cases: QuerySet[Case], *, on: date) -> QuerySet[Case]:
    """Annotate what the figures ask of each case."""
    duty = Duty.objects.filter(case=OuterRef("pk")).open()
    reviews = Review.objects.filter(case=OuterRef("pk"))
    return cases.annotate(
        is_unpublished=Exists(duty),
        is_overdue=Exists(duty.overdue(on=on)),
        is_reviewed=Exists(reviews),
        is_returned=Exists(reviews.exclude(outcome=ReviewOutcome.AGREED.value)),
    )


def condition(name: str, *, on: date) -> Q:
    """The cases behind a figure."""
    running = ~Q(state__in=_FINAL)
    return {
        "open": running,
        "late": running & is_late(on),
        "unpublished": Q(is_unpublished=True),
        "overdue": Q(is_overdue=True),
        "returned": Q(is_returned=True),
        "summary": Q(procedure__startswith=PREFIX),
    }.get(name, Q())


def count_by_agency(cases: QuerySet[Case], *, on: date) -> list[Figures]:
    """One row an agency, by division; one query. ``cases`` carry the flags."""
    counts = {
        name: Count("pk", filter=condition(name, on=on))
        for name in ("open", "late", "unpublished", "overdue", "returned", "summary")
    }
    rows = (
        cases.order_by()
        .values("agency_id", "agency__name", "agency__division_code")
        .annotate(reviewed=Count("pk", filter=Q(is_reviewed=True)), **counts)
        .order_by("agency__division_code", "agency__name")
        .values_list("agency_id", "agency__name", *counts, "reviewed")
    )
    return [Figures(*row) for row in rows]


def add_up(rows: list[Figures]) -> Figures:
    """All agencies together."""
    return Figures(
        agency_id=None,
        agency="合计",
        open=sum(row.open for row in rows),
        late=sum(row.late for row in rows),
        unpublished=sum(row.unpublished for row in rows),
        overdue=sum(row.overdue for row in rows),
        reviewed=sum(row.reviewed for row in rows),
        returned=sum(row.returned for row in rows),
        summary=sum(row.summary for row in rows),
    )
