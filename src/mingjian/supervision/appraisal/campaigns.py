"""Campaign, roster and draw (评查活动、名单、抽取): the seed is promised before the list."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from mingjian.access.scopes import division_prefix
from mingjian.access.subject_keys import decrypt, derived_key, encrypt
from mingjian.cases.days import day_of
from mingjian.cases.models import Case
from mingjian.journal.ids import new_id
from mingjian.law.appraisal import (
    commitment_of,
    draw_sample,
    fingerprint_of,
    item_set,
    sample_count,
)
from mingjian.law.roles import Actor
from mingjian.law.violations import violations
from mingjian.supervision.appraisal.recording import record, refuse, require_supervisor
from mingjian.supervision.models import Campaign, Draw, Roster, RosterEntry, Sampled

ORDINARY, SUMMARY = "ordinary", "summary"
_KEY = "appraisal-seed"


@dataclass(frozen=True)
class NewCampaign:
    """评查方案. Either ``sample_size`` or ``sample_percent``; empty ``agency_ids`` = all."""

    title: str
    division_code: str
    decided_from: date
    decided_to: date
    item_set_id: str
    agency_ids: tuple[UUID, ...] = ()
    line: str = ""
    procedure: str = ""
    sample_size: int | None = None
    sample_percent: int | None = None
    reviewers_each: int = 1
    appeal_days: int = 15


def create_campaign(*, plan: NewCampaign, by: Actor, at: datetime) -> Campaign:
    """制定评查方案: the scope and the promise of the seed, in one entry."""
    require_supervisor(by)
    items, on = item_set(plan.item_set_id), day_of(at)
    if not items.applies(on=on):
        refuse("STANDARD", f"“{items.name}”现在不施行", "请选择施行中的评查标准。")
    if plan.decided_to > on:
        refuse("PERIOD", "评查期间尚未结束", "请把决定日期的截止日改为今天或者更早。")
    campaign_id, seed = new_id(), secrets.token_hex(32)
    with transaction.atomic():
        campaign = Campaign.objects.create(
            id=campaign_id,
            title=plan.title,
            division_code=plan.division_code,
            agency_ids=[str(one) for one in plan.agency_ids],
            line=plan.line,
            procedure=plan.procedure,
            decided_from=plan.decided_from,
            decided_to=plan.decided_to,
            sample_size=plan.sample_size,
            sample_percent=plan.sample_percent,
            reviewers_each=plan.reviewers_each,
            appeal_days=plan.appeal_days,
            item_set=items.export(),
            item_set_hash=items.hash,
            commitment=commitment_of(seed),
            sealed_seed=encrypt(key=derived_key(_KEY), text=seed, bound_to=campaign_id.bytes),
            created_on=on,
            created_by_person_id=by.person_id,
            created_by_name=by.name,
        )
        payload = {"commitment": campaign.commitment, "item_set": items.hash, "title": plan.title}
        record(campaign=campaign, kind="create", by=by, at=at, payload=payload)
    return campaign


def close_roster(*, campaign_id: UUID, by: Actor, at: datetime) -> Roster:
    """确定名单: every decided case within the scope, and the fingerprint over them all."""
    require_supervisor(by)
    campaign = Campaign.objects.get(id=campaign_id)
    if Roster.objects.filter(campaign=campaign).exists():
        refuse("ROSTER", "名单已经确定，不能更改", "请直接抽取案卷。")
    ids = list(cases_in_scope(campaign).values_list("id", flat=True))
    if not ids:
        refuse(
            "EMPTY", "评查范围内没有已经作出决定的案件", "请另行制定方案，扩大机关或者期间范围。"
        )
    with transaction.atomic():
        RosterEntry.objects.bulk_create(RosterEntry(campaign=campaign, case_id=one) for one in ids)
        roster = Roster.objects.create(
            campaign=campaign,
            fingerprint=fingerprint_of(ids),
            case_count=len(ids),
            sample_count=sample_count(
                roster_count=len(ids), size=campaign.sample_size, percent=campaign.sample_percent
            ),
            closed_on=day_of(at),
        )
        payload = {"fingerprint": roster.fingerprint, "count": len(ids)}
        record(campaign=campaign, kind="close_roster", by=by, at=at, payload=payload)
    return roster


def draw(*, campaign_id: UUID, by: Actor, at: datetime) -> tuple[Sampled, ...]:
    """抽取案卷: the seed is told, and it alone says which cases are appraised."""
    require_supervisor(by)
    campaign = Campaign.objects.get(id=campaign_id)
    roster = Roster.objects.filter(campaign=campaign).first()
    if roster is None:
        refuse("ORDER", "名单尚未确定，不能抽取", "请先确定名单。")
    if Draw.objects.filter(campaign=campaign).exists():
        refuse("DRAWN", "案卷已经抽取，样本不能更换", "如需扩大评查，请另行制定方案。")
    seed = decrypt(
        key=derived_key(_KEY), sealed=bytes(campaign.sealed_seed), bound_to=campaign.id.bytes
    )
    ids = list(campaign.entries.values_list("case_id", flat=True))
    chosen = draw_sample(seed=seed, roster=ids, count=roster.sample_count)
    with transaction.atomic():
        Draw.objects.create(campaign=campaign, seed=seed, drawn_on=day_of(at))
        sampled = Sampled.objects.bulk_create(
            Sampled(campaign=campaign, case_id=one.case_id, serial=one.serial, rank=one.rank)
            for one in chosen
        )
        payload = {"seed": seed, "cases": [str(one.case_id) for one in chosen]}
        record(campaign=campaign, kind="draw", by=by, at=at, payload=payload)
    return tuple(sampled)


def cases_in_scope(campaign: Campaign) -> QuerySet[Case]:
    """Cases decided in the period, in the division, by these agencies, of this line and kind."""
    period = (campaign.decided_from, campaign.decided_to)
    ordinary = Q(decision__decided_on__range=period)
    summary = Q(summary_penalty__decided_on__range=period)
    by_kind = {ORDINARY: ordinary, SUMMARY: summary}
    cases = Case.objects.filter(by_kind.get(campaign.procedure, ordinary | summary))
    cases = cases.filter(division_code__startswith=division_prefix(campaign.division_code))
    if campaign.agency_ids:
        cases = cases.filter(agency_id__in=campaign.agency_ids)
    if campaign.line:
        of_line = [one.id for one in violations() if one.line.value == campaign.line]
        cases = cases.filter(violation_id__in=of_line)
    return cases
