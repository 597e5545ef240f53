"""Recusal and replacement: who leaves, who takes over, and that the case keeps two officers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from mingjian.cases import recusal
from mingjian.cases.deliberation import Member
from mingjian.cases.facts import facts_of
from mingjian.cases.measures.taking import request_measure
from mingjian.cases.models import Case, Measure, Recusal
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Person, Telling
from tests.cases import acts
from tests.cases.measures.goods import DRAFT, requested
from tests.cases.story import hire, last_entry, refused, story_at, story_before_decision

pytestmark = pytest.mark.django_db


def exchange(
    story: Telling,
    gone: Person,
    successor: Person | None,
    act: Callable[..., Case] = recusal.recuse_officer,
    reasons: str = "与当事人有近亲属关系。",
) -> Case:
    """Take ``gone`` off the case today."""
    return story.act(
        Move.RECUSE,
        act,
        Role.AGENCY_HEAD,
        on=story.day,
        person_id=gone.person_id,
        replacement_id=successor.officer_id if successor else None,
        reasons=reasons,
    )


@pytest.mark.parametrize("place", ["lead", "assisting"])
def test_the_successor_takes_the_very_place(place: str) -> None:
    story = story_at(Move.APPROVE_OPENING)
    successor = hire(story.cast.agency_id, "钱八")
    stays = {"lead": "assisting", "assisting": "lead"}[place]

    exchange(story, getattr(story.cast, place), successor)

    case = story.case
    assert getattr(case, f"{place}_officer_id") == successor.officer_id
    assert getattr(case, f"{stays}_officer_id") == getattr(story.cast, stays).officer_id
    assert last_entry(case.id).payload["replacement"] == successor.name


def test_a_recused_officer_does_nothing_more_in_the_case() -> None:
    story = story_at(Move.APPROVE_OPENING)
    exchange(story, story.cast.lead, hire(story.cast.agency_id, "钱八"))

    with refused("已经决定回避"):
        acts.add_evidence(story)


def test_a_replaced_officer_is_former_but_not_recused() -> None:
    story = story_at(Move.APPROVE_OPENING)
    successor = hire(story.cast.agency_id, "钱八")

    exchange(story, story.cast.lead, successor, recusal.replace_officer, "工作调动。")

    facts = facts_of(story.case)
    assert facts.former_officer_ids == {story.cast.lead.person_id}
    assert facts.recused_person_ids == frozenset()
    assert Recusal.objects.get(case=story.case_id).is_recusal is False


def test_a_recused_reviewer_leaves_the_officers_where_they_are() -> None:
    story = story_at(Move.APPROVE_OPENING)

    exchange(story, story.cast.reviewer, None)

    case = story.case
    assert (case.lead_officer_id, case.assisting_officer_id) == (
        story.cast.lead.officer_id,
        story.cast.assisting.officer_id,
    )
    assert facts_of(case).recused_person_ids == {story.cast.reviewer.person_id}


def test_a_recused_reviewer_does_not_review() -> None:
    story = story_at(Move.SUBMIT_REVIEW, declared_triggers=("complex",))
    exchange(story, story.cast.reviewer, None)

    with refused("已经决定回避"):
        acts.agree(story)


def test_an_officer_does_not_leave_without_a_successor() -> None:
    story = story_at(Move.APPROVE_OPENING)

    with refused("持有有效执法证件的承办人少于2人"):
        exchange(story, story.cast.lead, None)


def test_the_other_officer_is_no_successor() -> None:
    story = story_at(Move.APPROVE_OPENING)

    with refused("少于2人"):
        exchange(story, story.cast.lead, story.cast.assisting)


def test_a_successor_without_a_credential_is_none() -> None:
    story = story_at(Move.APPROVE_OPENING)
    clerk = hire(story.cast.agency_id, "钱八", enforces=False)

    with refused("少于2人"):
        exchange(story, story.cast.lead, clerk)


def test_who_reviewed_does_not_take_over() -> None:
    story = story_at(Move.AGREE, declared_triggers=("complex",))

    with refused("审核过本案"):
        exchange(story, story.cast.lead, story.cast.reviewer)


def test_nobody_decides_on_himself() -> None:
    story = story_at(Move.APPROVE_OPENING)

    with refused("由本人决定本人退出"):
        exchange(story, story.cast.head, None)


def test_a_change_of_officers_owes_reasons() -> None:
    story = story_at(Move.APPROVE_OPENING)
    successor = hire(story.cast.agency_id, "钱八")

    with refused("没有写明理由"):
        exchange(story, story.cast.lead, successor, reasons="")


def test_only_an_officer_of_the_case_is_replaced() -> None:
    story = story_at(Move.APPROVE_OPENING)
    successor = hire(story.cast.agency_id, "钱八")

    with refused("被更换的人员不是本案承办人"):
        exchange(story, story.cast.reviewer, successor, recusal.replace_officer)


def test_a_recused_head_takes_no_part_in_the_deliberation() -> None:
    story = story_before_decision(grave=True)
    exchange(story, story.cast.reviewer, None)
    members = (*acts.MEMBERS, Member(story.cast.reviewer.name, "负责人", agrees=True))

    with refused(f"{story.cast.reviewer.name}已经决定回避，不能参加本案的集体讨论"):
        acts.deliberate(story, members=members)

    acts.deliberate(story)


def test_a_recused_officer_seizes_nothing() -> None:
    story = story_at(Move.APPROVE_OPENING)
    exchange(story, story.cast.host, None)

    with refused("已经决定回避，不能呈请查封、扣押"):
        request_measure(
            case_id=story.case_id,
            on=story.day,
            draft=DRAFT,
            by=replace(story.cast.actor(Role.CASE_OFFICER), person_id=story.cast.host.person_id),
            at=story.at,
        )


@pytest.mark.parametrize("column", ["decided_by_person_id", "lead_officer_id"])
def test_the_database_keeps_a_recused_person_off_a_measure_under_way(column: str) -> None:
    story = requested(story_at(Move.APPROVE_OPENING))
    gone = hire(story.cast.agency_id, "钱八")
    exchange(story, gone, None)
    given: dict[str, Any] = {"decided_by_person_id": gone.person_id}
    if column == "lead_officer_id":
        both = {"lead_officer_id": gone.officer_id}
        both["assisting_officer_id"] = story.cast.assisting.officer_id
        given = {**both, "taken_on": story.day, "hold_days": 1}

    with pytest.raises(IntegrityError, match="this person was recused"), transaction.atomic():
        Measure.objects.filter(case_id=story.case_id).update(**given)
