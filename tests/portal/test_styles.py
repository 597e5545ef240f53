"""One style sheet for every page, kept for a year under its digest, small on its way."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import Client

from mingjian.portal.styles import SHEETS, styles_address
from tests.portal.make import House


def test_the_one_sheet_holds_every_sheet_in_its_order(reader: Client):
    answer = reader.get(styles_address())

    sheets = [Path(str(finders.find(name))).read_text("utf-8") for name in SHEETS]
    assert answer.content.decode() == "\n".join(sheets)
    assert "immutable" in answer["Cache-Control"]
    assert answer["Content-Type"].startswith("text/css")


def test_a_page_of_an_earlier_release_finds_styles_too(reader: Client):
    answer = reader.get("/styles-000000000000.css")

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "public, max-age=60"


def test_a_page_asks_for_one_sheet(visitor: Client, house: House):
    page = visitor.get(f"/decisions/{house.plain}/").content.decode()

    assert re.findall('rel="stylesheet" href="([^"]+)"', page) == [styles_address()]


def test_a_text_goes_out_packed_to_whoever_can_read_it(visitor: Client, house: House):
    plain = visitor.get("/law/")
    packed = visitor.get("/law/", headers={"Accept-Encoding": "gzip"})

    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 3
    assert packed["Vary"] == plain["Vary"] == "Accept-Encoding"
    assert packed["ETag"] == f"W/{plain['ETag']}"
    again = {"Accept-Encoding": "gzip", "If-None-Match": packed["ETag"]}
    assert visitor.get("/law/", headers=again).status_code == 304


def test_files_of_the_log_go_out_as_they_are(visitor: Client, house: House):
    answer = visitor.get("/log/checkpoint", headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in answer
