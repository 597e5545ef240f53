"""What a person does at the desk, in the words that stand on the pages."""

from __future__ import annotations

import re
from collections.abc import Mapping

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from mingjian.ops.demo.people import DEMO_PASSWORD
from tests.e2e.conftest import SCREENSHOTS, Sites

_SERIOUS = {"serious", "critical"}


class Desk:
    """A browser window at the desk, and who sits before it."""

    def __init__(self, page: Page, sites: Sites) -> None:
        self.page = page
        page.set_default_timeout(10_000)
        self.sites = sites

    def sign_in(self, username: str) -> None:
        """登录, whoever was signed in before."""
        self.page.context.clear_cookies()
        self.page.goto(f"{self.sites.desk}/login/")
        self.page.get_by_label("账号").fill(username)
        self.page.get_by_label("密码").fill(DEMO_PASSWORD)
        self.page.get_by_role("button", name="登录").click()
        expect(self.page.get_by_role("button", name="退出").first).to_be_visible()

    def next_step(self, case_url: str, title: str, entries: Mapping[str, str]) -> None:
        """Take the one step the case page offers as next, through its button."""
        self.page.goto(case_url)
        self.page.locator(".step").get_by_role("link", name=title, exact=True).click()
        self._fill_and_confirm(title, entries)

    def other_step(
        self, case_url: str, move: str, entries: Mapping[str, str], *, button: str
    ) -> None:
        """Take another step that is open."""
        self.page.goto(f"{case_url}do/{move}/")
        self._fill_and_confirm(button, entries)

    def _fill_and_confirm(self, button: str, entries: Mapping[str, str]) -> None:
        self.fill(entries)
        check(self.page, f"form-{button}")
        self.confirm(button)

    def confirm(self, button: str) -> None:
        """Press the button; the page that follows tells no refusal and no mistake."""
        self.page.get_by_role("button", name=button, exact=True).click()
        self.page.wait_for_load_state()
        wrong = self.page.locator(".refused, .error-summary")
        assert wrong.count() == 0, wrong.first.inner_text()

    def fill(self, entries: Mapping[str, str]) -> None:
        """Type or choose by label; 「是」 ticks a box."""
        for label, text in entries.items():
            field = self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}")).first
            kind = field.evaluate("node => node.tagName + ':' + (node.type || '')")
            if kind.startswith("SELECT"):
                option = field.locator("option").filter(has_text=text).first
                field.select_option(value=option.get_attribute("value"))
            elif kind in {"INPUT:checkbox", "INPUT:radio"}:
                field.check()
            else:
                field.fill(text)


def check(page: Page, name: str) -> None:
    """axe finds nothing serious, and a picture is kept for people to look at."""
    found = Axe().run(page).response["violations"]
    serious = [
        f"{one['id']}: {one['nodes'][0]['html'][:200]}"
        for one in found
        if one["impact"] in _SERIOUS
    ]
    assert serious == [], f"{name}: {serious}"
    SCREENSHOTS.mkdir(exist_ok=True)
    for width, suffix in ((1440, "desktop"), (390, "phone")):
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=SCREENSHOTS / f"{name}-{suffix}.png", full_page=True)
    page.set_viewport_size({"width": 1440, "height": 900})
