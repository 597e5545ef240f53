"""The browser of a test module. Playwright's loop runs in the thread of the tests: it must end with
the module, or nothing else in this process can start a loop of its own (sealing does)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-sync"]


def chromium_path() -> str | None:
    """The installed Chromium, or the one that MINGJIAN_CHROMIUM names."""
    named = os.environ.get("MINGJIAN_CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Chromium, headless; without one the tests of this process that need it cannot run."""
    path = chromium_path()
    if path is None:
        pytest.skip("no Chromium on this machine: run make browser as root, or install it")
    # Playwright's loop runs in this thread; Django would take the tests themselves for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
