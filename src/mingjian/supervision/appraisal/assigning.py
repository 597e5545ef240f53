"""Assigning reviewers (指派评查人员) and their withdrawal (回避)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mingjian.access.models import RoleGrant, User
from mingjian.access.scopes import division_prefix
from mingjian.cases.days import day_of
from mingjian.journal.models import Entry
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.roles import Actor, Role
from mingjian.registry.models import Officer
from mingjian.supervision.appraisal.recording import record, refuse, require_supervisor
from mingjian.supervision.models import Assignment, Finding, Sampled, Sheet, Withdrawal


def possible_reviewers(*, division_code: str, on: date) -> list[User]:
    """Supervisors (执法监督人员) whose division contains the campaign's, by name."""
    held = RoleGrant.objects.in_force(on=on).filter(role=Role.SUPERVISOR.value)
    users = User.objects.filter(is_active=True, id__in=held.values("user_id"))
    return [one for one in users.order_by("name") if _covers(one.division_code, division_code)]


def _covers(wide: str, narrow: str) -> bool:
    prefix = division_prefix(wide)
    return bool(prefix) and narrow.startswith(prefix)


def assign_reviewer(*, sampled_id: UUID, reviewer_id: UUID, by: Actor, at: datetime) -> Assignment:
    """指派评查人员: never somebody of the agency, or who has acted in the case."""
    require_supervisor(by)
    sampled = Sampled.objects.select_related("campaign", "case").get(id=sampled_id)
    campaign, on = sampled.campaign, day_of(at)
    able = {one.id: one for one in possible_reviewers(division_code=campaign.division_code, on=on)}
    if reviewer_id not in able:
        refuse("ROLE", "所选人员不担任本区划的执法监督人员", "请另选人员，或者先由安全管理员授权。")
    reviewer = able[reviewer_id]
    breaches = [*_dependence(sampled, reviewer), *_places(sampled)]
    if breaches:
        raise MoveRefused(breaches)
    with transaction.atomic():
        assignment = Assignment.objects.create(
            campaign=campaign,
            sampled=sampled,
            reviewer_person_id=reviewer.person_id,
            reviewer_name=reviewer.name,
            reviewer_agency_id=reviewer.agency_id,
            assigned_on=on,
        )
        payload = {"case": str(sampled.case_id), "reviewer": str(reviewer.person_id)}
        record(campaign=campaign, kind="assign", by=by, at=at, payload=payload)
    return assignment


def withdraw(*, assignment_id: UUID, reasons: str, by: Actor, at: datetime) -> Withdrawal:
    """回避: the reviewer, or a supervisor for the reviewer."""
    require_supervisor(by)
    assignment = Assignment.objects.select_related("campaign").get(id=assignment_id)
    if Sheet.objects.filter(assignment=assignment).exists():
        refuse("SUBMITTED", "评分已经提交，不能再回避", "评分有疑问的，请在确认时说明。")
    with transaction.atomic():
        withdrawal = Withdrawal.objects.create(
            assignment=assignment,
            campaign=assignment.campaign,
            withdrawn_on=day_of(at),
            reasons=reasons,
        )
        payload = {"assignment": str(assignment.id), "reasons": reasons}
        record(campaign=assignment.campaign, kind="withdraw", by=by, at=at, payload=payload)
    return withdrawal


def _dependence(sampled: Sampled, reviewer: User) -> list[Breach]:
    """Why this person may not appraise this dossier; empty = independent."""
    case, person = sampled.case, reviewer.person_id
    belongs = reviewer.agency_id == case.agency_id
    belongs |= Officer.objects.filter(person_id=person, agency_id=case.agency_id).exists()
    acted = Entry.objects.filter(stream_id=case.id, actor_person_id=person).exists()
    told = sampled.assignments.filter(reviewer_person_id=person).exists()
    remedy = "请指派与本案没有关系的人员。"
    reasons = {
        f"{reviewer.name}是被评查机关的人员": belongs,
        f"{reviewer.name}办理过本案": acted,
        f"{reviewer.name}已经指派评查或者已经回避本案卷": told,
    }
    return [
        Breach("APPRAISAL-RECUSAL", message, None, remedy)
        for message, holds in reasons.items()
        if holds
    ]


def _places(sampled: Sampled) -> list[Breach]:
    if Finding.objects.filter(sampled=sampled).exists():
        return [Breach("APPRAISAL-DONE", "评查意见已经确认", None, "不需要再指派评查人员。")]
    active = sampled.assignments.filter(withdrawal__isnull=True).count()
    if active < sampled.campaign.reviewers_each:
        return []
    words = f"本案卷已经指派{active}名评查人员"
    return [Breach("APPRAISAL-FULL", words, None, "需要更换的，请先办理回避。")]
