"""Oversight of recordings (音像记录监督): gaps, late and missing recordings, their reasons."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from mingjian.access.gate import scope_here
from mingjian.cases.models import Case
from mingjian.cases.unrecorded import MOST, missing_recordings
from mingjian.desk.acting import acting
from mingjian.desk.answering import answer_act
from mingjian.desk.cases.material import FileLine, line_of
from mingjian.desk.devices.showing import (
    OVERSEERS,
    agencies_seen,
    device_for,
    gap_lines,
    room_tabs,
)
from mingjian.evidence.models import EvidenceFile
from mingjian.evidence.oversight import explain_gap, explain_lateness, late_files
from mingjian.law.devices import Gap
from mingjian.law.roles import Actor, Role
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page

SHOWN = 50
_EXPLAINERS = (Role.CASE_OFFICER, Role.AGENCY_HEAD)


@staff(*OVERSEERS, purpose="监督音像记录")
@require_safe
def oversight(request: HttpRequest) -> HttpResponse:
    """音像记录监督."""
    by, on = acting(request), timezone.localdate()
    agencies = list(agencies_seen(request).values_list("id", flat=True))
    late = late_files(agency_ids=agencies).prefetch_related("notes", "alarms")
    cases = Case.objects.visible_to(scope_here(request)).open()
    context = {
        "tabs": room_tabs(request, "recording-oversight"),
        "gaps": gap_lines(agencies, by=by),
        "late": _late_lines(late, by),
        "late_count": late.count(),
        "shown": SHOWN,
        "missing": [_missing_line(*one) for one in missing_recordings(cases=cases, on=on)],
        "most": MOST,
    }
    return render_page(request, "desk/devices/oversight.html", context)


@staff(*_EXPLAINERS, purpose="说明设备记录的间断")
@require_POST
def gap(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """间断说明."""
    found, by, at = device_for(request, device_id), acting(request), timezone.now()
    asked = Gap(_number(request, "first"), _number(request, "last"))
    reasons = request.POST.get("reasons", "")
    return answer_act(
        request,
        lambda: explain_gap(device_id=found.id, gap=asked, reasons=reasons, by=by, at=at),
        done=f"设备{found.number}{asked.words}的间断已说明。",
        url=_back(request),
    )


@staff(*_EXPLAINERS, purpose="说明上传迟延")
@require_POST
def late(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """迟延说明."""
    by, at = acting(request), timezone.now()
    seen = EvidenceFile.objects.filter(agency_id__in=agencies_seen(request).values("id"))
    found = get_object_or_404(seen, id=file_id)
    reasons = request.POST.get("reasons", "")
    return answer_act(
        request,
        lambda: explain_lateness(file_id=found.id, reasons=reasons, by=by, at=at),
        done="迟延的原因已登记。",
        url=_back(request),
    )


def _late_lines(files: QuerySet[EvidenceFile], by: Actor) -> list[dict[str, Any]]:
    """Those without reasons first, then the newest."""
    ordered = files.order_by(F("late_note__written_at").asc(nulls_first=True), "-received_at")
    return [_late_line(line_of(one), by) for one in ordered[:SHOWN]]


def _late_line(line: FileLine, by: Actor) -> dict[str, Any]:
    note = getattr(line.file, "late_note", None)
    is_own = by.role is Role.CASE_OFFICER and line.file.uploaded_by_person_id == by.person_id
    return {
        "line": line,
        "note": note,
        "may_explain": note is None and (is_own or by.role is Role.AGENCY_HEAD),
        "action": reverse("desk:evidence-late", args=[line.file.id]),
    }


def _missing_line(case: Case, duty: Any) -> dict[str, Any]:
    return {
        "case": case,
        "duty": duty,
        "word": "待审批理由" if duty.awaits_ruling else "缺少",
        "url": f"{reverse('desk:case-evidence', args=[case.id])}#recordings",
    }


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Http404("no such gap")
    return int(text)


def _back(request: HttpRequest) -> str:
    """To the device where the form stood there, else to the list."""
    device = request.POST.get("device", "")
    try:
        return reverse("desk:device", args=[UUID(device)])
    except ValueError:
        return reverse("desk:recording-oversight")
