"""The archivist's lists (归档清单): to file, filed, lent, due for appraisal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.http import QueryDict
from django.urls import reverse

from mingjian.access.scopes import Scope
from mingjian.archive.models import Borrowing, Dossier
from mingjian.archive.readiness import filing_due
from mingjian.cases.models import Case
from mingjian.desk.listing import Page, link_with, page_of
from mingjian.law.archiving import retention_title
from mingjian.law.dates import long_date
from mingjian.law.procedure import State
from mingjian.web.deadlines import Deadline
from mingjian.web.parts import Tab

VIEWS = {"to-file": "待归档", "filed": "已归档", "loans": "借阅", "appraisal": "到期鉴定"}
_FINAL = [state.value for state in State if state.is_final]
_EMPTY = {
    "to-file": "没有待归档的案件。案件办结后，这里自动列出，并计算归档期限。",
    "filed": "还没有归档的案卷。",
    "loans": "没有借阅申请。需要查阅案卷的，请打开案卷申请借阅。",
    "appraisal": "没有保管期限届满的案卷。",
}


@dataclass(frozen=True)
class ToFile:
    """待归档的案件."""

    case: Case
    deadline: Deadline
    is_handed_over: bool
    url: str


@dataclass(frozen=True)
class Board:
    """One list of the archive with its page."""

    view: str
    rows: list[Any]
    tabs: list[Tab]
    page: Page
    query: str
    empty_text: str


def board_for(*, scope: Scope, query: QueryDict, at: datetime, on: date) -> Board:
    """The list that the address asks for."""
    view = query.get("show", "") if query.get("show", "") in VIEWS else "to-file"
    asked = query.get("q", "").strip()[:100]
    lists = _lists(scope, asked, on)
    counts = {name: rows.count() for name, rows in lists.items()}
    page = page_of(query, total=counts[view])
    found = list(lists[view][page.start : page.stop])
    rows: list[Any] = [_to_file(case, on) for case in found] if view == "to-file" else found
    tabs = [
        Tab(label, link_with(query, show=name), name == view, counts[name])
        for name, label in VIEWS.items()
    ]
    text = "没有符合条件的案卷。" if asked else _EMPTY[view]
    return Board(view, rows, tabs, page, asked, text)


def _lists(scope: Scope, asked: str, on: date) -> dict[str, QuerySet[Any]]:
    dossiers = Dossier.objects.visible_to(scope).select_related("agency", "case__party")
    named = Q(title__icontains=asked) | Q(archive_number__startswith=asked)
    if asked:
        dossiers = dossiers.filter(named)
    loans = Borrowing.objects.filter(dossier__in=dossiers).select_related("dossier")
    loans = loans.annotate(is_over=Q(until__lte=Now()))
    return {
        "to-file": cases_to_file(scope, asked),
        "filed": dossiers.prefetch_related("items", "holds").order_by("-filed_at", "id"),
        "loans": loans.order_by("-asked_at", "id"),
        "appraisal": dossiers.filter(
            Q(retain_until__lt=on, destruction__isnull=True)
            | Q(destruction__isnull=False, destruction__destroyed_at__isnull=True)
        ).order_by("retain_until", "id"),
    }


def cases_to_file(scope: Scope, asked: str = "") -> QuerySet[Case]:
    """Ended cases without a dossier, the longest waiting first."""
    cases = Case.objects.visible_to(scope).filter(state__in=_FINAL, dossier__isnull=True)
    if asked:
        cases = cases.filter(Q(number__icontains=asked) | Q(party__name__icontains=asked))
    names = ("agency", "party", "pack", "lead_number", "hand_over")
    return cases.select_related(*names).order_by("latest_act_on", "id")


def _to_file(case: Case, on: date) -> ToFile:
    return ToFile(
        case=case,
        deadline=filing_deadline(case, on),
        is_handed_over=hasattr(case, "hand_over"),
        url=reverse("desk:archive-case", args=[case.id]),
    )


def filing_deadline(case: Case, on: date) -> Deadline:
    """归档期限 as people read it."""
    due = filing_due(case)
    return Deadline("归档", due.on, (due.on - on).days, "日", due.cite)


def retention_words(dossier: Dossier) -> str:
    """30年（至2056-12-31）."""
    if dossier.retain_until is None:
        return "永久"
    return f"{retention_title(dossier.retention_code)}（至{long_date(dossier.retain_until)}）"
