"""Every page in Chromium, wide and on a phone, with and without JavaScript, in 长者模式."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.portal.make import COUNT, House
from tests.portal.test_urls import pages_of

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("portal")]
SIZES = {"wide": (1440, 900), "phone": (390, 844)}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@contextmanager
def a_page(chromium: Browser, *, size: str = "wide", **options: Any) -> Iterator[Page]:
    """A fresh browser; a script error or a breach of the policy fails the test."""
    width, height = SIZES[size]
    context = chromium.new_context(viewport={"width": width, "height": height}, **options)
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "console",
        lambda said: problems.append(said.text) if "Content Security" in said.text else None,
    )
    yield page
    context.close()
    assert problems == []


def overflow_of(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def violations_of(page: Page) -> list[str]:
    """What axe finds wrong."""
    return [each["id"] for each in Axe().run(page, options=RULES).response["violations"]]


def test_axe_finds_nothing_on_any_page(chromium: Browser, portal: str, house: House):
    # axe is put into the page as a script, which our policy forbids to everybody else.
    with a_page(chromium, bypass_csp=True) as page:
        for address in pages_of(house):
            page.goto(f"{portal}{address}")

            assert violations_of(page) == [], address


def test_on_a_phone_nothing_runs_over_and_axe_finds_nothing(
    chromium: Browser, portal: str, house: House
):
    with a_page(chromium, size="phone", bypass_csp=True) as page:
        for address in pages_of(house):
            page.goto(f"{portal}{address}")

            assert overflow_of(page) <= 0, address
            # The long texts of the law differ on a phone in width only.
            assert address.startswith("/law/") or violations_of(page) == [], address


def test_the_senior_mode_enlarges_and_is_remembered(chromium: Browser, portal: str, house: House):
    with a_page(chromium, size="phone") as page:
        page.goto(portal)
        before = page.evaluate("getComputedStyle(document.documentElement).fontSize")

        page.get_by_role("switch", name="长者模式").check()

        # What is shown inside another site is as large as that site wants it.
        for address in (each for each in pages_of(house) if "/widget/" not in each):
            page.goto(f"{portal}{address}")
            after = page.evaluate("getComputedStyle(document.documentElement).fontSize")
            assert float(after[:-2]) == 1.3 * float(before[:-2]), address
            assert overflow_of(page) <= 0, address


def test_searching_swaps_the_results_and_the_address_and_back_again(chromium: Browser, portal: str):
    with a_page(chromium) as page:
        page.goto(f"{portal}/decisions/?q=食品&kind=罚款")
        page.evaluate("window.kept = true")

        page.get_by_label("当事人、文号、违法行为").fill("更正")
        page.get_by_role("button", name="检索").click()

        page.get_by_role("heading", name="“更正”共 1 条").wait_for()
        assert "kind=%E7%BD%9A%E6%AC%BE" in page.url
        assert page.evaluate("window.kept")
        assert page.evaluate("document.activeElement.id") == "found"
        page.go_back()
        page.get_by_role("heading", name=f"“食品”共 {COUNT + 4} 条").wait_for()


def test_on_a_phone_the_drawer_of_facets_stays_folded_after_a_search(
    chromium: Browser, portal: str
):
    with a_page(chromium, size="phone") as page:
        page.goto(f"{portal}/decisions/?q=食品")
        drawer = page.locator("details.facets")
        assert drawer.get_attribute("open") is None

        page.get_by_label("当事人、文号、违法行为").fill("更正")
        page.get_by_role("button", name="检索").click()

        page.get_by_role("heading", name="“更正”共 1 条").wait_for()
        assert drawer.get_attribute("open") is None


def test_facets_lead_to_the_narrowed_list(chromium: Browser, portal: str, house: House):
    with a_page(chromium) as page:
        page.goto(f"{portal}/decisions/?q=食品")

        page.get_by_role("link", name="测试县水务局 4").click()

        page.get_by_role("heading", name="“食品”共 4 条").wait_for()
        assert f"agency={house.quiet}" in page.url


def test_a_wrong_page_number_is_said_in_place(chromium: Browser, portal: str):
    with a_page(chromium) as page:
        page.goto(f"{portal}/decisions/")

        page.get_by_label("到第").evaluate("box => { box.type = 'text'; box.value = 'abc' }")
        page.get_by_role("button", name="前往").click()

        page.get_by_text("页码“abc”不对").wait_for()


def test_everything_is_reached_without_javascript(chromium: Browser, portal: str):
    with a_page(chromium, java_script_enabled=False) as page:
        page.goto(portal)
        page.get_by_label("当事人、文号、违法行为").fill("张某某")
        page.get_by_role("button", name="检索").click()
        page.get_by_role("link", name="张某某").click()

        clause = page.locator("details.clause").first
        clause.locator("summary").click()

        assert clause.locator(".clause-text").is_visible()


def test_the_keyboard_reaches_the_search_box(chromium: Browser, portal: str):
    with a_page(chromium) as page:
        page.goto(f"{portal}/on-site/")

        page.keyboard.press("/")

        assert page.evaluate("document.activeElement.name") == "q"


def test_the_screen_of_a_window_goes_on_without_the_network_and_says_so(
    chromium: Browser, portal: str, house: House
):
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{portal}/standing/{house.busy}/board/screen/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    heading = page.locator("h1").inner_text()
    assert not page.locator("#offline").is_visible()

    context.set_offline(True)
    page.reload()

    assert page.locator("h1").inner_text() == heading
    page.locator("#offline").wait_for(state="visible")
    assert page.locator("[data-window]:visible").count() == 1
    assert page.evaluate("getComputedStyle(document.querySelector('.screen')).display") != ""
    context.close()
