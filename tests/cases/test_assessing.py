"""Discretion in a case: its rule, the text in force on the day of the act, lawful departures."""

from __future__ import annotations

from datetime import date

import pytest

from mingjian.cases.assessing import Choice, assess_case, check_content, rule_of
from mingjian.cases.models import Case
from mingjian.law.breach import MoveRefused
from mingjian.law.circumstances import Circumstances
from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import Move
from mingjian.law.violations import violation
from tests.cases.story import BINXIAN, YUAN, story_at

pytestmark = pytest.mark.django_db
OVERDUE = Circumstances(refused_correction=True)


def a_case() -> Case:
    """A light case of 宾县."""
    return story_at(Move.ADD_EVIDENCE).case


def test_a_rule_is_a_violation_or_an_item_of_a_benchmark() -> None:
    known = BINXIAN.offences[0].violation_id

    assert rule_of(known) == violation(known)
    with pytest.raises(KeyError):
        rule_of("no-such-violation")


def test_the_assessment_names_range_and_provisions() -> None:
    assessed = assess_case(case=a_case(), circumstances=OVERDUE, choice=Choice())

    least, most = assessed.lawful_range
    assert least is not None
    assert most is not None
    assert least < most
    assert assessed.forbids
    assert assessed.basis
    assert assessed.trace[0].startswith("案由：")


def test_no_text_in_force_on_the_day_of_the_act_is_said_with_the_day() -> None:
    with pytest.raises(MoveRefused, match="第三十七条"):
        assess_case(case=a_case(), circumstances=OVERDUE, choice=Choice(), on=date(1990, 1, 1))


def test_an_amount_above_the_statute_is_refused_with_what_to_do() -> None:
    assessed = assess_case(case=a_case(), circumstances=OVERDUE, choice=Choice())
    too_much = PenaltyContent((PenaltyKind.FINE,), YUAN("99999999"))

    with pytest.raises(MoveRefused, match="请核对处罚种类、金额和裁量情节"):
        check_content(assessed=assessed, content=too_much)


def test_an_amount_within_the_range_departs_from_nothing() -> None:
    case = a_case()
    assessed = assess_case(case=case, circumstances=OVERDUE, choice=Choice())
    fitting = PenaltyContent((PenaltyKind.FINE,), YUAN("12000"))

    assert check_content(assessed=assessed, content=fitting) == ()
