"""Views of the evidence room: the upload protocol, a case's files, one file, storage."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingjian.access.gate import scope_here
from mingjian.desk.acting import acting
from mingjian.desk.answering import answer_act
from mingjian.desk.cases.case_file import case_for
from mingjian.desk.cases.views import READERS
from mingjian.desk.devices.showing import room_tabs
from mingjian.desk.evidence import tus
from mingjian.desk.evidence.showing import (
    case_context,
    file_context,
    file_for,
    room_context,
    state_of,
)
from mingjian.evidence.files import add_note
from mingjian.evidence.receiving import begin_upload, give_up, progress_of, receive
from mingjian.law.roles import Role
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page


@staff(Role.CASE_OFFICER, purpose="上传证据材料")
@require_http_methods(["OPTIONS", "POST"])
def uploads(request: HttpRequest) -> HttpResponse:
    """开始上传 (tus creation)."""
    return tus.answer(lambda: _begin(request), request)


@staff(Role.CASE_OFFICER, purpose="上传证据材料")
@require_http_methods(["OPTIONS", "HEAD", "PATCH", "DELETE"])
def upload(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """续传、查询、放弃 (tus core, termination)."""
    steps = {"HEAD": _tell, "PATCH": _take, "DELETE": _give_up}
    step = steps.get(request.method or "")
    return tus.answer(lambda: step(request, upload_id) if step else _options(), request)


@staff(*READERS, purpose="查阅证据材料")
@require_safe
def case_files(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """一个案件的证据材料, and where they are uploaded."""
    case = case_for(scope=scope_here(request), case_id=case_id)
    context = case_context(case, by=acting(request))
    return render_page(
        request, "desk/evidence/case.html", context, fragment="desk/evidence/_files.html"
    )


@staff(*READERS, purpose="查阅证据材料")
@require_safe
def file(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """一份材料: tags, state, receipts, custody."""
    found = file_for(scope=scope_here(request), by=acting(request), file_id=file_id)
    return render_page(request, "desk/evidence/file.html", file_context(found, by=acting(request)))


@staff(*READERS, purpose="查阅证据材料")
@require_safe
def file_state(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """状态和回执 for programs: the device asks here whether it may free its space."""
    found = file_for(scope=scope_here(request), by=acting(request), file_id=file_id)
    return JsonResponse(state_of(found))


@staff(Role.CASE_OFFICER, purpose="说明证据材料")
@require_POST
def note(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """填写说明."""
    by = acting(request)
    found = file_for(scope=scope_here(request), by=by, file_id=file_id)
    said = {name: request.POST.get(name, "") for name in ("content", "speakers")}
    return answer_act(
        request,
        lambda: add_note(file_id=found.id, by=by, at=timezone.now(), **said),
        done="说明已登记。",
        url=reverse("desk:evidence-file", args=[file_id]),
    )


@staff(*READERS, Role.SYSTEM_ADMIN, purpose="查看证据存储")
@require_safe
def room(request: HttpRequest) -> HttpResponse:
    """证据与音像: what waits for a case, and how much room is taken."""
    context = room_context(scope=scope_here(request), by=acting(request))
    context["tabs"] = room_tabs(request, "evidence")
    return render_page(request, "desk/evidence/room.html", context)


def _begin(request: HttpRequest) -> HttpResponse:
    if request.method == "OPTIONS":
        return _options()
    by = acting(request)
    made = begin_upload(said=tus.description_in(request, by), by=by, at=timezone.now())
    response = HttpResponse(status=201)
    response["Location"] = reverse("desk:upload", args=[made.id])
    return response


def _tell(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    found = progress_of(upload_id=upload_id, by=acting(request), at=timezone.now())
    response = HttpResponse(status=200)
    response["Upload-Offset"], response["Upload-Length"] = str(found.offset), str(found.size)
    return response


def _take(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    found = receive(
        upload_id=upload_id,
        offset=tus.offset_in(request),
        pieces=tus.pieces_of(request),
        checksum=tus.checksum_in(request),
        by=acting(request),
        at=timezone.now(),
    )
    response = HttpResponse(status=204)
    response["Upload-Offset"] = str(found.offset)
    if found.file is not None:
        response["Mingjian-File"] = reverse("desk:evidence-state", args=[found.file.id])
    return response


def _give_up(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    give_up(upload_id=upload_id, by=acting(request))
    return HttpResponse(status=204)


def _options() -> HttpResponse:
    return tus.capabilities(settings.EVIDENCE_LARGEST)
