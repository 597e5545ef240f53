"""Pages of the advisers (法律顾问、公职律师): the pool, engaging one, a conflict of interest."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from mingjian.access.gate import scope_here
from mingjian.desk.acting import acting_role
from mingjian.desk.answering import answer_act
from mingjian.desk.fields import LONG_AGO, DayField, DeskForm, TextField
from mingjian.desk.formpages import form_page
from mingjian.desk.registry.frame import ADVISER_READERS, act_here, room_tabs
from mingjian.law.advisers import AdviserKind
from mingjian.law.roles import Role
from mingjian.registry.advisers import NewAdviser, engage_adviser, register_conflict
from mingjian.registry.models import Adviser, Party
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page


class AdviserForm(DeskForm):
    """登记法律顾问、公职律师."""

    widths = {"since": "short", "until": "short", "kind": "short"}
    name = forms.CharField(label="姓名", max_length=80)
    kind = forms.ChoiceField(label="类别", choices=[(k.value, k.title) for k in AdviserKind])
    employer = forms.CharField(label="执业机构或者所在单位", max_length=120)
    licence_number = forms.CharField(label="执业证号", max_length=40)
    since = DayField(label="聘期开始", earliest=LONG_AGO)
    until = DayField(label="聘期结束", required=False, help_text="自该日起不再聘任。")

    def details(self) -> dict[str, Any]:
        """From a valid form."""
        return {**self.cleaned_data, "kind": AdviserKind(self.cleaned_data["kind"])}


class ConflictForm(DeskForm):
    """登记利益冲突: the party, as it stands in the register."""

    party = forms.CharField(
        label="当事人", max_length=120, help_text="与当事人名录一致的名称，或者统一社会信用代码。"
    )
    reason = TextField(label="利益关系", rows=3, help_text="例如：代理该当事人的诉讼案件。")

    def clean_party(self) -> UUID:
        """The party of that name or code."""
        text = self.cleaned_data["party"].strip()
        found = Party.objects.filter(Q(name=text) | Q(credit_code=text)).first()
        if found is None:
            raise forms.ValidationError("当事人名录中没有这一名称或者代码，请核对后再登记。")
        return UUID(str(found.id))


@staff(*ADVISER_READERS, purpose="查阅法律顾问、公职律师")
@require_safe
def advisers(request: HttpRequest) -> HttpResponse:
    """法律顾问、公职律师名单."""
    pool = Adviser.objects.filter(agency_id__in=[scope_here(request).agency_id]).order_by("name")
    context = {
        "advisers": [(one, AdviserKind(one.kind).title) for one in _with_conflicts(pool)],
        "tabs": room_tabs(request, "advisers"),
        "may_edit": acting_role(request) is Role.LEGAL_REVIEWER,
    }
    return render_page(request, "desk/registry/advisers.html", context)


def _with_conflicts(pool: Any) -> Any:
    return pool.prefetch_related("conflicts__party")


@staff(Role.LEGAL_REVIEWER, purpose="登记法律顾问、公职律师")
@require_http_methods(["GET", "POST"])
def new_adviser(request: HttpRequest) -> HttpResponse:
    """登记法律顾问、公职律师."""
    form = AdviserForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _form(request, form, "登记法律顾问、公职律师")
    agency_id = scope_here(request).agency_id
    assert agency_id is not None  # a reviewer belongs to an agency
    new = NewAdviser(agency_id=agency_id, **form.details())
    return answer_act(
        request,
        lambda: engage_adviser(adviser=new, **act_here(request)),
        done=f"{new.name}已列入名单。",
        url=reverse("desk:advisers"),
        show_refusal=lambda found: _form(request, form, "登记法律顾问、公职律师", found),
    )


@staff(Role.LEGAL_REVIEWER, purpose="登记利益冲突")
@require_http_methods(["GET", "POST"])
def new_conflict(request: HttpRequest, adviser_id: UUID) -> HttpResponse:
    """登记利益冲突."""
    own = Adviser.objects.filter(agency_id__in=[scope_here(request).agency_id])
    adviser, form = get_object_or_404(own, id=adviser_id), ConflictForm(request.POST or None)
    title = f"登记{adviser.name}的利益冲突"
    if request.method == "GET" or not form.is_valid():
        return _form(request, form, title)
    told = {"party_id": form.cleaned_data["party"], "reason": form.cleaned_data["reason"]}
    return answer_act(
        request,
        lambda: register_conflict(adviser_id=adviser.id, **told, **act_here(request)),
        done="利益冲突已登记；今后不能就该当事人的案件征求其意见。",
        url=reverse("desk:advisers"),
        show_refusal=lambda breaches: _form(request, form, title, breaches),
    )


def _form(request: HttpRequest, form: Any, title: str, breaches: Any = ()) -> HttpResponse:
    back = {"back_url": reverse("desk:advisers"), "back_label": "法律顾问、公职律师"}
    context = {"title": title, **back}
    return form_page(request, "desk/registry/form.html", context, form=form, breaches=breaches)
