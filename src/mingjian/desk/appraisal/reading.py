"""What a person may see of appraisals, and where a dossier stands."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from mingjian.access.gate import scope_here
from mingjian.desk.acting import acting_role
from mingjian.law.roles import Role
from mingjian.supervision.appraisal.statistics import sampled_of, standing_score
from mingjian.supervision.models import Assignment, Campaign, Sampled
from mingjian.supervision.models.results import Scored


@dataclass(frozen=True)
class DossierLine:
    """A line of the sample: where it stands, who appraises."""

    sampled: Sampled
    reviewers: tuple[Assignment, ...]
    state: str
    tone: str
    score: Scored | None
    has_room: bool


def campaign_for(request: HttpRequest, campaign_id: UUID) -> Campaign:
    """The campaign, if it concerns this person."""
    return get_object_or_404(Campaign.objects.visible_to(scope_here(request)), id=campaign_id)


def sampled_for(request: HttpRequest, sampled_id: UUID) -> Sampled:
    """The dossier: supervisors of the division; the agency's head once the finding is told."""
    scope = scope_here(request)
    found = get_object_or_404(
        Sampled.objects.filter(campaign__in=Campaign.objects.visible_to(scope)).select_related(
            *["campaign", "case__agency", "case__party", "case__lead_number"],
            *["finding", "appeal", "appealanswer", "finalresult"],
        ),
        id=sampled_id,
    )
    told = found.case.agency_id == scope.agency_id and hasattr(found, "finding")
    if not oversees(request, found.campaign) and not told:
        raise Http404("not told to this agency")
    return found


def oversees(request: HttpRequest, campaign: Campaign) -> bool:
    """Whether the person is here as supervisor of the campaign's division."""
    prefix = scope_here(request).division_prefix
    acts = acting_role(request) is Role.SUPERVISOR
    return acts and bool(prefix) and campaign.division_code.startswith(prefix)


def lines_of(request: HttpRequest, campaign: Campaign) -> list[DossierLine]:
    """The sample as this person may see it."""
    lines = [_line(one, campaign) for one in sampled_of(campaign)]
    if oversees(request, campaign):
        return lines
    own = scope_here(request).agency_id
    return [one for one in lines if one.sampled.case.agency_id == own and one.score is not None]


def _line(sampled: Sampled, campaign: Campaign) -> DossierLine:
    active = [one for one in sampled.assignments.all() if not hasattr(one, "withdrawal")]
    state, tone = _standing(sampled, active, campaign)
    has_room = len(active) < campaign.reviewers_each and not hasattr(sampled, "finding")
    return DossierLine(sampled, tuple(active), state, tone, standing_score(sampled), has_room)


def _standing(sampled: Sampled, active: list[Assignment], campaign: Campaign) -> tuple[str, str]:
    handed_in = sum(hasattr(one, "sheet") for one in active)
    steps = (
        (hasattr(sampled, "finalresult"), ("结果已确定", "good")),
        (hasattr(sampled, "appealanswer"), ("申诉已答复", "info")),
        (hasattr(sampled, "appeal"), ("申诉待答复", "warn")),
        (hasattr(sampled, "finding"), ("已告知机关", "info")),
        (handed_in >= campaign.reviewers_each, ("待确认", "warn")),
        (len(active) < campaign.reviewers_each, ("待指派", "warn")),
    )
    return next((said for holds, said in steps if holds), ("评分中", "plain"))
