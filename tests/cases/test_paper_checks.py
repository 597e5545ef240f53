"""The papers that the product makes of its own rows have no formal fault; forged ones do."""

from __future__ import annotations

from copy import deepcopy

import pytest

from mingjian.cases.models import Case
from mingjian.cases.paper_checks import check_paper, faults_against_sealing
from mingjian.dossier.models import Document
from mingjian.law.linting import Gravity
from mingjian.law.procedure import Move, Outcome
from tests.cases.story import story_at

pytestmark = pytest.mark.django_db


def serious_on(case: Case) -> list[str]:
    """Every serious fault on any paper of the case."""
    return [
        f"{paper.title} {one.rule} {one.place} {one.message}"
        for paper in Document.objects.filter(subject_id=case.id)
        for one in check_paper(document=paper, case=case)
        if one.gravity is Gravity.SERIOUS
    ]


def test_no_paper_of_a_whole_case_has_a_serious_fault() -> None:
    assert serious_on(story_at(None).case) == []


def test_no_paper_of_a_grave_case_has_a_serious_fault() -> None:
    case = story_at(None, grave=True, asks_hearing=True, defends=True, review_returns=True).case

    assert serious_on(case) == []


def test_an_exemption_has_no_serious_fault() -> None:
    story = story_at(Move.DECIDE, outcome=Outcome.NO_PENALTY_NOT_ESTABLISHED, content=None)

    assert serious_on(story.case) == []


def test_a_number_of_another_case_and_a_wrong_fine_are_found() -> None:
    paper = deepcopy(story_at(Move.DECIDE).case.decision.document)
    paper.content["sections"][5]["paragraphs"] = ["罚款人民币壹元整（¥1.00）。"]
    paper.content["addressee"] = "别的公司"

    codes = {breach.code for breach in faults_against_sealing(paper)}

    assert {"L32", "L21"} <= codes
