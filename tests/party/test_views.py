"""The party's own page: opened by paper, says what was served, takes what the party hands in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from mingjian.cases.models import PartySubmission
from mingjian.cases.party.passes import end_pass
from mingjian.dossier.models import Document, Service
from mingjian.law.dates import long_date
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from mingjian.ops.demo.seals import seal_served
from mingjian.ops.demo.story import Telling
from tests.cases.party.make import a_pass, noon
from tests.cases.story import make_cast, story_at
from tests.desk.make import text_of, workdays_ago

pytestmark = pytest.mark.django_db


def visiting(story: Telling) -> Client:
    """The party's telephone, the page open."""
    made, client = a_pass(story), Client()
    answer = client.post("/", {"code": made.code, "factor": made.factor})
    assert (answer.status_code, answer["Location"]) == (302, "/mine/")
    return client


@pytest.fixture
def told() -> Telling:
    """A case whose notice was served the other day."""
    return story_at(Move.SERVE_NOTICE, start=workdays_ago(25))


def test_the_page_says_what_was_served_and_by_when_the_party_may_speak(told: Telling) -> None:
    served = told.case.notice_services.latest("served_on")

    page = text_of(visiting(told).get("/mine/"))

    assert "行政处罚告知书" in page
    assert long_date(served.defence_due_on) in page
    assert told.case.party.name in page
    assert "立案审批表" not in page
    assert told.case.number not in page


def test_the_browser_may_say_where_a_form_comes_from(told: Telling) -> None:
    made, client = a_pass(told), Client(enforce_csrf_checks=True)
    shown = client.get("/")
    said = {"code": made.code, "factor": made.factor}
    said["csrfmiddlewaretoken"] = str(shown.context["csrf_token"])

    refused = client.post("/", said, headers={"origin": "null"})  # as under no-referrer
    opened = client.post("/", said, headers={"origin": "http://testserver"})

    assert shown["Referrer-Policy"] == "same-origin"
    assert (refused.status_code, opened.status_code) == (403, 302)


def test_what_was_decided_but_not_served_is_not_on_it() -> None:
    story = story_at(Move.DECIDE, start=workdays_ago(60), waives=True)

    page = text_of(visiting(story).get("/mine/"))

    assert "决定书》" not in page
    assert story.case.decision.number not in page
    assert "尚应缴" not in page


def test_a_wrong_factor_says_nothing_of_the_code(told: Telling) -> None:
    made = a_pass(told)
    known = Client().post("/", {"code": made.code, "factor": "22222222"})
    unknown = Client().post("/", {"code": "2222222222", "factor": "22222222"})

    assert known.status_code == unknown.status_code == 403
    assert "不正确" in text_of(known)
    assert told.case.party.name not in text_of(known)


def test_a_defence_arrives_and_the_page_says_so(told: Telling) -> None:
    client = visiting(told)

    answer = client.post("/mine/submit/defence/", {"content": "数额过重。"})

    assert answer["Location"] == "/mine/?done=1"
    assert PartySubmission.objects.get(case=told.case).content == "数额过重。"
    assert "收到您在线提交的陈述、申辩" in text_of(client.get("/mine/"))


def test_an_empty_defence_is_refused_in_words(told: Telling) -> None:
    answer = visiting(told).post("/mine/submit/defence/", {"content": " "})

    assert answer.status_code == 409
    assert "请写明您的意见" in text_of(answer)


def test_a_sealed_document_is_taken_along_and_that_of_another_case_is_not(told: Telling) -> None:
    other = story_at(Move.SERVE_NOTICE, cast=make_cast(), start=workdays_ago(25))
    list(seal_served(casts={"binxian": told.cast, "other": other.cast}))
    mine, theirs = (one.case.notices.get().document_id for one in (told, other))
    client = visiting(told)

    assert client.get(f"/mine/documents/{mine}/").content.startswith(b"%PDF")
    assert client.get(f"/mine/documents/{theirs}/").status_code == 404


def test_an_internal_paper_of_the_own_case_is_not_there(told: Telling) -> None:
    client = visiting(told)
    served = Service.objects.values("document_id")
    inside = Document.objects.filter(subject_id=told.case_id).exclude(id__in=served)

    answers = {client.get(f"/mine/documents/{one.id}/").status_code for one in inside}

    assert answers == {404}


@pytest.mark.parametrize("path", ["/mine/", "/mine/submit/defence/"])
def test_without_a_pass_nothing_opens(path: str) -> None:
    client = Client()
    client.cookies["party"] = "forged:value:here"

    assert client.get(path).status_code == 403


def test_a_visit_ends_with_its_pass(told: Telling) -> None:
    client = visiting(told)
    [made] = told.case.party_passes.filter(end__isnull=True)
    by = told.cast.actor(Role.CASE_OFFICER)
    end_pass(pass_id=made.id, reasons="撤回", by=by, at=noon(told) + timedelta(days=1))

    assert client.get("/mine/").status_code == 403


def test_nothing_is_kept_or_indexed_and_leaving_closes(told: Telling) -> None:
    client = visiting(told)
    answer = client.get("/mine/")

    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    client.post("/leave/")
    assert client.get("/mine/").status_code == 403


def test_a_form_from_elsewhere_is_refused(told: Telling) -> None:
    client = Client(enforce_csrf_checks=True)

    assert client.post("/", {"code": "x", "factor": "y"}).status_code == 403


@pytest.mark.parametrize("path", ["/todo/", "/cases/", "/decisions/"])
def test_neither_desk_nor_portal_is_here(path: str) -> None:
    assert Client().get(path).status_code == 404
