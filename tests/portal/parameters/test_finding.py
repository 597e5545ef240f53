"""A published name leads to the place's own page, whatever the version."""

from __future__ import annotations

import pytest
from django.test import Client

from mingjian.portal.parameters.finding import pack_page
from tests.portal.make import House


@pytest.mark.parametrize(
    ("published", "address"),
    [
        ("宾县（1.0+national.2026.11）", "/law/parameters/binxian/"),
        ("宾县", "/law/parameters/binxian/"),
        ("广元市民政局（0.9）", "/law/parameters/guangyuan-civil/"),
        ("别处（1.0）", "/law/parameters/"),
        ("", "/law/parameters/"),
    ],
)
def test_the_name_before_the_version_finds_the_page(published: str, address: str):
    assert pack_page(published) == address


def test_a_decision_leads_to_the_term_of_its_own_place(visitor: Client, house: House):
    page = visitor.get(f"/decisions/{house.plain}/").content.decode()

    link = "/law/parameters/binxian/#limit.stop_publication.general"
    assert f'href="{link}"' in page
    assert 'id="limit.stop_publication.general"' in visitor.get(link).content.decode()
