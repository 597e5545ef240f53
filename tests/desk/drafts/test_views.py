"""Drafts over the desk's addresses: own ones only, refused when malformed, gone when handed in."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from mingjian.access.models import Draft
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from tests.cases.story import make_cast, story_at
from tests.desk.make import at_desk, do_url, post_move, text_of, today, workdays_ago

pytestmark = pytest.mark.django_db
PAGE = "/cases/1/do/report/"


def keep(client: Client, fields: object, path: str = PAGE) -> int:
    """Send a draft as the script does; the status of the answer."""
    sent = fields if isinstance(fields, str) else json.dumps(fields)
    return client.post("/drafts/", {"path": path, "fields": sent}).status_code


def test_a_kept_draft_is_given_back_with_the_time():
    client = at_desk(make_cast(), Role.CASE_OFFICER)

    assert keep(client, [["facts", "写了一半的事实"]]) == 200

    found = client.get("/drafts/", {"path": PAGE}).json()
    assert found["fields"] == [["facts", "写了一半的事实"]]
    assert "月" in found["kept"]


def test_another_person_does_not_find_it():
    cast = make_cast()
    keep(at_desk(cast, Role.CASE_OFFICER), [["facts", "写了一半的事实"]])

    answer = at_desk(cast, Role.AGENCY_HEAD).get("/drafts/", {"path": PAGE})

    assert answer.status_code == 204


def test_without_a_login_nothing_is_kept_or_told():
    assert keep(Client(), [["facts", "字"]]) == 302
    assert Client().get("/drafts/", {"path": PAGE}).status_code == 302
    assert Draft.objects.count() == 0


@pytest.mark.parametrize(
    "sent", ["", "{", "[1]", '[["a"]]', '[["a", 1]]', '{"a": "b"}'], ids=lambda one: one or "empty"
)
def test_a_malformed_draft_is_refused(sent: str):
    assert keep(at_desk(make_cast(), Role.CASE_OFFICER), sent) == 400
    assert Draft.objects.count() == 0


def test_too_much_is_refused_in_words():
    client = at_desk(make_cast(), Role.CASE_OFFICER)

    answer = client.post("/drafts/", {"path": PAGE, "fields": json.dumps([["a", "长" * 80_000]])})

    assert answer.status_code == 413
    assert "内容过长" in answer.json()["message"]


def test_not_wanted_any_more_it_is_gone():
    client = at_desk(make_cast(), Role.CASE_OFFICER)
    keep(client, [["facts", "字"]])

    assert client.post("/drafts/drop/", {"path": PAGE}).status_code == 204
    assert client.get("/drafts/", {"path": PAGE}).status_code == 204


def test_an_act_that_is_done_drops_its_draft_and_a_refused_one_keeps_it():
    story = story_at(Move.VERIFY_LEAD, start=workdays_ago(20))
    client = at_desk(story.cast, Role.CASE_OFFICER)
    url = do_url(story.case_id, Move.REQUEST_OPENING)
    keep(client, [["reasons", "符合立案标准。"]], url)
    named = {
        "lead_officer_id": str(story.cast.lead.officer_id),
        "assisting_officer_id": str(story.cast.lead.officer_id),
        "on": today().isoformat(),
        "reasons": "符合立案标准。",
    }

    refused = post_move(client, story.case_id, Move.REQUEST_OPENING, **named)
    kept = Draft.objects.count()
    named["assisting_officer_id"] = str(story.cast.assisting.officer_id)
    done = post_move(client, story.case_id, Move.REQUEST_OPENING, **named)

    assert (refused.status_code in {409, 422}, kept) == (True, 1)
    assert (done.status_code, Draft.objects.count()) == (303, 0)


def test_a_form_says_where_its_draft_is_kept():
    story = story_at(Move.VERIFY_LEAD, start=workdays_ago(20))
    client = at_desk(story.cast, Role.CASE_OFFICER)

    page = text_of(client.get(do_url(story.case_id, Move.REQUEST_OPENING)))

    assert 'data-draft="/drafts/"' in page
    assert "data-draft-filled" not in page
