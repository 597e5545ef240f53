"""公示申请: how to ask, the form about one record, and the public state of a request."""

from __future__ import annotations

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mingjian.disclosure.kinds import RecordStatus
from mingjian.disclosure.models import PublicRecord, PublicRequest
from mingjian.disclosure.requests.handing_in import Handed, TooManyRequests, hand_in_request
from mingjian.law.breach import MoveRefused
from mingjian.law.publication_requests import RequestKind
from mingjian.portal.missing import missing_page
from mingjian.portal.requests.forms import RequestForm
from mingjian.portal.requests.reading import read_request
from mingjian.portal.requests.tokens import is_own_page, network_digest, new_token, nonce_of
from mingjian.portal.trail import DECISIONS, trail
from mingjian.web.endpoints import public, takes_request
from mingjian.web.errors import too_many
from mingjian.web.parts import Link

_NUMBER = re.compile(r"GS\d{8}-[0-9A-F]{10}")
_STALE = "页面打开的时间过长，或者表单不是从本页提交的。请核对填写的内容，再次提交。"
_HOUR = 3600


@public
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """更正、异议与信用修复: the kinds, and looking up a receipt number."""
    asked = request.GET.get("number", "").strip().upper()[:40]
    if _NUMBER.fullmatch(asked):
        return redirect("portal:request", number=asked)
    mistake = "受理号形如 GS20261122-0123456789，请核对。" if asked else ""
    context: dict[str, Any] = {"kinds": list(RequestKind), "asked": asked, "mistake": mistake}
    context["crumbs"] = trail(Link("更正、异议与信用修复"))
    return _page(request, "index", context, status=400 if mistake else 200)


@public
@require_safe
def request_state(request: HttpRequest, number: str) -> HttpResponse:
    """一件申请的公开状态; nothing of it was typed by the applicant."""
    found = PublicRequest.objects.filter(number=number).first()
    if found is None:
        return missing_page(
            request,
            sentence="没有这个受理号的申请",
            advice="受理号由日期和十位字母数字组成，提交成功后显示在页面上。请核对后再查。",
            links=(Link("查询申请", reverse("portal:requests")),),
        )
    today = timezone.localdate()
    context: dict[str, Any] = {"view": read_request(found, on=today), "today": today}
    context["is_new"] = request.GET.get("done") == "1"
    context["crumbs"] = trail(
        Link("更正、异议与信用修复", reverse("portal:requests")), Link(number)
    )
    return _page(request, "state", context)


@takes_request
@public
@require_http_methods(["GET", "HEAD", "POST"])
def file_request(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """提出申请 about one record that stands in public."""
    record = _standing(public_id)
    if kind not in set(RequestKind):
        raise Http404(f"no such kind of request: {kind}")
    chosen = RequestKind(kind)
    if request.method != "POST":
        token = new_token(public_id=public_id, kind=kind)
        return _form(request, record, chosen, RequestForm(initial={"token": token}, kind=chosen))
    form = RequestForm(request.POST, kind=chosen)
    nonce = nonce_of(request.POST.get("token", ""), public_id=public_id, kind=kind)
    if nonce is None or not is_own_page(request):
        return _again(request, record, chosen)
    if not form.is_valid():
        return _form(request, record, chosen, form, status=422)
    return _hand_in(request, record, chosen, form, nonce)


def _standing(public_id: str) -> PublicRecord:
    found = PublicRecord.objects.select_related("agency").defer("grams", "search_text")
    record = found.filter(public_id=public_id, status=RecordStatus.PUBLISHED.value).first()
    if record is None:
        raise Http404(f"no record {public_id!r} stands in public")
    return record


def _hand_in(
    request: HttpRequest, record: PublicRecord, kind: RequestKind, form: RequestForm, nonce: str
) -> HttpResponse:
    typed = {key: value for key, value in form.cleaned_data.items() if key != "token"}
    network = network_digest(request.META.get("REMOTE_ADDR", ""))
    handed = Handed(
        nonce=nonce, kind=kind.value, public_id=record.public_id, network=network, **typed
    )
    try:
        number = hand_in_request(handed)
    except TooManyRequests:
        return too_many(request, retry_after_seconds=_HOUR)
    except MoveRefused as refused:
        return _form(request, record, kind, form, status=409, breaches=refused.breaches)
    return redirect(f"{reverse('portal:request', args=[number])}?done=1")


def _again(request: HttpRequest, record: PublicRecord, kind: RequestKind) -> HttpResponse:
    """The same words under a new token: nothing typed is lost, and it takes another click."""
    data = request.POST.copy()
    data["token"] = new_token(public_id=record.public_id, kind=kind.value)
    return _form(request, record, kind, RequestForm(data, kind=kind), status=403, stale=_STALE)


def _form(
    request: HttpRequest,
    record: PublicRecord,
    kind: RequestKind,
    form: RequestForm,
    *,
    status: int = 200,
    **said: Any,
) -> HttpResponse:
    here = Link(
        record.number or "行政处罚决定", reverse("portal:decision", args=[record.public_id])
    )
    crumbs = trail(DECISIONS, here, Link(kind.title))
    context = {"record": record, "kind": kind, "form": form, "crumbs": crumbs, **said}
    return _page(request, "form", context, status=status)


def _page(
    request: HttpRequest, name: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    response = render(request, f"portal/requests/{name}.html", context, status=status)
    response["Cache-Control"] = "no-store"
    if name != "index":
        response["X-Robots-Tag"] = "noindex"
    return response
