"""Views of the parties' site: open, read, take along, hand in, leave."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingjian.cases.models import PartyPass
from mingjian.cases.party.passes import TooManyTries, WrongCode, open_pass
from mingjian.cases.party.submissions import hand_in, standing_of
from mingjian.cases.party.telling import papers_of, tell_party
from mingjian.dossier.sealed_files import read_sealed_file
from mingjian.law.breach import MoveRefused
from mingjian.law.party_page import LONGEST_TEXT, SubmissionKind, offered_kinds
from mingjian.party.visits import begin_visit, end_visit, pass_of
from mingjian.web.endpoints import party
from mingjian.web.errors import too_many

_WRONG = "查询码或者校验码不正确，或者查询凭证已经撤销。请对照随文书交给您的查询凭证重新填写。"


@party
@require_http_methods(["GET", "HEAD", "POST"])
def open_page(request: HttpRequest, code: str = "") -> HttpResponse:
    """打开专属页面: the code is in the address of the QR, the second factor is typed."""
    if request.method != "POST":
        return _show(request, "open", {"code": code})
    typed = {key: request.POST.get(key, "")[:40] for key in ("code", "factor")}
    try:
        opened = open_pass(
            **typed,
            network=request.META.get("REMOTE_ADDR") or "::",
            at=timezone.now(),
        )
    except WrongCode:
        return _show(request, "open", {"code": typed["code"], "mistake": _WRONG}, status=403)
    except TooManyTries:
        return too_many(request, retry_after_seconds=15 * 60)
    response = redirect("party:page")
    begin_visit(response, opened)
    return response


@party
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """专属页面."""
    here = pass_of(request)
    if here is None:
        return _closed(request)
    on = timezone.localdate()
    kinds = offered_kinds(standing=standing_of(here.case), on=on)
    done = request.GET.get("done", "") == "1"
    context = {"told": tell_party(here.case, on=on), "kinds": kinds, "on": on, "done": done}
    return _show(request, "page", context)


@party
@require_safe
def paper(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """已送达并盖章的文书: the sealed file of this case, and of no other."""
    here = pass_of(request)
    if here is None:
        return _closed(request)
    served = {one.document_id: one for one in papers_of(here.case) if one.sealed}
    if document_id not in served:
        raise Http404("not served on this party, or not sealed")
    found = served[document_id]
    name = quote(f"{found.number or found.title}.pdf")
    return HttpResponse(
        read_sealed_file(digest=found.sealed),
        content_type="application/pdf",
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )


@party
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, kind: str) -> HttpResponse:
    """在线提交."""
    here = pass_of(request)
    if here is None:
        return _closed(request)
    if kind not in set(SubmissionKind):
        raise Http404(f"no such kind: {kind}")
    chosen = SubmissionKind(kind)
    if request.method != "POST":
        return _form(request, here, chosen)
    content = request.POST.get("content", "")
    try:
        hand_in(party_pass=here, kind=chosen, content=content, at=timezone.now())
    except MoveRefused as refused:
        told = {"content": content, "breaches": refused.breaches}
        return _form(request, here, chosen, told, status=409)
    return redirect("/mine/?done=1")


@party
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """离开: on somebody else's telephone nothing stays."""
    response = redirect("party:open")
    end_visit(response)
    return response


def _form(
    request: HttpRequest,
    here: PartyPass,
    kind: SubmissionKind,
    told: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"kind": kind, "agency_name": here.case.agency.name, "longest": LONGEST_TEXT}
    return _show(request, "submit", {**context, **(told or {})}, status=status)


def _closed(request: HttpRequest) -> HttpResponse:
    context = {"mistake": "尚未打开，或者已经超过三十分钟，或者查询凭证已经撤销。请重新填写。"}
    return _show(request, "open", context, status=403)


def _show(
    request: HttpRequest, name: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    frame = {"portal_url": settings.PORTAL_URL, "owner": settings.MINGJIAN_OWNER}
    return render(request, f"party/{name}.html", {**frame, **context}, status=status)
