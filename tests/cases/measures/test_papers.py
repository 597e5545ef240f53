"""The papers of a measure stand before the checks that a seal asks for."""

from __future__ import annotations

import pytest

from mingjian.cases.paper_checks import faults_against_sealing
from mingjian.dossier.models import Document
from tests.cases.measures.goods import taken
from tests.cases.measures.test_holding import extend, goods_of, release, start_test

pytestmark = pytest.mark.django_db


def test_no_paper_of_a_measure_has_a_fault_that_keeps_it_from_its_seal():
    story = taken()
    extend(story)
    start_test(story)
    release(story, goods_of(story))

    papers = Document.objects.filter(subject_id=story.case_id, service__isnull=False)
    assert papers.count() == 4
    assert [fault for paper in papers for fault in faults_against_sealing(paper)] == []
