"""One act, one fine: which earlier fine must be answered, and which answer counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from mingjian.law.provisions import provision_text
from mingjian.law.same_act import (
    ONCE,
    EarlierFine,
    WhatWasDone,
    fines_to_answer,
    may_be_same,
    refuse_answer,
    refuse_second_fine,
)

DAY = date(2026, 3, 2)
DONE = WhatWasDone(frozenset({"food-expired"}), "宾县示范街 1号", DAY)
FINE = EarlierFine(
    case_id=UUID(int=7),
    number="宾市监处罚〔2026〕3号",
    agency="宾县市场监督管理局",
    cause="经营超过保质期的食品",
    done=replace(DONE, place="宾县示范街1号"),
    decided_on=DAY + timedelta(days=40),
    fine_yuan=Decimal(5_000),
)


def fined(**changes):
    return replace(FINE, done=replace(FINE.done, **changes))


@pytest.mark.parametrize(
    ("earlier", "is_asked"),
    [
        (FINE, True),
        (fined(causes=frozenset({"other"})), True),  # 同日同地，另一规定
        (fined(place="别处"), True),  # 同日同案由，另一地点
        (fined(causes=frozenset({"other"}), place="别处"), False),
        (fined(last_day=DAY - timedelta(days=1)), False),
        (fined(last_day=DAY - timedelta(days=1), is_continuing=True), True),
        (replace(fined(is_continuing=True), decided_on=DAY - timedelta(days=1)), True),
    ],
)
def test_an_act_of_one_day_is_compared_by_cause_and_place(earlier, is_asked):
    assert may_be_same(done=DONE, fine=earlier) is is_asked


def test_what_goes_on_after_the_decision_is_a_new_act():
    still = replace(DONE, is_continuing=True)
    later = replace(still, last_day=FINE.decided_on + timedelta(days=1))

    assert may_be_same(done=replace(still, last_day=FINE.decided_on), fine=FINE)
    assert not may_be_same(done=later, fine=fined(is_continuing=True))


def test_one_of_several_violations_is_enough():
    both = replace(DONE, causes=frozenset({"x", "food-expired"}), place="别处")

    assert may_be_same(done=both, fine=FINE)


def test_an_answered_fine_is_not_asked_for_again_and_the_others_are():
    other = replace(FINE, case_id=UUID(int=8))

    left = fines_to_answer(done=DONE, fines=[FINE, other], answered=frozenset({FINE.case_id}))

    assert left == (other,)
    (breach,) = refuse_second_fine(fines=left, remedy="请修改。")
    assert "宾县市场监督管理局2026年4月11日以“经营超过保质期的食品”罚款5,000.00元" in breach.message
    assert breach.cite == ONCE
    assert provision_text(ONCE) is not None


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ({"is_asked": False}, "不是可能相同的违法行为"),
        ({"is_decided": True}, "已经作出决定"),
        ({"reasons": "不是同一个"}, "没有写明"),
        ({"reasons": "不不不不不不不不"}, "没有写明"),
    ],
)
def test_an_answer_is_for_a_fine_before_the_decision_and_in_words(said, word):
    lawful = {
        "is_asked": True,
        "is_decided": False,
        "reasons": "前案在仓库，本案在门店，批次不同。",
    }

    (breach,) = refuse_answer(**{**lawful, **said})

    assert word in breach.message
    assert refuse_answer(**lawful) == ()
