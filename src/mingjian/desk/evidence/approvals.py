"""证据审批: covert recordings to confirm and originals to let out, and what becomes of both."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from mingjian.access.gate import scope_here
from mingjian.desk.acting import acting
from mingjian.desk.answering import answer_act
from mingjian.desk.cases.material import line_of
from mingjian.desk.devices.showing import room_tabs
from mingjian.desk.evidence import watching
from mingjian.desk.evidence.bytes import attached
from mingjian.desk.evidence.showing import file_for
from mingjian.evidence.covert import awaiting_confirmation, rule_on_covert
from mingjian.evidence.exporting import (
    LONGEST_HOURS,
    approve_export,
    ask_for_export,
    deny_export,
    exports_to_decide,
    take_original,
)
from mingjian.evidence.files import open_original
from mingjian.evidence.models import OriginalExport
from mingjian.law.breach import MoveRefused
from mingjian.law.roles import Role
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page
from mingjian.web.refusals import refused_response


@staff(Role.AGENCY_HEAD, purpose="办理证据审批")
@require_safe
def approvals(request: HttpRequest) -> HttpResponse:
    """证据审批: what waits for this head."""
    by = acting(request)
    agencies = [by.agency_id] if by.agency_id else []
    covert = awaiting_confirmation(by=by).prefetch_related("notes", "alarms")
    context = {
        "tabs": room_tabs(request, "evidence-approvals"),
        "covert": [line_of(one) for one in covert],
        "exports": exports_to_decide(agency_ids=agencies, by=by),
        "longest": LONGEST_HOURS,
    }
    return render_page(request, "desk/evidence/approvals.html", context)


@staff(Role.AGENCY_HEAD, purpose="确认隐蔽录制")
@require_POST
def confirm(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """确认、不予确认."""
    by = acting(request)
    file = file_for(scope=scope_here(request), by=by, file_id=file_id)
    said: dict[str, Any] = {
        "confirmed": "approve" in request.POST,
        "opinion": request.POST.get("opinion", ""),
    }
    return answer_act(
        request,
        lambda: rule_on_covert(file_id=file.id, by=by, at=timezone.now(), **said),
        done="隐蔽录制的确认意见已登记。",
        url=reverse("desk:evidence-approvals"),
    )


@staff(*watching.DOWNLOADERS, purpose="申请导出证据原件")
@require_POST
def ask(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """申请导出原件."""
    by = acting(request)
    file = file_for(scope=scope_here(request), by=by, file_id=file_id)
    said = {
        "purpose": request.POST.get("purpose", "")[:200],
        "recipient": request.POST.get("recipient", "")[:80],
    }
    return answer_act(
        request,
        lambda: ask_for_export(file_id=file.id, by=by, at=timezone.now(), **said),
        done="导出申请已提交，等待机关负责人审批。",
        url=f"{reverse('desk:evidence-file', args=[file.id])}#exports",
    )


@staff(Role.AGENCY_HEAD, purpose="审批导出证据原件")
@require_POST
def decide(request: HttpRequest, export_id: UUID) -> HttpResponse:
    """同意、不同意导出."""
    by = acting(request)
    export = get_object_or_404(OriginalExport, id=export_id)
    file_for(scope=scope_here(request), by=by, file_id=export.file_id)
    return answer_act(
        request,
        lambda: _decide(export.id, request),
        done="审批意见已登记。",
        url=reverse("desk:evidence-approvals"),
    )


@staff(*watching.DOWNLOADERS, purpose="导出证据原件")
@require_POST
def take(request: HttpRequest, export_id: UUID) -> HttpResponse | StreamingHttpResponse:
    """导出原件: on record before the first byte, in the approved hours, by who asked."""
    by = acting(request)
    export = OriginalExport.objects.filter(id=export_id).first()
    if export is None:
        raise Http404("no such export")
    file = file_for(scope=scope_here(request), by=by, file_id=export.file_id)
    pieces = open_original(file_id=file.id)
    try:
        take_original(export_id=export.id, by=by, at=timezone.now())
    except MoveRefused as refused:
        back = reverse("desk:evidence-file", args=[file.id])
        return refused_response(request, refused.breaches, back_url=back)
    return attached(pieces, name=file.name, size=file.size)


def _decide(export_id: UUID, request: HttpRequest) -> OriginalExport:
    said: dict[str, Any] = {
        "export_id": export_id,
        "opinion": request.POST.get("opinion", "")[:200],
        "by": acting(request),
        "at": timezone.now(),
    }
    if "approve" not in request.POST:
        return deny_export(**said)
    hours = request.POST.get("hours", "")
    is_number = hours.isascii() and hours.isdigit() and len(hours) < 4
    return approve_export(hours=int(hours) if is_number else 0, **said)
