"""Campaigns: list, plan, roster, draw, and the data with which anybody recomputes the draw."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingjian.access.gate import admission_of, scope_here
from mingjian.desk.acting import acting, acting_role
from mingjian.desk.answering import answer_act
from mingjian.desk.appraisal.forms import CampaignForm
from mingjian.desk.appraisal.reading import campaign_for, lines_of, oversees
from mingjian.desk.formpages import form_page
from mingjian.desk.listing import page_of
from mingjian.law.roles import Role
from mingjian.registry.models import Agency
from mingjian.supervision.appraisal.assigning import possible_reviewers
from mingjian.supervision.appraisal.campaigns import close_roster, create_campaign, draw
from mingjian.supervision.models import Campaign
from mingjian.web.endpoints import staff
from mingjian.web.fragments import redirect_to, render_page

READERS = (Role.SUPERVISOR, Role.AGENCY_HEAD)
_NEW = "desk/appraisal/new.html"


@staff(*READERS, purpose="查阅案卷评查")
@require_safe
def appraisals(request: HttpRequest) -> HttpResponse:
    """案卷评查: campaigns, newest first."""
    found = Campaign.objects.visible_to(scope_here(request))
    page = page_of(request.GET, total=found.count())
    campaigns = found.select_related("roster", "draw").newest_first()[page.start : page.stop]
    may_plan = acting_role(request) is Role.SUPERVISOR
    context = {"campaigns": campaigns, "page": page, "may_plan": may_plan}
    return render_page(request, "desk/appraisal/list.html", context)


@staff(Role.SUPERVISOR, purpose="制定评查方案")
@require_http_methods(["GET", "POST"])
def new_campaign(request: HttpRequest) -> HttpResponse:
    """制定评查方案."""
    scope, on = scope_here(request), timezone.localdate()
    agencies = list(Agency.objects.in_force(on=on).within(scope.division_prefix or "—"))
    form = CampaignForm(request.POST if request.method == "POST" else None, agencies=agencies)
    if not form.is_valid():
        return form_page(request, _NEW, {}, form=form)
    division = admission_of(request).user.division_code
    plan = form.plan(division_code=division)
    return answer_act(
        request,
        lambda: create_campaign(plan=plan, by=acting(request), at=timezone.now()),
        done="评查方案已制定，随机种子的承诺已入记录。下一步：确定名单。",
        url=reverse("desk:appraisals"),
        show_refusal=lambda told: form_page(request, _NEW, {}, form=form, breaches=told),
    )


@staff(*READERS, purpose="查阅案卷评查")
@require_safe
def campaign(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """One campaign: scope, draw, sample, where every dossier stands."""
    found = campaign_for(request, campaign_id)
    return render_page(request, "desk/appraisal/campaign.html", _shown(request, found))


@staff(Role.SUPERVISOR, purpose="确定评查名单")
@require_POST
def roster(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """确定名单."""
    found = campaign_for(request, campaign_id)
    return answer_act(
        request,
        lambda: close_roster(campaign_id=found.id, by=acting(request), at=timezone.now()),
        done="名单已确定，不能再增减。下一步：抽取案卷。",
        url=reverse("desk:appraisal", args=[found.id]),
    )


@staff(Role.SUPERVISOR, purpose="抽取评查案卷")
@require_POST
def draw_cases(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """抽取案卷."""
    found = campaign_for(request, campaign_id)
    return answer_act(
        request,
        lambda: draw(campaign_id=found.id, by=acting(request), at=timezone.now()),
        done="案卷已抽取，种子已公开，任何人可以复算。下一步：指派评查人员。",
        url=reverse("desk:appraisal", args=[found.id]),
    )


@staff(*READERS, purpose="复算评查抽取")
@require_safe
def proof(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """抽取数据: promise, roster, seed, ranks; everything the calculation needs."""
    found = campaign_for(request, campaign_id)
    if not hasattr(found, "draw"):
        return redirect_to(request, reverse("desk:appraisal", args=[found.id]))
    ids = sorted(str(one) for one in found.entries.values_list("case_id", flat=True))
    sampled = found.sampled.order_by("serial").values_list("serial", "case_id", "rank")
    content = {
        "承诺": found.commitment,
        "种子": found.draw.seed,
        "名单指纹": found.roster.fingerprint,
        "名单": ids,
        "抽取件数": found.roster.sample_count,
        "抽中": [{"序号": s, "案件": str(case), "序值": rank} for s, case, rank in sampled],
    }
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _shown(request: HttpRequest, found: Campaign) -> dict[str, Any]:
    is_organiser = oversees(request, found)
    on = timezone.localdate()
    people = possible_reviewers(division_code=found.division_code, on=on) if is_organiser else []
    return {
        "campaign": found,
        "is_organiser": is_organiser,
        "roster": getattr(found, "roster", None),
        "draw": getattr(found, "draw", None),
        "lines": lines_of(request, found),
        "people": people,
        "me": acting(request).person_id,
        "scope_count": len(found.agency_ids),
    }
