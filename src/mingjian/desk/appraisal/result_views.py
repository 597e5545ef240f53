"""What was found: one dossier, confirmation, appeal, answer, result; statistics and export."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingjian.desk.acting import acting, acting_role
from mingjian.desk.answering import answer_act
from mingjian.desk.appraisal.comparing import choices_of, found_rows, workings_for
from mingjian.desk.appraisal.forms import ItemsForm
from mingjian.desk.appraisal.reading import campaign_for, oversees, sampled_for
from mingjian.desk.appraisal.views import READERS
from mingjian.desk.formpages import form_page
from mingjian.law.breach import Breach
from mingjian.law.roles import Role
from mingjian.supervision.appraisal.concluding import (
    answer_appeal,
    confirm_finding,
    file_appeal,
    finalise,
)
from mingjian.supervision.appraisal.exporting import as_csv, as_workbook
from mingjian.supervision.appraisal.sheets import standard_of
from mingjian.supervision.appraisal.statistics import standing_score, statistics_of
from mingjian.supervision.models import Sampled
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAKERS = {"csv": (as_csv, "text/csv; charset=utf-8"), "xlsx": (as_workbook, _XLSX)}


@staff(*READERS, purpose="查阅案卷评查")
@require_safe
def dossier(request: HttpRequest, sampled_id: UUID) -> HttpResponse:
    """评查结果 of one dossier."""
    return render_page(
        request, "desk/appraisal/dossier.html", _shown(request, sampled_for(request, sampled_id))
    )


@staff(Role.SUPERVISOR, purpose="确认评查意见")
@require_POST
def confirm(request: HttpRequest, sampled_id: UUID) -> HttpResponse:
    """确认评查意见并告知机关."""
    found = sampled_for(request, sampled_id)
    act = {"choices": choices_of(request.POST), **_act(request, found)}
    done = "评查意见已确认并告知被评查机关，申诉期开始。"
    return answer_act(request, lambda: confirm_finding(**act), done=done, url=_url(found))


@staff(Role.AGENCY_HEAD, purpose="申诉评查意见")
@require_http_methods(["GET", "POST"])
def appeal(request: HttpRequest, sampled_id: UUID) -> HttpResponse:
    """申诉."""
    found = sampled_for(request, sampled_id)
    numbers = [row.number for row in found_rows(found) if row.is_fault]
    form = _items_form(request, found, numbers)
    if not form.is_valid():
        return _items_page(request, found, form, "提出申诉")
    act = {**form.cleaned_data, **_act(request, found)}
    return answer_act(
        request,
        lambda: file_appeal(**act),
        done="申诉已提出，等待答复。",
        url=_url(found),
        show_refusal=lambda told: _items_page(request, found, form, "提出申诉", told),
    )


@staff(Role.SUPERVISOR, purpose="答复评查申诉")
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, sampled_id: UUID) -> HttpResponse:
    """答复申诉: the ticked items are accepted."""
    found = sampled_for(request, sampled_id)
    form = _items_form(request, found, found.appeal.numbers if hasattr(found, "appeal") else [])
    if not form.is_valid():
        return _items_page(request, found, form, "答复申诉")
    data = form.cleaned_data
    act = {"accepted": data["numbers"], "reasons": data["reasons"], **_act(request, found)}
    return answer_act(
        request,
        lambda: answer_appeal(**act),
        done="申诉已答复。",
        url=_url(found),
        show_refusal=lambda told: _items_page(request, found, form, "答复申诉", told),
    )


@staff(Role.SUPERVISOR, purpose="确定评查结果")
@require_POST
def final(request: HttpRequest, sampled_id: UUID) -> HttpResponse:
    """确定评查结果."""
    found = sampled_for(request, sampled_id)
    act = _act(request, found)
    done = "评查结果已确定，不能再更改。"
    return answer_act(request, lambda: finalise(**act), done=done, url=_url(found))


@staff(Role.SUPERVISOR, purpose="查阅评查统计")
@require_safe
def statistics(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """评查统计."""
    found = campaign_for(request, campaign_id)
    if not oversees(request, found):
        raise Http404("not of this division")
    context = {"campaign": found, "figures": statistics_of(campaign=found)}
    return render_page(request, "desk/appraisal/statistics.html", context)


@staff(Role.SUPERVISOR, purpose="导出评查结果")
@require_safe
def export(request: HttpRequest, campaign_id: UUID, kind: str) -> HttpResponse:
    """导出 CSV, XLSX."""
    found = campaign_for(request, campaign_id)
    if kind not in _MAKERS or not oversees(request, found):
        raise Http404("no such export")
    make, mime = _MAKERS[kind]
    response = HttpResponse(make(found), content_type=mime)
    response["Content-Disposition"] = f'attachment; filename="appraisal-{found.id}.{kind}"'
    return response


def _act(request: HttpRequest, found: Sampled) -> dict[str, Any]:
    return {"sampled_id": found.id, "by": acting(request), "at": timezone.now()}


def _url(found: Sampled) -> str:
    return reverse("desk:appraised", args=[found.id])


def _items_form(request: HttpRequest, found: Sampled, numbers: Sequence[str]) -> ItemsForm:
    items = standard_of(found.campaign)
    choices = [(one, f"{one} {items.item(one).name}") for one in numbers]
    form = ItemsForm(request.POST if request.method == "POST" else None, choices=choices)
    form.fields["numbers"].label = "采纳的项目" if hasattr(found, "appeal") else "申诉的项目"
    return form


def _items_page(
    request: HttpRequest,
    found: Sampled,
    form: ItemsForm,
    title: str,
    breaches: Sequence[Breach] = (),
) -> HttpResponse:
    context = {"title": title, "back_url": _url(found), "back_label": "评查意见"}
    return form_page(request, "desk/appraisal/act.html", context, form=form, breaches=breaches)


def _shown(request: HttpRequest, found: Sampled) -> dict[str, Any]:
    is_organiser = oversees(request, found.campaign)
    own = found.assignments.filter(reviewer_person_id=acting(request).person_id).exists()
    score, is_told = standing_score(found), hasattr(found, "finding")
    has_answer = hasattr(found, "appealanswer")
    due = found.finding.appeal_due_on if is_told else None
    on, is_final = timezone.localdate(), hasattr(found, "finalresult")
    decides = is_organiser and not own and not is_final
    awaits = hasattr(found, "appeal") and not has_answer
    sheets = found.sheets.count()
    return {
        "found": found,
        "score": score,
        "workings": workings_for(found, score),
        "rows": found_rows(found),
        "sheets": found.sheets.select_related("assignment"),
        "own": own and is_organiser and not is_told,
        "may_confirm": decides and not is_told and sheets >= found.campaign.reviewers_each,
        "may_appeal": acting_role(request) is Role.AGENCY_HEAD
        and due is not None
        and on <= due
        and not hasattr(found, "appeal"),
        "may_answer": decides and awaits,
        "may_finalise": decides and due is not None and not awaits and (has_answer or on > due),
    }
