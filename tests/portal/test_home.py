"""首页: box and examples, newest publications, figures that lead to their lists."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from django.test import Client

from mingjian.disclosure.models import PublicRecord
from mingjian.portal.home import examples_of, figures_of
from tests.portal.make import COUNT, SECRET_NAME, House


def test_the_front_page_has_one_box_and_examples_that_find_something(visitor: Client):
    page = visitor.get("/").content.decode()

    examples = re.findall(r'<a href="/decisions/\?q=([^"]+)">', page)
    assert page.count('type="search"') == 1
    assert len(examples) == 3
    for example in examples:
        found = visitor.get("/decisions.json", {"q": unquote(example)}).json()
        assert found["total"] > 0, unquote(example)


def test_the_front_page_needs_at_most_eight_queries(
    visitor: Client, django_assert_max_num_queries: Any
):
    with django_assert_max_num_queries(8):
        visitor.get("/")


def test_a_withdrawn_name_is_nowhere_on_the_front_page(visitor: Client):
    assert SECRET_NAME not in visitor.get("/").content.decode()


def test_each_figure_counts_its_own_list(visitor: Client):
    figures = figures_of(year=2025)

    assert figures[0].count == COUNT + 3
    for figure in figures:
        list_url = figure.url.replace("/decisions/", "/decisions.json")
        assert visitor.get(list_url).json()["total"] == figure.count


def test_a_year_without_decisions_has_a_figure_of_nought(house: House, db: None):
    [only] = figures_of(year=1999)

    assert only.count == 0


def test_no_example_is_the_name_of_a_person():
    person = PublicRecord(party_name="张某某", content={"party_kind": "自然人"}, cause="占道")

    assert examples_of([person]) == ["占道"]
    assert examples_of([]) == []


def test_an_empty_portal_has_a_front_page_too(fresh_database: str, reader: Client):
    page = reader.get("/").content.decode()

    assert "还没有公示的行政处罚决定" in page
    assert "试着查" not in page
