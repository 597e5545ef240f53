"""The to-do page: counters, filters, order, emptiness, a bounded number of queries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from tests.cases.story import make_cast, story_at
from tests.desk.make import at_desk, stranger, text_of, workdays_ago
from tests.registry.make import make_agency

pytestmark = pytest.mark.django_db
TODO = "/todo/"
# session 1, account with its roles 1, session record 1, agency and pack 1;
# the page itself: states with all figures 1, rows with their texts 1.
MOST_QUERIES = 6


def queries_for(client: Client, url: str) -> int:
    """How many queries one page needs."""
    client.get(url)  # warms the caches of the law
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_the_officer_sees_number_party_cause_next_step_and_state() -> None:
    story = story_at(Move.REPORT, start=workdays_ago(60))

    page = text_of(at_desk(story.cast, Role.CASE_OFFICER).get(TODO))

    assert story.case.number in page
    assert story.case.party.name in page
    assert "制作事先告知书" in page
    assert "调查终结" in page


def test_an_overdue_case_is_counted_and_filtered() -> None:
    story = story_at(Move.ADD_EVIDENCE, start=workdays_ago(200))
    client = at_desk(story.cast, Role.CASE_OFFICER)

    late, soon = (
        text_of(client.get(TODO, {"due": "late"})),
        text_of(client.get(TODO, {"due": "soon"})),
    )

    assert story.case.number in late
    assert "已超期" in late
    assert story.case.number not in soon
    assert "没有符合筛选条件的案件。" in soon


def test_chips_narrow_by_state_and_kind_of_party() -> None:
    story = story_at(Move.REPORT, start=workdays_ago(60))
    client = at_desk(story.cast, Role.CASE_OFFICER)

    here = text_of(client.get(TODO, {"state": "reported", "kind": "organisation"}))
    elsewhere = text_of(client.get(TODO, {"state": "decided"}))

    assert story.case.number in here
    assert story.case.number not in elsewhere


@pytest.mark.parametrize(
    "query", ["due=x", "state=x", "kind=x", "sort=x", "page=x", "page=9", "sort=-due", "due=others"]
)
def test_a_strange_address_still_shows_a_page(query: str) -> None:
    story = story_at(Move.REPORT, start=workdays_ago(60))

    page = at_desk(story.cast, Role.CASE_OFFICER).get(f"{TODO}?{query}")

    assert page.status_code == 200


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        (Role.CASE_OFFICER, "没有待办事项"),
        (Role.AGENCY_HEAD, "没有等待您审批、决定的案件。"),
        (Role.LEGAL_REVIEWER, "没有等待您审核的案件。"),
        (Role.PRESIDING_OFFICER, "没有等待您主持的听证。"),
    ],
)
def test_nothing_to_do_is_said_in_the_words_of_the_role(role: Role, sentence: str) -> None:
    page = text_of(stranger(role, agency_id=make_agency().id).get(TODO))

    assert sentence in page


def test_cases_of_another_agency_are_not_listed() -> None:
    story = story_at(Move.REGISTER_LEAD, start=workdays_ago(10))

    page = text_of(stranger(Role.CASE_OFFICER, agency_id=make_agency().id).get(TODO))

    assert story.case.lead_number.text not in page


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.SYSTEM_ADMIN])
def test_roles_without_acts_have_no_to_do(role: Role) -> None:
    page = stranger(role, division_code="23" if role is Role.SUPERVISOR else "").get(TODO)

    assert page.status_code == 403


def test_more_cases_need_no_more_queries() -> None:
    cast = make_cast()
    story_at(Move.REPORT, cast=cast, start=workdays_ago(60))
    client = at_desk(cast, Role.CASE_OFFICER)

    one = queries_for(client, TODO)
    for last in (Move.REGISTER_LEAD, Move.VERIFY_LEAD, Move.ADD_EVIDENCE, Move.SERVE_DECISION):
        story_at(last, cast=cast, start=workdays_ago(60))

    assert queries_for(client, TODO) == one <= MOST_QUERIES


@pytest.mark.parametrize("role", [Role.DISCLOSURE_CLERK, Role.SECRECY_REVIEWER, Role.ARCHIVIST])
def test_roles_without_acts_in_cases_are_told_where_their_work_is(role: Role) -> None:
    client = at_desk(make_cast(), role)

    assert "没有案件待办。" in text_of(client.get(TODO))
    assert client.get(TODO, {"due": "others"}).status_code == 200
