"""Circumstances (情节) and conditions (适用条件)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from mingjian.law.circumstances import Circumstances, Subject, read_condition


def holds(row: dict[str, Any], **given: Any) -> bool:
    return read_condition(row).holds(Circumstances(**given), set())


@pytest.mark.parametrize(
    ("row", "count", "expected"),
    [
        ({"offences": "2"}, 1, False),
        ({"offences": "2"}, 2, True),
        ({"offences": "2"}, 3, False),
        ({"offences": "3+"}, 2, False),
        ({"offences": "3+"}, 9, True),
    ],
)
def test_offences_are_counted(row: dict[str, Any], count: int, expected: bool):
    assert holds(row, offence_count=count) is expected


def test_a_flag_nobody_established_does_not_hold():
    assert not holds({"grave": True})
    assert holds({"grave": False})
    assert holds({"slight": True, "corrected": True}, is_slight=True, corrected_promptly=True)
    assert not holds({"slight": True, "corrected": True}, is_slight=True)


@pytest.mark.parametrize(
    ("bound", "amount", "expected"),
    [
        ({"below": 10000}, "9999.99", True),
        ({"below": 10000}, "10000", False),
        ({"at_least": 10000}, "10000", True),
        ({"above": 0, "below": 10}, "0", False),
        ({"at_most": 0}, "0", True),
        ({"at_most": 0}, "0.01", False),
    ],
)
def test_limits_include_what_the_words_include(bound: dict[str, int], amount: str, expected: bool):
    assert holds({"货值金额": bound}, measures={"货值金额": Decimal(amount)}) is expected


def test_one_alternative_is_enough_and_missing_facts_are_named_only_when_none_holds():
    condition = read_condition({"any": [{"offences": "2"}, {"littering": True}]})
    missing: set[str] = set()

    assert condition.holds(Circumstances(offence_count=2), missing)
    assert not missing
    assert not condition.holds(Circumstances(), missing)
    assert missing == {"littering"}


def test_a_fact_may_be_a_choice():
    assert holds({"accident": "较大事故"}, facts={"accident": "较大事故"})
    assert not holds({"accident": "较大事故"}, facts={"accident": "一般事故"})


def test_a_subject_and_aggravating_acts_are_compared():
    assert holds({"subject": "person"}, subject=Subject.PERSON)
    assert not holds({"subject": "person"})
    assert holds({"aggravating": ["assault", "disorder"]}, aggravating=frozenset({"disorder"}))
    assert not holds({"aggravating": ["assault"]})


def test_no_condition_always_holds():
    assert read_condition(None).holds(Circumstances(), set())
    assert read_condition({}).tests == ()


@pytest.mark.parametrize(
    "given",
    [
        {"offence_count": 0},
        {"age": 20},
        {"age": -1, "subject": Subject.PERSON},
        {"measures": {"货值金额": Decimal(-1)}},
        {"measures": {"货值金额": Decimal("NaN")}},
    ],
)
def test_circumstances_that_cannot_be_are_refused(given: dict[str, Any]):
    with pytest.raises(ValueError, match=r"offence count|自然人|不小于零"):
        Circumstances(**given)


def test_parties_have_chinese_names():
    assert [subject.label for subject in Subject] == ["单位", "个人", "责任人员"]
