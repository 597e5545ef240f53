"""Reviewers: assigned, withdrawn, and their score sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from mingjian.desk.acting import acting
from mingjian.desk.answering import answer_act
from mingjian.desk.appraisal.forms import ReasonsForm
from mingjian.desk.appraisal.reading import campaign_for, sampled_for
from mingjian.desk.appraisal.scoring import marks_of, rows_of
from mingjian.desk.formpages import form_page
from mingjian.law.breach import Breach
from mingjian.law.roles import Role
from mingjian.supervision.appraisal.assigning import assign_reviewer, withdraw
from mingjian.supervision.appraisal.sheets import Dossier, open_dossier, submit_sheet
from mingjian.supervision.models import Assignment
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page

Act = dict[str, Any]


@staff(Role.SUPERVISOR, purpose="指派评查人员")
@require_POST
def assign(request: HttpRequest, sampled_id: UUID) -> HttpResponse:
    """指派评查人员."""
    found = sampled_for(request, sampled_id)
    try:
        reviewer_id = UUID(request.POST.get("reviewer", ""))
    except ValueError as error:
        raise Http404("no such reviewer") from error
    act: Act = {"sampled_id": found.id, "reviewer_id": reviewer_id, "by": acting(request)}
    return answer_act(
        request,
        lambda: assign_reviewer(**act, at=timezone.now()),
        done="已指派。",
        url=reverse("desk:appraisal", args=[found.campaign_id]),
    )


@staff(Role.SUPERVISOR, purpose="评查案卷")
@require_http_methods(["GET", "POST"])
def score(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """评分: what the data answer is filled in, the rest is for the reviewer."""
    found = _assignment(request, assignment_id)
    dossier = open_dossier(sampled=found.sampled, on=timezone.localdate())
    if request.method != "POST":
        return _sheet(request, found, dossier, {})
    typed = request.POST.dict()
    marks = marks_of(dossier, typed)
    act: Act = {"assignment_id": found.id, "marks": marks, "by": acting(request)}
    return answer_act(
        request,
        lambda: submit_sheet(**act, at=timezone.now()),
        done="评分已提交，等待确认。",
        url=reverse("desk:appraisal", args=[found.campaign_id]),
        show_refusal=lambda breaches: _sheet(request, found, dossier, typed, breaches),
    )


@staff(Role.SUPERVISOR, purpose="办理评查回避")
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """回避."""
    found = get_object_or_404(Assignment, id=assignment_id)
    url = reverse("desk:appraisal", args=[campaign_for(request, found.campaign_id).id])
    form = ReasonsForm(request.POST if request.method == "POST" else None)
    context = {"title": f"{found.reviewer_name}回避", "back_url": url, "back_label": "评查活动"}
    if not form.is_valid():
        return form_page(request, "desk/appraisal/act.html", context, form=form)
    act: Act = {"assignment_id": found.id, "by": acting(request), **form.cleaned_data}
    return answer_act(
        request, lambda: withdraw(**act, at=timezone.now()), done="已回避，请另行指派。", url=url
    )


def _assignment(request: HttpRequest, assignment_id: UUID) -> Assignment:
    """The person's own assignment, still open; anybody else's does not exist."""
    found = get_object_or_404(
        Assignment.objects.select_related(
            *["campaign", "sampled__campaign", "sampled__case__agency", "sampled__case__party"],
            "sampled__case__lead_number",
        ),
        id=assignment_id,
        reviewer_person_id=acting(request).person_id,
        withdrawal__isnull=True,
        sheet__isnull=True,
    )
    campaign_for(request, found.campaign_id)
    return found


def _sheet(
    request: HttpRequest,
    found: Assignment,
    dossier: Dossier,
    typed: Mapping[str, str],
    breaches: Sequence[Breach] = (),
) -> HttpResponse:
    rows = rows_of(dossier, typed)
    context = {
        "assignment": found,
        "case": found.sampled.case,
        "open_rows": [row for row in rows if row.needs_a_person],
        "settled_rows": [row for row in rows if not row.needs_a_person],
        "prefilled_count": len(dossier.prefilled),
        "total": len(rows),
        "breaches": breaches,
        "is_filled": bool(typed),
    }
    return render_page(
        request, "desk/appraisal/score.html", context, status=409 if breaches else 200
    )
