"""Open data: files, feeds, widget, interface; and what a withdrawal does to every one."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import polars
import pytest
import rfc8785
from django.test import Client
from django.urls import reverse

from mingjian.disclosure.models import PublicRecord, Release
from mingjian.disclosure.open_data import keep_open_data, read_generation
from mingjian.ledger.files import public_folder
from mingjian.portal.open.openapi import OPERATIONS, openapi_document
from tests.disclosure.make import NOW, TODAY, make_office, withdrawn
from tests.portal.make import House

VERIFIER = Path(__file__).parents[3] / "verifier" / "mingjian_verify.py"
NAMES = ("decisions.jsonl", "decisions.csv", "decisions.parquet", "delta.jsonl")
ATOM = "{http://www.w3.org/2005/Atom}"
TOMB = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"


@pytest.fixture
def made(visitor: Client) -> None:
    """Today's generation."""
    keep_open_data(on=TODAY, at=NOW)


def body(visitor: Client, address: str) -> bytes:
    answer = visitor.get(address)
    assert answer.status_code == 200, address
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def file_url(name: str) -> str:
    return reverse("portal:open-file", args=[name])


def test_the_files_say_the_same_and_their_sums_hold(visitor: Client, made: None):
    files = {name: body(visitor, file_url(name)) for name in NAMES}
    sums = body(visitor, file_url("SHA256SUMS")).decode().splitlines()

    stated = dict(reversed(line.split("  ")) for line in sums)
    assert {name: hashlib.sha256(files[name]).hexdigest() for name in NAMES}.items() <= (
        stated.items()
    )
    lines = [json.loads(line) for line in files["decisions.jsonl"].splitlines()[1:]]
    frame = polars.read_parquet(files["decisions.parquet"])
    assert frame["public_id"].to_list() == [line["public_id"] for line in lines]
    assert frame.filter(polars.col("status") == "withdrawn").height == 1
    assert "'=HYPERLINK" in files["decisions.csv"].decode("utf-8-sig")


def test_the_stand_alone_verifier_finds_the_file_complete(
    visitor: Client, made: None, tmp_path: Path
):
    file = tmp_path / "decisions.jsonl"
    file.write_bytes(body(visitor, file_url(file.name)))
    key = (public_folder() / "keys").read_text("utf-8").splitlines()[0]
    command = [sys.executable, VERIFIER, "bulk", file, "--log", public_folder(), "--key", key]

    assert subprocess.run(command, check=False).returncode == 0
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:-1]))
    assert subprocess.run(command, check=False).returncode == 1


def test_only_named_files_are_handed_out(visitor: Client, made: None):
    for name in ("current.json", "..", "decisions.jsonl.half"):
        assert visitor.get(f"/data/{name}").status_code == 404


def test_the_delta_of_the_next_day_holds_what_changed_and_tombstones(
    visitor: Client, house: House, made: None
):
    record = PublicRecord.objects.get(public_id=house.plain)
    withdrawn(record, office_of(record))
    later = TODAY.replace(day=TODAY.day + 1)

    again = keep_open_data(on=later, at=NOW.replace(day=later.day))

    delta = [json.loads(line) for line in body(visitor, file_url("delta.jsonl")).splitlines()[1:]]
    assert again is not None
    assert again.since < again.size
    assert [(row["public_id"], row["status"]) for row in delta] == [(house.plain, "withdrawn")]


def test_a_stranger_finds_the_delta_complete_since_the_checkpoint_he_kept(
    visitor: Client, house: House, made: None, tmp_path: Path
):
    kept, file = tmp_path / "kept", tmp_path / "delta.jsonl"
    kept.write_bytes((public_folder() / "checkpoint").read_bytes())
    record = PublicRecord.objects.get(public_id=house.plain)
    withdrawn(record, office_of(record))
    keep_open_data(on=TODAY.replace(day=TODAY.day + 1), at=NOW)
    file.write_bytes(body(visitor, file_url(file.name)))
    key = (public_folder() / "keys").read_text("utf-8").splitlines()[0]
    command = [sys.executable, VERIFIER, "bulk", file, "--log", public_folder(), "--key", key]

    assert subprocess.run([*command, "--since", kept], check=False).returncode == 0
    assert subprocess.run(command, check=False).returncode == 1
    head = json.loads(file.read_bytes().splitlines()[0])
    file.write_bytes(rfc8785.dumps({**head, "count": 0}) + b"\n")
    assert subprocess.run([*command, "--since", kept], check=False).returncode == 1


def carriers(house: House, record: PublicRecord) -> list[str]:
    """Every address besides pages that carries the record's content."""
    code = record.credit_code
    return [
        *(file_url(name) for name in NAMES),
        *(reverse(f"portal:{name}") for name in ("decisions-csv", "decisions-json")),
        *(reverse(f"portal:{name}") for name in ("decisions-rss", "decisions-bulk", "home")),
        reverse("portal:agency-feed", args=[record.agency_id]),
        reverse("portal:subject-feed", args=[code]),
        reverse("portal:clause-feed", args=["食品安全法", "124"]),
        reverse("portal:widget", args=[record.agency_id]),
        reverse("portal:agency", args=[record.agency_id]),
        f"{reverse('portal:decisions')}?q={code}",
        f"{reverse('portal:search-json')}?q={code}",
        reverse("portal:sitemap-xml"),
    ]


