"""裁量基准: all 75 items of Shenzhen, tier by tier."""

from __future__ import annotations

import pytest
from django.test import Client

from mingjian.law.benchmarks import benchmark

SHENZHEN = "/law/benchmarks/shenzhen-urban-2023/"


def test_every_item_is_listed_with_its_anchor(reader: Client):
    page = reader.get(SHENZHEN).content.decode()

    for number in range(1, 76):
        assert f'id="item-{number}"' in page
        assert f'href="{SHENZHEN}{number}/"' in page


@pytest.mark.parametrize("number", [1, 2, 40, 75])
def test_an_item_shows_each_tier_in_the_words_of_the_document(reader: Client, number: int):
    page = reader.get(f"{SHENZHEN}{number}/").content.decode()

    for rule in benchmark("shenzhen-urban-2023").item(number).rules:
        assert rule.condition_text in page
        assert rule.standard_text in page


def test_items_are_narrowed_by_words_of_their_titles(reader: Client):
    page = reader.get(SHENZHEN, {"q": "摆卖"}).content.decode()
    none = reader.get(SHENZHEN, {"q": "登月"}).content.decode()

    assert 'id="item-2"' in page
    assert 'id="item-63"' not in page
    assert "没有违法行为含有“登月”" in none


def test_the_last_day_in_force_is_the_day_before_the_end(reader: Client):
    assert "2023年12月15日至2028年12月14日" in reader.get(SHENZHEN).content.decode()


def test_the_list_leads_to_the_document(reader: Client):
    assert f'href="{SHENZHEN}"' in reader.get("/law/benchmarks/").content.decode()
