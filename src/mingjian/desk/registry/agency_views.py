"""Pages of agencies and enforcement items: read by all, kept by the system administrator."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mingjian.access.gate import scope_here
from mingjian.desk.answering import answer_act
from mingjian.desk.formpages import form_page
from mingjian.desk.registry.agencies import describe_agency, list_agencies, power_lines
from mingjian.desk.registry.forms import AgencyForm, PowerEndForm, PowerForm
from mingjian.desk.registry.frame import act_here, administers, agencies_kept_by, room_tabs
from mingjian.desk.registry.items import list_items
from mingjian.law.breach import Breach
from mingjian.law.roles import Role
from mingjian.law.violations import LINE_LABELS, Line
from mingjian.registry.agencies import end_power, grant_power, update_agency
from mingjian.registry.models import Agency
from mingjian.registry.packs import newest_pack
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page


@staff(purpose="查阅执法主体名录")
@require_safe
def registry(request: HttpRequest) -> HttpResponse:
    """执法主体名录."""
    context = {
        "agencies": list_agencies(query=request.GET, on=timezone.localdate()),
        "tabs": room_tabs(request, "registry"),
    }
    return render_page(request, "desk/registry/agencies.html", context)


@staff(purpose="查阅执法主体名录")
@require_safe
def agency(request: HttpRequest, agency_id: UUID) -> HttpResponse:
    """One agency with its powers."""
    found = get_object_or_404(Agency.objects.select_related("entrusted_by"), id=agency_id)
    is_kept = administers(request) and agencies_kept_by(scope_here(request)).contains(found)
    context = {
        "found": found,
        "rows": describe_agency(found),
        "powers": power_lines(found, on=timezone.localdate()),
        "law_pack": newest_pack(found.pack_id),
        "may_edit": is_kept,
    }
    return render_page(request, "desk/registry/agency.html", context)


@staff(Role.SYSTEM_ADMIN, purpose="变更执法主体信息")
@require_http_methods(["GET", "POST"])
def edit_agency(request: HttpRequest, agency_id: UUID) -> HttpResponse:
    """变更执法主体信息."""
    found = get_object_or_404(agencies_kept_by(scope_here(request)), id=agency_id)
    form = AgencyForm.of(found, request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _form(request, found, form, "变更执法主体信息")
    act = {"agency_id": found.id, "changes": form.changes(), **act_here(request)}
    return answer_act(
        request,
        lambda: update_agency(**act),
        done="执法主体信息已变更。",
        url=reverse("desk:agency", args=[found.id]),
        show_refusal=lambda breaches: _form(request, found, form, "变更执法主体信息", breaches),
    )


@staff(Role.SYSTEM_ADMIN, purpose="登记执法权限")
@require_http_methods(["GET", "POST"])
def add_power(request: HttpRequest, agency_id: UUID) -> HttpResponse:
    """登记执法权限."""
    found = get_object_or_404(agencies_kept_by(scope_here(request)), id=agency_id)
    form = PowerForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _form(request, found, form, "登记执法权限")
    act = {"agency_id": found.id, **form.details(), **act_here(request)}
    return answer_act(
        request,
        lambda: grant_power(**act),
        done="执法权限已登记。",
        url=reverse("desk:agency", args=[found.id]),
        show_refusal=lambda breaches: _form(request, found, form, "登记执法权限", breaches),
    )


@staff(Role.SYSTEM_ADMIN, purpose="终止执法权限")
@require_http_methods(["GET", "POST"])
def stop_power(request: HttpRequest, agency_id: UUID, line: str) -> HttpResponse:
    """终止执法权限."""
    found = get_object_or_404(agencies_kept_by(scope_here(request)), id=agency_id)
    power = get_object_or_404(found.powers.filter(until__isnull=True), line=line)
    title = f"终止{LINE_LABELS[Line(power.line)]}领域的执法权限"
    form = PowerEndForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _form(request, found, form, title)
    act = {"agency_id": found.id, "line": Line(power.line), **form.cleaned_data}
    moment = act_here(request)
    return answer_act(
        request,
        lambda: end_power(**act, **moment),
        done="执法权限已终止。",
        url=reverse("desk:agency", args=[found.id]),
        show_refusal=lambda breaches: _form(request, found, form, title, breaches),
    )


@staff(purpose="查阅执法事项清单")
@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """执法事项清单."""
    context = {
        "items": list_items(query=request.GET, on=timezone.localdate()),
        "tabs": room_tabs(request, "items"),
    }
    return render_page(request, "desk/registry/items.html", context)


def _form(
    request: HttpRequest,
    found: Agency,
    form: Any,
    title: str,
    breaches: Sequence[Breach] = (),
) -> HttpResponse:
    url = reverse("desk:agency", args=[found.id])
    context = {"title": title, "back_url": url, "back_label": found.name}
    return form_page(request, "desk/registry/form.html", context, form=form, breaches=breaches)