def test_a_withdrawal_clears_every_carrier(visitor: Client, house: House, made: None):
    record = PublicRecord.objects.published().order_by("-published_on", "-leaf_index")[0]
    gone = (record.party_name, record.credit_code, record.salt, record.number)
    before = [text_of(visitor, each) for each in carriers(house, record)]

    withdrawn(record, office_of(record))

    assert sum(record.party_name in text for text in before) > 9
    told = {each: text_of(visitor, each) for each in carriers(house, record)}
    for address, text in told.items():
        found = [value for value in gone if value in text.replace(f"q={record.credit_code}", "")]
        assert not found or asked_for(address, record, found), (address, found)
    assert record.public_id not in told[reverse("portal:sitemap-xml")]
    assert visitor.get(file_url("decisions.jsonl")).status_code == 503
    assert visitor.get(reverse("portal:decision", args=[record.public_id])).status_code == 410
    keep_open_data(on=TODAY, at=NOW.replace(minute=1))
    for name in NAMES:
        again = text_of(visitor, file_url(name))
        assert not [value for value in gone if value in again], name
        assert record.public_id in again, name
    generation = read_generation()
    assert generation is not None
    assert [each.name for each in generation.folder.parent.iterdir() if each.is_dir()] == [
        generation.folder.name
    ]


def asked_for(address: str, record: PublicRecord, found: list[str]) -> bool:
    """The reader's own words, repeated to them."""
    return found == [record.credit_code] and record.credit_code in address


def text_of(visitor: Client, address: str) -> str:
    answer = visitor.get(address)
    raw = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if address.endswith(".parquet") and answer.status_code == 200:
        return str(polars.read_parquet(raw).rows())
    return raw.decode("utf-8", errors="replace")


def test_the_feeds_list_the_newest_and_bury_what_was_withdrawn(visitor: Client, house: House):
    record = PublicRecord.objects.get(public_id=house.plain)
    for address in (
        reverse("portal:agency-feed", args=[record.agency_id]),
        reverse("portal:subject-feed", args=[record.credit_code]),
        reverse("portal:clause-feed", args=["食品安全法", "124"]),
    ):
        feed = ElementTree.fromstring(body(visitor, address))  # our own bytes

        links = [each.findtext(f"{ATOM}id") for each in feed.iter(f"{ATOM}entry")]
        assert links, address
        assert house.withdrawn in feed.find(TOMB).attrib["ref"], address


def test_feeds_of_nothing_are_not_found(visitor: Client, house: House):
    for address in (
        reverse("portal:agency-feed", args=["000000-1"]),
        reverse("portal:subject-feed", args=["110101199003070000"[:17]]),
        reverse("portal:clause-feed", args=["行政处罚法", "第四十八条"]),
    ):
        assert visitor.get(address).status_code == 404


def test_the_widget_alone_may_be_framed_and_runs_nothing(visitor: Client, house: House):
    widget = visitor.get(reverse("portal:widget", args=[house.busy]))
    home = visitor.get(reverse("portal:home"))

    assert "frame-ancestors *" in widget["Content-Security-Policy"]
    assert "script-src 'none'" in widget["Content-Security-Policy"]
    assert "X-Frame-Options" not in widget
    assert b"<script" not in widget.content
    assert "frame-ancestors 'none'" in home["Content-Security-Policy"]
    assert home["X-Frame-Options"] == "DENY"


def test_the_interface_answers_as_it_says(visitor: Client, house: House):
    document = openapi_document()
    names = {"public_id": house.plain, "slug": house.busy, "file": "schema.json"}
    names |= {"title": "食品安全法", "article": "124"}
    names["credit_code"] = PublicRecord.objects.get(public_id=house.plain).credit_code
    keep_open_data(on=TODAY, at=NOW)
    for each in OPERATIONS:
        answer = visitor.get(each.path.format(**names))
        kind = answer["Content-Type"].partition(";")[0]

        assert answer.status_code == 200, each.path
        assert kind == each.media or each.media == "application/octet-stream", each.path
        if each.schema:
            problems = list(faults(answer.json(), {"$ref": ref(each.schema)}, document, each.path))
            assert problems == []


def test_a_stub_is_as_the_interface_says(visitor: Client, house: House):
    answer = visitor.get(reverse("portal:decision-json", args=[house.withdrawn]))

    problems = list(faults(answer.json(), {"$ref": ref("Stub")}, openapi_document(), "stub"))
    assert (answer.status_code, problems) == (410, [])


def ref(name: str) -> str:
    return f"#/components/schemas/{name}"


TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "null": type(None),
}


def faults(value: Any, schema: dict[str, Any], document: Any, at: str) -> Iterator[str]:
    """Where the value is not as the schema says; knows what our schemas use."""
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(isinstance(value, TYPES[each]) for each in types):
        yield f"{at}: {value!r} is not {types}"
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from faults(item, schema.get("items", {}), document, f"{at}[{index}]")
    if not isinstance(value, dict):
        return
    yield from (f"{at}: no {name}" for name in schema.get("required", ()) if name not in value)
    known = schema.get("properties", {})
    if schema.get("additionalProperties") is False:
        yield from (f"{at}: unknown {name}" for name in value if name not in known)
    for name in known.keys() & value.keys():
        yield from faults(value[name], known[name], document, f"{at}.{name}")


def office_of(record: PublicRecord) -> Any:
    """The people of the agency that published it."""
    return make_office(Release.objects.get(public_id=record.public_id, version=1).agency_id)
