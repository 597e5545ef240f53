"""遮挡副本 at the desk: ordered, watched, taken back, taken along with its certificate; custody."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingjian.access.gate import scope_here
from mingjian.cases.custody_papers import CERTIFICATE, CHAIN, certificate_of, chain_of_case
from mingjian.cases.custody_papers import chain_of_file as chain_of
from mingjian.desk.acting import acting
from mingjian.desk.answering import answer_act
from mingjian.desk.archive.file_views import pdf_answer
from mingjian.desk.cases.case_file import case_for
from mingjian.desk.cases.material import size_words
from mingjian.desk.cases.views import READERS
from mingjian.desk.evidence import watching
from mingjian.desk.evidence.bytes import attached
from mingjian.desk.evidence.showing import file_for, title_of
from mingjian.evidence.clips import (
    cancel_clip,
    clip_name,
    made_so_far,
    open_clip,
    order_clip,
)
from mingjian.evidence.files import files_of_case
from mingjian.evidence.kinds import ClipState, MediaKind
from mingjian.evidence.masking import BadPlan, Plan, read_plan
from mingjian.evidence.models import Clip, EvidenceFile
from mingjian.evidence.previews import can_preview
from mingjian.evidence.recording import mark_viewed
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.roles import Actor
from mingjian.web.endpoints import staff
from mingjian.web.fragments import redirect_to, render_page
from mingjian.web.parts import Link

_TONES = {ClipState.WAITING: "info", ClipState.DONE: "good", ClipState.FAILED: "late"}
_FIELDS = ("regions", "mutes", "cuts", "purpose")


@staff(*watching.DOWNLOADERS, purpose="制作遮挡副本")
@require_http_methods(["GET", "HEAD", "POST"])
def clips(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """遮挡副本 of a file: those there are, and the form for another."""
    by = acting(request)
    file = file_for(scope=scope_here(request), by=by, file_id=file_id)
    breaches = _order(request, file, by) if request.method == "POST" else []
    if request.method == "POST" and not breaches:
        return redirect_to(request, clips_url(file.id))
    context = _page(request, file, by, breaches)
    status = 422 if breaches else 200
    return render_page(
        request,
        "desk/evidence/clips.html",
        context,
        fragment="" if breaches else "desk/evidence/_clips.html",
        status=status,
    )


@staff(*watching.DOWNLOADERS, purpose="取消制作遮挡副本")
@require_POST
def cancel(request: HttpRequest, clip_id: UUID) -> HttpResponse:
    """取消制作."""
    clip, by = _clip_for(request, clip_id), acting(request)
    return answer_act(
        request,
        lambda: cancel_clip(clip_id=clip.id, by=by, at=timezone.now()),
        done="制作已取消，已经做好的部分已删除。",
        url=clips_url(clip.file_id),
    )


@staff(*watching.DOWNLOADERS, purpose="导出遮挡副本")
@require_POST
def take(request: HttpRequest, clip_id: UUID) -> HttpResponse | StreamingHttpResponse:
    """导出: written down with its purpose, then given; whose name is burned in takes it along."""
    clip, by = _done(_clip_for(request, clip_id)), acting(request)
    if clip.asked_by_person_id != by.person_id:
        raise Http404("the copy bears another name")
    pieces = open_clip(clip=clip)
    told = {"what": "clip", "clip": clip.id, "sha256": clip.sha256}
    exporting = replace(by, purpose=clip.purpose)
    mark_viewed(
        file_id=clip.file_id, by=exporting, at=timezone.now(), what="exported", details=told
    )
    return attached(pieces, name=clip_name(clip), size=clip.size)


@staff(*watching.DOWNLOADERS, purpose="打印复制件证明")
@require_safe
def certificate(request: HttpRequest, clip_id: UUID) -> HttpResponse:
    """复制件（遮挡副本）证明."""
    clip = _done(_clip_for(request, clip_id))
    return pdf_answer(certificate_of(clip, at=timezone.now()), f"{CERTIFICATE}.pdf")


@staff(*READERS, purpose="打印保管记录")
@require_safe
def file_chain(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """保管记录 of one file."""
    file = file_for(scope=scope_here(request), by=acting(request), file_id=file_id)
    return pdf_answer(chain_of(file, at=timezone.now()), f"{CHAIN}.pdf")


@staff(*READERS, purpose="打印保管记录")
@require_safe
def case_chain(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """保管记录 of every file of a case."""
    case = case_for(scope=scope_here(request), case_id=case_id)
    number = case.number or case.lead_number.text
    made = chain_of_case(files_of_case(case_id=case.id), number=number, at=timezone.now())
    return pdf_answer(made, f"{CHAIN}.pdf")


def clips_url(file_id: UUID) -> str:
    """Where the page is."""
    return reverse("desk:evidence-clips", args=[file_id])


def _order(request: HttpRequest, file: EvidenceFile, by: Actor) -> list[Breach]:
    """Why nothing was ordered; empty when it was."""
    said = {name: request.POST.get(name, "")[:4000] for name in _FIELDS}
    purpose = said.pop("purpose")[:80]
    try:
        order_clip(
            file_id=file.id,
            plan=read_plan(**said),
            purpose=purpose,
            account=request.user.get_username(),
            by=replace(by, purpose=purpose or by.purpose),
            at=timezone.now(),
        )
    except BadPlan as bad:
        return [Breach("CLIP_PLAN", str(bad), None, "")]
    except MoveRefused as refused:
        return list(refused.breaches)
    return []


def _page(
    request: HttpRequest, file: EvidenceFile, by: Actor, breaches: list[Breach]
) -> dict[str, Any]:
    purpose = watching.purpose_for(request, watching.subject_of(file))
    shown: dict[str, Any] = {}
    if purpose:
        account = request.user.get_username()
        shown = watching.player_context(file, by=by, account=account, purpose=purpose, second=0)
    found = Clip.objects.filter(file=file).prefetch_related("alarms").order_by("-asked_at")
    lines = [_line(one, by) for one in found]
    return {
        "file": file,
        "title": title_of(file),
        "crumbs": [
            Link(title_of(file), reverse("desk:evidence-file", args=[file.id])),
            Link("遮挡副本", ""),
        ],
        "lines": lines,
        "is_waiting": any(one["is_waiting"] for one in lines),
        "source": shown.get("source", ""),
        "kind": shown.get("kind", ""),
        "watermark": shown.get("watermark", ""),
        "has_picture": file.media in (MediaKind.VIDEO, MediaKind.PHOTO),
        "has_time": file.media in (MediaKind.VIDEO, MediaKind.AUDIO),
        "may_make": file.media != MediaKind.OTHER and can_preview(),
        "no_tools": "" if can_preview() else watching.NO_TOOLS,
        "breaches": breaches,
        "given": {name: request.POST.get(name, "") for name in _FIELDS},
        "purpose": purpose,
        "here": clips_url(file.id),
    }


def _line(clip: Clip, by: Actor) -> dict[str, Any]:
    state, (done, total) = ClipState(clip.state), made_so_far(clip)
    is_own = clip.asked_by_person_id == by.person_id
    return {
        "clip": clip,
        "masked": Plan.from_plain(clip.plan).lines(),
        "word": state.title,
        "tone": _TONES.get(state, "plain"),
        "is_waiting": state is ClipState.WAITING,
        "is_done": state is ClipState.DONE,
        "is_own": is_own,
        "done": done,
        "total": total,
        "size": size_words(clip.size),
        "alarms": clip.alarms.all(),
    }


def _clip_for(request: HttpRequest, clip_id: UUID) -> Clip:
    clip = Clip.objects.select_related("file").filter(id=clip_id).first()
    if clip is None:
        raise Http404("no such copy")
    file_for(scope=scope_here(request), by=acting(request), file_id=clip.file_id)
    return clip


def _done(clip: Clip) -> Clip:
    if clip.state != ClipState.DONE:
        raise Http404("the copy is not made")
    return clip
