"""Parties: those of one's own cases; what is sealed opens for a purpose, and the record says so."""

from __future__ import annotations

import pytest

from mingjian.journal.models import Entry
from mingjian.law.procedure import Move, PartyKind
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Telling
from tests.cases.story import story_at
from tests.desk.counting import queries_for
from tests.desk.make import at_desk, stranger, text_of
from tests.disclosure.make import BORN, HOME, PERSON, PHONE
from tests.registry.make import id_number, make_agency, make_party

pytestmark = pytest.mark.django_db
LIST = "/registry/parties/"
NUMBER = id_number(BORN, 12)


def case_against_a_person() -> Telling:
    party = make_party(PartyKind.PERSON, name=PERSON, id_number=NUMBER, phone=PHONE, address=HOME)
    return story_at(Move.REGISTER_LEAD, party_id=party.id)


def page_of(story: Telling, act: str = "") -> str:
    return f"{LIST}{story.case.party_id}/{act}"


def test_the_list_shows_sealed_numbers_as_sealed() -> None:
    story = case_against_a_person()

    page = text_of(at_desk(story.cast, Role.CASE_OFFICER).get(LIST, {"q": PERSON}))

    assert PERSON in page
    assert "«已加密»" in page
    assert NUMBER not in page


def test_parties_of_other_agencies_are_neither_listed_nor_found() -> None:
    story = case_against_a_person()
    other = stranger(Role.CASE_OFFICER, agency_id=make_agency().id)

    assert PERSON not in text_of(other.get(LIST))
    assert other.get(page_of(story)).status_code == 404
    assert other.post(page_of(story, "open/phone/"), {"purpose": "核对"}).status_code == 404


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN])
def test_administrators_do_not_enter(role: Role) -> None:
    assert stranger(role).get(LIST).status_code == 403


def test_opening_shows_the_number_once_and_records_who_and_why() -> None:
    story = case_against_a_person()
    officer = at_desk(story.cast, Role.CASE_OFFICER)

    opened = text_of(officer.post(page_of(story, "open/id_number/"), {"purpose": "填写送达回证"}))
    again = text_of(officer.get(page_of(story)))

    entry = Entry.objects.get(stream_id=story.case.party_id, kind="sealed_opened")
    assert NUMBER in opened
    assert NUMBER not in again
    assert (entry.purpose, entry.actor_name) == ("填写送达回证", story.cast.lead.name)
    assert NUMBER not in str(entry.payload)


def test_without_a_purpose_nothing_opens() -> None:
    story = case_against_a_person()
    officer = at_desk(story.cast, Role.CASE_OFFICER)

    answer = officer.post(page_of(story, "open/phone/"), {"purpose": ""})

    assert answer.status_code == 422
    assert "请填写查看的事由。" in text_of(answer)
    assert PHONE not in text_of(answer)
    assert not Entry.objects.filter(kind="sealed_opened").exists()


def test_only_sealed_columns_open() -> None:
    story = case_against_a_person()
    officer = at_desk(story.cast, Role.CASE_OFFICER)

    answer = officer.post(page_of(story, "open/address/"), {"purpose": "核对"})

    assert answer.status_code == 404


def test_who_publishes_does_not_open_what_is_sealed() -> None:
    story = case_against_a_person()
    clerk = stranger(Role.DISCLOSURE_CLERK, agency_id=story.cast.agency_id)

    assert clerk.post(page_of(story, "open/phone/"), {"purpose": "核对"}).status_code == 403


def test_the_list_finds_by_code_and_kind() -> None:
    story = story_at(Move.REGISTER_LEAD)
    officer = at_desk(story.cast, Role.CASE_OFFICER)
    party = story.case.party

    assert party.name in text_of(officer.get(LIST, {"q": party.credit_code.lower()}))
    assert party.name in text_of(officer.get(LIST, {"kind": party.kind}))
    assert "没有符合条件的当事人" in text_of(officer.get(LIST, {"kind": "person"}))


def test_list_and_page_need_few_queries() -> None:
    story = case_against_a_person()
    officer = at_desk(story.cast, Role.CASE_OFFICER)

    assert queries_for(officer, LIST) <= 10
    assert queries_for(officer, page_of(story)) <= 11
