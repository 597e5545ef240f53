"""The mocks in a real browser: no accessibility violation, no overflow, no broken policy."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.web.mock_names import NAMES
from tests.web.mock_server import mock_server

pytestmark = pytest.mark.e2e
WIDTHS = {
    "wide": (1440, 900),
    "desk 1024": (1024, 768),
    "200 % zoom": (720, 450),
    "phone": (390, 844),
}
TOUCHED = "button, .button, .input, .field-box :is(input, select), .chip, .tab, .columns a, .side a"
TOO_SMALL = """wanted => [...document.querySelectorAll(wanted)]
    .filter(e => e.offsetParent && e.type !== 'radio' && e.type !== 'checkbox')
    .filter(e => e.getBoundingClientRect().height < 43.5)
    .map(e => e.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with mock_server() as address:
        yield address


@pytest.fixture
def browser(chromium: Browser) -> Iterator[BrowserContext]:
    with chromium.new_context() as context:
        yield context


def open_page(browser: BrowserContext, url: str, *, width: str) -> Page:
    across, down = WIDTHS[width]
    page = browser.new_page()
    page.set_viewport_size({"width": across, "height": down})
    page.goto(url)
    return page


@pytest.mark.parametrize("width", ["wide", "phone"])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(browser: BrowserContext, address: str, name: str, width: str):
    page = open_page(browser, f"{address}/mock/{name}", width=width)

    found = Axe().run(page).response["violations"]

    assert [(v["id"], [n["html"][:90] for n in v["nodes"]]) for v in found] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_page_is_wider_than_its_window(browser: BrowserContext, address: str, name: str):
    page, wider = open_page(browser, f"{address}/mock/{name}", width="wide"), []

    for width, (across, down) in WIDTHS.items():
        page.set_viewport_size({"width": across, "height": down})
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wider.append(width)

    assert wider == []


@pytest.mark.parametrize("name", NAMES)
def test_what_is_touched_on_a_phone_is_44_pixels_high(
    browser: BrowserContext, address: str, name: str
):
    page = open_page(browser, f"{address}/mock/{name}", width="phone")

    assert page.evaluate(TOO_SMALL, TOUCHED) == []


@pytest.mark.parametrize("name", [n for n in NAMES if not n.startswith("error")])
def test_the_content_policy_blocks_nothing(browser: BrowserContext, address: str, name: str):
    page, said = browser.new_page(), []
    page.on("console", lambda line: said.append(line.text))

    page.goto(f"{address}/mock/{name}")

    assert [line for line in said if "Content Security Policy" in line] == []


def test_the_larger_type_is_remembered(browser: BrowserContext, address: str):
    page = open_page(browser, f"{address}/mock/portal-home", width="wide")

    page.get_by_label("长者模式").check()
    page.goto(f"{address}/mock/portal-list")

    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20.8px"
    assert page.get_by_label("长者模式").is_checked()


def test_the_larger_type_works_without_javascript(chromium: Browser, address: str):
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/mock/portal-home")
    before = page.get_by_role("heading", level=1).bounding_box()

    page.get_by_label("长者模式").check()

    after = page.get_by_role("heading", level=1).bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > before["height"]


def test_a_slash_goes_to_the_search(browser: BrowserContext, address: str):
    page = open_page(browser, f"{address}/mock/desk-todo", width="wide")

    page.keyboard.press("/")

    assert page.evaluate("document.activeElement.id") == "bar-query"


def test_mistakes_are_what_the_reader_meets_first(browser: BrowserContext, address: str):
    page = open_page(browser, f"{address}/mock/desk-form", width="wide")

    page.wait_for_function("document.activeElement.hasAttribute('data-error-summary')")
    page.get_by_role("link", name="请填写线索名称。").click()

    assert page.evaluate("document.activeElement.id") == "id_title"


def test_a_deadline_opens_by_keyboard_and_closes_by_escape(browser: BrowserContext, address: str):
    page = open_page(browser, f"{address}/mock/desk-todo", width="wide")
    badge = page.locator("details.deadline").first

    badge.locator("summary").press("Enter")
    assert badge.get_by_role("link", name="第六十一条").is_visible()
    page.keyboard.press("Escape")

    assert badge.get_attribute("open") is None


def test_a_number_key_goes_to_the_point_of_review(browser: BrowserContext, address: str):
    page = open_page(browser, f"{address}/mock/desk-review", width="wide")

    page.keyboard.press("3")

    assert page.evaluate("document.activeElement.dataset.key") == "3"


def test_every_stop_of_the_tab_key_shows_a_ring(browser: BrowserContext, address: str):
    page = open_page(browser, f"{address}/mock/portal-home", width="wide")

    rings = []
    for _ in range(12):
        page.keyboard.press("Tab")
        rings.append(page.evaluate("getComputedStyle(document.activeElement).outlineWidth"))

    assert set(rings) == {"3px"}


def test_turning_the_phone_brings_the_navigation_back(browser: BrowserContext, address: str):
    page = open_page(browser, f"{address}/mock/desk-todo", width="phone")
    folded = page.locator("details.side").get_attribute("open")

    page.set_viewport_size({"width": 1440, "height": 900})
    page.wait_for_selector("details.side[open]")

    assert folded is None
    assert page.locator("details.side a").first.is_visible()
