"""One appraisal of the demo: drawn over the decided cases, partly scored, one appeal."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from mingjian.access.actors import actor_for
from mingjian.access.models import User
from mingjian.law.appraisal import Mark, Verdict
from mingjian.law.roles import Actor, Role
from mingjian.ops.demo.cast import Cast
from mingjian.ops.demo.places import Place
from mingjian.supervision.appraisal.assigning import assign_reviewer
from mingjian.supervision.appraisal.campaigns import (
    NewCampaign,
    close_roster,
    create_campaign,
    draw,
)
from mingjian.supervision.appraisal.concluding import confirm_finding, file_appeal
from mingjian.supervision.appraisal.sheets import open_dossier, submit_sheet
from mingjian.supervision.models import Assignment, Campaign

_TITLE = "行政处罚案卷评查（演示）"
_SAMPLE = 4
_BRIEF = Mark(
    "302", Verdict.FAULT, Decimal("0.2"), "立案审批表的案情摘要过于简略，没有写明行为发生的时间。"
)


def appraise(*, place: Place, cast: Cast, today: date, at: datetime) -> int:
    """Tell the campaign once; returns how many dossiers were drawn."""
    if Campaign.objects.filter(title=_TITLE).exists():
        return 0
    organiser, reviewer = (_supervisor(place, one, on=today) for one in ("supervisor", "appraiser"))
    plan = NewCampaign(
        title=_TITLE,
        division_code=place.division_code,
        decided_from=today - timedelta(days=365),
        decided_to=today,
        item_set_id="shenzhen-2026",
        sample_size=_SAMPLE,
    )
    campaign = create_campaign(plan=plan, by=organiser, at=at)
    close_roster(campaign_id=campaign.id, by=organiser, at=at)
    sampled = draw(campaign_id=campaign.id, by=organiser, at=at)
    person = User.objects.get(username=f"{place.pack_id}.appraiser")
    assigned = [
        assign_reviewer(sampled_id=one.id, reviewer_id=person.id, by=organiser, at=at)
        for one in sampled
    ]
    for assignment in assigned[:-1]:
        _score(assignment, by=reviewer, at=at, on=today)
    _conclude(assigned[:-2], cast=cast, organiser=organiser, at=at)
    return len(sampled)


def _conclude(assigned: list[Assignment], *, cast: Cast, organiser: Actor, at: datetime) -> None:
    """Confirm these; the agency appeals against the first."""
    head = cast.actor(Role.AGENCY_HEAD)
    for serial, assignment in enumerate(assigned):
        finding = confirm_finding(sampled_id=assignment.sampled_id, choices={}, by=organiser, at=at)
        faults = [one["number"] for one in finding.marks if one["verdict"] == Verdict.FAULT.value]
        if serial == 0 and faults:
            reasons = "该项所指内容在卷内另有记载，请予复核。"
            file_appeal(
                sampled_id=finding.sampled_id, numbers=faults[:1], reasons=reasons, by=head, at=at
            )


def _score(assignment: Assignment, *, by: Actor, at: datetime, on: date) -> None:
    """As the data say; what needs a person is found in order, but for one slip."""
    dossier = open_dossier(sampled=assignment.sampled, on=on)
    marks = {one.number: Mark(one.number, Verdict.GOOD) for one in dossier.applicable}
    marks |= {number: one.mark for number, one in dossier.prefilled.items()}
    if _BRIEF.number in marks:
        marks[_BRIEF.number] = _BRIEF
    submit_sheet(assignment_id=assignment.id, marks=list(marks.values()), by=by, at=at)


def _supervisor(place: Place, account: str, *, on: date) -> Actor:
    user = User.objects.get(username=f"{place.pack_id}.{account}")
    return actor_for(user=user, role=Role.SUPERVISOR, purpose="案卷评查", on=on)
