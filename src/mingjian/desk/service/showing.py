"""Where each paper of a case stands on its way to the party (送达情况)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from mingjian.cases.announcements import clock_of
from mingjian.cases.models import Case
from mingjian.cases.serving import SERVED_BY_A_STEP
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document, Service, ServiceAttempt
from mingjian.law.dates import long_date
from mingjian.law.service import AttemptReason, ServiceMethod, paper_seals, way_of

_Beside = dict[tuple[str, str], Document]


@dataclass(frozen=True)
class TriedLine:
    """一次未能送达, in words."""

    row: ServiceAttempt
    method: str
    reason: str


@dataclass(frozen=True)
class ServiceLine:
    """一份文书: sealed, tried, served; and what may be done next."""

    document: Document
    word: str
    tone: str
    service: Service | None
    told: str
    tried: tuple[TriedLine, ...]
    attempt_url: str
    serve_url: str
    receipt_url: str
    announce_url: str
    receipt: Document | None
    announcement: Document | None
    clock: str
    note: str


def service_lines(case: Case, *, is_officer: bool, on: date) -> list[ServiceLine]:
    """Every paper that goes out, the newest first: those that wait stand before the others."""
    kinds = [kind.value for kind in DocumentKind if kind.is_external]
    papers = Document.objects.filter(subject_id=case.id, kind__in=kinds)
    papers = papers.select_related("number", "seal", "service").order_by("-made_at")
    tried = ServiceAttempt.objects.filter(subject_id=case.id).order_by("tried_on", "recorded_at")
    of_paper: dict[object, list[ServiceAttempt]] = {}
    for row in tried:
        of_paper.setdefault(row.document_id, []).append(row)
    beside = _beside(case)
    lines = [
        _line(paper, of_paper.get(paper.id, []), beside, is_officer=is_officer, on=on)
        for paper in papers
    ]
    return sorted(lines, key=lambda line: line.service is not None)


def _beside(case: Case) -> _Beside:
    """送达回证 and 公告 made for the papers, the newest of each."""
    kinds = (DocumentKind.SERVICE_RECEIPT.value, DocumentKind.SERVICE_ANNOUNCEMENT.value)
    made = Document.objects.filter(subject_id=case.id, kind__in=kinds).select_related("number")
    rows = made.order_by("made_at", "id")
    return {(one.kind, str(one.content.get("about", ""))): one for one in rows}


def _line(
    paper: Document, tried: list[ServiceAttempt], beside: _Beside, *, is_officer: bool, on: date
) -> ServiceLine:
    service = getattr(paper, "service", None)
    is_sealed = hasattr(paper, "seal")
    waits = service is None and is_officer
    may_sign = waits and is_sealed
    word, tone = _state(service, is_sealed, bool(tried), on)
    by_step = paper.kind in SERVED_BY_A_STEP
    return ServiceLine(
        document=paper,
        word=word,
        tone=tone,
        service=service,
        told=_told(service) if service else "",
        tried=tuple(
            TriedLine(row, ServiceMethod(row.method).title, AttemptReason(row.reason).title)
            for row in tried
        ),
        attempt_url=reverse("desk:service-attempt", args=[paper.id]) if waits else "",
        serve_url=reverse("desk:service-serve", args=[paper.id]) if waits and not by_step else "",
        receipt_url=reverse("desk:receipt-sign-for", args=[paper.id]) if may_sign else "",
        announce_url=reverse("desk:service-announce", args=[paper.id]) if waits and tried else "",
        receipt=beside.get((DocumentKind.SERVICE_RECEIPT.value, str(paper.id))),
        announcement=beside.get((DocumentKind.SERVICE_ANNOUNCEMENT.value, str(paper.id))),
        clock=clock_of(service, on=on),
        note=_note(paper, service, is_sealed, by_step),
    )


def _state(service: Service | None, is_sealed: bool, tried: bool, on: date) -> tuple[str, str]:
    if service is not None:
        is_running = service.effective_on > on
        return ("公告期间", "warn") if is_running else ("已送达", "good")
    if not is_sealed:
        return "待用印", "warn"
    return ("未能送达，待改用其他方式", "late") if tried else ("待送达", "warn")


def _told(service: Service) -> str:
    way = ServiceMethod(service.method)
    day = long_date(service.effective_on)
    return f"{way.title}，{day}视为送达（{way_of(way).day}）"


def _note(paper: Document, service: Service | None, is_sealed: bool, by_step: bool) -> str:
    if service is not None:
        if service.is_on_the_spot and not is_sealed and paper.kind in paper_seals():
            return "当场交付盖有印章的纸质文书；电子原件尚未用印，请补办。"
        return ""
    if not is_sealed:
        return (
            "未加盖机关印章的，不能送达（行政处罚法第五十九条）。请打开文书，批准用印、加盖印章。"
        )
    return "请在案件页的下一步中登记送达。" if by_step else ""
