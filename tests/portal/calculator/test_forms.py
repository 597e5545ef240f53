"""The public calculator and the desk answer alike, whatever anybody fills in."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.cases.models import Case
from mingjian.desk.cases.forms.circumstances import CircumstancesForm
from mingjian.law.answers import rule_of
from mingjian.law.benchmarks import benchmarks
from mingjian.law.circumstances import FLAGS, Relief, Subject
from mingjian.law.discretion import assess
from mingjian.law.grounds import grounds
from mingjian.law.questions import questions_of
from mingjian.law.violations import violations
from mingjian.portal.calculator.forms import CalculatorForm
from mingjian.registry.models import Party

# The desk counts earlier penalties in the record; here there are none.
pytestmark = pytest.mark.django_db
ON = date(2026, 4, 1)
RULES = [
    *(one.id for one in violations()),
    *(item.id for document in benchmarks() for item in document.items),
]
GROUNDS = [key for key, one in grounds().items() if not one.age]


@st.composite
def filled_in(draw: st.DrawFn) -> tuple[str, QueryDict]:
    """A rule and what somebody answers: right, wrong or nothing."""
    rule_id = draw(st.sampled_from(RULES))
    questions = questions_of(rule=rule_of(rule_id))
    answers = QueryDict(mutable=True)
    answers["act_on"] = ON.isoformat()
    answers["subject"] = draw(st.sampled_from([one.value for one in Subject]))
    answers["offence_count"] = str(draw(st.integers(0, 4)))
    answers["relief"] = draw(st.sampled_from(["", *(one.value for one in Relief)]))
    answers.setlist("flags", draw(st.lists(st.sampled_from(list(FLAGS)), unique=True)))
    answers.setlist("grounds", draw(st.lists(st.sampled_from(GROUNDS), max_size=2, unique=True)))
    for index, _ in enumerate(questions.measures):
        answers[f"measure_{index}"] = draw(st.sampled_from(["", "0", "3", "12000.5", "x"]))
    for index, fact in enumerate(questions.facts):
        answers[f"fact_{index}"] = draw(st.sampled_from(["", *(fact.choices or ("1", "0"))]))
    if questions.aggravating:
        found = draw(st.lists(st.sampled_from(list(questions.aggravating)), unique=True))
        answers.setlist("aggravating", found)
    return rule_id, answers


def at_the_desk(rule_id: str, answers: QueryDict) -> Any:
    """What the desk's form and the law say; the sentence where they refuse."""
    case = Case(violation_id=rule_id, party=Party(kind="organisation"), act_ended_on=ON)
    form = CircumstancesForm(answers, case=case)
    if not form.is_valid():
        return None
    try:
        return assess(rule=rule_of(rule_id), circumstances=form.circumstances(), on=ON)
    except ValueError:
        return None


@settings(max_examples=150, deadline=None)
@given(filled_in())
def test_the_portal_says_what_the_desk_says(filled: tuple[str, QueryDict]) -> None:
    rule_id, answers = filled
    form = CalculatorForm(answers, rule=rule_of(rule_id))

    public = form.assessment() if form.is_valid() else None

    assert public == at_the_desk(rule_id, answers)
