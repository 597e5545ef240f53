"""The sheet of one place: all values, its own beside the national ones."""

from __future__ import annotations

from datetime import date

import pytest

from mingjian.law.lawbook import load_lawbook, pack_ids
from mingjian.portal.parameters.sheet import Entry, count_local, sheet_of

DAY = date(2026, 5, 11)


def entry_of(pack: str, key: str) -> Entry:
    """One line of a sheet."""
    groups = sheet_of(load_lawbook(pack), on=DAY)
    [found] = [entry for group in groups for entry in group.entries if entry.key == key]
    return found


@pytest.mark.parametrize("pack", pack_ids())
def test_nothing_in_force_is_left_out_and_nothing_stands_twice(pack: str):
    book = load_lawbook(pack)

    keys = [entry.key for group in sheet_of(book, on=DAY) for entry in group.entries]

    expected = {value.key for value in book.values(on=DAY)}
    expected |= {f"limit.{limit.act}" for limit in book.time_limits(on=DAY)}
    assert len(keys) == len(set(keys))
    assert set(keys) == expected


def test_a_local_value_stands_beside_the_national_one():
    ratio = entry_of("binxian", "review.staff_ratio")

    assert (ratio.text, ratio.national, ratio.is_local) == ("7%", "5%", True)
    assert "宾政办发〔2019〕12号" in str(ratio.cite)


def test_an_inherited_value_is_marked_national():
    ratio = entry_of("panshan", "review.staff_ratio")

    assert (ratio.text, ratio.is_local, ratio.national) == ("5%", False, "")


def test_a_local_time_limit_stands_beside_the_national_one():
    limit = entry_of("guangyuan-civil", "limit.withdraw_publication")

    assert limit.is_local
    assert limit.text.endswith("1日")
    assert limit.national.endswith("3个工作日")


def test_local_values_are_counted():
    groups = sheet_of(load_lawbook("guangyuan-civil"), on=DAY)

    local = [entry for group in groups for entry in group.entries if entry.is_local]
    assert count_local(groups) == len(local) > 20
