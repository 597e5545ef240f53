"""Views of saved filters and of batch actions on the list of cases (保存的筛选、批量办理)."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from mingjian.access.gate import admission_of, scope_here
from mingjian.access.saved_filters import remove_filter, save_filter
from mingjian.cases.recusal import replace_officer
from mingjian.desk.acting import acting, acting_role
from mingjian.desk.answering import answer_act
from mingjian.desk.cases.batch import Selection, as_csv, context_of, selection_from
from mingjian.desk.cases.catalogue import PAGE, conditions_of
from mingjian.desk.cases.forms.batch import AssignForm
from mingjian.desk.cases.views import READERS
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.roles import Role
from mingjian.web.endpoints import staff
from mingjian.web.fragments import redirect_to, render_page
from mingjian.web.refusals import refused_response

SHELL = "desk/frame.html"


@staff(*READERS, purpose="保存筛选")
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """保存筛选 under a name; the address of the list is what is saved."""
    conditions = conditions_of(request.POST.get("conditions", ""))
    user, url = admission_of(request).user, reverse("desk:cases") + f"?{conditions}"
    return answer_act(
        request,
        lambda: save_filter(
            user=user,
            page=PAGE,
            name=request.POST.get("name", ""),
            conditions=conditions,
            is_default="is_default" in request.POST,
        ),
        done="筛选已保存。",
        url=url,
    )


@staff(*READERS, purpose="保存筛选")
@require_POST
def remove(request: HttpRequest, filter_id: UUID) -> HttpResponse:
    """删除保存的筛选."""
    remove_filter(user=admission_of(request).user, filter_id=filter_id)
    messages.success(request, "筛选已删除。")
    return redirect_to(request, reverse("desk:cases") + "?all=1")


@staff(*READERS, purpose="批量查阅案件")
@require_POST
def batch(request: HttpRequest) -> HttpResponse:
    """打印、导出、更换承办人: the ticked lines of the page, if they are still as shown."""
    back, action = reverse("desk:cases") + "?all=1", request.POST.get("action", "")
    try:
        selection = selection_from(request.POST, scope=scope_here(request), on=timezone.localdate())
        if action == "assign":
            return _assign(request, selection)
    except MoveRefused as refused:
        return refused_response(request, refused.breaches, back_url=back, shell=SHELL)
    if action == "export":
        name = quote("案件台账（勾选）.csv")
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
        return HttpResponse(as_csv(selection.rows), "text/csv; charset=utf-8", headers=headers)
    return render_page(request, "desk/cases/batch_print.html", context_of(selection.rows))


def _assign(request: HttpRequest, selection: Selection) -> HttpResponse:
    """更换承办人 in every ticked case, or in none."""
    if acting_role(request) is not Role.AGENCY_HEAD:
        refused = Breach("ROLE", "更换承办人由机关负责人决定", None, "请以机关负责人的岗位办理。")
        raise MoveRefused([refused])
    by, today = acting(request), timezone.localdate()
    data = request.POST if "confirm" in request.POST else None
    form = AssignForm(data, agency_id=by.agency_id, on=today)
    if not (form.is_bound and form.is_valid()):
        return _assign_page(request, selection, form)
    _replace(request, selection, form.cleaned_data)
    messages.success(request, f"已更换{len(selection.rows)}件案件的承办人，逐案记入全过程记录。")
    return redirect_to(request, reverse("desk:cases") + "?all=1")


def _replace(request: HttpRequest, selection: Selection, found: dict[str, Any]) -> None:
    by, at, breaches = acting(request), timezone.now(), []
    with transaction.atomic():
        for row in selection.rows:
            person_id = row.lead_person_id if found["place"] == "lead" else row.assisting_person_id
            if person_id is None:
                nobody = Breach("BATCH", f"{row.number}尚未确定承办人", None, "请先呈请立案。")
                breaches.append(nobody)
                continue
            try:
                with transaction.atomic():
                    replace_officer(
                        case_id=row.id,
                        on=found["on"],
                        person_id=person_id,
                        replacement_id=UUID(found["officer_id"]),
                        reasons=found["reasons"],
                        by=by,
                        at=at,
                    )
            except MoveRefused as refused:
                breaches += (
                    Breach(one.code, f"{row.number}：{one.message}", one.cite, one.remedy)
                    for one in refused.breaches
                )
        if breaches:
            raise MoveRefused(breaches)


def _assign_page(request: HttpRequest, selection: Selection, form: AssignForm) -> HttpResponse:
    status = 422 if form.is_bound else 200
    context = {"form": form, "selection": selection}
    return render_page(request, "desk/cases/batch_assign.html", context, status=status)
