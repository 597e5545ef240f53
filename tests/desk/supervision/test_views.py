"""Supervision: figures that lead to their lists, for the division and nobody else."""

from __future__ import annotations

import pytest
from django.test import Client

from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from tests.cases.story import make_cast, story_at
from tests.desk.counting import queries_for
from tests.desk.make import stranger, text_of, workdays_ago
from tests.disclosure.make import decided
from tests.registry.make import make_agency, make_officer, make_packs

pytestmark = pytest.mark.django_db
LIST, STAFF = "/supervision/", "/supervision/staffing/"


def supervisor(division: str = "2301") -> Client:
    return stranger(Role.SUPERVISOR, division_code=division)


def test_an_overdue_case_is_counted_listed_and_leads_to_the_case_page() -> None:
    story = story_at(Move.ADD_EVIDENCE, start=workdays_ago(95))
    client = supervisor()

    page = text_of(client.get(LIST, {"show": "late"}))

    assert "已超期" in page
    assert story.case.number in page
    assert client.get(f"/cases/{story.case_id}/").status_code == 200


def test_cases_of_another_division_are_neither_counted_nor_listed() -> None:
    story = story_at(Move.ADD_EVIDENCE, start=workdays_ago(95))
    client = supervisor("4311")

    page = text_of(client.get(LIST))

    assert story.case.number not in page
    assert "没有符合条件的案件" in page
    assert client.get(f"/cases/{story.case_id}/").status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SUPERVISOR])
def test_only_supervisors_enter(role: Role) -> None:
    client = stranger(role)

    assert client.get(LIST).status_code == 403
    assert client.get(STAFF).status_code == 403


def test_an_unpublished_decision_is_counted_and_listed_as_overdue() -> None:
    matter = decided()

    page = text_of(supervisor().get(LIST, {"show": "overdue"}))

    assert matter.story.case.number in page


def test_the_rate_of_returned_reviews_is_told() -> None:
    returned = story_at(Move.RETURN_FOR_SUPPLEMENT, grave=True, review_returns=True)
    story_at(Move.AGREE, cast=returned.cast, grave=True)

    page = text_of(supervisor().get(LIST, {"show": "returned"}))

    assert "退回率 50%" in page
    assert returned.case.number in page


def test_each_agency_has_its_own_figures() -> None:
    first, second = story_at(Move.REGISTER_LEAD), story_at(Move.REGISTER_LEAD, cast=make_cast())
    client = supervisor()

    page = text_of(client.get(LIST))
    narrowed = text_of(client.get(LIST, {"agency": str(second.cast.agency_id)}))

    assert "各机关" in page
    assert second.case.lead_number.text in narrowed
    assert first.case.lead_number.text not in narrowed


@pytest.mark.parametrize("query", ["?agency=x", "?group=review", "?show=all&q=甲", "?page=9"])
def test_every_address_of_the_list_answers(query: str) -> None:
    make_packs()

    assert supervisor().get(LIST + query).status_code == 200


def test_more_cases_need_no_more_queries() -> None:
    story = story_at(Move.REGISTER_LEAD)
    client = supervisor()
    one = queries_for(client, LIST)
    story_at(Move.REGISTER_LEAD, cast=story.cast)

    # Of these seven are the lines on recordings: missing 4, gaps, late files, whose agencies.
    assert queries_for(client, LIST) == one <= 21


def test_too_few_reviewers_are_told_with_the_local_source() -> None:
    agency = make_agency(pack_id="binxian")
    for _ in range(3):
        make_officer(agency)

    page = text_of(supervisor().get(STAFF))

    assert "7%" in page
    assert "宾政办发〔2019〕12号" in page
    assert "还差 1 人" in page


def test_enough_reviewers_reach_the_ratio() -> None:
    agency = make_agency()
    make_officer(agency, legal_qualification=True, reviewer_since=workdays_ago(10))

    page = text_of(supervisor().get(STAFF))

    assert "达到" in page
    assert "100.0%" in page


def test_staffing_of_another_division_is_not_shown() -> None:
    agency = make_agency()

    page = text_of(supervisor("4311").get(STAFF))

    assert agency.name not in page
    assert "还没有登记执法主体" in page


def test_more_agencies_need_no_more_queries() -> None:
    make_agency()
    client = supervisor()
    one = queries_for(client, STAFF)
    make_agency()

    assert queries_for(client, STAFF) == one <= 10
