"""Reading packs: one fault, one exact message, nothing built."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingjian.law.lawbook import read_pack_folder
from mingjian.law.pack_reading import BadPack, read_national
from tests.law.pack_texts import JURISDICTION, LOCAL_LIMIT, LOCAL_REDACTION, NATIONAL, write_packs

VALUE = "somewhere.toml, [[value]] no. 1 (staff.ratio)"
LIMIT = "somewhere.toml, [[time_limit]] no. 1 (withdraw)"
REDACTION = "somewhere.toml, [[redaction]] no. 1 (person_name)"

# what is written instead of what, and how the message begins
BAD_JURISDICTIONS = {
    "wrong type": ("value = 0.07", 'value = "七成"', f"{VALUE}: unit 'ratio' needs a number"),
    "ratio above one": ("value = 0.07", "value = 7", f"{VALUE}: unit 'ratio' needs a fraction"),
    "missing citation": ('cite = { place = "二（一）" }', "", f"{VALUE}: missing field 'cite'"),
    "empty citation": ('{ place = "二（一）" }', "{}", f"{VALUE}, cite: needs a law, or a place"),
    "article in words": (
        '{ place = "二（一）" }',
        '{ law = "甲法", article = "一" }',
        f"{VALUE}, cite: citation part must be a number",
    ),
    "citation field": (
        '{ place = "二（一）" }',
        '{ law = "甲法", clause = "1" }',
        f"{VALUE}, cite: unknown field 'clause'",
    ),
    "citation no table": ('{ place = "二（一）" }', '"甲法"', f"{VALUE}: field 'cite' must be"),
    "unknown field": ("value = 0.07", "value = 0.07\nvaleu = 1", f"{VALUE}: unknown field 'valeu'"),
    "unknown unit": ('unit = "ratio"', 'unit = "percent"', f"{VALUE}: unknown unit 'percent'"),
    "bad key": ("staff.ratio", "Staff Ratio", "somewhere.toml, [[value]] no. 1 (Staff Ratio): key"),
    "unknown quality": ('quality = "sourced"', 'quality = "sure"', f"{VALUE}: unknown quality"),
    "empty text": ('quality = "sourced"', 'quality = ""', f"{VALUE}: field 'quality' is empty"),
    "date as text": (
        "since = 2021-01-01\nquality",
        'since = "2021-01-01"\nquality',
        f"{VALUE}: field 'since' must be a date, got '2021-01-01'",
    ),
    "moment for a date": (
        "since = 2021-01-01\nquality",
        "since = 2021-01-01T08:00:00\nquality",
        f"{VALUE}: field 'since' must be a date",
    ),
    "yes for a text": (
        'unit = "ratio"',
        "unit = true",
        f"{VALUE}: field 'unit' must be a str, got True",
    ),
    "until before since": (
        "since = 2021-01-01\nquality",
        "since = 2021-01-01\nuntil = 2021-01-01\nquality",
        f"{VALUE}: until 2021-01-01 is not after since 2021-01-01",
    ),
    "bad toml": ("[[value]]", "[[value", "somewhere.toml: not valid TOML"),
    "unknown table": ("[[value]]", "[[valeu]]", "somewhere.toml: unknown table 'valeu'"),
    "single table": ("[[value]]", "[value]", "somewhere.toml: 'value' must be written [[value]]"),
    "no header": ("[pack]", "[parameters]", "somewhere.toml: missing [pack] header"),
    "header field": ('version = "1"', "", "somewhere.toml, [pack]: missing field 'version'"),
    "header id": ('id = "somewhere"', 'id = "Some where"', "somewhere.toml, [pack]: id"),
    "taken id": ('id = "somewhere"', 'id = "national"', "somewhere.toml: [pack] id 'national'"),
    "own parameters": (
        "[[value]]",
        '[parameters]\n"a" = { title = "甲", unit = "count" }\n[[value]]',
        "somewhere.toml: [parameters] may only stand in the national pack",
    ),
}
BAD_LIMITS = {
    "unknown unit": ('unit = "day"', 'unit = "week"', f"{LIMIT}: unknown unit 'week', use one of"),
    "unknown bearer": ('"organ"', '"police"', f"{LIMIT}: unknown bearer 'police'"),
    "no length": ("length = 1", "length = 0", f"{LIMIT}: time limit 'L-1' needs a positive length"),
    "length as text": ("length = 1", 'length = "1"', f"{LIMIT}: field 'length' must be a int"),
    "length as yes": ("length = 1", "length = true", f"{LIMIT}: field 'length' must be a int"),
    "bad event": ('"overturned"', '"被撤销"', f"{LIMIT}: from '被撤销' must be lower-case"),
    "no effect": ('effect = "应当立即撤回。"', "", f"{LIMIT}: missing field 'effect'"),
}
BAD_REDACTIONS = {
    "unknown action": ('"remove"', '"hide"', f"{REDACTION}: unknown action 'hide', use one of"),
    "unknown party": ('"person"', '"child"', f"{REDACTION}: unknown party_kind 'child'"),
    "bad element": (
        '"person_name"',
        '"姓名"',
        "somewhere.toml, [[redaction]] no. 1 (姓名): element",
    ),
}


def bad_cases(base: str, cases: dict[str, tuple[str, str, str]]) -> list[pytest.ParameterSet]:
    for name, (old, _new, _message) in cases.items():
        assert old in base, name
    return [
        pytest.param(base.replace(old, new), message, id=name)
        for name, (old, new, message) in cases.items()
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        *bad_cases(JURISDICTION, BAD_JURISDICTIONS),
        *bad_cases(JURISDICTION.split("[[value]]")[0] + LOCAL_LIMIT, BAD_LIMITS),
        *bad_cases(JURISDICTION.split("[[value]]")[0] + LOCAL_REDACTION, BAD_REDACTIONS),
    ],
)
def test_a_bad_entry_is_refused_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    folder = write_packs(tmp_path, jurisdiction=text)

    with pytest.raises(BadPack) as refused:
        read_pack_folder(folder)

    assert str(refused.value).startswith(message)


BAD_NATIONALS = {
    "no header": ("[pack]", "[[value]]", "national: expected one [pack] header, found 0"),
    "another id": ('id = "national"', 'id = "nation"', "law.toml: [pack] id must be 'national'"),
    "parameter unit": ('unit = "month_day"', 'unit = "day_month"', "law.toml, [parameters] 're"),
    "parameter direction": (
        'stricter = "higher"',
        'stricter = "wider"',
        "law.toml, [parameters] 'staff.ratio': stricter 'wider' makes no sense for unit 'ratio'",
    ),
    "parameter no table": (
        '{ title = "报送日期", unit = "month_day" }',
        '"month_day"',
        "law.toml, [parameters] 'report.on': expected a table, got 'month_day'",
    ),
    "citation of its own": (
        'cite = { law = "甲法", article = "1" }',
        'cite = { place = "一" }',
        "law.toml, [[value]] no. 1 (staff.ratio), cite: needs a law",
    ),
}


@pytest.mark.parametrize(("text", "message"), bad_cases(NATIONAL, BAD_NATIONALS))
def test_a_bad_national_pack_is_refused(tmp_path: Path, text: str, message: str) -> None:
    folder = write_packs(tmp_path, national=text)

    with pytest.raises(BadPack) as refused:
        read_pack_folder(folder)

    assert str(refused.value).startswith(message)


def test_two_packs_of_one_id_are_refused(tmp_path: Path) -> None:
    folder = write_packs(tmp_path)
    (folder / "jurisdictions" / "twin.toml").write_text(JURISDICTION, encoding="utf-8")

    with pytest.raises(BadPack, match=r"twin\.toml: \[pack\] id 'somewhere' is already taken"):
        read_pack_folder(folder)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadPack, match=r"no such pack folder: .*nowhere"):
        read_national(tmp_path / "nowhere")


def test_files_other_than_toml_are_left_alone(tmp_path: Path) -> None:
    folder = write_packs(tmp_path)
    (folder / "national" / "README.md").write_text("not a pack", encoding="utf-8")
    (folder / "national" / "violations").mkdir()

    assert read_national(folder / "national").header.name == "全国"


def test_several_national_files_are_one_pack(tmp_path: Path) -> None:
    folder = write_packs(tmp_path)
    head, limits = NATIONAL.split("[[time_limit]]")
    (folder / "national" / "law.toml").write_text(head, encoding="utf-8")
    (folder / "national" / "more.toml").write_text("[[time_limit]]" + limits, encoding="utf-8")

    pack = read_national(folder / "national")

    assert (len(pack.values), len(pack.limits), len(pack.redactions)) == (1, 1, 1)
