"""A document as it is printed, for those who may see its case."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from mingjian.dossier.models import Document
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from mingjian.seals.checking import Verdict, check_seal, read_trusted
from mingjian.seals.installed import trust_folder
from tests.cases.story import story_at
from tests.desk.make import at_desk, follow, stranger, text_of, workdays_ago
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
    assert "内置测试印章" in page
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


def test_a_decision_is_approved_by_one_sealed_by_another_and_taken_along_sealed() -> None:
    story = story_at(Move.DECIDE, start=workdays_ago(90))
    url = url_of(story.case_id, "penalty_decision")
    reviewer, officer = (
        at_desk(story.cast, role) for role in (Role.LEGAL_REVIEWER, Role.CASE_OFFICER)
    )
    shown = reviewer.get(url).context["panel"]
    assert (shown.may_approve, shown.may_seal, shown.findings) == (True, False, ())

    reviewer.post(url + "approve-seal/", {"sha256": shown.sha256})
    assert officer.get(url).context["panel"].may_seal
    page = text_of(follow(officer, officer.post(url + "seal/")))

    assert "已加盖印章" in page
    assert "PAdES B-LT" in page
    sealed = officer.get(url + "pdf/").content
    assert check_seal(pdf=sealed, trusted=read_trusted(trust_folder())).verdict is Verdict.INTACT


def test_what_was_not_on_the_page_cannot_be_approved() -> None:
    story = story_at(Move.DECIDE, start=workdays_ago(90))
    url = url_of(story.case_id, "penalty_decision")

    answer = at_desk(story.cast, Role.LEGAL_REVIEWER).post(
        url + "approve-seal/", {"sha256": "0" * 64}
    )

    assert answer.status_code == 409
    assert "您看到的文书与现在的文书不一致" in text_of(answer)


def test_an_officer_may_not_approve_and_a_reviewer_may_not_seal() -> None:
    story = story_at(Move.DECIDE, start=workdays_ago(90))
    url = url_of(story.case_id, "penalty_decision")

    assert at_desk(story.cast, Role.CASE_OFFICER).post(url + "approve-seal/").status_code == 403
    assert at_desk(story.cast, Role.LEGAL_REVIEWER).post(url + "seal/").status_code == 403
