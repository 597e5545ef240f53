"""The matrix at the desk: one click links, gaps go with the report and to the reviewer."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from mingjian.cases.models import EvidenceExam, ExhibitFile, ProofLink
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from tests.cases.proofs import SIGNED, first
from tests.cases.story import story_at
from tests.desk.counting import queries_for
from tests.desk.make import at_desk, stranger, text_of
from tests.evidence.make import received

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return story_at(Move.ADD_EVIDENCE)


@pytest.fixture
def officer(story) -> Client:
    return at_desk(story.cast, Role.CASE_OFFICER)


def at(name: str, story, *more: object) -> str:
    return reverse(f"desk:case-{name}", args=[story.case_id, *more])


def cell(story, *, linked: int = 1) -> dict[str, str]:
    """The button of 证1 beside the act."""
    return {"cell": f"{linked}|{first(story).id}|{story.case.violation_id}|act"}


def test_one_click_links_and_the_button_shows_it(officer, story) -> None:
    before = officer.get(at("matrix", story)).content.decode()
    clicked = officer.post(at("prove", story), cell(story))
    after = officer.get(at("matrix", story)).content.decode()

    assert clicked.status_code == 303
    assert before.count('aria-pressed="true"') == 0
    assert after.count('aria-pressed="true"') == 1
    assert ProofLink.objects.count() == 1


def test_htmx_gets_the_facts_only(officer, story) -> None:
    part = officer.post(at("prove", story), cell(story), headers={"HX-Request": "true"})

    assert part.content.decode().lstrip().startswith('<div id="facts"')


def test_who_only_reads_has_no_buttons_and_may_not_click(story) -> None:
    reviewer = at_desk(story.cast, Role.LEGAL_REVIEWER)

    page = reviewer.get(at("matrix", story)).content.decode()

    assert "<button" not in page.partition('id="facts"')[2].partition("</main>")[0]
    assert reviewer.post(at("prove", story), cell(story)).status_code == 403


def test_another_agency_finds_nothing(story) -> None:
    other = stranger(Role.CASE_OFFICER)

    answers = [
        other.get(at("matrix", story)),
        other.post(at("prove", story), cell(story)),
        other.post(at("examine", story, first(story).id), SIGNED),
        other.get(at("proof-paper", story, "catalogue")),
    ]

    assert [one.status_code for one in answers] == [404] * 4


def test_an_examination_and_a_photo_are_entered_from_the_page(officer, story) -> None:
    file = received(case_id=story.case_id, case_number="1号", name="现场.jpg")
    item = first(story)

    officer.post(at("examine", story, item.id), SIGNED)
    refused = officer.post(at("examine", story, item.id), {**SIGNED, "confirmation": "refused"})
    officer.post(at("exhibit", story), {"evidence": item.id, "file": file.id})
    page = text_of(officer.get(at("matrix", story)))

    assert refused.status_code == 409
    assert (EvidenceExam.objects.count(), ExhibitFile.objects.count()) == (1, 1)
    assert "已核对并签名" in page
    assert "现场.jpg" in page


def test_gaps_stand_beside_the_report_and_in_the_review(officer) -> None:
    story = story_at(Move.SUBMIT_REVIEW, grave=True)
    reviewer = at_desk(story.cast, Role.LEGAL_REVIEWER)
    early = story_at(Move.ADD_EVIDENCE)

    report = at_desk(early.cast, Role.CASE_OFFICER).get(
        reverse("desk:do", args=[early.case_id, Move.REPORT.value])
    )
    review = reviewer.get(reverse("desk:do", args=[story.case_id, Move.AGREE.value]))

    assert "必须补足" in text_of(report)
    assert "没有对应的证据" in text_of(review)


@pytest.mark.parametrize("name", ["catalogue", "matrix"])
def test_the_papers_are_printed(officer, story, name: str) -> None:
    paper = officer.get(at("proof-paper", story, name))

    assert paper.content[:5] == b"%PDF-"
    assert officer.get(at("proof-paper", story, "other")).status_code == 404


def test_the_page_costs_the_same_however_much_was_linked(officer, story) -> None:
    bare = queries_for(officer, at("matrix", story))
    officer.post(at("prove", story), cell(story))

    assert queries_for(officer, at("matrix", story)) <= bare
