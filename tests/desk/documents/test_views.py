"""A document as it is printed, for those who may see its case."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from mingjian.dossier.models import Document
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from tests.cases.story import story_at
from tests.desk.make import at_desk, stranger, text_of, workdays_ago
from tests.registry.make import make_agency

pytestmark = pytest.mark.django_db


def url_of(case_id: object, kind: str) -> str:
    """The newest document of that kind in the case."""
    paper = Document.objects.filter(subject_id=case_id, kind=kind).latest("made_at")
    return f"/documents/{paper.id}/"


def test_a_served_decision_shows_red_head_number_seal_mark_hash_and_service() -> None:
    story = story_at(Move.SERVE_DECISION, start=workdays_ago(90))

    page = text_of(
        at_desk(story.cast, Role.CASE_OFFICER).get(url_of(story.case_id, "penalty_decision"))
    )

    assert "sheet-red" in page
    assert story.case.decision.number in page
    assert "测试用印" in page
    assert story.case.decision.document.content_hash in page
    assert "内容与制作时一致" in page
    assert "直接送达" in page


def test_an_internal_form_has_no_red_head_and_is_not_served() -> None:
    story = story_at(Move.APPROVE_OPENING, start=workdays_ago(30))

    page = text_of(
        at_desk(story.cast, Role.CASE_OFFICER).get(url_of(story.case_id, "opening_form"))
    )

    assert "sheet-red" not in page
    assert "内部文书，不送达当事人" in page


def test_an_unserved_notice_says_so() -> None:
    story = story_at(Move.ISSUE_NOTICE, start=workdays_ago(60))

    page = text_of(
        at_desk(story.cast, Role.CASE_OFFICER).get(url_of(story.case_id, "penalty_notice"))
    )

    assert "未送达" in page


def test_the_document_of_another_agency_is_not_found() -> None:
    story = story_at(Move.ISSUE_NOTICE, start=workdays_ago(60))
    url = url_of(story.case_id, "penalty_notice")

    assert stranger(Role.CASE_OFFICER, agency_id=make_agency().id).get(url).status_code == 404
    assert stranger(Role.AUDIT_ADMIN).get(url).status_code == 403


def test_a_document_is_only_looked_at() -> None:
    story = story_at(Move.ISSUE_NOTICE, start=workdays_ago(60))

    page = at_desk(story.cast, Role.CASE_OFFICER).post(url_of(story.case_id, "penalty_notice"))

    assert page.status_code == 405


def test_a_document_can_be_taken_along_as_pdf_under_its_number() -> None:
    story = story_at(Move.SERVE_DECISION, start=workdays_ago(90))
    url = url_of(story.case_id, "penalty_decision") + "pdf/"

    answer = at_desk(story.cast, Role.CASE_OFFICER).get(url)

    assert answer.content.startswith(b"%PDF-")
    assert quote(story.case.decision.number) in answer["Content-Disposition"]


def test_the_pdf_of_another_agency_is_not_found() -> None:
    story = story_at(Move.ISSUE_NOTICE, start=workdays_ago(60))
    url = url_of(story.case_id, "penalty_notice") + "pdf/"

    assert stranger(Role.CASE_OFFICER, agency_id=make_agency().id).get(url).status_code == 404
    assert stranger(Role.AUDIT_ADMIN).get(url).status_code == 403
