"""The elements of a case for forms: as its rows say, and only what they say."""

from __future__ import annotations

from datetime import date

import pytest

from mingjian.cases.paper_values import values_of
from mingjian.law.document_types import document_types
from mingjian.law.procedure import Move
from tests.cases.story import story_at

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 2)


def test_a_closed_case_gives_every_element_with_its_own_words() -> None:
    case = story_at(None, grave=True, asks_hearing=True, defends=True, review_returns=True).case
    values = values_of(case=case, on=DAY)

    assert values.of("party_name") == case.party.name
    assert values.of("decision_number") == case.decision.number
    assert values.of("number_penalty_decision") == case.decision.number
    assert "行政复议" in values.of("remedy")
    assert len(values.tables["documents"]) > 8
    assert values.of("dated") == "2026年11月2日"


def test_a_new_lead_has_no_decision_and_no_empty_elements() -> None:
    values = values_of(case=story_at(Move.REGISTER_LEAD).case, on=DAY)

    assert values.of("decision_number") == ""
    assert values.of("facts") == ""
    assert all(values.texts.values())


def test_every_element_that_a_type_asks_for_is_one_that_a_case_can_have() -> None:
    grave = story_at(None, grave=True, asks_hearing=True, defends=True, review_returns=True).case
    known = set(values_of(case=grave, on=DAY).texts)
    asked = {
        one.element for kind in document_types() for one in (*kind.fields, *kind.signatures)
    } - {"", "hearing_record"}

    assert asked - known - {"decision_served_on", "served_how", "served_receiver"} == set()
