"""Entries: when they hold and how they read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from mingjian.law.citation import Citation
from mingjian.law.lawbook import load_lawbook
from mingjian.law.pack_entries import Value, is_in_force, show_value

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (Decimal("0.07"), "ratio", "7%"),
        (Decimal(1), "ratio", "100%"),
        (Decimal(100000), "yuan", "100,000元"),
        (True, "yes_no", "是"),
        (False, "yes_no", "否"),
        ("01-31", "month_day", "1月31日"),
        (("05-05", "11-25"), "month_day", "5月5日、11月25日"),
        (7, "workday", "7个工作日"),
        (30, "day", "30日"),
        (24, "hour", "24小时"),
        (3, "month", "3个月"),
        (2, "year", "2年"),
        (2, "count", "2"),
        (date(2026, 4, 1), "date", "2026年4月1日"),
        ("及时", "text", "及时"),
        ((), "list", "未规定"),
        ((("Y", "永久"), "其他"), "list", "Y 永久、其他"),
        ((("A", 2),), "ratio_list", "A 2"),
    ],
)
def test_a_value_reads_in_chinese(value: Any, unit: str, shown: str) -> None:
    assert show_value(value, unit=unit) == shown


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2020, 12, 31), False),
        (date(2021, 1, 1), True),
        (date(2021, 12, 31), True),
        (date(2022, 1, 1), False),
    ],
)
def test_an_entry_holds_from_its_first_day_until_the_day_of_its_end(day: date, holds: bool) -> None:
    value = Value(
        key="a",
        value=1,
        unit="count",
        since=date(2021, 1, 1),
        until=date(2022, 1, 1),
        cite=Citation("甲法", "1"),
        note="",
        quality="sourced",
        pack="national",
    )

    assert is_in_force(value, on=day) is holds


def test_a_time_limit_reads_with_its_unit_and_origin() -> None:
    entry = load_lawbook("binxian").limit_entry("upload_recording", on=TODAY)

    assert (entry.text, entry.is_local, entry.act) == ("24小时", True, "upload_recording")


def test_parameters_have_chinese_titles() -> None:
    book = load_lawbook("binxian")

    titles = [book.parameter(value.key).title for value in book.values(on=TODAY)]

    assert all(any("一" <= sign <= "鿿" for sign in title) for title in titles)
    assert len(set(titles)) == len(titles)
