"""Papers say what the rows say: facts, basis, rights, remedies; nothing is typed twice."""

from __future__ import annotations

import pytest

from mingjian.dossier.documents import is_intact
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document
from mingjian.law.procedure import Move, Outcome
from mingjian.ops.demo.story import Telling
from tests.cases.story import story_at

pytestmark = pytest.mark.django_db


def paper(story: Telling, kind: DocumentKind) -> Document:
    """The newest paper of that kind in the case."""
    return Document.objects.filter(subject_id=story.case_id, kind=kind.value).latest("dated", "id")


def headings(document: Document) -> list[str]:
    """Its sections."""
    return [section["heading"] for section in document.content["sections"]]


def text_of(document: Document) -> str:
    """Everything the paper says, as one text."""
    content = document.content
    lines = [content.get("opening", ""), content.get("addressee", "")]
    lines += [text for pair in content.get("fields", []) for text in pair]
    lines += [text for pair in content.get("signatures", []) for text in pair]
    for section in content.get("sections", []):
        lines += [section["heading"], *section["paragraphs"]]
    return "\n".join(lines)


def test_a_penalty_decision_has_the_contents_of_article_59_in_order() -> None:
    decision = paper(story_at(Move.DECIDE), DocumentKind.PENALTY_DECISION)

    assert headings(decision) == [
        "一、案件来源和调查经过",
        "二、违法事实",
        "三、证据",
        "四、告知、陈述申辩及听证",
        "五、理由和依据",
        "六、决定",
        "七、履行方式和期限",
        "八、救济途径",
    ]


def test_an_exemption_is_numbered_through_without_what_it_does_not_have() -> None:
    story = story_at(Move.DECIDE, outcome=Outcome.NO_PENALTY_NOT_ESTABLISHED, content=None)

    decision = paper(story, DocumentKind.NO_PENALTY_DECISION)

    assert [heading[0] for heading in headings(decision)] == list("一二三四五六")
    assert "履行方式" not in text_of(decision)


def test_a_decision_names_party_amount_basis_and_both_remedies() -> None:
    story = story_at(Move.DECIDE)

    text = text_of(paper(story, DocumentKind.PENALTY_DECISION))

    party, agency = story.case.party, story.case.agency
    for word in (party.name, party.credit_code, "壹万贰仟元", agency.court, "六个月内"):
        assert word in text or word.replace("六个月", "6个月") in text
    assert f"60日内向{agency.reconsideration_body}申请行政复议" in text
    assert "百分之三" in text


def test_a_defence_and_its_answer_stand_in_the_decision() -> None:
    story = story_at(Move.DECIDE, defends=True)

    text = text_of(paper(story, DocumentKind.PENALTY_DECISION))

    assert "已经改正，请求从轻处罚" in text
    assert "本机关复核后不予采纳，理由" in text


def test_silence_and_waiver_are_told_apart() -> None:
    silent = text_of(paper(story_at(Move.DECIDE), DocumentKind.PENALTY_DECISION))
    waived = text_of(paper(story_at(Move.DECIDE, waives=True), DocumentKind.PENALTY_DECISION))

    assert "在规定期限内未提出陈述、申辩" in silent
    assert "当事人书面放弃陈述、申辩" in waived


def test_the_report_shows_how_the_amount_came_about() -> None:
    story = story_at(Move.REPORT)

    report = paper(story, DocumentKind.INVESTIGATION_REPORT)

    (discretion,) = [s for s in report.content["sections"] if "裁量" in s["heading"]]
    assert discretion["paragraphs"] == story.case.proposals.get().trace
    assert ["承办人", story.cast.lead.name] in report.content["signatures"]


def test_an_opinion_lists_the_seven_points_and_the_reviewed_text() -> None:
    story = story_at(Move.AGREE, declared_triggers=("complex",))

    opinion = paper(story, DocumentKind.REVIEW_OPINION)

    points = opinion.content["sections"][0]["paragraphs"]
    assert len(points) == 7
    assert all("——符合" in point for point in points)
    assert story.case.proposals.get().hash in text_of(opinion)


def test_a_hearing_notice_names_day_place_and_host() -> None:
    story = story_at(Move.NOTIFY_HEARING, grave=True, asks_hearing=True)

    text = text_of(paper(story, DocumentKind.HEARING_NOTICE))

    assert story.cast.host.name in text
    assert "本机关听证室" in text


def test_every_paper_of_a_case_is_intact_and_bears_the_agency() -> None:
    story = story_at(None, grave=True, asks_hearing=True)

    papers = list(Document.objects.filter(subject_id=story.case_id))

    assert {paper.kind for paper in papers} >= {
        DocumentKind.OPENING_FORM.value,
        DocumentKind.HEARING_RECORD.value,
        DocumentKind.DELIBERATION_RECORD.value,
        DocumentKind.CLOSING_REPORT.value,
    }
    assert all(is_intact(paper) for paper in papers)
    assert {paper.content["agency"] for paper in papers} == {story.case.agency.name}


def test_a_declined_case_says_why_to_the_head() -> None:
    story = story_at(None, declined=True)

    text = text_of(paper(story, DocumentKind.DECLINE_FORM))

    assert "不予立案。理由：经审查" in text
    assert story.cast.head.name in text
