"""Take pictures of every mock at desk and phone width: `python -m tests.web.take_screenshots`.

The pictures go to screenshots/ (not in the repository); looking at them is the test.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browsers import ARGUMENTS, chromium_path
from tests.web.mock_server import mock_server

SIZES = {"wide": (1440, 900), "phone": (390, 844)}
FOLDER = Path(__file__).resolve().parents[2] / "screenshots" / "web"


def main(names: list[str]) -> None:
    """Photograph the named mocks at both widths."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with mock_server() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        for name in names:
            for size in SIZES:
                photograph(browser, f"{address}/mock/{name}", name=name, size=size)
        browser.close()


def photograph(browser: Browser, url: str, *, name: str, size: str) -> None:
    """One page at one width, with what the console said."""
    width, height = SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height})
    page.on("console", lambda said: print(name, size, said.text))
    page.goto(url)
    page.screenshot(path=str(FOLDER / f"{name}-{size}.png"), full_page=True)
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if overflow > 0:
        print(f"{name} {size}: {overflow} px wider than the window")
    page.close()


if __name__ == "__main__":
    from tests.web.mock_names import NAMES

    main(sys.argv[1:] or NAMES)
