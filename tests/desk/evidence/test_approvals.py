"""证据审批: the head confirms covert recordings and lets originals out; nobody else can."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from mingjian.evidence.models import CovertRuling, EvidenceFile, ExportTaken, OriginalExport
from mingjian.evidence.recording import custody_of
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from tests.cases.story import story_at
from tests.desk.make import at_desk, stranger, text_of
from tests.evidence.make import CONTENT, received
from tests.evidence.recorders import covertly, officer_of

pytestmark = pytest.mark.django_db
BOARD = reverse("desk:evidence-approvals")
OPINION = {"opinion": "5月10日批准，因查处无证经营。"}


@pytest.fixture
def story():
    return story_at(Move.APPROVE_OPENING)


@pytest.fixture
def head(story) -> Client:
    return at_desk(story.cast, Role.AGENCY_HEAD)


@pytest.fixture
def officer(story) -> Client:
    return at_desk(story.cast, Role.CASE_OFFICER)


def brought_in(story: Any, **more: Any) -> EvidenceFile:
    by = officer_of(story.cast)
    return received(by=by, case_id=story.case_id, case_number="1号", **more)


@pytest.fixture
def covert(story, head) -> EvidenceFile:
    return brought_in(story, **covertly(story.cast))


def on_page(name: str, file: EvidenceFile) -> str:
    return reverse(f"desk:{name}", args=[file.id])


def asked(client: Client, file: EvidenceFile) -> HttpResponse:
    said = {"purpose": "庭审举证", "recipient": "县人民法院"}
    return client.post(on_page("export-ask", file), said)


def decide(client: Client, **said: str) -> HttpResponse:
    url = reverse("desk:export-decide", args=[OriginalExport.objects.get().id])
    return client.post(url, said)


def take(client: Client) -> HttpResponse:
    return client.post(reverse("desk:export-take", args=[OriginalExport.objects.get().id]))


def test_the_head_finds_what_waits_for_him_in_the_to_do(head, story, covert) -> None:
    asked(at_desk(story.cast, Role.CASE_OFFICER), covert)

    to_do = text_of(head.get(reverse("desk:todo-beside")))
    board = text_of(head.get(BOARD))

    assert "隐蔽录制待您确认" in to_do
    assert "原件导出待审批" in to_do
    assert covert.covert_basis in board
    assert "接收人：县人民法院" in board


def test_confirmed_by_the_head_the_recording_may_be_linked(head, officer, story, covert) -> None:
    url = reverse("desk:case-evidence", args=[story.case_id])
    before = text_of(officer.get(url))

    done = head.post(on_page("covert-confirm", covert), {"approve": "1", **OPINION})

    assert "隐蔽录制，待确认" in before
    assert done.status_code == 303
    assert CovertRuling.objects.get().decided_by_name == story.cast.head.name
    assert "隐蔽录制，已确认" in text_of(officer.get(url))
    assert OPINION["opinion"] in text_of(officer.get(on_page("evidence-file", covert)))


def test_nobody_confirms_for_the_head(officer, story, covert) -> None:
    url = on_page("covert-confirm", covert)
    said = {"approve": "1", **OPINION}

    answers = [
        client.post(url, said).status_code
        for client in (
            officer,
            stranger(Role.AGENCY_HEAD),
            at_desk(story.cast, Role.LEGAL_REVIEWER),
        )
    ]

    assert answers == [403, 404, 403]
    assert not CovertRuling.objects.exists()


def test_an_original_leaves_after_another_person_said_so(head, officer, story) -> None:
    file = brought_in(story)
    asked(officer, file)
    early = take(officer)
    decide(head, approve="1", hours="24", opinion="同意。")

    answer = take(officer)

    assert (early.status_code, ExportTaken.objects.count()) == (409, 1)
    assert b"".join(answer.streaming_content) == CONTENT
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    entry = custody_of(file_id=file.id)[-1]
    assert (entry.kind, entry.purpose) == ("evidence.exported", "庭审举证")
    assert take(head).status_code == 409


def test_what_the_head_denies_does_not_leave(head, officer, story) -> None:
    file = brought_in(story)
    asked(officer, file)

    bare = decide(head, refuse="1", opinion="")
    denied = decide(head, refuse="1", opinion="请改用遮挡副本。")

    assert (bare.status_code, denied.status_code) == (409, 303)
    assert take(officer).status_code == 409
    page = text_of(officer.get(on_page("evidence-file", file)))
    assert "请改用遮挡副本" in page
    assert not ExportTaken.objects.exists()


def test_a_head_s_own_request_waits_for_another(head, story) -> None:
    asked(head, brought_in(story))

    refused = decide(head, approve="1", hours="1")

    assert refused.status_code == 409
    assert "不能审批本人的申请" in text_of(refused)
    assert OriginalExport.objects.get().approved is None


def test_who_has_no_part_in_the_case_asks_for_nothing(story) -> None:
    file = brought_in(story)
    clerk = at_desk(story.cast, Role.PRESIDING_OFFICER)

    answers = [asked(client, file).status_code for client in (stranger(Role.CASE_OFFICER), clerk)]

    assert answers == [404, 403]
    assert not OriginalExport.objects.exists()
