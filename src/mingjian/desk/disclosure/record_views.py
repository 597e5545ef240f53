"""Published records: list, one record, correcting it, ordering and doing a withdrawal."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingjian.access.gate import scope_here
from mingjian.desk.acting import acting, acting_role
from mingjian.desk.answering import answer_act
from mingjian.desk.disclosure.correcting import Correction, correction_for
from mingjian.desk.disclosure.forms import WithdrawForm
from mingjian.desk.disclosure.published import agency_notice, list_published, read_record
from mingjian.desk.disclosure.readers import READERS, moment_here, room_tabs
from mingjian.desk.disclosure.reading import (
    last_release_for,
    order_for,
    own_agency,
    record_of_release,
)
from mingjian.desk.disclosure.withdrawals import clock_rows, order_lines
from mingjian.desk.formpages import form_page
from mingjian.disclosure.agencies import PUBLISHERS, publish_agency
from mingjian.disclosure.models import Release
from mingjian.disclosure.withdrawing import order_withdrawal, withdraw_publication
from mingjian.law.breach import Breach
from mingjian.law.roles import Role
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page


@staff(*READERS, purpose="查阅已公示信息")
@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """已公示."""
    context = {
        "published": list_published(scope=scope_here(request), query=request.GET),
        "notice": agency_notice(scope=scope_here(request)),
        "may_publish_agency": acting_role(request) in PUBLISHERS,
        "tabs": room_tabs(request, "disclosure-published"),
    }
    return render_page(request, "desk/disclosure/published.html", context)


@staff(*PUBLISHERS, purpose="公示执法主体")
@require_POST
def agency_page(request: HttpRequest) -> HttpResponse:
    """公示执法主体: the public page says what the register says today."""
    agency_id, moment = own_agency(scope_here(request)), moment_here(request)
    return answer_act(
        request,
        lambda: publish_agency(agency_id=agency_id, **moment),
        done="执法主体信息已按登记内容公示。",
        url=reverse("desk:disclosure-published"),
    )


@staff(*READERS, purpose="查阅已公示信息")
@require_safe
def record(request: HttpRequest, public_id: str) -> HttpResponse:
    """One public record, its correction and its withdrawal."""
    release = last_release_for(scope=scope_here(request), public_id=public_id)
    by = acting(request)
    context = {
        "view": read_record(release=release, record=record_of_release(release), by=by),
        "is_clerk": by.role is Role.DISCLOSURE_CLERK,
    }
    return render_page(request, "desk/disclosure/record.html", context)


@staff(Role.DISCLOSURE_CLERK, purpose="更正公示")
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, public_id: str) -> HttpResponse:
    """形成更正稿."""
    release = last_release_for(scope=scope_here(request), public_id=public_id)
    if "preview" in request.POST:
        return _correct_page(request, correction_for(release, typed=request.POST))
    correction = correction_for(release, request.POST or None)
    if request.method == "GET" or not correction.form.is_valid():
        return _correct_page(request, correction)
    moment = moment_here(request)
    return answer_act(
        request,
        lambda: correction.prepare(**moment),
        done="更正稿已形成，等待内容审核和保密审查。",
        url=reverse("desk:disclosure-record", args=[public_id]),
        show_refusal=lambda breaches: _correct_page(request, correction, breaches),
    )


@staff(*READERS, purpose="登记撤回事由")
@require_http_methods(["GET", "POST"])
def order(request: HttpRequest, public_id: str) -> HttpResponse:
    """登记撤回事由: the clock and the ground."""
    release = last_release_for(scope=scope_here(request), public_id=public_id)
    form = WithdrawForm(request.POST or None, initial={"effective_on": timezone.localdate()})
    if request.method == "GET" or not form.is_valid():
        return _order_page(request, release, form)
    act = {"basis": form.basis(), **moment_here(request)}
    return answer_act(
        request,
        lambda: order_withdrawal(public_id=public_id, **act),
        done="撤回事由已登记，请由另一名人员核对后撤回。",
        url=reverse("desk:disclosure-record", args=[public_id]),
        show_refusal=lambda breaches: _order_page(request, release, form, breaches),
    )


@staff(*READERS, purpose="撤回公示")
@require_safe
def withdrawals(request: HttpRequest) -> HttpResponse:
    """待撤回."""
    scope, on = scope_here(request), timezone.localdate()
    context = {
        "lines": order_lines(scope=scope, person_id=scope.person_id, on=on),
        "tabs": room_tabs(request, "disclosure-withdrawals"),
    }
    return render_page(request, "desk/disclosure/withdrawals.html", context)


@staff(*READERS, purpose="撤回公示")
@require_POST
def withdraw(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """撤回公示, by another than who ordered it."""
    found = order_for(scope=scope_here(request), order_id=order_id)
    moment = moment_here(request)
    return answer_act(
        request,
        lambda: withdraw_publication(order_id=found.id, **moment),
        done="公示信息已撤下，公示页只留存根，并写入公开日志。",
        url=reverse("desk:disclosure-record", args=[found.public_id]),
    )


def _correct_page(
    request: HttpRequest, correction: Correction, breaches: Sequence[Breach] = ()
) -> HttpResponse:
    context = {"correction": correction, "release": correction.release}
    template = "desk/disclosure/correct.html"
    return form_page(request, template, context, form=correction.form, breaches=breaches)


def _order_page(
    request: HttpRequest, release: Release, form: WithdrawForm, breaches: Sequence[Breach] = ()
) -> HttpResponse:
    clock = clock_rows(release=release, on=timezone.localdate())
    template = "desk/disclosure/withdraw.html"
    context = {"release": release, "clock": clock}
    return form_page(request, template, context, form=form, breaches=breaches)
