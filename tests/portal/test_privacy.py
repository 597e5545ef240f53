"""Planted identifiers are in no public byte: pages, feeds, files, tables, log, static export.

In small here; ``make faults NAME=privacy`` plants ten thousand and lets the scanner be blind once.
"""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from mingjian.disclosure import leaks
from mingjian.disclosure.models import ImportRow, PublicRecord
from mingjian.disclosure.open_data import keep_open_data
from mingjian.ledger.files import public_folder
from mingjian.portal.static_site import export_site
from tests.disclosure.make import TODAY_AT, make_office, published_rows, withdrawn
from tests.disclosure.test_canaries import public_bytes
from tests.portal.carriers import CARRIERS, Desk, plant_everywhere
from tests.portal.planting import Planted, crawl, files_in, leaks_in, plant_rows
from tests.registry.make import make_agency

pytestmark = pytest.mark.django_db
COUNT = int(os.environ.get("MINGJIAN_PLANTED", "130"))
SEEDS = (
    *("/", "/sitemap.xml", "/decisions/", "/decisions.csv", "/decisions.json", "/standing/"),
    *("/decisions.jsonl", "/decisions.rss", "/search.json?q=罚款", "/log/", "/log/checkpoint"),
    *("/log/registers", "/log/records/0", "/log/numbers.json", "/statistics.csv", "/verify/"),
    *("/data/", "/data/decisions.csv", "/data/decisions.parquet", "/data/delta.jsonl"),
)


@pytest.fixture(autouse=True)
def open_data_of_its_own(tmp_path: Path, settings: Any) -> None:
    """Other tests make open data at the same invented moment."""
    settings.OPEN_DATA_FOLDER = tmp_path / "open"


@pytest.fixture
def desk() -> Desk:
    """The people of an agency, and nothing planted yet."""
    return Desk(make_office(make_agency().id), Planted(random.Random(7)))


def public_places(*, folder: Path, most: int) -> dict[str, bytes]:
    """Everything that anybody can fetch, and every row that the portal's role can read."""
    keep_open_data(**TODAY_AT)
    export_site(folder=folder)
    with connection.cursor() as sql:
        sql.execute("SELECT row_to_json(r)::text FROM disclosure_publiccredential r")
        credentials = "\n".join(row[0] for row in sql.fetchall())
    return {
        **crawl(Client(), SEEDS, most=most),
        **dict(files_in(public_folder())),
        **dict(files_in(Path(settings.OPEN_DATA_FOLDER))),
        **dict(files_in(folder)),
        "tables": public_bytes().encode(),
        "credentials": credentials.encode(),
    }


def test_no_planted_identifier_is_in_any_public_byte(desk: Desk, tmp_path: Path):
    by_carrier = plant_everywhere(desk, COUNT)
    gone = desk.shown()[0]
    canary = (gone.public_id, gone.number, gone.salt)
    withdrawn(gone, desk.office)

    places = public_places(folder=tmp_path / "export", most=60 + COUNT // 2)

    values = desk.planted.values
    found = {place: leaks_in(data, desk.planted) for place, data in places.items()}
    assert {place: leaked for place, leaked in found.items() if leaked} == {}
    assert len(values) >= COUNT
    assert min(by_carrier.values()) > 0
    assert len(by_carrier) == len(CARRIERS) >= 12
    assert desk.refused > COUNT // 20
    assert ImportRow.objects.filter(status="bad").count() > COUNT // 20
    left = b"".join(data for place, data in places.items() if gone.public_id not in place)
    assert not any(text.encode() in left for text in canary[1:])
    shown = PublicRecord.objects.published().count()
    print(f"{len(values)} planted, {len(places)} places, {shown} shown, {desk.refused} refused")
    print(by_carrier)


def test_the_crawl_finds_what_a_blind_scanner_lets_out(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The planted bug: nobody looks any more, neither row by row nor by the block."""
    monkeypatch.setattr(leaks, "_DETECTORS", ())
    monkeypatch.setattr("mingjian.disclosure.masking.hide_personal_numbers", lambda text: text)
    published_rows(plant_rows(desk.planted, 40), desk.office)

    places = public_places(folder=tmp_path / "export", most=25)

    found = set().union(*(leaks_in(data, desk.planted) for data in places.values()))
    assert len(found) > 5
    for kind in ("/decisions.csv", "decisions.parquet", "tables", "index.html"):
        assert any(leaks_in(data, desk.planted) for name, data in places.items() if kind in name)


def test_the_crawl_reads_every_way_of_writing(desk: Desk):
    plant_rows(desk.planted, 60)
    value = next(value for value in desk.planted.values if value.startswith("139"))

    for written in (
        value,
        f"{value[:3]} {value[3:7]}-{value[7:]}",
        f"&#{ord(value[0])};{value[1:]}",
    ):
        assert leaks_in(f"<p>{written}</p>".encode(), desk.planted) == {value}
