"""公示申请 at the desk: the list, one request, and the acts on it."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingjian.access.gate import scope_here
from mingjian.desk.acting import acting
from mingjian.desk.answering import answer_act
from mingjian.desk.disclosure.readers import READERS, moment_here, room_tabs
from mingjian.desk.disclosure.request_forms import AnswerForm
from mingjian.desk.disclosure.requests import read_request, request_lines
from mingjian.desk.formpages import form_page
from mingjian.disclosure.models import PublicationRequest
from mingjian.disclosure.requests.handling import accept_request, decide_request, propose_outcome
from mingjian.disclosure.requests.taking_in import take_in_requests
from mingjian.law.breach import Breach
from mingjian.law.publication_requests import RequestKind
from mingjian.law.roles import Role
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page

_TEMPLATE = "desk/disclosure/request.html"


@staff(*READERS, purpose="办理公示申请")
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """公示申请."""
    take_in_requests(at=timezone.now())
    context = {
        "lines": request_lines(scope=scope_here(request), on=timezone.localdate()),
        "tabs": room_tabs(request, "disclosure-requests"),
    }
    return render_page(request, "desk/disclosure/requests.html", context)


@staff(*READERS, purpose="办理公示申请")
@require_http_methods(["GET", "HEAD", "POST"])
def request_page(request: HttpRequest, number: str) -> HttpResponse:
    """One request; POST proposes an outcome."""
    found = _find(request, number)
    form = _form_for(request, found)
    if request.method != "POST" or not form.is_valid():
        return _page(request, found, form)
    act = {"answer": form.answer(), **moment_here(request)}
    return answer_act(
        request,
        lambda: propose_outcome(number=number, **act),
        done="处理意见已提出，请由另一名人员核对后决定。",
        url=_url(number),
        show_refusal=lambda breaches: _page(request, found, form, breaches),
    )


@staff(*READERS, purpose="受理公示申请")
@require_POST
def accept(request: HttpRequest, number: str) -> HttpResponse:
    """受理."""
    found, moment = _find(request, number), moment_here(request)
    return answer_act(
        request,
        lambda: accept_request(number=found.number, **moment),
        done="申请已受理，状态已在公示平台公开。",
        url=_url(number),
    )


@staff(Role.AGENCY_HEAD, Role.DISCLOSURE_CLERK, purpose="决定公示申请")
@require_POST
def decide(request: HttpRequest, number: str) -> HttpResponse:
    """决定, by another than who proposed."""
    found, moment = _find(request, number), moment_here(request)
    return answer_act(
        request,
        lambda: decide_request(number=found.number, **moment),
        done="已决定，结果和理由已在公示平台公开。",
        url=_url(number),
    )


def _find(request: HttpRequest, number: str) -> PublicationRequest:
    seen = PublicationRequest.objects.visible_to(scope_here(request))
    return get_object_or_404(seen.select_related("agency", "intake"), number=number)


def _form_for(request: HttpRequest, found: PublicationRequest) -> AnswerForm:
    view = read_request(found, by=acting(request), on=timezone.localdate())
    conditions = [each.text for each in view.conditions]
    return AnswerForm(request.POST or None, kind=RequestKind(found.kind), conditions=conditions)


def _page(
    request: HttpRequest,
    found: PublicationRequest,
    form: AnswerForm,
    breaches: Sequence[Breach] = (),
) -> HttpResponse:
    view = read_request(found, by=acting(request), on=timezone.localdate())
    return form_page(request, _TEMPLATE, {"view": view}, form=form, breaches=breaches)


def _url(number: str) -> str:
    return reverse("desk:disclosure-request", args=[number])
