"""The party's page in the browser: the form arrives, and a wrong code is told as such."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Sites

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e"), pytest.mark.django_db]


def test_a_code_typed_from_paper_arrives_and_a_wrong_one_is_told(page: Page, sites: Sites) -> None:
    page.goto(sites.party)
    page.locator("[name=code]").fill("AAAAAAAAAA")
    page.locator("[name=factor]").fill("BBBBBBBB")
    page.locator("main form button, form button.button--primary").first.click()

    expect(page.locator("body")).to_contain_text("查询码或者校验码不正确")
    assert page.locator("[name=code]").count() == 1
