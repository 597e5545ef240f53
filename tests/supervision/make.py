"""A campaign over told cases: organiser, two reviewers, a stranger to none of the rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from mingjian.access.models import User
from mingjian.cases.days import BEIJING
from mingjian.law.appraisal import Mark, Verdict
from mingjian.law.roles import Actor, Role
from mingjian.ops.demo.story import Cast
from mingjian.supervision.appraisal.assigning import assign_reviewer, withdraw
from mingjian.supervision.appraisal.campaigns import (
    NewCampaign,
    close_roster,
    create_campaign,
    draw,
)
from mingjian.supervision.appraisal.concluding import (
    answer_appeal,
    confirm_finding,
    file_appeal,
    finalise,
)
from mingjian.supervision.appraisal.sheets import open_dossier, submit_sheet
from mingjian.supervision.models import Assignment, Campaign, Sampled
from tests.access.make import actor, make_user
from tests.cases.story import make_cast, story_at

CASES = 4
SIZE = 2
DRAWN = date(2026, 7, 1)


def at(day: date = DRAWN) -> datetime:
    """Nine in the morning."""
    return datetime.combine(day, time(9, 0), tzinfo=BEIJING)


@dataclass(frozen=True)
class Told:
    """The campaign, and who has a part in it."""

    cast: Cast
    campaign_id: UUID
    organiser: User
    reviewers: tuple[User, User]

    @property
    def campaign(self) -> Campaign:
        return Campaign.objects.get(id=self.campaign_id)

    @property
    def first(self) -> Sampled:
        return Sampled.objects.get(campaign_id=self.campaign_id, serial=1)

    @property
    def assignment(self) -> Assignment:
        return self.first.assignments.get()


def by(user: User) -> Actor:
    """The account as supervisor."""
    return actor(Role.SUPERVISOR, person_id=user.person_id, name=user.name)


def head_of(told: Told) -> Actor:
    """The head of the agency appraised."""
    head = told.cast.head
    return actor(
        Role.AGENCY_HEAD, person_id=head.person_id, agency_id=told.cast.agency_id, name=head.name
    )


def plan(**changes: object) -> NewCampaign:
    """2026年案卷评查 of the division."""
    values: dict[str, object] = {
        "title": "2026年度行政处罚案卷评查",
        "division_code": "230125",
        "decided_from": date(2026, 1, 1),
        "decided_to": date(2026, 6, 30),
        "item_set_id": "shenzhen-2026",
        "sample_size": SIZE,
    }
    return NewCampaign(**{**values, **changes})  # type: ignore[arg-type]  # tests name the fields


def tell_campaign() -> Told:
    """Cases, plan, roster, draw, one reviewer for each dossier."""
    cast = make_cast()
    for number in range(CASES):
        story_at(None, cast=cast, start=date(2026, 2, 2) + timedelta(days=7 * number))
    people = [
        make_user(Role.SUPERVISOR, division_code="230100", name=name)
        for name in ("郑十", "评查甲", "评查乙")
    ]
    campaign = create_campaign(plan=plan(), by=by(people[0]), at=at())
    close_roster(campaign_id=campaign.id, by=by(people[0]), at=at())
    drawn = draw(campaign_id=campaign.id, by=by(people[0]), at=at())
    leaving = assign_reviewer(
        sampled_id=drawn[1].id, reviewer_id=people[2].id, by=by(people[0]), at=at()
    )
    withdraw(assignment_id=leaving.id, reasons="近亲属", by=by(people[0]), at=at())
    for sampled in drawn:
        assign_reviewer(sampled_id=sampled.id, reviewer_id=people[1].id, by=by(people[0]), at=at())
    told = Told(cast, campaign.id, people[0], (people[1], people[2]))
    _conclude(told, drawn[1])
    return told


def _conclude(told: Told, sampled: Sampled) -> None:
    """The second dossier to its end: a fault, an appeal in vain, the result."""
    fault = Mark("302", Verdict.FAULT, Decimal("0.5"), "案情摘要缺少时间")
    assignment = sampled.assignments.get(withdrawal__isnull=True)
    marks = full_marks(told, sampled, i302=fault)
    submit_sheet(assignment_id=assignment.id, marks=marks, by=by(told.reviewers[0]), at=at())
    act: dict[str, Any] = {"sampled_id": sampled.id, "at": at()}
    confirm_finding(choices={}, by=by(told.organiser), **act)
    file_appeal(numbers=["302"], reasons="摘要已写明时间", by=head_of(told), **act)
    answer_appeal(accepted=[], reasons="摘要没有写明时间", by=by(told.organiser), **act)
    finalise(by=by(told.organiser), **act)


def full_marks(told: Told, sampled: Sampled | None = None, **faults: Mark) -> list[Mark]:
    """Everything as the data say, the rest 符合; ``faults`` by item: i105=Mark(…)."""
    dossier = open_dossier(sampled=sampled or told.first, on=DRAWN)
    marks = {item.number: Mark(item.number, Verdict.GOOD) for item in dossier.applicable}
    marks |= {number: one.mark for number, one in dossier.prefilled.items()}
    marks |= {mark.number: mark for mark in faults.values()}
    return list(marks.values())


def submitted(told: Told, **faults: Mark) -> Sampled:
    """The first dossier, its sheet handed in."""
    submit_sheet(
        assignment_id=told.assignment.id,
        marks=full_marks(told, **faults),
        by=by(told.reviewers[0]),
        at=at(),
    )
    return told.first


def confirmed(told: Told, **faults: Mark) -> Sampled:
    """The same, confirmed by the organiser and told to the agency."""
    sampled = submitted(told, **faults)
    confirm_finding(sampled_id=sampled.id, choices={}, by=by(told.organiser), at=at())
    return told.first
