"""Checking packs: no overlap, nothing unknown, nothing weaker than the national floor."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.law.citation import Citation
from mingjian.law.lawbook import read_pack_folder
from mingjian.law.pack_checks import is_limit_weaker, is_value_weaker
from mingjian.law.pack_reading import BadPack
from mingjian.law.time_limits import Bearer, TimeLimit, Unit
from tests.law.pack_texts import JURISDICTION, LOCAL_LIMIT, LOCAL_REDACTION, NATIONAL, write_packs

HEADER = JURISDICTION.split("[[value]]")[0]
ENTRY = "[[value]]" + JURISDICTION.split("[[value]]")[1]


def a_limit(length: int, unit: Unit = Unit.DAY, bearer: Bearer = Bearer.ORGAN) -> TimeLimit:
    return TimeLimit(
        id="T",
        act="act",
        title="期限",
        length=length,
        unit=unit,
        starts_from="event",
        bearer=bearer,
        rolls=False,
        backwards=False,
        effect="",
        cite=Citation("甲法", "1"),
    )


def refusal(folder: Path) -> str:
    with pytest.raises(BadPack) as refused:
        read_pack_folder(folder)
    return str(refused.value)


def test_a_value_weaker_than_the_floor_is_refused(tmp_path: Path) -> None:
    weak = JURISDICTION.replace("value = 0.07", "value = 0.04")

    message = refusal(write_packs(tmp_path, jurisdiction=weak))

    assert message == (
        "somewhere: value 'staff.ratio' since 2021-01-01 is Decimal('0.04'), weaker than the "
        "national floor Decimal('0.05') (higher) of 《甲法》第一条"
    )


def test_a_slower_takedown_is_refused(tmp_path: Path) -> None:
    slow = LOCAL_LIMIT.replace("length = 1", "length = 5")

    message = refusal(write_packs(tmp_path, jurisdiction=HEADER + slow))

    assert message == (
        "somewhere: time limit 'withdraw' since 2021-01-01 is 5 day from 'overturned', weaker than "
        "the national floor 3 workday from 'overturned' of 《甲法》第二条"
    )


def test_a_softer_redaction_is_refused(tmp_path: Path) -> None:
    soft = LOCAL_REDACTION.replace('"remove"', '"show"')

    message = refusal(write_packs(tmp_path, jurisdiction=HEADER + soft))

    assert message.startswith("somewhere: redaction 'person_name' since 2021-01-01 is 'show', weak")


def test_stricter_entries_load(tmp_path: Path) -> None:
    folder = write_packs(tmp_path, jurisdiction=JURISDICTION + LOCAL_LIMIT + LOCAL_REDACTION)

    assert read_pack_folder(folder).jurisdictions.keys() == {"somewhere"}


def test_a_floor_binds_only_while_it_is_in_force(tmp_path: Path) -> None:
    ended = NATIONAL.replace(
        "since = 2020-01-01\nquality", "since = 2020-01-01\nuntil = 2020-12-31\nquality"
    )
    weak = JURISDICTION.replace("value = 0.07", "value = 0.04")

    packs = read_pack_folder(write_packs(tmp_path, national=ended, jurisdiction=weak))

    assert packs.lawbook("somewhere").name == "某县"


def test_a_national_value_that_is_no_floor_may_be_undercut(tmp_path: Path) -> None:
    free = NATIONAL.replace("floor = true\n", "")
    weak = JURISDICTION.replace("value = 0.07", "value = 0.04")
    slow = LOCAL_LIMIT.replace("length = 1", "length = 9")

    folder = write_packs(tmp_path, national=free, jurisdiction=weak + slow)

    assert read_pack_folder(folder).lawbook("somewhere").name == "某县"


OVERLAPS = {
    "value": (JURISDICTION + ENTRY, "somewhere: value 'staff.ratio' overlaps: [2021-01-01, None)"),
    "time limit": (HEADER + LOCAL_LIMIT * 2, "somewhere: time limit 'withdraw' overlaps: [2021"),
    "redaction": (
        HEADER + LOCAL_REDACTION * 2,
        "somewhere: redaction 'person_name of person' overlaps: [2021-01-01, None) and [2021-01-01",
    ),
}


@pytest.mark.parametrize(("text", "message"), OVERLAPS.values(), ids=OVERLAPS)
def test_two_entries_for_one_day_are_refused(tmp_path: Path, text: str, message: str) -> None:
    assert refusal(write_packs(tmp_path, jurisdiction=text)).startswith(message)


def test_an_entry_may_begin_on_the_day_the_other_ends(tmp_path: Path) -> None:
    closed = ENTRY.replace("since = 2021-01-01", "since = 2021-01-01\nuntil = 2022-01-01")
    following = ENTRY.replace("since = 2021-01-01", "since = 2022-01-01")

    folder = write_packs(tmp_path, jurisdiction=HEADER + closed + following)

    assert len(read_pack_folder(folder).jurisdictions["somewhere"].values) == 2


UNKNOWNS = {
    "parameter": (
        JURISDICTION.replace("staff.ratio", "staff.ration"),
        "somewhere: unknown parameter 'staff.ration'",
    ),
    "act": (
        HEADER + LOCAL_LIMIT.replace('"withdraw"', '"withdrawn"'),
        "somewhere: unknown act 'withdrawn'",
    ),
    "element": (
        HEADER + LOCAL_REDACTION.replace('"person_name"', '"nickname"'),
        "somewhere: unknown redaction element 'nickname' of 'person'",
    ),
    "unit": (
        JURISDICTION.replace('0.07\nunit = "ratio"', '7\nunit = "count"'),
        "somewhere: value 'staff.ratio' since 2021-01-01 has unit 'count', its parameter 'ratio'",
    ),
    "number used twice": (
        HEADER + LOCAL_LIMIT + LOCAL_LIMIT.replace('"withdraw"', '"archive"'),
        "somewhere: time limit id 'L-1' is used for 'archive' and 'withdraw'",
    ),
}


@pytest.mark.parametrize(("text", "message"), UNKNOWNS.values(), ids=UNKNOWNS)
def test_what_the_national_pack_does_not_know_is_refused(
    tmp_path: Path, text: str, message: str
) -> None:
    assert refusal(write_packs(tmp_path, jurisdiction=text)) == message


BAD_NATIONALS = {
    "not declared": (
        NATIONAL.replace('"staff.ratio" = {', '"staff.other" = {'),
        "national: value 'staff.ratio' is not declared in [parameters]",
    ),
    "floor without direction": (
        NATIONAL.replace(', stricter = "higher"', ""),
        "national: value 'staff.ratio' is a floor, but its parameter does not say which way",
    ),
}


@pytest.mark.parametrize(("text", "message"), BAD_NATIONALS.values(), ids=BAD_NATIONALS)
def test_a_national_pack_must_be_whole(tmp_path: Path, text: str, message: str) -> None:
    assert refusal(write_packs(tmp_path, national=text)).startswith(message)


def test_a_parameter_is_declared_once(tmp_path: Path) -> None:
    folder = write_packs(tmp_path)
    again = '[parameters]\n"report.on" = { title = "日期", unit = "month_day" }\n'
    (folder / "national" / "more.toml").write_text(again, encoding="utf-8")

    assert refusal(folder) == "national: parameter 'report.on' is declared twice"


# (local, floor) → weaker for an organ; for a party the roles are exchanged
ORDERED = [
    (a_limit(3), a_limit(3), False),
    (a_limit(4), a_limit(3), True),
    (a_limit(3), a_limit(3, Unit.WORKDAY), False),
    (a_limit(4), a_limit(3, Unit.WORKDAY), True),
    (a_limit(1, Unit.WORKDAY), a_limit(30), True),
    (a_limit(24, Unit.HOUR), a_limit(1), False),
    (a_limit(25, Unit.HOUR), a_limit(1), True),
    (a_limit(72, Unit.HOUR), a_limit(3, Unit.WORKDAY), False),
    (a_limit(1), a_limit(48, Unit.HOUR), True),
    (a_limit(28), a_limit(1, Unit.MONTH), False),
    (a_limit(29), a_limit(1, Unit.MONTH), True),
    (a_limit(365), a_limit(1, Unit.YEAR), False),
    (a_limit(366), a_limit(1, Unit.YEAR), True),
    (a_limit(12, Unit.MONTH), a_limit(1, Unit.YEAR), False),
    (a_limit(1, Unit.YEAR), a_limit(11, Unit.MONTH), True),
]


@pytest.mark.parametrize(("local", "floor", "weaker"), ORDERED)
def test_an_organs_period_may_only_be_shorter(
    local: TimeLimit, floor: TimeLimit, weaker: bool
) -> None:
    assert is_limit_weaker(local, floor) is weaker


@pytest.mark.parametrize(("local", "floor", "weaker"), ORDERED)
def test_a_partys_period_may_only_be_longer(
    local: TimeLimit, floor: TimeLimit, weaker: bool
) -> None:
    local, floor = (replace(each, bearer=Bearer.PARTY) for each in (local, floor))

    assert is_limit_weaker(floor, local) is weaker


def test_notice_ahead_may_only_come_earlier() -> None:
    floor = replace(a_limit(7, Unit.WORKDAY), backwards=True)

    assert not is_limit_weaker(replace(floor, length=10), floor)
    assert is_limit_weaker(replace(floor, length=5), floor)


@pytest.mark.parametrize(
    "change",
    [{"starts_from": "other"}, {"bearer": Bearer.OFFICER}, {"backwards": True}, {"rolls": True}],
)
def test_another_kind_of_period_counts_as_weaker(change: dict[str, object]) -> None:
    floor = a_limit(3)

    assert is_limit_weaker(replace(floor, **change), floor)  # type: ignore[arg-type]  # any field


@given(st.integers(1, 400), st.sampled_from(Unit), st.sampled_from(Bearer))
def test_no_period_is_weaker_than_itself(length: int, unit: Unit, bearer: Bearer) -> None:
    limit = a_limit(length, unit, bearer)

    assert not is_limit_weaker(limit, limit)


@pytest.mark.parametrize(
    ("value", "floor", "stricter", "weaker"),
    [
        (200, 200, "lower", False),
        (201, 200, "lower", True),
        ("01-10", "01-31", "lower", False),
        ("02-01", "01-31", "lower", True),
        (2, 1, "higher", False),
        (0, 1, "higher", True),
        (("a", "b", "c"), ("a", "b"), "wider", False),
        (("a", "c"), ("a", "b"), "wider", True),
        ("a", ("a",), "wider", False),
        (True, True, "fixed", False),
        (False, True, "fixed", True),
    ],
)
def test_a_value_is_weaker_in_its_own_direction(
    value: object, floor: object, stricter: str, weaker: bool
) -> None:
    assert is_value_weaker(value, floor, stricter=stricter) is weaker
