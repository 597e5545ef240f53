"""Administrative divisions (行政区划): GB/T 2260 codes of provinces, cities and counties.

The table is that of 2023. Codes change over time: a code stored with a case stays as it was.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

_FOLDER = resources.files("mingjian.law") / "packs" / "divisions"
_CODE = re.compile(r"^[1-9]\d(?:\d\d){0,2}$")
_LONG_CODE = re.compile(r"^[1-9]\d{5}(?:\d{3}){0,2}$")
# 占位名称: grouping rows of the table that are no place and stay out of full names.
_PLACEHOLDERS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})


class UnknownDivision(LookupError):
    """区划代码 not in the table; the message is for the person who entered it."""


class DivisionLevel(StrEnum):
    """行政区划的层级."""

    PROVINCE = "province"  # 省级
    CITY = "city"  # 地级
    COUNTY = "county"  # 县级


@dataclass(frozen=True)
class Division:
    """行政区划: ``code`` has six digits; ``full_name`` runs from the province down."""

    code: str
    name: str
    full_name: str
    level: DivisionLevel


def division(code: str) -> Division:
    """The division of a code of two, four or six digits: 23, 2301, 230125."""
    found = _table().get(code.ljust(6, "0")) if _CODE.match(code) else None
    if found is None:
        raise UnknownDivision(
            f"行政区划代码“{code}”不在区划代码表（2023年）中。"
            "请输入二位、四位或六位代码，或者按名称选择所在地。"
        )
    return found


def divisions_under(*, code: str) -> tuple[Division, ...]:
    """The divisions one level below: cities of a province, counties of a city."""
    above = division(code)
    below = {
        DivisionLevel.PROVINCE: DivisionLevel.CITY,
        DivisionLevel.CITY: DivisionLevel.COUNTY,
    }.get(above.level)
    prefix = _significant(above.code)
    return tuple(
        each for each in _table().values() if each.level is below and each.code.startswith(prefix)
    )


def provinces() -> tuple[Division, ...]:
    """省、自治区、直辖市 of the table, by code."""
    return tuple(each for each in _table().values() if each.level is DivisionLevel.PROVINCE)


def is_within(code: str, prefix: str) -> bool:
    """Whether ``code`` is ``prefix`` or lies in it: 230125 and 230125101 lie in 230000 and 2301.

    Only the digits are compared, so streets (nine), villages (twelve) and old codes work too.
    """
    return code.startswith(_significant(prefix))


def _significant(code: str) -> str:
    """The code without the zeros that only fill it up: 230100 → 2301, 230125000 → 230125."""
    if not (_CODE.match(code) or _LONG_CODE.match(code)):
        raise ValueError(f"division code needs 2, 4, 6, 9 or 12 digits: {code!r}")
    while len(code) > 6 and code.endswith("000"):
        code = code[:-3]
    while 2 < len(code) <= 6 and code.endswith("00"):
        code = code[:-2]
    return code


@cache
def _table() -> dict[str, Division]:
    table: dict[str, Division] = {}
    for row in _rows("provinces.csv"):
        code = row["code"] + "0000"
        table[code] = Division(code, row["name"], row["name"], DivisionLevel.PROVINCE)
    for row in _rows("cities.csv"):
        code = row["code"] + "00"
        above = table[row["provinceCode"] + "0000"].full_name
        table[code] = Division(code, row["name"], above + row["name"], DivisionLevel.CITY)
    for row in _rows("areas.csv"):
        city = table[row["cityCode"] + "00"]
        # 东莞、中山、儋州 have no counties: the table repeats the city itself.
        if row["code"] != city.code:
            above = city.full_name
            if city.name in _PLACEHOLDERS:
                above = above.removesuffix(city.name)
            county = Division(row["code"], row["name"], above + row["name"], DivisionLevel.COUNTY)
            table[county.code] = county
    return dict(sorted(table.items()))


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((_FOLDER / name).read_text(encoding="utf-8").splitlines()))
