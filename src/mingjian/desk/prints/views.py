"""Printing many papers at once (批量打印): choose, watch it go on, take the files."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from mingjian.access.gate import scope_here
from mingjian.desk.acting import acting
from mingjian.desk.cases.batch import selection_from
from mingjian.desk.cases.case_file import case_for
from mingjian.desk.cases.views import READERS
from mingjian.desk.prints.choosing import chosen_papers, piles_of, run_for
from mingjian.dossier.models import PrintRun
from mingjian.dossier.printing import (
    KEPT_DAYS,
    advance_run,
    file_name,
    progress_of,
    start_run,
    volume_of,
    volumes_of,
    zip_of,
)
from mingjian.law.breach import MoveRefused
from mingjian.registry.models import Agency
from mingjian.web.endpoints import staff
from mingjian.web.fragments import is_fragment, redirect_to, render_page
from mingjian.web.parts import Link
from mingjian.web.refusals import refused_response

SHELL, _SHOWN = "desk/frame.html", 20


@staff(*READERS, purpose="批量打印文书")
@require_safe
def of_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """打印全部文书 of one case: all ticked, any can be left out."""
    case = case_for(scope=scope_here(request), case_id=case_id)
    return _choose(request, [case.id], title=f"{case.number or case.lead_number.text} 全部文书")


@staff(*READERS, purpose="批量打印文书")
@require_POST
def of_ticked(request: HttpRequest) -> HttpResponse:
    """打印文书 of the ticked cases, if they are still as the list showed them."""
    try:
        ticked = selection_from(request.POST, scope=scope_here(request), on=timezone.localdate())
    except MoveRefused as refused:
        return refused_response(request, refused.breaches, back_url=_list(), shell=SHELL)
    title = f"勾选的{len(ticked.rows)}件案件的文书"
    return _choose(request, [row.id for row in ticked.rows], title=title)


def _choose(request: HttpRequest, case_ids: list[UUID], *, title: str) -> HttpResponse:
    """The papers of these cases, to be ticked."""
    piles = piles_of(case_ids, scope=scope_here(request))
    context = {
        "piles": piles,
        "count": sum(len(one.papers) for one in piles),
        "title": title,
        "back_url": reverse("desk:case", args=case_ids) if len(case_ids) == 1 else _list(),
        "crumbs": [Link("案件", reverse("desk:cases")), Link("批量打印文书")],
    }
    return render_page(request, "desk/prints/choose.html", context)


@staff(*READERS, purpose="批量打印文书")
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """开始打印 of what was ticked."""
    try:
        papers = chosen_papers(request.POST.getlist("picked"), scope=scope_here(request))
    except MoveRefused as refused:
        return refused_response(request, refused.breaches, back_url=_list(), shell=SHELL)
    title = request.POST.get("title", "").strip()[:120] or "批量打印"
    made = start_run(title=title, document_ids=papers, by=acting(request), at=timezone.now())
    return redirect_to(request, reverse("desk:print-run", args=[made.id]))


@staff(*READERS, purpose="批量打印文书")
@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    """打印批次: one's own, the newest first."""
    own = PrintRun.objects.filter(person_id=scope_here(request).person_id)
    lines = [(one, progress_of(one)) for one in own.order_by("-asked_at")[:_SHOWN]]
    context = {"lines": lines, "kept_days": KEPT_DAYS, "crumbs": _crumbs("打印批次")}
    return render_page(request, "desk/prints/runs.html", context)


@staff(*READERS, purpose="批量打印文书")
@require_safe
def run(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """打印批次: how far it came, what failed, and the files."""
    return _page(request, run_for(run_id=run_id, scope=scope_here(request)))


@staff(*READERS, purpose="批量打印文书")
@require_POST
def turn(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """继续: the next papers; the page asks again by itself until all are done."""
    found = run_for(run_id=run_id, scope=scope_here(request))
    advance_run(run_id=found.id)
    if is_fragment(request):
        return _page(request, found)
    return redirect_to(request, reverse("desk:print-run", args=[found.id]))


@staff(*READERS, purpose="下载文书")
@require_safe
def as_zip(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """全部文件: each paper its own PDF."""
    found = run_for(run_id=run_id, scope=scope_here(request))
    return _file(zip_of(found), f"{found.title}.zip", "application/zip")


@staff(*READERS, purpose="下载文书")
@require_safe
def together(request: HttpRequest, run_id: UUID, first: int, last: int) -> HttpResponse:
    """合并打印: one file for the printer."""
    found = run_for(run_id=run_id, scope=scope_here(request))
    if (first, last) not in volumes_of(found):
        raise Http404("no such part of the run")
    agency = Agency.objects.filter(id=found.agency_id).first() if found.agency_id else None
    name = agency.name if agency else ""
    pdf = volume_of(run=found, first=first, last=last, agency=name)
    return _file(pdf, f"{found.title}（{first}—{last}）.pdf", "application/pdf")


def _page(request: HttpRequest, found: PrintRun) -> HttpResponse:
    progress = progress_of(found)
    failed = found.papers.exclude(problem="").select_related("document__number")
    context: dict[str, Any] = {
        "run": found,
        "progress": progress,
        "volumes": volumes_of(found) if progress.is_finished else [],
        "failed": [(file_name(one), one.problem) for one in failed.order_by("position")],
        "kept_days": KEPT_DAYS,
        "crumbs": [*_crumbs("打印批次", reverse("desk:print-runs")), Link(found.title)],
    }
    part = "desk/prints/_progress.html"
    return render_page(request, "desk/prints/run.html", context, fragment=part)


def _file(data: bytes, name: str, kind: str) -> HttpResponse:
    safe = quote(name.replace("/", "-"))
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{safe}"}
    return HttpResponse(data, content_type=kind, headers=headers)


def _list() -> str:
    return reverse("desk:cases") + "?all=1"


def _crumbs(last: str, url: str = "") -> list[Link]:
    return [Link("案件", reverse("desk:cases")), Link(last, url) if url else Link(last)]
