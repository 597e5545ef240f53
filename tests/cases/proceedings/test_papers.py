"""加处罚款决定书、强制执行决定书 of real cases: what the law asks, sound to print and to seal."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from mingjian.cases.paper_checks import faults_against_sealing
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document
from mingjian.dossier.pdf import render_pdf
from mingjian.law.proceedings import ProceedingMove as Step
from mingjian.ops.demo.story import Telling
from tests.cases import acts_execution as acts
from tests.cases.proceedings.steps import take
from tests.pdfa import faults_in

pytestmark = pytest.mark.django_db


def printed(story: Telling, kind: DocumentKind) -> str:
    """The text of the paper's PDF, after it was found sound."""
    paper = Document.objects.get(subject_id=story.case_id, kind=kind.value)
    assert faults_against_sealing(paper) == []
    pdf = render_pdf(paper)
    assert faults_in(pdf) == []
    pages = PdfReader(BytesIO(pdf)).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", "")


def test_the_surcharge_names_the_decision_the_fine_the_sum_and_the_cap() -> None:
    story = acts.overdue()
    take(story, Step.DECIDE_SURCHARGE)
    step = story.case.proceedings.get().steps.get()

    said = printed(story, DocumentKind.SURCHARGE_DECISION)

    assert story.case.decision.number in said
    assert "罚款人民币壹万贰仟元整（¥12,000.00）" in said
    assert f"¥{step.amount_yuan:,.2f}" in said
    assert "加处罚款的数额不超出罚款的数额" in said
    assert "申请行政复议" in said


def test_own_enforcement_names_the_decision_and_the_demand_that_came_before() -> None:
    story = acts.demanded()
    demand = story.case.demands.get()
    acts.wait_until(story, demand.due_on + timedelta(days=1))
    take(story, Step.DECIDE_ENFORCEMENT)

    said = printed(story, DocumentKind.ENFORCEMENT_DECISION)

    assert story.case.decision.number in said
    assert demand.document.number.text in said
    assert "强行拆除" in said
    assert "《水法》第六十五条第一款" in said
    assert "不在夜间和法定节假日实施" in said
