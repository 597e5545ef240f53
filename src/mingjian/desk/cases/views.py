"""Views of the cases room: list, lead form, case page, the forms of legal acts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mingjian.access.gate import admission_of, scope_here
from mingjian.access.saved_filters import filters_of
from mingjian.desk.acting import acting, acting_role
from mingjian.desk.cases.acts import Attempt, attempt_for, show_form, show_result
from mingjian.desk.cases.batch import shown_token
from mingjian.desk.cases.case_file import case_for, read_file
from mingjian.desk.cases.catalogue import PAGE, catalogue_for, conditions_of
from mingjian.desk.cases.distinct import fine_lines
from mingjian.desk.cases.material import section_of
from mingjian.desk.cases.measures import measures_view
from mingjian.desk.cases.parties import joint_view
from mingjian.desk.cases.party import party_view
from mingjian.desk.cases.proceedings import proceedings_view
from mingjian.desk.cases.registering import Registration, registration_for
from mingjian.desk.cases.showing import page_context
from mingjian.law.breach import MoveRefused
from mingjian.law.roles import Role
from mingjian.law.summary import is_summary
from mingjian.web.endpoints import staff
from mingjian.web.fragments import redirect_to, render_page
from mingjian.web.parts import Link

READERS = (
    *(Role.CASE_OFFICER, Role.AGENCY_HEAD, Role.LEGAL_REVIEWER, Role.PRESIDING_OFFICER),
    *(Role.DISCLOSURE_CLERK, Role.SECRECY_REVIEWER, Role.SUPERVISOR, Role.ARCHIVIST),
)
ACTORS = (Role.CASE_OFFICER, Role.AGENCY_HEAD, Role.LEGAL_REVIEWER, Role.PRESIDING_OFFICER)


@staff(*READERS, purpose="查阅案件")
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """案件; without conditions as the person's own default filter has it."""
    saved = filters_of(user=admission_of(request).user, page=PAGE)
    default = next((one.conditions for one in saved if one.is_default), "")
    if default and not request.GET:
        return redirect(f"{reverse('desk:cases')}?{default}")
    context = list_context(request)
    context["saved_filters"] = saved
    return render_page(request, "desk/cases/list.html", context)


def list_context(request: HttpRequest) -> dict[str, Any]:
    """The list as its address narrows it."""
    scope, conditions = scope_here(request), conditions_of(request.GET.urlencode())
    catalogue = catalogue_for(scope=scope, query=request.GET, on=timezone.localdate())
    everything = Link("查看全部案件", reverse("desk:cases") + "?all=1")
    role = acting_role(request)
    return {
        "catalogue": catalogue,
        "conditions": conditions,
        "shown": shown_token(catalogue.rows, scope=scope),
        "may_register": role is Role.CASE_OFFICER,
        "may_assign": role is Role.AGENCY_HEAD,
        "empty_text": "没有符合条件的案件。" if conditions else "还没有案件。",
        "empty_action": everything if conditions else None,
    }


@staff(*READERS, purpose="查阅案件")
@require_safe
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """案件页; an on-the-spot penalty has a page of its own."""
    found = case_for(scope=scope_here(request), case_id=case_id)
    if is_summary(found.procedure):
        return redirect(reverse("desk:penalty", args=[case_id]))
    file, by, today = read_file(found), acting(request), timezone.localdate()
    context = page_context(file, by=by, query=request.GET, on=today)
    context["joint"], context["fined"] = joint_view(file, by=by), fine_lines(file, by=by)
    context["measures"] = measures_view(file, by=by, on=today)
    context["material"] = section_of(file)
    context["proceedings"] = proceedings_view(file, by=by, on=today)
    context["from_party"] = party_view(found, by=by)
    return render_page(request, "desk/cases/case.html", context)


@staff(*ACTORS, purpose="办理案件")
@require_http_methods(["GET", "POST"])
def do(request: HttpRequest, case_id: UUID, move: str) -> HttpResponse:
    """办理 one legal act: its form, and the act itself."""
    attempt: Attempt = attempt_for(request, case_id, move)
    return show_result(attempt) if request.method == "POST" else show_form(attempt)


@staff(Role.CASE_OFFICER, purpose="登记案源")
@require_http_methods(["GET", "POST"])
def register_lead(request: HttpRequest) -> HttpResponse:
    """登记案源: the party is found or newly entered in the same form."""
    registration: Registration = registration_for(request)
    if request.method == "GET" or registration.only_looks_up or not registration.is_valid():
        return registration.page(status=422 if registration.has_errors else 200)
    try:
        lead = registration.register(at=timezone.now())
    except MoveRefused as refused:
        return registration.page(status=409, breaches=refused.breaches)
    messages.success(request, f"案源已登记，编号{lead.lead_number.text}。")
    return redirect_to(request, reverse("desk:case", args=[lead.id]))
