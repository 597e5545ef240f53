"""Drawing with a finger on a phone: what is written reaches the row, under the site's policy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Page, Route

from mingjian.dossier.models import Signature
from mingjian.law.roles import Role
from tests.cases.signed import a_record, inquired
from tests.desk.make import at_desk

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("signing"), pytest.mark.django_db]
SITE = "http://testserver"


def answer(route: Route, client: Client) -> None:
    """Let the site of the tests answer the browser, headers and all."""
    request, path = route.request, route.request.url.removeprefix(SITE)
    if path.startswith("/static/"):
        found = finders.find(path.removeprefix("/static/"))
        return route.fulfill(path=Path(str(found))) if found else route.abort()
    told = {"content_type": request.headers.get("content-type", "")}
    data = request.post_data_buffer
    said = client.post(path, data, **told) if request.method == "POST" else client.get(path)
    headers = {name: value for name, value in said.items() if name != "Content-Length"}
    return route.fulfill(status=said.status_code, headers=headers, body=said.content)


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
    paper = a_record(story)
    client = at_desk(story.cast, Role.CASE_OFFICER)
    phone = {"width": 390, "height": 844}
    with chromium.new_context(viewport=phone, has_touch=True, is_mobile=True) as context:
        page, wrong = context.new_page(), []
        page.on("console", lambda one: wrong.append(one.text) if one.type == "error" else None)
        page.route(re.compile(".*"), lambda route: answer(route, client))
        page.goto(f"{SITE}/documents/{paper.id}/sign/")
        page.get_by_label("本页已阅").check()
        page.locator("[name=drawn-capacity]").select_option("questioned")
        page.locator("[name=drawn-signer_name]").fill("钱样本")
        write_name(page)
        page.screenshot(path="/tmp/sign_390.png", full_page=True)
        page.get_by_role("button", name="确认签名").click()
        page.wait_for_selector(".signature-drawing")

        page.screenshot(path="/tmp/sign_done.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= phone["width"]
    row = Signature.objects.get()
    assert (row.signer_name, len(row.strokes)) == ("钱样本", 1)
    assert len(row.strokes[0]) >= 8
    assert wrong == []
