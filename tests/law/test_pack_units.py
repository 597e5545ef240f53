"""Units: which type of value each takes."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from mingjian.law.pack_units import STRICTER_FOR_UNIT, WrongType, read_unit_value

GOOD = [
    ("yuan", 200, Decimal(200)),
    ("yuan", Decimal("0.5"), Decimal("0.5")),
    ("ratio", Decimal("0.07"), Decimal("0.07")),
    ("ratio", 1, Decimal(1)),
    ("count", 0, 0),
    ("hour", 24, 24),
    ("day", 30, 30),
    ("workday", 7, 7),
    ("month", 6, 6),
    ("year", 2, 2),
    ("yes_no", False, False),
    ("date", date(2026, 4, 1), date(2026, 4, 1)),
    ("month_day", "02-29", "02-29"),
    ("month_day", ["05-05", "11-25"], ("05-05", "11-25")),
    ("time_of_day", ["22:00", "06:00"], ("22:00", "06:00")),
    ("slug", "main_head", "main_head"),
    ("slug", ["a", "b"], ("a", "b")),
    ("text", "及时", "及时"),
    ("list", ["甲", "乙"], ("甲", "乙")),
    ("list", [["Y", "永久"]], (("Y", "永久"),)),
    ("ratio_list", [["A", 2], ["B", 3]], (("A", 2), ("B", 3))),
]


@pytest.mark.parametrize(("unit", "given", "kept"), GOOD)
def test_a_fitting_value_is_kept(unit: str, given: Any, kept: Any) -> None:
    value = read_unit_value(given, unit=unit)

    assert value == kept
    assert type(value) is type(kept)


BAD = [
    ("yuan", True, "a number of zero or more"),
    ("yuan", -1, "a number of zero or more"),
    ("yuan", "200", "a number of zero or more"),
    ("ratio", 7, "a fraction between 0 and 1"),
    ("count", Decimal("1.5"), "a whole number"),
    ("count", False, "a whole number"),
    ("day", -1, "a whole number"),
    ("yes_no", 1, "true or false"),
    ("date", "2026-04-01", "a date"),
    ("date", datetime(2026, 4, 1), "a date"),  # noqa: DTZ001 - TOML knows local times
    ("month_day", "1-31", "a text MM-DD"),
    ("month_day", "02-30", "a day that exists"),
    ("month_day", ["05-05", "05-05"], "an array without doubles"),
    ("time_of_day", "24:00", "a time that exists"),
    ("time_of_day", "6", "a text HH:MM"),
    ("slug", "Main Head", "lower-case words"),
    ("text", " ", "a text"),
    ("list", "甲", "an array"),
    ("list", ["甲", "甲"], "an array without doubles"),
    ("list", [["Y"]], "a text"),
    ("ratio_list", [2, 3], "an array of [class, number] pairs"),
    ("ratio_list", "A", "an array of [class, number] pairs"),
]


@pytest.mark.parametrize(("unit", "given", "needed"), BAD)
def test_a_value_of_another_type_is_refused(unit: str, given: Any, needed: str) -> None:
    with pytest.raises(WrongType) as refused:
        read_unit_value(given, unit=unit)

    assert f"unit {unit!r} needs {needed}" in str(refused.value)
    assert repr(given) in str(refused.value)


def test_every_unit_is_tried() -> None:
    assert {unit for unit, _, _ in GOOD} == STRICTER_FOR_UNIT.keys()
