"""Leads: the case row with its number, its packs and its procedure; then verification."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from mingjian.cases import leads
from mingjian.cases.leads import LeadDraft
from mingjian.cases.models import Case, Verification
from mingjian.dossier.models import IssuedNumber, NumberBook
from mingjian.journal.ids import new_id
from mingjian.law.procedure import VERSION, Move, State
from mingjian.law.roles import Role
from mingjian.law.violations import violation
from mingjian.ops.demo.story import Cast, Telling
from mingjian.registry.models import Agency
from mingjian.registry.packs import current_pack
from tests.cases.story import (
    START,
    entries_of,
    last_entry,
    make_cast,
    make_plot,
    refused,
    state_of,
    story_at,
)

pytestmark = pytest.mark.django_db

LEAD = LeadDraft(
    source="投诉举报",
    registered_on=START,
    discovered_on=START,
    act_ended_on=date(2026, 2, 20),
    place="宾县示范街",
    summary="店铺未公示营业执照。",
    violation_id="market-licence-not-displayed",
)


def register(
    cast: Cast,
    draft: LeadDraft = LEAD,
    *,
    role: Role = Role.CASE_OFFICER,
    case_id: UUID | None = None,
) -> Case:
    """One lead of the cast's agency, against a party that is known already."""
    story = Telling(cast, make_plot(cast, serial=5), START)
    return leads.register_lead(
        agency_id=cast.agency_id,
        party_id=story.plot.party_id,
        draft=draft,
        by=cast.actor(role),
        at=story.at,
        case_id=case_id,
    )


def test_a_lead_becomes_a_case_under_the_agency_s_pack_and_procedure() -> None:
    cast = make_cast()

    case = register(cast)

    agency = Agency.objects.get(id=cast.agency_id)
    assert state_of(case.id) is State.REGISTERED
    assert (case.pack_id, case.procedure) == (current_pack(agency).hash, VERSION)
    assert case.cause == violation(LEAD.violation_id).title
    assert (case.number, case.opened_on, case.lead_officer) == ("", None, None)


def test_the_record_of_a_case_begins_with_its_lead() -> None:
    case = register(make_cast())

    (entry,) = entries_of(case.id)

    assert (entry.kind, entry.stream.kind) == ("case.register_lead", "case")
    assert entry.acted_on == START
    assert entry.payload["lead_number"] == case.lead_number.text
    assert entry.payload["pack"] == case.pack_id


def test_leads_of_an_agency_are_numbered_in_one_book_without_a_gap() -> None:
    cast = make_cast()
    prefix = Agency.objects.get(id=cast.agency_id).number_prefix

    numbers = [register(cast).lead_number.text for _ in range(3)]

    assert numbers == [f"{prefix}案源〔2026〕{serial}号" for serial in (1, 2, 3)]
    assert NumberBook.objects.get(agency_id=cast.agency_id).last_serial == 3


def test_the_client_may_make_the_id_of_the_case() -> None:
    case_id = new_id()

    assert register(make_cast(), case_id=case_id).id == case_id


def test_a_client_that_tries_again_is_told_the_number_and_makes_no_second_case() -> None:
    cast = make_cast()
    first = register(cast)

    with refused("已经登记", first.lead_number.text, "请勿重复提交"):
        register(cast, case_id=first.id)


def test_a_lead_is_registered_by_an_officer_of_the_agency_itself() -> None:
    story, neighbour = Telling(make_cast(), make_plot(make_cast()), START), make_cast()

    with refused("不是本案办案机关的人员"):
        leads.register_lead(
            agency_id=story.cast.agency_id,
            party_id=story.plot.party_id,
            draft=LEAD,
            by=neighbour.actor(Role.CASE_OFFICER),
            at=story.at,
        )


@pytest.mark.parametrize("role", [Role.AGENCY_HEAD, Role.LEGAL_REVIEWER, Role.PRESIDING_OFFICER])
def test_other_roles_register_no_lead(role: Role) -> None:
    cast = make_cast()
    register(cast)

    with refused("登记案源应当由执法人员办理"):
        register(cast, role=role)


def test_a_refused_lead_uses_up_no_number() -> None:
    cast = make_cast()
    assert register(cast).lead_number.serial == 1

    with refused("晚于登记日期"):
        register(cast, replace(LEAD, registered_on=date(2026, 3, 9), discovered_on=START))

    assert register(cast).lead_number.serial == 2


def test_an_act_that_goes_on_has_no_end_before_its_discovery() -> None:
    going_on = replace(LEAD, act_ended_on=date(2026, 3, 3), act_continuing=True)

    assert register(make_cast(), going_on).act_continuing


def test_the_next_statutory_day_stands_on_the_case_from_the_first_day() -> None:
    case = register(make_cast())

    kept = Case.objects.get(id=case.id)

    assert kept.next_due_on is not None
    assert kept.next_due_on > START
    assert "核查" in kept.next_due_title


def test_verification_keeps_who_found_what() -> None:
    story = story_at(Move.VERIFY_LEAD)

    entry = last_entry(story.case_id)

    assert state_of(story.case_id) is State.VERIFIED
    assert Verification.objects.get(case=story.case_id).verified_on == story.day
    assert set(entry.payload["officers"]) == {story.cast.lead.name, story.cast.assisting.name}


def test_only_an_officer_who_took_part_enters_the_verification() -> None:
    story = story_at(Move.REGISTER_LEAD)

    with refused(f"{story.cast.lead.name}不是本案承办人"):
        story.act(
            Move.VERIFY_LEAD,
            leads.verify_lead,
            Role.CASE_OFFICER,
            on=story.day,
            officer_ids=(story.cast.assisting.officer_id,),
            conclusion="属实。",
        )


def test_a_lead_is_verified_once() -> None:
    story = story_at(Move.VERIFY_LEAD)

    with refused("核查"):
        story.act(
            Move.VERIFY_LEAD,
            leads.verify_lead,
            Role.CASE_OFFICER,
            on=story.day,
            officer_ids=(story.cast.lead.officer_id,),
            conclusion="属实。",
        )


def test_every_number_of_a_case_points_back_to_it() -> None:
    story = story_at(Move.APPROVE_OPENING)

    numbers = IssuedNumber.objects.filter(subject_id=story.case_id)

    assert {number.text for number in numbers} == {
        story.case.lead_number.text,
        story.case.number,
    }
