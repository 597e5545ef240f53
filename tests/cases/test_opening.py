"""Opening: two officers ask, the head decides; number, clock and floors are fixed."""

from __future__ import annotations

from datetime import date

import pytest

from mingjian.cases import leads, opening
from mingjian.cases.models import Case, Opening
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document
from mingjian.law.procedure import Move, State
from mingjian.law.roles import Actor, Role
from mingjian.ops.demo.story import Telling
from mingjian.registry.credentials import suspend_credential
from mingjian.registry.models import Credential
from tests.cases.story import (
    GUANGYUAN,
    LONG_AGO,
    YUAN,
    an_administrator,
    hire,
    last_entry,
    make_cast,
    make_plot,
    refused,
    state_of,
    story_at,
)

pytestmark = pytest.mark.django_db


def request(story: Telling, **changes: object) -> Case:
    """Ask for opening today, by the cast's two officers unless told otherwise."""
    details = {
        "on": story.day,
        "lead_officer_id": story.cast.lead.officer_id,
        "assisting_officer_id": story.cast.assisting.officer_id,
        "reasons": "符合立案标准。",
        **changes,
    }
    return story.act(Move.REQUEST_OPENING, opening.request_opening, Role.CASE_OFFICER, **details)


def approve(story: Telling, by: Actor) -> Case:
    """Approve today."""
    return opening.approve_opening(
        case_id=story.case_id, on=story.day, reasons="同意。", by=by, at=story.at
    )


def test_a_request_names_the_two_officers_of_the_case() -> None:
    story = story_at(Move.REQUEST_OPENING)

    case = story.case

    assert state_of(case.id) is State.OPENING_REQUESTED
    assert case.lead_officer_id == story.cast.lead.officer_id
    assert case.assisting_officer_id == story.cast.assisting.officer_id
    assert last_entry(case.id).payload["assisting_officer"] == story.cast.assisting.name


def test_one_officer_named_twice_is_one_officer() -> None:
    story = story_at(Move.VERIFY_LEAD)

    with refused("少于2人"):
        request(story, assisting_officer_id=story.cast.lead.officer_id)


def test_an_officer_without_a_credential_does_not_count() -> None:
    story = story_at(Move.VERIFY_LEAD)
    clerk = hire(story.cast.agency_id, "钱八", enforces=False)

    with refused("少于2人"):
        request(story, assisting_officer_id=clerk.officer_id)


def test_a_credential_counts_on_the_day_of_the_act() -> None:
    story = story_at(Move.VERIFY_LEAD)
    card = Credential.objects.get(officer_id=story.cast.assisting.officer_id)
    suspend_credential(
        credential_id=card.id,
        since=date(2026, 3, 1),
        until=None,
        reason="年度考核不合格。",
        by=an_administrator(),
        at=story.at,
    )

    with refused("少于2人", "2026年3月4日"):
        request(story)


def test_approval_gives_number_document_and_clock() -> None:
    story = story_at(Move.APPROVE_OPENING)

    case = story.case
    paper = Document.objects.get(subject_id=case.id, kind=DocumentKind.OPENING_FORM.value)

    assert state_of(case.id) is State.INVESTIGATING
    assert case.opened_on == story.day
    assert paper.number is not None
    assert case.number == paper.number.text == last_entry(case.id).payload["number"]


def test_the_floors_of_review_and_deliberation_are_fixed_at_opening() -> None:
    case = story_at(Move.APPROVE_OPENING).case

    assert case.review_floor_yuan == YUAN("100000")
    assert case.deliberation_floor_yuan == YUAN("100000")


def test_another_jurisdiction_has_another_floor() -> None:
    cast = make_cast(GUANGYUAN)

    case = story_at(Move.APPROVE_OPENING, cast=cast, place=GUANGYUAN).case

    assert case.review_floor_yuan == YUAN("0")


def test_the_opening_row_keeps_who_asked_and_who_approved() -> None:
    story = story_at(Move.APPROVE_OPENING)

    row = Opening.objects.get(case=story.case_id)

    assert row.approved is True
    assert row.requested_by_person_id == story.cast.lead.person_id
    assert row.decided_by_person_id == story.cast.head.person_id


def test_who_asked_does_not_approve() -> None:
    story = story_at(Move.REQUEST_OPENING)
    both = story.cast.actor(Role.CASE_OFFICER)

    with refused("不能审批本案立案"):
        approve(story, Actor(both.person_id, both.name, Role.AGENCY_HEAD, both.agency_id, "审批"))


def test_the_head_of_another_agency_approves_nothing_here() -> None:
    story, neighbour = story_at(Move.REQUEST_OPENING), make_cast()

    with refused("不是本案办案机关的人员"):
        approve(story, neighbour.actor(Role.AGENCY_HEAD))


def test_an_act_discovered_after_two_years_is_not_opened() -> None:
    story = story_at(Move.REQUEST_OPENING)
    cast = story.cast
    late = Telling(cast, make_plot(cast), story.day)
    _register_late(late)

    with refused("已超过2年"):
        approve(late, cast.actor(Role.AGENCY_HEAD))


def _register_late(story: Telling) -> None:
    """A case whose act ended long before it was discovered, up to the request."""
    draft = leads.LeadDraft(
        source="上级交办",
        registered_on=story.day,
        discovered_on=story.day,
        act_ended_on=LONG_AGO,
        place="宾县示范街",
        summary="多年前的行为。",
        violation_id=story.plot.violation_id,
    )
    cast = story.cast
    story.act(
        Move.REGISTER_LEAD,
        leads.register_lead,
        Role.CASE_OFFICER,
        agency_id=cast.agency_id,
        party_id=story.plot.party_id,
        draft=draft,
    )
    story.act(
        Move.VERIFY_LEAD,
        leads.verify_lead,
        Role.CASE_OFFICER,
        on=story.day,
        officer_ids=(cast.lead.officer_id, cast.assisting.officer_id),
        conclusion="属实。",
    )
    request(story)


def test_a_declined_case_has_ended_with_reasons_and_without_a_number() -> None:
    story = story_at(None, declined=True)

    case = story.case
    paper = Document.objects.get(subject_id=case.id)

    assert state_of(case.id) is State.DECLINED
    assert (case.number, case.opened_on, paper.number) == ("", None, None)
    assert paper.kind == DocumentKind.DECLINE_FORM.value
    assert Opening.objects.get(case=case).approved is False


def test_a_lead_may_be_declined_straight_after_verification() -> None:
    story = story_at(Move.VERIFY_LEAD)

    story.act(
        Move.DECLINE_OPENING,
        opening.decline_opening,
        Role.AGENCY_HEAD,
        on=story.day,
        reasons="不属于本机关管辖。",
    )

    assert state_of(story.case_id) is State.DECLINED
    assert not Opening.objects.filter(case=story.case_id).exists()


def test_declining_owes_reasons() -> None:
    story = story_at(Move.REQUEST_OPENING)

    with refused("没有写明理由"):
        story.act(
            Move.DECLINE_OPENING,
            opening.decline_opening,
            Role.AGENCY_HEAD,
            on=story.day,
            reasons="  ",
        )


def test_nothing_more_is_done_in_a_declined_case() -> None:
    story = story_at(None, declined=True)

    with refused("批准立案"):
        approve(story, story.cast.actor(Role.AGENCY_HEAD))
