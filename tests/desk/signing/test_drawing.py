"""Drawing with a finger on a phone: what is written reaches the row, under the site's policy."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from playwright.sync_api import Browser, Page, Route, ViewportSize

from mingjian.dossier.models import Signature
from mingjian.law.roles import Role
from tests.cases.signed import a_record, inquired
from tests.desk.make import at_desk

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("signing"), pytest.mark.django_db]
SITE = "http://localhost"


@dataclass
class Courier:
    """Between browser and site: pages fetched beforehand, and what the browser sent.

    Playwright answers in a context of its own, where the transaction of the test is not seen.
    """

    pages: dict[str, HttpResponse]
    sent: list[tuple[bytes, str]] = field(default_factory=list)

    def answer(self, route: Route) -> None:
        """Headers and all, so that the site's policy holds in the browser."""
        request, path = route.request, route.request.url.removeprefix(SITE)
        if request.method == "POST":
            self.sent.append((request.post_data_buffer or b"", request.headers["content-type"]))
            route.fulfill(status=200, body="sent")
        elif path in self.pages:
            found = self.pages[path]
            route.fulfill(status=200, headers=dict(found.items()), body=found.content)
        else:
            route.fulfill(path=str(finders.find(path.removeprefix("/static/"))))


def write_name(page: Page) -> None:
    """One stroke of a finger across the field."""
    field = page.locator("[data-signing-field]")
    field.scroll_into_view_if_needed()
    box = field.bounding_box()
    assert box is not None
    touch = page.context.new_cdp_session(page)
    for step in range(15):
        at = {"x": box["x"] + 20 + step * 18, "y": box["y"] + 30 + (step % 4) * 15}
        kind = "touchMove" if step else "touchStart"
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [at]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_finger_signs_on_a_phone(chromium: Browser) -> None:
    story = inquired()
    client = at_desk(story.cast, Role.CASE_OFFICER)
    url = f"/documents/{a_record(story).id}/sign/"
    courier = Courier({one: client.get(one) for one in (url, f"{url}pages/1/")})
    phone: ViewportSize = {"width": 390, "height": 844}
    with chromium.new_context(viewport=phone, has_touch=True, is_mobile=True) as context:
        page, wrong = context.new_page(), []
        page.on("console", lambda one: wrong.append(one.text) if one.type == "error" else None)
        page.route(re.compile(".*"), courier.answer)
        page.goto(f"{SITE}{url}")
        page.get_by_label("本页已阅").check()
        page.locator("[name=drawn-capacity]").select_option("questioned")
        page.locator("[name=drawn-signer_name]").fill("钱样本")
        write_name(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= phone["width"]
        page.get_by_role("button", name="确认签名").click()
        page.wait_for_selector("text=sent")

    data, content_type = courier.sent[0]
    assert client.post(url, data, content_type=content_type).status_code == 303
    row = Signature.objects.get()
    assert (row.signer_name, len(row.strokes), len(row.strokes[0]) >= 8) == ("钱样本", 1, True)
    assert wrong == []
