"""Units of pack values (参数单位): which type of value each unit takes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

_SLUG = re.compile(r"^[a-z][a-z0-9_]*$")
_MONTH_DAY = re.compile(r"^[0-9]{2}-[0-9]{2}$")
_CLOCK = re.compile(r"^[0-9]{2}:[0-9]{2}$")
_LEAP_YEAR = 2024

_NUMERIC, _SET, _FLAT = ("lower", "higher", "fixed"), ("wider", "fixed"), ("fixed",)

# 单位 → 地方规定可以怎样更严。The keys are all units there are.
STRICTER_FOR_UNIT: dict[str, tuple[str, ...]] = {
    "yuan": _NUMERIC,
    "ratio": _NUMERIC,
    "count": _NUMERIC,
    "hour": _NUMERIC,
    "day": _NUMERIC,
    "workday": _NUMERIC,
    "month": _NUMERIC,
    "year": _NUMERIC,
    "yes_no": _FLAT,
    "date": _FLAT,
    "month_day": ("lower", "higher", "fixed"),
    "time_of_day": _FLAT,
    "slug": _SET,
    "text": _FLAT,
    "list": _SET,
    "ratio_list": _FLAT,
}


class WrongType(ValueError):
    """A value that does not fit its unit."""


def read_unit_value(given: Any, *, unit: str) -> Any:
    """The value as the lawbook keeps it: money and ratios as Decimal, arrays as tuples."""
    reader = _READERS[unit]
    try:
        return reader(given)
    except WrongType as error:
        raise WrongType(f"unit {unit!r} needs {error}, got {given!r}") from None


def _decimal(given: Any) -> Decimal:
    if isinstance(given, bool) or not isinstance(given, int | Decimal) or given < 0:
        raise WrongType("a number of zero or more")
    return Decimal(given)


def _ratio(given: Any) -> Decimal:
    ratio = _decimal(given)
    if ratio > 1:
        raise WrongType("a fraction between 0 and 1")
    return ratio


def _whole(given: Any) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or given < 0:
        raise WrongType("a whole number of zero or more")
    return given


def _yes_no(given: Any) -> bool:
    if not isinstance(given, bool):
        raise WrongType("true or false")
    return given


def _day(given: Any) -> date:
    if isinstance(given, datetime) or not isinstance(given, date):
        raise WrongType("a date")
    return given


def _text(given: Any) -> str:
    if not isinstance(given, str) or not given.strip():
        raise WrongType("a text")
    return given


def _month_day(given: Any) -> str:
    text = _text(given)
    if not _MONTH_DAY.match(text):
        raise WrongType("a text MM-DD")
    try:
        date(_LEAP_YEAR, int(text[:2]), int(text[3:]))
    except ValueError:
        raise WrongType("a day that exists, as MM-DD") from None
    return text


def _clock(given: Any) -> str:
    text = _text(given)
    if not _CLOCK.match(text):
        raise WrongType("a text HH:MM")
    try:
        time(int(text[:2]), int(text[3:]))
    except ValueError:
        raise WrongType("a time that exists, as HH:MM") from None
    return text


def _slug(given: Any) -> str:
    text = _text(given)
    if not _SLUG.match(text):
        raise WrongType("lower-case words joined by '_'")
    return text


def _one_or_many(reader: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def read(given: Any) -> Any:
        if isinstance(given, list):
            return _without_doubles(tuple(reader(member) for member in given))
        return reader(given)

    return read


def _list(given: Any) -> tuple[Any, ...]:
    if not isinstance(given, list):
        raise WrongType("an array")
    return _without_doubles(tuple(_list_member(member) for member in given))


def _list_member(member: Any) -> Any:
    """A text, or a pair of code and text."""
    if isinstance(member, list) and len(member) == 2:
        return (_text(member[0]), _text(member[1]))
    return _text(member)


def _ratio_list(given: Any) -> tuple[tuple[str, int], ...]:
    if not isinstance(given, list) or not all(
        isinstance(member, list) and len(member) == 2 for member in given
    ):
        raise WrongType("an array of [class, number] pairs")
    return tuple((_text(name), _whole(number)) for name, number in given)


def _without_doubles(members: tuple[Any, ...]) -> tuple[Any, ...]:
    if len(set(members)) != len(members):
        raise WrongType("an array without doubles")
    return members


_READERS: dict[str, Callable[[Any], Any]] = {
    "yuan": _decimal,
    "ratio": _ratio,
    "count": _whole,
    "hour": _whole,
    "day": _whole,
    "workday": _whole,
    "month": _whole,
    "year": _whole,
    "yes_no": _yes_no,
    "date": _day,
    "month_day": _one_or_many(_month_day),
    "time_of_day": _one_or_many(_clock),
    "slug": _one_or_many(_slug),
    "text": _text,
    "list": _list,
    "ratio_list": _ratio_list,
}
