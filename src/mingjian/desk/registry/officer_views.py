"""Pages of officers and credentials: read by all; kept by the system administrator.

The supervisor may stop credentials in the division (暂扣、吊销、注销、发还).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mingjian.access.gate import scope_here
from mingjian.desk.acting import acting_role
from mingjian.desk.answering import answer_act
from mingjian.desk.formpages import form_page
from mingjian.desk.registry.forms import CredentialForm, LeaveForm, OfficerForm, ReturnForm
from mingjian.desk.registry.frame import act_here, administers, agencies_kept_by, room_tabs
from mingjian.desk.registry.officers import (
    credential_views,
    describe_officer,
    list_officers,
    with_credentials,
)
from mingjian.desk.registry.stopping import STOPS, credentials_stopped_by, officers_kept_by
from mingjian.law.breach import Breach
from mingjian.law.roles import Role
from mingjian.registry.credentials import issue_credential, return_credential
from mingjian.registry.models import CredentialSuspension, Officer
from mingjian.registry.officers import end_office, register_officer
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page


@staff(purpose="查阅执法人员名录")
@require_safe
def officers(request: HttpRequest) -> HttpResponse:
    """执法人员名录."""
    context = {
        "officers": list_officers(
            scope=scope_here(request), query=request.GET, on=timezone.localdate()
        ),
        "tabs": room_tabs(request, "officers"),
        "may_register": administers(request),
    }
    return render_page(request, "desk/registry/officers.html", context)


@staff(purpose="查阅执法人员名录")
@require_safe
def officer(request: HttpRequest, officer_id: UUID) -> HttpResponse:
    """One officer with every credential and what was done to it."""
    found = get_object_or_404(with_credentials(Officer.objects.all()), id=officer_id)
    scope, role = scope_here(request), acting_role(request)
    context = {
        "found": found,
        "rows": describe_officer(found),
        "credentials": credential_views(found, on=timezone.localdate()),
        "may_edit": administers(request) and officers_kept_by(scope).contains(found),
        "may_stop": credentials_stopped_by(scope, role).filter(officer=found).exists(),
        "stops": STOPS.values(),
    }
    return render_page(request, "desk/registry/officer.html", context)


@staff(Role.SYSTEM_ADMIN, purpose="登记执法人员")
@require_http_methods(["GET", "POST"])
def new_officer(request: HttpRequest) -> HttpResponse:
    """登记执法人员."""
    agencies = agencies_kept_by(scope_here(request)).values_list("id", "name")
    choices = [(str(agency_id), name) for agency_id, name in agencies]
    form = OfficerForm(request.POST or None, agencies=choices)
    if request.method == "GET" or not form.is_valid():
        return _form(request, None, form, "登记执法人员")
    act = {"officer": form.officer(), **act_here(request)}
    return answer_act(
        request,
        lambda: register_officer(**act),
        done=f"{form.cleaned_data['name']}已登记。领取执法证件的，请接着登记证件。",
        url=reverse("desk:officers"),
        show_refusal=lambda breaches: _form(request, None, form, "登记执法人员", breaches),
    )


@staff(Role.SYSTEM_ADMIN, purpose="登记执法证件")
@require_http_methods(["GET", "POST"])
def new_credential(request: HttpRequest, officer_id: UUID) -> HttpResponse:
    """登记执法证件."""
    found = get_object_or_404(officers_kept_by(scope_here(request)), id=officer_id)
    initial = {"category": found.category, "area": found.agency.division_code}
    form = CredentialForm(request.POST or None, initial=initial)
    if request.method == "GET" or not form.is_valid():
        return _form(request, found, form, "登记执法证件")
    act = {"officer_id": found.id, "credential": form.credential(), **act_here(request)}
    return answer_act(
        request,
        lambda: issue_credential(**act),
        done="执法证件已登记。",
        url=reverse("desk:officer", args=[found.id]),
        show_refusal=lambda breaches: _form(request, found, form, "登记执法证件", breaches),
    )


@staff(Role.SYSTEM_ADMIN, purpose="办理执法人员离岗")
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, officer_id: UUID) -> HttpResponse:
    """办理离岗."""
    found = get_object_or_404(officers_kept_by(scope_here(request)), id=officer_id)
    form = LeaveForm(request.POST or None, initial={"until": timezone.localdate()})
    if request.method == "GET" or not form.is_valid():
        return _form(request, found, form, "办理离岗")
    act = {"officer_id": found.id, **form.cleaned_data, **act_here(request)}
    return answer_act(
        request,
        lambda: end_office(**act),
        done=f"{found.name}已办理离岗。",
        url=reverse("desk:officer", args=[found.id]),
        show_refusal=lambda breaches: _form(request, found, form, "办理离岗", breaches),
    )


@staff(Role.SYSTEM_ADMIN, Role.SUPERVISOR, purpose="暂扣、吊销、注销执法证件")
@require_http_methods(["GET", "POST"])
def stop_credential(request: HttpRequest, credential_id: UUID, kind: str) -> HttpResponse:
    """暂扣, 吊销 or 注销执法证件."""
    stop = STOPS.get(kind)
    if stop is None:
        raise Http404(f"no act {kind!r} on credentials")
    mine = credentials_stopped_by(scope_here(request), acting_role(request))
    found = get_object_or_404(mine.select_related("officer"), id=credential_id)
    form = stop.form(request.POST or None, initial={"since": timezone.localdate()})
    if request.method == "GET" or not form.is_valid():
        return _form(request, found.officer, form, stop.title)
    act = {"credential_id": found.id, **form.cleaned_data, **act_here(request)}
    return answer_act(
        request,
        lambda: stop.act(**act),
        done=f"{stop.title}已登记，自起始日期起不得使用。",
        url=reverse("desk:officer", args=[found.officer_id]),
        show_refusal=lambda breaches: _form(request, found.officer, form, stop.title, breaches),
    )


@staff(Role.SYSTEM_ADMIN, Role.SUPERVISOR, purpose="发还执法证件")
@require_http_methods(["GET", "POST"])
def give_back(request: HttpRequest, suspension_id: UUID) -> HttpResponse:
    """发还暂扣的执法证件."""
    mine = credentials_stopped_by(scope_here(request), acting_role(request))
    stops = CredentialSuspension.objects.filter(credential__in=mine).select_related("officer")
    found = get_object_or_404(stops, id=suspension_id)
    form = ReturnForm(request.POST or None, initial={"until": timezone.localdate()})
    if request.method == "GET" or not form.is_valid():
        return _form(request, found.officer, form, "发还执法证件")
    act = {"suspension_id": found.id, **form.cleaned_data, **act_here(request)}
    return answer_act(
        request,
        lambda: return_credential(**act),
        done="执法证件已发还。",
        url=reverse("desk:officer", args=[found.officer_id]),
        show_refusal=lambda breaches: _form(request, found.officer, form, "发还执法证件", breaches),
    )


def _form(
    request: HttpRequest,
    found: Officer | None,
    form: Any,
    title: str,
    breaches: Sequence[Breach] = (),
) -> HttpResponse:
    url = reverse("desk:officer", args=[found.id]) if found else reverse("desk:officers")
    context = {"title": title, "back_url": url, "back_label": found or "执法人员"}
    return form_page(request, "desk/registry/form.html", context, form=form, breaches=breaches)
