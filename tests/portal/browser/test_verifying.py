"""Checking in the page: a right file holds, a forged one does not, and it is sent nowhere."""

from __future__ import annotations

import json
import re
import urllib.request
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.portal.browser.test_reading import a_page
from tests.portal.make import House

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("portal")]


def fetched(address: str) -> dict[str, Any]:
    """What a citizen would have saved."""
    with urllib.request.urlopen(address) as answer:  # the portal of this very test
        return dict(json.load(answer))


def verdict(page: Page, saved: dict[str, Any]) -> list[str]:
    """The sentences that the page answers with."""
    data = json.dumps(saved, ensure_ascii=False).encode()
    file: Any = {"name": "saved.json", "mimeType": "application/json", "buffer": data}
    page.evaluate("document.querySelector('[data-results]').replaceChildren()")
    page.set_input_files("#proof-file", [])
    page.set_input_files("#proof-file", [file])
    page.wait_for_selector("[data-results] li")
    return page.locator("[data-results] li").all_inner_texts()


def test_right_files_hold_and_nothing_is_sent(chromium: Browser, portal: str, house: House):
    with a_page(chromium) as page:
        page.goto(f"{portal}/verify/")
        page.wait_for_load_state("networkidle")
        sent: list[str] = []
        page.on("request", lambda request: sent.append(request.url))

        for which in (house.plain, house.corrected, house.person):
            for name in (f"{which}.json", f"{which}/proof.json"):
                said = verdict(page, fetched(f"{portal}/decisions/{name}"))
                assert len(said) >= 4
                assert all(each.startswith("符合") for each in said), said
        stub = verdict(page, fetched(f"{portal}/decisions/{house.withdrawn}/proof.json"))

        assert all(each.startswith("符合") for each in stub)
        assert sent == []


def test_what_was_changed_is_said(chromium: Browser, portal: str, house: House):
    proof = fetched(f"{portal}/decisions/{house.plain}/proof.json")
    part = proof["publication"]
    forgeries = (
        {**proof, "content": {**proof["content"], "fine_yuan": "1.00"}},
        {**proof, "salt": "00" * 32},
        {**proof, "checkpoint": re.sub(r"\n\d+\n", "\n999\n", proof["checkpoint"], count=1)},
        {**proof, "publication": {**part, "path": part["path"][1:]}},
        {**proof, "publication": {**part, "leaf": part["leaf"].replace("publish", "correct")}},
        {**proof, "public_id": "A" * 22},
        {},
    )

    with a_page(chromium) as page:
        page.goto(f"{portal}/verify/")
        for forged in forgeries:
            said = verdict(page, forged)
            assert any(each.startswith("不符合") for each in said), forged


def test_another_key_is_not_the_one_that_signed(chromium: Browser, portal: str, house: House):
    proof = fetched(f"{portal}/decisions/{house.plain}/proof.json")
    other = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"

    with a_page(chromium) as page:
        page.goto(f"{portal}/verify/")
        page.fill("#log-key", other)

        assert verdict(page, proof)[0] == "不符合 检查点由该公钥签署"
