"""Score sheets (评分): prefilled from the case's data, finished by a person, handed in once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from mingjian.cases.days import day_of
from mingjian.law.appraisal import (
    DossierFacts,
    Item,
    ItemSet,
    Mark,
    Prefilled,
    faults_of_marks,
    prefill,
    restore_item_set,
    score_dossier,
    shown,
)
from mingjian.law.breach import MoveRefused
from mingjian.law.roles import Actor
from mingjian.supervision.appraisal.gathering import dossier_facts
from mingjian.supervision.appraisal.recording import record, refuse
from mingjian.supervision.models import Assignment, Campaign, Sampled, Sheet


@dataclass(frozen=True)
class Dossier:
    """一份待评案卷: its standard, the items that apply, what the data say."""

    items: ItemSet
    facts: DossierFacts
    applicable: tuple[Item, ...]
    prefilled: dict[str, Prefilled]


def open_dossier(*, sampled: Sampled, on: date) -> Dossier:
    """Read the case and let every automatic check answer."""
    items = standard_of(sampled.campaign)
    facts = dossier_facts(case=sampled.case, on=on)
    return Dossier(
        items, facts, items.applicable(facts.procedures), prefill(items=items, facts=facts)
    )


def standard_of(campaign: Campaign) -> ItemSet:
    """The standard as the campaign keeps it, whatever the packs say today."""
    return restore_item_set(campaign.item_set)


def submit_sheet(*, assignment_id: UUID, marks: Sequence[Mark], by: Actor, at: datetime) -> Sheet:
    """提交评分: by the assigned person only, complete, every deduction with its reason."""
    assignment = Assignment.objects.select_related(
        "campaign", "sampled__campaign", "sampled__case__party", "sampled__case__agency"
    ).get(id=assignment_id)
    _refuse_another(assignment, by)
    dossier = open_dossier(sampled=assignment.sampled, on=day_of(at))
    breaches = faults_of_marks(items=dossier.items, applicable=dossier.applicable, marks=marks)
    if breaches:
        raise MoveRefused(breaches)
    campaign = assignment.campaign
    with transaction.atomic():
        sheet = Sheet.objects.create(
            assignment=assignment,
            campaign=campaign,
            sampled=assignment.sampled,
            submitted_on=day_of(at),
            **scored(items=dossier.items, marks=marks),
        )
        payload = {"assignment": str(assignment.id), "grade": sheet.grade, "marks": sheet.marks}
        record(campaign=campaign, kind="submit_sheet", by=by, at=at, payload=payload)
    return sheet


def scored(*, items: ItemSet, marks: Sequence[Mark]) -> dict[str, Any]:
    """The columns of a score."""
    score = score_dossier(items=items, marks=marks)
    return {
        "marks": [mark.export() for mark in sorted(marks, key=lambda one: one.number)],
        "legality": shown(score.legality),
        "regularity": shown(score.regularity),
        "adjustment": shown(score.adjustment),
        "vetoes": list(score.vetoes),
        "grade": score.grade,
    }


def _refuse_another(assignment: Assignment, by: Actor) -> None:
    if assignment.reviewer_person_id != by.person_id:
        refuse("PERSON", f"{by.name}不是本案卷指派的评查人员", "请由指派的评查人员评分。")
    if hasattr(assignment, "withdrawal"):
        refuse("WITHDRAWN", "您已经回避本案卷，不能评分", "请由接替的评查人员评分。")
    if hasattr(assignment, "sheet"):
        refuse("SUBMITTED", "评分已经提交，不能更改", "请等待确认。")
