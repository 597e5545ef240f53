"""Whatever stands in the address: it becomes a query, or a sentence, never an error."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from mingjian.portal.decisions.conditions import Conditions, read_conditions


def conditions_of(**params: str) -> Conditions:
    """The conditions of an address with these parameters."""
    address = QueryDict(mutable=True)
    address.update(params)
    return read_conditions(address)


def test_an_address_is_read_whole():
    read = conditions_of(
        q=" 食品 公司 ",
        kind="罚款",
        agency="230125-1",
        division="2301",
        year="2025",
        since="2025-01-01",
        until="2025年12月31日",
        page="3",
    )

    assert (read.mistakes, read.page, read.terms) == ((), 3, ("食品", "公司"))
    assert (read.query.agency, read.query.division, read.query.kind) == ("230125-1", "2301", "罚款")
    assert (read.query.since, read.query.until) == (date(2025, 1, 1), date(2025, 12, 31))


def test_an_empty_address_restricts_nothing():
    read = conditions_of()

    assert (read.given, read.page, read.mistakes) == ({}, 1, ())


@pytest.mark.parametrize(
    ("name", "value", "phrase"),
    [
        ("q", "长" * 10_000, "检索词有 10,000 个字，最多 200 个字"),
        ("since", "2026-02-30", "起始日期“2026-02-30”不是一个日期"),
        ("since", "昨天", "不是一个日期"),
        ("until", "0000-00-00", "截止日期“0000-00-00”不是一个日期"),
        ("year", "12", "年份“12”不对"),
        ("year", "二〇二六", "年份“二〇二六”不对"),
        ("kind", "打手心", "没有“打手心”这一处罚种类"),
        ("agency", "230125-1' OR 1=1", "没有这样的执法机关编号"),
        ("division", "abc", "二位、四位或者六位数字"),
        ("page", "abc", "页码“abc”不对"),
        ("page", "0", "页码“0”不对"),
        ("page", "-1", "页码“-1”不对"),
        ("page", "²", "页码“²”不对"),
        ("page", "9" * 5000, "页码"),
    ],
)
def test_what_cannot_be_read_is_said_and_restricts_nothing(name: str, value: str, phrase: str):
    read = conditions_of(**{name: value})

    assert [mistake.name for mistake in read.mistakes] == [name]
    assert phrase in read.mistakes[0].text
    assert read.given == {}
    assert len(read.typed[name]) <= 200


def test_a_period_the_wrong_way_round_is_said():
    read = conditions_of(since="2026-05-02", until="2026-05-01")

    assert "起始日期晚于截止日期" in read.mistakes[0].text


@pytest.mark.parametrize("words", ["食\x00品", "食\x1b品", "食\n品", "食\ud800品"], ids="NELS")
def test_signs_nobody_types_are_dropped(words: str):
    assert conditions_of(q=words).query.words == "食 品"


def test_an_address_changes_one_condition_and_goes_back_to_the_first_page():
    read = conditions_of(q="食品", kind="罚款", page="7")

    assert read.address(kind="警告") == "?q=%E9%A3%9F%E5%93%81&kind=%E8%AD%A6%E5%91%8A"
    assert read.without("kind", "q") == "?"
    assert read.narrowed
    assert not conditions_of(q="食品").narrowed


@given(st.dictionaries(st.sampled_from(["q", "kind", "year", "since", "page"]), st.text()))
def test_no_address_breaks_the_reading(params: dict[str, str]):
    read = conditions_of(**params)

    assert read.page >= 1
    assert all(mistake.text.endswith("。") for mistake in read.mistakes)
    assert "\x00" not in read.query.words
