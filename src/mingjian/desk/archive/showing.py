"""What the dossier page shows: the volumes in order, checks, loans, holds, what may be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from mingjian.archive.binding import page_range, remark
from mingjian.archive.borrowing import is_running
from mingjian.archive.models import Dossier, Item
from mingjian.archive.store import newest_package
from mingjian.cases.days import day_of
from mingjian.cases.models import Case
from mingjian.desk.archive.board import retention_words
from mingjian.dossier.models import Document
from mingjian.law.archiving import Volume
from mingjian.law.dates import long_date
from mingjian.law.procedure import State
from mingjian.law.roles import Actor, Role
from mingjian.web.parts import SummaryRow

_PROPERTIES = ("真实性", "完整性", "可用性", "安全性")


@dataclass(frozen=True)
class Line:
    """卷内目录的一行."""

    item: Item
    pages: str
    remark: str


@dataclass(frozen=True)
class VolumeView:
    """正卷 or 副卷."""

    title: str
    lines: list[Line]
    pages: int


def dossier_page(dossier: Dossier, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Everything the page needs."""
    ended = getattr(dossier, "destruction", None)
    is_gone = ended is not None and ended.destroyed_at is not None
    package = newest_package(dossier)
    loans = list(dossier.borrowings.order_by("-asked_at"))
    reports = list(dossier.reports.order_by("-checked_at"))
    on = day_of(at)
    return {
        "dossier": dossier,
        "rows": _rows(dossier),
        "volumes": [_volume(dossier, volume) for volume in Volume],
        "package": package,
        "reports": reports,
        "loans": [(loan, is_running(loan, at=at)) for loan in loans],
        "holds": list(dossier.holds.order_by("-placed_at")),
        "changes": list(dossier.changes.order_by("-changed_at")),
        "destruction": ended,
        "is_gone": is_gone,
        "is_kept": not is_gone,
        "late_papers": [] if is_gone else late_papers(dossier),
        "is_archivist": by.role is Role.ARCHIVIST and not is_gone,
        "is_keeper": by.role in {Role.ARCHIVIST, Role.AGENCY_HEAD} and not is_gone,
        "is_head": by.role is Role.AGENCY_HEAD and not is_gone,
        "is_due": dossier.retain_until is not None and dossier.retain_until < on,
        "person_id": by.person_id,
        "is_packed": package is not None
        and not dossier.items.filter(filing__gt=package.filings).exists(),
    }


def late_papers(dossier: Dossier) -> list[Document]:
    """归档后形成的文件 that are not in the dossier yet."""
    known = dossier.items.exclude(document_id=None).values("document_id")
    rows = Document.objects.filter(subject_id=dossier.case_id).exclude(id__in=known)
    return list(rows.order_by("made_at"))


def report_properties(report: dict[str, Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The results of a report by property."""
    results = report["results"]
    return [(name, [one for one in results if one["property"] == name]) for name in _PROPERTIES]


def _volume(dossier: Dossier, volume: Volume) -> VolumeView:
    items = list(dossier.items.filter(volume=volume.value).order_by("serial"))
    lines = [Line(item, page_range(item), remark(item)) for item in items]
    return VolumeView(volume.title, lines, sum(item.pages for item in items))


def _rows(dossier: Dossier) -> list[SummaryRow]:
    case: Case = dossier.case
    package = newest_package(dossier)
    rows = [
        SummaryRow("档号", dossier.archive_number),
        SummaryRow("归档文号", dossier.number.text),
        SummaryRow("案件编号", case.number or case.lead_number.text),
        SummaryRow("案件状态", State(case.state).title),
        SummaryRow("办结日期", dossier.closed_on, kind="date"),
        SummaryRow("移交", f"{dossier.hand_over.handed_by_name}，{_day(dossier)}"),
        SummaryRow("归档", f"{dossier.filed_by_name}，{long_date(dossier.filed_on)}"),
        SummaryRow("保管期限", retention_words(dossier)),
        SummaryRow("期限依据", dossier.retention_cite),
    ]
    if dossier.note:
        rows.append(SummaryRow("备考", dossier.note))
    if package is not None:
        rows.append(SummaryRow("信息包校验码", package.seal_sha256))
    return rows


def _day(dossier: Dossier) -> str:
    handed = dossier.hand_over
    late = "（逾期）" if handed.handed_on > handed.due_on else ""
    return f"{long_date(handed.handed_on)}{late}"


def case_link(dossier: Dossier) -> str:
    """The page of the case."""
    return reverse("desk:case", args=[dossier.case_id])
