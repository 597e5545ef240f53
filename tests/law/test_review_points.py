"""The seven points, words that are no opinion, who may review, and what the three roles sign."""

from __future__ import annotations

from datetime import date

import pytest

from mingjian.law.lawbook import load_lawbook, pack_ids
from mingjian.law.review_points import (
    JUDGED_POINTS,
    SEVEN_POINTS,
    is_perfunctory,
    liability_statement,
    may_review,
)
from mingjian.law.roles import Role


@pytest.mark.parametrize("pack_id", pack_ids())
def test_every_pack_asks_the_seven_points(pack_id: str) -> None:
    asked = load_lawbook(pack_id).value("review.contents", on=date(2026, 3, 2)).value

    assert len(asked) == len(set(SEVEN_POINTS)) == 7
    assert set(JUDGED_POINTS) < set(range(1, 8))


@pytest.mark.parametrize("text", ["", "同意", "拟同意。", "无意见！", "——————", "好好好好好好好"])
def test_a_word_is_no_opinion(text: str) -> None:
    assert is_perfunctory(text)


@pytest.mark.parametrize("text", ["现场笔录与询问笔录一致", "事实清楚，程序合法，同意。"])
def test_a_sentence_is_one(text: str) -> None:
    assert not is_perfunctory(text)


@pytest.mark.parametrize(
    ("is_qualified", "since", "may"),
    [
        (True, date(2026, 1, 1), True),
        (True, None, True),
        (False, None, False),
        (False, date(2018, 1, 1), False),
        (False, date(2017, 12, 31), True),
    ],
)
def test_the_duty_of_qualification_begins_on_its_statutory_day(
    is_qualified: bool, since: date | None, may: bool
) -> None:
    assert may_review(is_qualified=is_qualified, reviewer_since=since) is may


def test_each_role_answers_for_its_own() -> None:
    said = {
        role: liability_statement(role=role, name="张三")
        for role in (Role.CASE_OFFICER, Role.LEGAL_REVIEWER, Role.AGENCY_HEAD)
    }

    assert "真实性、准确性、完整性" in said[Role.CASE_OFFICER]
    assert "审核意见负责" in said[Role.LEGAL_REVIEWER]
    assert len(set(said.values())) == 3
