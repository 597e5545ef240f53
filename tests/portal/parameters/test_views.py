"""为什么是 7 个工作日: each number has an address of its own."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from mingjian.law.lawbook import load_lawbook, pack_ids


@pytest.mark.parametrize("pack", pack_ids())
def test_each_place_has_a_page_with_its_document_and_hash(reader: Client, pack: str):
    page = reader.get(f"/law/parameters/{pack}/").content.decode()

    book = load_lawbook(pack)
    assert book.header.document in page
    assert book.hash in page


def test_why_seven_workdays_has_an_address(reader: Client):
    page = reader.get("/law/parameters/binxian/").content.decode()

    entry = page[page.index('id="disclosure.penalty_days"') :][:1500]
    assert "7个工作日" in entry
    assert "宾政办发〔2019〕12号" in entry
    assert "本地规定" in entry


def test_each_value_of_the_comparison_leads_to_its_source(reader: Client):
    page = reader.get("/law/parameters/").content.decode()

    links = set(re.findall(r'href="(/law/parameters/[a-z-]+/)#([^"]+)"', page))
    pages = {path: reader.get(path).content.decode() for path, _ in links}
    assert len(links) > 50
    assert all(f'id="{key}"' in pages[path] for path, key in links)
