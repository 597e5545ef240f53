"""事前公开: agencies with powers, contact, remedies and newest decisions."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests.portal.make import SECRET_NAME, House


def test_every_agency_is_listed_with_its_telephone(visitor: Client, house: House):
    page = visitor.get("/standing/").content.decode()

    assert f'href="/standing/{house.busy}/"' in page
    assert f'href="/standing/{house.quiet}/"' in page
    assert "0000-0000001" in page


def test_an_agency_shows_who_it_is_and_where_to_complain(visitor: Client, house: House):
    page = visitor.get(f"/standing/{house.busy}/").content.decode()

    for text in ("测试县市场监督管理局", "测试县示范街1号", "依法执法", "测试县人民法院"):
        assert text in page


def test_an_agency_shows_its_powers_and_what_it_may_penalise(visitor: Client, house: House):
    page = visitor.get(f"/standing/{house.busy}/").content.decode()

    assert "水利" in page
    assert "《测试条例》第一条" in page
    assert "未经批准擅自取水" in page


def test_an_agency_shows_its_newest_decisions_and_leads_to_all(visitor: Client, house: House):
    page = visitor.get(f"/standing/{house.quiet}/").content.decode()

    assert page.count('class="record"') == 4
    assert SECRET_NAME not in page
    assert f'href="/decisions/?agency={house.quiet}"' in page


def test_the_pages_need_few_queries(
    visitor: Client, house: House, django_assert_max_num_queries: Any
):
    for address, queries in (("/standing/", 2), (f"/standing/{house.busy}/", 3)):
        with django_assert_max_num_queries(queries):
            visitor.get(address)
