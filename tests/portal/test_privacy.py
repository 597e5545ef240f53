"""Planted identifiers are in no public byte: pages, feeds, files, site map, log, tables.

In small here; ``make faults NAME=privacy`` plants ten thousand.
"""

from __future__ import annotations

import os

import pytest
from django.test import Client

from mingjian.disclosure.models import ImportRow, PublicRecord, Release
from tests.disclosure.make import make_office, published_rows, withdrawn
from tests.disclosure.test_canaries import public_bytes
from tests.portal.planting import crawl, leaks_in, log_files, plant
from tests.registry.make import make_agency

pytestmark = pytest.mark.django_db
COUNT = int(os.environ.get("MINGJIAN_PLANTED", "120"))
SEEDS = (
    *("/", "/sitemap.xml", "/decisions/", "/decisions.csv", "/decisions.json", "/decisions.jsonl"),
    *("/decisions.rss", "/search.json?q=罚款", "/log/", "/log/checkpoint", "/verify/"),
)


def test_no_planted_identifier_is_in_any_public_byte():
    office = make_office(make_agency(lines=()).id)
    rows, planted = plant(COUNT)
    for row in rows:  # numbers that no other decision of these tests has
        row["文书号"] = row["文书号"].replace("测市监罚", "测藏监罚")
    shown = published_rows(rows, office)
    own = Release.objects.filter(agency_id=office.agency_id).values("public_id")
    gone = PublicRecord.objects.published().filter(public_id__in=own)[0]
    canary = (gone.public_id, gone.number, gone.salt)
    withdrawn(gone, office)

    pages = crawl(Client(), SEEDS, most=30 + shown)

    places = {**pages, **dict(log_files()), "tables": public_bytes().encode()}
    found = {place: leaks_in(data, planted) for place, data in places.items()}
    assert {place: values for place, values in found.items() if values} == {}
    assert len(planted.values) >= COUNT
    assert shown > COUNT // 8
    assert ImportRow.objects.filter(status="bad").count() > COUNT // 8
    assert sum(path.startswith("/decisions/") for path in pages) > 20
    left = b"".join(data for place, data in places.items() if gone.public_id not in place)
    assert not any(text.encode() in left for text in canary[1:])
    print(f"{len(planted.values)} planted, {len(places)} places, {shown} decisions shown")


def test_the_crawl_finds_what_is_there():
    rows, planted = plant(60)
    office = make_office(make_agency(lines=()).id)
    published_rows(rows[:12], office)
    value = next(value for value in planted.values if value.startswith("139"))

    for written in (
        value,
        f"{value[:3]} {value[3:7]}-{value[7:]}",
        f"&#{ord(value[0])};{value[1:]}",
    ):
        assert leaks_in(f"<p>{written}</p>".encode(), planted) == {value}
    assert "/decisions.csv" in crawl(Client(), ["/decisions/"], most=40)
