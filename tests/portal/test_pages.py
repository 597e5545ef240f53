"""Pages about the site, and what search engines and monitors ask."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from mingjian.law.provisions import provision_text
from mingjian.portal import pages
from mingjian.portal.pages import _CITES
from tests.portal.conftest import PORTAL_URL
from tests.portal.make import COUNT, House

_SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def addresses(answer: object) -> list[str]:
    """The addresses of a sitemap."""
    content = answer.content  # type: ignore[attr-defined]  # the stub does not know test answers
    return [str(loc.text) for loc in ElementTree.fromstring(content).iter(_SPACE)]


@pytest.mark.parametrize(
    ("address", "phrase"),
    [
        ("/about/", "自作出之日起"),
        ("/accessibility/", "长者模式"),
        ("/sitemap/", "执法人员到场时您的权利"),
    ],
)
def test_the_page_says_what_it_is_for(visitor: Client, address: str, phrase: str):
    answer = visitor.get(address)

    assert answer.status_code == 200
    assert phrase in answer.content.decode()


def test_every_article_the_pages_cite_can_be_read_here():
    assert all(provision_text(cite) for cite in _CITES.values())


def test_the_sitemap_lists_published_decisions_only(visitor: Client, house: House):
    found = addresses(visitor.get("/sitemap.xml"))

    decisions = [each for each in found if "/decisions/" in each and each[-11:] != "/decisions/"]
    assert len(decisions) == COUNT + 4
    assert f"{PORTAL_URL}{reverse('portal:decision', args=[house.plain])}" in decisions
    assert not [each for each in found if house.withdrawn in each]


def test_a_large_sitemap_is_cut_into_parts(
    visitor: Client, house: House, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(pages, "SITEMAP_PART", 20)

    parts = addresses(visitor.get("/sitemap.xml"))
    answers = [visitor.get(part.removeprefix(PORTAL_URL)) for part in parts]
    found = [each for answer in answers for each in addresses(answer)]

    assert len(parts) == 4
    assert len(found) == len(set(found))
    assert sum("/decisions/" in each for each in found) == COUNT + 4 + 1
    assert visitor.get("/sitemap-9.xml").status_code == 404


def test_robots_are_led_to_the_sitemap_and_away_from_endless_lists(reader: Client):
    text = reader.get("/robots.txt").content.decode()

    assert f"Sitemap: {PORTAL_URL}/sitemap.xml" in text
    assert "Disallow: /decisions/?" in text


def test_the_monitor_is_answered_without_database(reader: Client):
    answer = reader.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")
