"""The law book: what is in force where, and since when."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mingjian.law.lawbook import (
    BadSnapshot,
    LawBook,
    UnknownLawValue,
    UnknownPack,
    load_lawbook,
    pack_ids,
    read_pack_folder,
)
from mingjian.law.penalties import MAJOR_KINDS, PenaltyKind
from mingjian.law.provisions import provision_text, statutes
from mingjian.law.time_limits import Bearer, Unit, due_date
from mingjian.law.workdays import national_calendar
from tests.law.pack_texts import JURISDICTION, LOCAL_LIMIT, LOCAL_REDACTION, write_packs

TODAY = date(2026, 11, 22)
GOLDEN = Path(__file__).parent / "golden" / "packs"
# deadlines of the register, by group: 102 rules
RULES = {
    "PEN": 15,
    "SAM": 6,
    "PUB": 14,
    "REC": 4,
    "COE": 13,
    "PER": 13,
    "CRI": 9,  # 登记表所列八条，另有向人民检察院回复的期限
    "INS": 5,
    "REM": 9,
    "LIT": 6,
    "SER": 3,
    "POL": 3,
    "SUP": 3,
}


def all_lawbooks() -> list[LawBook]:
    return [load_lawbook(each) for each in pack_ids()]


def golden(kind: str) -> list[pytest.ParameterSet]:
    cases = []
    for file in sorted(GOLDEN.glob("*.toml")):
        for number, entry in enumerate(tomllib.loads(file.read_text("utf-8")).get(kind, ()), 1):
            name = entry.get("key") or entry["act"]
            cases.append(pytest.param(file.stem, entry, id=f"{file.stem}-{number}-{name}"))
    return cases


def golden_lawbook(pack: str) -> LawBook:
    return load_lawbook("panshan" if pack == "national" else pack)


@pytest.mark.parametrize(("pack", "entry"), golden("value"))
def test_a_value_is_what_the_jurist_signed(pack: str, entry: dict[str, str]) -> None:
    value = golden_lawbook(pack).value(entry["key"], on=TODAY)

    assert value.text == entry["is"]
    assert str(value.cite) == entry["cite"]


@pytest.mark.parametrize(("pack", "entry"), golden("due"))
def test_a_period_ends_when_the_jurist_says(pack: str, entry: dict[str, date]) -> None:
    limit = golden_lawbook(pack).time_limit(str(entry["act"]), on=entry["start"])

    due = due_date(limit=limit, start=entry["start"], calendar=national_calendar())

    assert due.on == entry["due"]


def test_every_jurisdiction_has_a_golden_file() -> None:
    assert {file.stem for file in GOLDEN.glob("*.toml")} == {"national", *pack_ids()}


def test_the_five_documents_are_shipped_in_their_order() -> None:
    assert pack_ids() == ("binxian", "qiyang", "panshan", "changzhi-water", "guangyuan-civil")


def test_the_five_differ_where_their_documents_differ() -> None:
    books = all_lawbooks()

    def across(key: str) -> list[Any]:
        return [book.value(key, on=TODAY).value for book in books]

    assert across("review.staff_ratio") == [
        Decimal(each) for each in ("0.07", "0.05", "0.05", "0.05", "0.05")
    ]
    assert across("annual_report.public_on") == ["01-31", "01-31", "01-10", "01-31", "01-31"]
    assert [len(each) for each in across("review.triggers")] == [5, 4, 4, 4, 6]
    assert [len(each) for each in across("guide.fields")] == [10, 15, 15, 15, 15]
    takedown = [book.time_limit("withdraw_publication", on=TODAY) for book in books]
    assert [(each.length, each.unit) for each in takedown] == [(3, Unit.WORKDAY)] * 4 + [
        (1, Unit.DAY)
    ]


def test_full_coverage_reviews_every_penalty_and_compulsion() -> None:
    triggers = load_lawbook("guangyuan-civil").value("review.triggers", on=TODAY).value

    assert {"every_penalty", "every_compulsion"} <= set(triggers)


def test_a_page_can_tell_what_is_local_and_what_is_inherited() -> None:
    book = load_lawbook("binxian")

    own = book.value("review.staff_ratio", on=TODAY)
    inherited = book.value("hearing.fine_yuan.person", on=TODAY)
    national = book.national_value("review.staff_ratio", on=TODAY)

    assert (own.is_local, own.pack) == (True, "binxian")
    assert (inherited.is_local, inherited.pack) == (False, "national")
    assert national is not None
    assert national.value == Decimal("0.05")


def test_a_stricter_takedown_stands_beside_the_national_one() -> None:
    book = load_lawbook("guangyuan-civil")

    own = book.limit_entry("withdraw_publication", on=TODAY)
    national = book.national_limit("withdraw_publication", on=TODAY)

    assert (own.is_local, own.text) == (True, "1日")
    assert national is not None
    assert (national.floor, national.text) == (True, "3个工作日")


def test_money_and_ratios_are_decimals() -> None:
    book = load_lawbook("qiyang")

    assert book.value("summary.fine_yuan.person", on=TODAY).value == Decimal(200)
    assert isinstance(book.value("summary.fine_yuan.person", on=TODAY).value, Decimal)
    assert isinstance(book.value("surcharge.daily_rate", on=TODAY).value, Decimal)


def test_a_local_value_counts_from_its_own_first_day() -> None:
    book = load_lawbook("binxian")

    before = book.value("review.staff_ratio", on=date(2019, 7, 24))
    first_day = book.value("review.staff_ratio", on=date(2019, 7, 25))

    assert (before.value, first_day.value) == (Decimal("0.05"), Decimal("0.07"))


def test_a_closed_value_ends_the_day_before_the_next_begins() -> None:
    book = load_lawbook("qiyang")

    trial = book.time_limit("stop_publication.general", on=date(2026, 3, 31))
    classed = book.time_limit("stop_publication.general", on=date(2026, 4, 1))

    assert (trial.length, classed.length) == (36, 12)


def test_before_the_law_there_is_no_value() -> None:
    book = load_lawbook("panshan")
    day_before = date(2021, 7, 14)

    assert book.find("summary.fine_yuan.person", on=day_before) is None
    assert book.find_time_limit("decide", on=day_before) is None
    with pytest.raises(UnknownLawValue, match=r"'decide' in law book 'panshan' on 2021-07-14"):
        book.time_limit("decide", on=day_before)
    with pytest.raises(UnknownLawValue, match=r"'summary\.fine_yuan\.person'"):
        book.value("summary.fine_yuan.person", on=day_before)


def test_an_unknown_name_is_refused_with_the_name() -> None:
    with pytest.raises(UnknownPack, match=r"'nowhere'; there are: binxian, qiyang"):
        load_lawbook("nowhere")
    with pytest.raises(UnknownLawValue, match=r"no parameter 'no\.such'"):
        load_lawbook("binxian").parameter("no.such")


def test_all_rules_of_the_register_are_stated() -> None:
    book = load_lawbook("binxian")
    stated = {entry.limit.id for entry in book.national.limits}
    stated |= {value.rule for value in book.national.values if value.rule}

    numbers = {re.sub(r"[a-z]$", "", each) for each in stated}

    groups = Counter(number.split("-")[0] for number in numbers)
    assert {group: groups[group] for group in RULES} == RULES
    assert sum(RULES.values()) == 102 + 1


@pytest.mark.parametrize("pack", pack_ids())
def test_every_statute_cited_is_there_word_for_word(pack: str) -> None:
    book = load_lawbook(pack)
    shipped = {each.title for each in statutes()}
    contents = (book.national, book.jurisdiction)
    cites = [(value.cite, value.since) for each in contents for value in each.values]
    cites += [(entry.limit.cite, entry.since) for each in contents for entry in each.limits]
    cites += [(rule.cite, rule.since) for each in contents for rule in each.redactions]

    missing = [
        str(cite)
        for cite, since in cites
        if cite.law in shipped and provision_text(cite, on=since) is None
    ]

    assert not missing


@pytest.mark.parametrize("key", ["penalty_days", "permit_days", "other_days"])
def test_days_to_publish_agree_with_the_time_limit(key: str) -> None:
    act = {
        "penalty_days": "publish_penalty",
        "permit_days": "publish_permit",
        "other_days": "publish_other",
    }[key]

    for book in all_lawbooks():
        limit = book.time_limit(act, on=TODAY)
        assert limit.length == book.value(f"disclosure.{key}", on=TODAY).value
        assert limit.unit is Unit.WORKDAY


def test_kinds_in_the_packs_are_the_kinds_in_the_code() -> None:
    book = load_lawbook("binxian")

    kinds = book.value("penalty.kinds", on=TODAY).value
    hearing = book.value("hearing.kinds", on=TODAY).value

    assert kinds[:-1] == tuple(kind.value for kind in PenaltyKind)
    assert {PenaltyKind(each) for each in hearing} == MAJOR_KINDS


def test_the_party_never_bears_a_period_of_the_organ() -> None:
    book = load_lawbook("binxian")

    party = {each.act for each in book.time_limits(on=TODAY) if each.bearer is Bearer.PARTY}

    assert {"defend", "request_hearing", "pay_fine", "apply_reconsideration", "sue"} <= party
    assert not party & {"decide", "serve_decision", "hold_seizure", "publish_penalty"}


def test_all_values_in_force_come_once_each() -> None:
    values = load_lawbook("binxian").values(on=TODAY)

    keys = [value.key for value in values]
    assert keys == sorted(set(keys))
    assert all(value.since <= TODAY for value in values)


def test_the_hash_names_the_content() -> None:
    hashes = {book.hash for book in all_lawbooks()}

    assert len(hashes) == 5
    assert all(re.fullmatch(r"[0-9a-f]{64}", each) for each in hashes)


def test_an_exported_law_book_comes_back_whole() -> None:
    for book in all_lawbooks():
        restored = LawBook.restore(json.loads(json.dumps(book.export(), ensure_ascii=False)))

        assert restored == book
        assert restored.hash == book.hash
        assert restored.version == "1.0+national.2026.11"


def test_a_changed_snapshot_is_refused() -> None:
    content = load_lawbook("binxian").export()
    content["jurisdiction"]["header"]["name"] = "别处"

    with pytest.raises(BadSnapshot, match="its content now has"):
        LawBook.restore(content)


def test_order_in_the_files_does_not_change_the_hash(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.mkdir()
    second.mkdir()
    one = write_packs(first, jurisdiction=JURISDICTION + LOCAL_LIMIT + LOCAL_REDACTION)
    header, value = JURISDICTION.split("[[value]]")
    moved = header + LOCAL_REDACTION + LOCAL_LIMIT + "[[value]]" + value
    other = write_packs(second, jurisdiction=moved)

    hashes = {read_pack_folder(each).lawbook("somewhere").hash for each in (one, other)}

    assert len(hashes) == 1


def test_an_operator_may_put_a_pack_over_the_shipped_law(tmp_path: Path) -> None:
    own = JURISDICTION.replace("staff.ratio", "review.staff_ratio")

    book = read_pack_folder(write_packs(tmp_path, national=None, jurisdiction=own)).lawbook(
        "somewhere"
    )

    assert book.value("review.staff_ratio", on=TODAY).text == "7%"
    assert book.time_limit("decide", on=TODAY).length == 90
    assert str(book.value("review.staff_ratio", on=TODAY).cite) == (
        "《某县方案》（某政发〔2021〕1号）二（一）"
    )


def test_a_jurisdiction_may_redact_more(tmp_path: Path) -> None:
    folder = write_packs(tmp_path, jurisdiction=JURISDICTION + LOCAL_REDACTION)

    rules = read_pack_folder(folder).lawbook("somewhere").redaction_rules(on=TODAY)

    assert [(rule.id, rule.action.value) for rule in rules] == [("LR-1", "remove")]
