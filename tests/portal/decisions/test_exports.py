"""CSV, JSON and RSS: the same list, safe to open, no more than was published."""

from __future__ import annotations

import csv
import io
from datetime import date
from xml.etree import ElementTree

import pytest
from django.test import Client

from mingjian.disclosure.models import PublicRecord
from mingjian.disclosure.text import safe_cell
from mingjian.portal.decisions import exports
from tests.portal.conftest import PORTAL_URL
from tests.portal.decisions.test_conditions import conditions_of
from tests.portal.make import COUNT, FORMULA, House


def rows_of(visitor: Client, **params: str) -> list[dict[str, str]]:
    """The CSV as office software reads it."""
    data = visitor.get("/decisions.csv", params).getvalue()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def items_of(visitor: Client, **params: str) -> list[ElementTree.Element]:
    """The items of the feed."""
    return list(ElementTree.fromstring(visitor.get("/decisions.rss", params).content).iter("item"))


def test_the_csv_has_every_published_decision(visitor: Client):
    rows = rows_of(visitor)

    assert len(rows) == COUNT + 4
    assert rows[0]["处罚决定日期"] >= rows[-1]["处罚决定日期"]
    assert {row["网址"][: len(PORTAL_URL)] for row in rows} == {PORTAL_URL}


def test_the_csv_takes_the_conditions_of_the_list(visitor: Client, house: House):
    [row] = rows_of(visitor, q="张某某", agency=house.quiet)

    assert (row["行政相对人类别"], row["罚款金额（元）"]) == ("自然人", "5000.00")
    assert row["公示编号"] == house.person


def test_no_cell_of_the_csv_is_a_formula(visitor: Client):
    [row] = rows_of(visitor, year="2024")

    assert row["行政相对人名称"] == f"'{FORMULA}"
    assert row["案由"].startswith("'+")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "＝", "＋", "－", "＠", "\r"])
def test_every_way_to_begin_a_formula_is_disarmed(start: str):
    assert safe_cell(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("text", ["", "食品公司", "1-2", "a=b", "《水法》"])
def test_plain_cells_stay_as_they_are(text: str):
    assert safe_cell(text) == text


def test_a_csv_cut_short_says_so(visitor: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(exports, "EXPORT_LIMIT", 10)

    rows = rows_of(visitor)

    assert len(rows) == 11
    assert f"符合条件的共 {COUNT + 4} 条" in rows[-1]["处罚决定书文号"]


def test_the_json_list_leads_through_all_pages(visitor: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(exports, "JSON_PAGE", 20)
    address, seen = "/decisions.json", []

    while address:
        body = visitor.get(address).json()
        seen += [record["public_id"] for record in body["records"]]
        address = (body["next"] or "").removeprefix(PORTAL_URL)

    assert len(seen) == len(set(seen)) == body["total"] == COUNT + 4


def test_the_json_list_holds_the_records_as_their_own_addresses_do(visitor: Client):
    listed = visitor.get("/decisions.json", {"q": "张某某"}).json()["records"][0]

    own = visitor.get(f"/decisions/{listed['public_id']}.json").json()
    assert own.pop("proof")["public_id"] == listed["public_id"]
    assert listed == own


def test_the_feed_lists_the_newest_publications_with_permanent_addresses(
    visitor: Client, house: House
):
    items = items_of(visitor)

    links = [item.findtext("link") for item in items]
    assert f"{PORTAL_URL}/decisions/{house.plain}/" in links
    assert len(items) == COUNT + 4
    assert all(item.findtext("guid") == item.findtext("link") for item in items)


def test_the_feed_of_one_agency_is_its_own(visitor: Client, house: House):
    items = items_of(visitor, agency=house.quiet)

    assert {item.findtext("category") for item in items} == {"测试县水务局"}


def test_signs_that_xml_forbids_do_not_break_the_feed():
    feed = exports._feed(conditions_of())
    record = PublicRecord(
        public_id="A" * 22,
        party_name="甲\x0b公司",
        cause="占道",
        agency_name="局",
        published_on=date(2026, 5, 11),
    )

    exports._add_item(feed, record)

    assert "甲公司：占道" in feed.writeString("utf-8")


@pytest.mark.parametrize("name", ["csv", "json", "rss"])
def test_a_wrong_address_is_refused_with_sentences(visitor: Client, name: str):
    answer = visitor.get(f"/decisions.{name}", {"since": "2026-02-30"})

    assert answer.status_code == 400
    assert "不是一个日期" in answer.json()["messages"][0]
