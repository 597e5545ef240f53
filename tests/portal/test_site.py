"""The marks of the site: what the operator filled in is shown, what is missing is left out."""

from __future__ import annotations

from django.test import Client
from pytest_django.fixtures import Settings

from mingjian.portal.site import absolute, read_site


def test_filled_slots_stand_in_the_footer(settings: Settings, reader: Client):
    settings.MINGJIAN_OWNER = "示例市司法局"
    settings.MINGJIAN_ICP = "示ICP备00000000号"
    settings.MINGJIAN_SITE_CODE = "0000000000"

    page = reader.get("/on-site/").content.decode()

    assert "主办单位：示例市司法局" in page
    assert "网站标识码：0000000000" in page
    assert "示ICP备00000000号" in page


def test_slots_still_to_be_filled_are_hidden(settings: Settings, reader: Client):
    settings.MINGJIAN_ICP = "待填"
    settings.MINGJIAN_POLICE_FILING = ""

    page = reader.get("/on-site/").content.decode()

    assert "ICP" not in page
    assert "网站标识码" not in page
    assert "联系方式" not in page


def test_a_site_without_owner_says_so():
    assert read_site().owner == "（主办单位待填）"


def test_public_addresses_begin_with_the_portals_own(settings: Settings):
    settings.PORTAL_URL = "https://portal.example/"

    assert absolute("/decisions/") == "https://portal.example/decisions/"
