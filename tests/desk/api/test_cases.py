"""The JSON interface: the permissions, acts and record of the pages, without pages."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingjian.cases.models import Case
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from mingjian.ops.demo.firms import credit_code
from tests.cases.story import BINXIAN, entries_of, make_cast, story_at
from tests.desk.make import at_desk, stranger, today, workdays_ago
from tests.registry.make import make_agency

pytestmark = pytest.mark.django_db
OFFICER = Role.CASE_OFFICER
LIST = "/api/cases/"


def lead(**changes: Any) -> dict[str, Any]:
    """案源 as a program sends it."""
    return {
        "party_kind": "organisation",
        "party_code": credit_code(BINXIAN.division_code, 4321),
        "name": "接口虚构企业",
        "address": "示范路1号",
        "source": "监督检查",
        "violation_id": BINXIAN.offences[0].violation_id,
        "place": "示范路1号",
        "summary": "监督检查发现。",
        "act_continuing": True,
        **changes,
    }


def send(client: Client, content: Any) -> Any:
    return client.post(LIST, json.dumps(content), content_type="application/json")


def test_a_lead_is_registered_once_recorded_and_read_back() -> None:
    client = at_desk(make_cast(), OFFICER)

    made = send(client, lead())
    again = send(client, lead(case_id=made.json()["id"]))
    read = client.get(made["Location"])

    assert (made.status_code, again.status_code) == (201, 201)
    assert again.json() == made.json()
    assert [one.kind for one in entries_of(made.json()["id"])] == ["case.register_lead"]
    assert read.json()["lead_number"] == made.json()["lead_number"]
    assert read.json()["party"]["name"] == "接口虚构企业"
    assert read.json()["registered_on"] == today().isoformat()
    assert read.json()["act_continuing"] is True
    assert read["Cache-Control"] == "no-store, private" or "no-store" in read["Cache-Control"]


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (lead(summary=""), "summary"),
        (lead(party_code="1"), "party_code"),
        (lead(violation_id="none"), "violation_id"),
        (lead(registered_on="5月"), "registered_on"),
        ([], ""),
        ("text", ""),
    ],
)
def test_what_is_wrong_is_said_by_field(content: Any, field: str) -> None:
    found = send(at_desk(make_cast(), OFFICER), content)

    assert found.status_code == 422
    assert field in found.json()["faults"]


def test_the_law_refuses_with_article_and_remedy_and_other_roles_may_not() -> None:
    cast = make_cast()
    late = lead(discovered_on=today().isoformat(), registered_on=workdays_ago(5).isoformat())

    refused = send(at_desk(cast, OFFICER), late)
    head = send(at_desk(cast, Role.AGENCY_HEAD), lead())

    assert refused.status_code == 409
    assert "发现日期" in refused.json()["refused"][0]["message"]
    assert refused.json()["refused"][0]["remedy"]
    assert head.status_code == 403
    assert not Case.objects.filter(agency_id=cast.agency_id).exists()


def test_who_may_not_see_a_case_finds_neither_it_nor_its_line() -> None:
    story = story_at(Move.REPORT, start=workdays_ago(60))
    url = reverse("desk:api-case", args=[story.case_id])
    other = stranger(OFFICER, agency_id=make_agency().id)

    assert at_desk(story.cast, OFFICER).get(url).status_code == 200
    assert other.get(url).status_code == 404
    assert other.get(LIST).json() == {"cases": [], "next": None}
    assert stranger(Role.SYSTEM_ADMIN).get(url).status_code == 403
    assert Client().get(url).status_code == 302


def test_a_sender_without_the_token_of_its_session_is_refused() -> None:
    signed_in = at_desk(make_cast(), OFFICER)
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in.cookies

    assert send(client, lead()).status_code == 403


def test_pages_of_cases_follow_one_another_without_gap_or_double() -> None:
    cast = make_cast()
    client = at_desk(cast, OFFICER)
    made = [
        send(client, lead(party_code=credit_code(BINXIAN.division_code, 5000 + n))).json()["id"]
        for n in range(5)
    ]

    first = client.get(LIST, {"limit": "2"}).json()
    second = client.get(LIST, {"limit": "2", "cursor": first["next"]}).json()
    third = client.get(LIST, {"limit": "2", "cursor": second["next"]}).json()

    seen = [one["id"] for page in (first, second, third) for one in page["cases"]]
    assert (sorted(seen), len(seen)) == (sorted(made), 5)
    assert third["next"] is None
    assert client.get(LIST, {"cursor": "x"}).status_code == 422
    assert client.get(LIST, {"q": "没有这个词"}).json()["cases"] == []
    assert client.get(LIST, {"group": "ended"}).json()["cases"] == []


def test_few_queries_are_asked() -> None:
    story = story_at(Move.REPORT, start=workdays_ago(60))
    client = at_desk(story.cast, OFFICER)
    url = reverse("desk:api-case", args=[story.case_id])

    with CaptureQueriesContext(connection) as read:
        client.get(url)
    with CaptureQueriesContext(connection) as listed:
        client.get(LIST)

    assert (len(read), len(listed)) == (3, 2)  # who enters; the case, its documents
