"""Views of looking: player, gallery, preview bytes, markers, joining a case."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingjian.access.gate import scope_here
from mingjian.cases.models import Case
from mingjian.desk.acting import acting
from mingjian.desk.answering import answer_act
from mingjian.desk.cases.case_file import case_for
from mingjian.desk.cases.views import READERS
from mingjian.desk.evidence import watching
from mingjian.desk.evidence.bytes import inline_bytes, inline_copy, is_ticket_for
from mingjian.desk.evidence.showing import file_for, title_of
from mingjian.evidence.clips import watermark_of
from mingjian.evidence.files import join_case
from mingjian.evidence.kinds import DerivativeKind
from mingjian.evidence.markers import add_marker
from mingjian.evidence.models import EvidenceFile
from mingjian.evidence.previews import copy_path, derivative_of
from mingjian.evidence.sandbox import NoSandbox, SandboxRefused
from mingjian.evidence.stamping import stamped_photo
from mingjian.law.breach import Breach
from mingjian.law.roles import Role
from mingjian.web.endpoints import staff
from mingjian.web.fragments import redirect_to, render_page
from mingjian.web.parts import Link
from mingjian.web.refusals import refused_response

_NO_CASE = Breach(
    "EVIDENCE_CASE",
    "本机关没有这个立案号的案件。",
    None,
    "请核对立案号，例如“宾市监立〔2026〕1号”。",
)


@staff(*READERS, purpose="查看证据材料")
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """播放、查看; the purpose is asked first, once a case and session."""
    by = acting(request)
    file = file_for(scope=scope_here(request), by=by, file_id=file_id)
    crumb = Link(title_of(file), reverse("desk:evidence-file", args=[file.id]))
    purpose = watching.purpose_for(request, watching.subject_of(file))
    if request.method == "POST" or not purpose:
        return _ask(request, watching.subject_of(file), crumb)
    second = _second(request.GET.get("t", ""))
    account = request.user.get_username()
    context = watching.player_context(file, by=by, account=account, purpose=purpose, second=second)
    return render_page(request, "desk/evidence/player.html", context)


@staff(*READERS, purpose="查看证据材料")
@require_http_methods(["GET", "HEAD", "POST"])
def gallery(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """浏览一个案件的材料."""
    case = case_for(scope=scope_here(request), case_id=case_id)
    purpose = watching.purpose_for(request, case.id)
    if request.method == "POST" or not purpose:
        crumb = Link("证据材料", reverse("desk:case-evidence", args=[case.id]))
        return _ask(request, case.id, crumb)
    context = watching.gallery_context(request, case, by=acting(request), purpose=purpose)
    return render_page(request, "desk/evidence/gallery.html", context)


@staff(*READERS, purpose="查看证据材料")
@require_safe
def preview(request: HttpRequest, file_id: UUID) -> HttpResponse | StreamingHttpResponse:
    """预览副本 by range."""
    return _copy(request, file_id, DerivativeKind.PREVIEW)


@staff(*READERS, purpose="查看证据材料")
@require_safe
def thumbnail(request: HttpRequest, file_id: UUID) -> HttpResponse | StreamingHttpResponse:
    """缩略图."""
    return _copy(request, file_id, DerivativeKind.THUMBNAIL)


@staff(Role.CASE_OFFICER, purpose="标记录音录像")
@require_POST
def mark(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """标记时点, or correct a mark by a new one."""
    by = acting(request)
    file = file_for(scope=scope_here(request), by=by, file_id=file_id)
    said = {name: request.POST.get(name, "") for name in ("speaker", "content")}
    second = _second(request.POST.get("at", ""))
    replaces = _id(request.POST.get("replaces", ""))
    return answer_act(
        request,
        lambda: add_marker(
            file_id=file.id, second=second, replaces=replaces, by=by, at=timezone.now(), **said
        ),
        done="标记已登记。",
        url=f"{reverse('desk:evidence-view', args=[file.id])}?t={second}",
    )


@staff(Role.CASE_OFFICER, purpose="把材料归入案件")
@require_POST
def join(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """归入案件: once; the case must be one that the person may see."""
    by, scope = acting(request), scope_here(request)
    file = file_for(scope=scope, by=by, file_id=file_id)
    seen = Case.objects.visible_to(scope).filter(agency=by.agency_id).exclude(number="")
    case = seen.filter(number=request.POST.get("number", "").strip()).first()
    if case is None:
        back = reverse("desk:evidence-file", args=[file.id])
        return refused_response(request, (_NO_CASE,), back_url=back)
    return answer_act(
        request,
        lambda: join_case(
            file_id=file.id, case_id=case.id, case_number=case.number, by=by, at=timezone.now()
        ),
        done="材料已归入案件。",
        url=reverse("desk:case-evidence", args=[case.id]),
    )


def _ask(request: HttpRequest, subject_id: UUID, crumb: Link) -> HttpResponse:
    """The purpose: asked, or taken and remembered."""
    given = request.POST.get("purpose", "").strip()
    if given:
        watching.remember_purpose(request, subject_id, given)
        return redirect_to(request, request.get_full_path())
    context = {"crumbs": [crumb, Link("查看目的", "")], "was_empty": request.method == "POST"}
    return render_page(request, "desk/evidence/purpose.html", context)


def _copy(
    request: HttpRequest, file_id: UUID, kind: DerivativeKind
) -> HttpResponse | StreamingHttpResponse:
    by = acting(request)
    file = file_for(scope=scope_here(request), by=by, file_id=file_id)
    ticket = request.GET.get("ticket", "")
    if not is_ticket_for(ticket, file_id=file.id, person_id=by.person_id):
        raise Http404("no viewing on record")
    return _bytes(request, file, kind)


def _bytes(
    request: HttpRequest, file: EvidenceFile, kind: DerivativeKind
) -> HttpResponse | StreamingHttpResponse:
    copy = derivative_of(file=file, kind=kind)
    if copy is None or not copy.sha256 or not copy_path(copy.sha256).exists():
        raise Http404("no copy")
    if kind is DerivativeKind.PREVIEW and copy.content_type == "image/jpeg":
        return _photo(request, copy_path(copy.sha256))
    asked = request.headers.get("Range", "")
    return inline_copy(copy_path(copy.sha256), content_type=copy.content_type, asked=asked)


def _photo(request: HttpRequest, path: Path) -> HttpResponse:
    """A photo leaves only with its viewer's name in it; a film bears it over the player."""
    account = request.user.get_username()
    watermark = watermark_of(by=acting(request), account=account, at=timezone.now())
    try:
        return inline_bytes(stamped_photo(path=path, watermark=watermark), "image/jpeg")
    except (NoSandbox, SandboxRefused) as error:
        raise Http404("no copy that bears the name") from error


def _second(text: str) -> int:
    """75, 1:15 or 0:01:15; what is none of these is the beginning."""
    parts = text.replace("：", ":").split(":")
    if len(parts) > 3 or not all(one.isascii() and one.isdigit() and len(one) < 6 for one in parts):
        return 0
    return sum(int(one) * 60**place for place, one in enumerate(reversed(parts)))


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
