"""行政区划: names, levels and what lies in what."""

from __future__ import annotations

import pytest

from mingjian.law.divisions import (
    Division,
    DivisionLevel,
    UnknownDivision,
    division,
    divisions_under,
    is_within,
    provinces,
)


def test_a_county_is_named_from_the_province_down() -> None:
    assert division("230125") == Division(
        "230125", "宾县", "黑龙江省哈尔滨市宾县", DivisionLevel.COUNTY
    )


@pytest.mark.parametrize("code", ["23", "2300", "230000"])
def test_a_province_is_found_by_two_four_and_six_digits(code: str) -> None:
    assert division(code) == Division("230000", "黑龙江省", "黑龙江省", DivisionLevel.PROVINCE)


@pytest.mark.parametrize(
    ("code", "full_name"),
    [
        ("140400", "山西省长治市"),
        ("510800", "四川省广元市"),
        ("431181", "湖南省永州市祁阳市"),
        ("211122", "辽宁省盘锦市盘山县"),
        ("110101", "北京市东城区"),
        ("469001", "海南省五指山市"),
        ("659010", "新疆维吾尔自治区胡杨河市"),
    ],
)
def test_grouping_rows_stay_out_of_the_full_name(code: str, full_name: str) -> None:
    assert division(code).full_name == full_name


def test_a_city_without_counties_is_one_division() -> None:
    assert division("441900") == Division("441900", "东莞市", "广东省东莞市", DivisionLevel.CITY)


@pytest.mark.parametrize("code", ["", "1", "999999", "230125001", "宾县", "230199"])
def test_an_unknown_code_is_refused_with_the_next_step(code: str) -> None:
    with pytest.raises(UnknownDivision, match=f"“{code}”不在区划代码表.*按名称选择所在地。"):
        division(code)


def test_divisions_are_listed_one_level_at_a_time() -> None:
    cities = divisions_under(code="23")
    counties = divisions_under(code="230100")

    assert division("230100") in cities
    assert division("230125") in counties
    assert {each.level for each in cities} == {DivisionLevel.CITY}
    assert divisions_under(code="230125") == ()


def test_every_county_is_reached_from_its_province() -> None:
    reached = {
        county.code
        for province in provinces()
        for city in divisions_under(code=province.code)
        for county in divisions_under(code=city.code)
    }

    assert len(provinces()) == 31
    assert len(reached) == 2978 - 3  # 东莞、中山、儋州 stand as cities


@pytest.mark.parametrize(
    ("code", "prefix", "inside"),
    [
        ("230125", "230000", True),
        ("230125", "2301", True),
        ("230125101", "230125", True),
        ("230125101007", "230125101000", True),
        ("230125", "230125", True),
        ("230000", "230125", False),
        ("431181", "230000", False),
        ("230125", "230125101", False),
    ],
)
def test_what_lies_in_what_is_read_from_the_digits(code: str, prefix: str, inside: bool) -> None:
    assert is_within(code, prefix) is inside


@pytest.mark.parametrize("prefix", ["", "2", "230", "0000", "23012510"])
def test_a_prefix_that_is_no_code_is_refused(prefix: str) -> None:
    with pytest.raises(ValueError, match="needs 2, 4, 6, 9 or 12 digits"):
        is_within("230125", prefix)
