"""The board of a service window: page, paper, screen, and a code that tells old from new."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.portal.make import House


def text_of(visitor: Client, house: House, name: str, query: str = "") -> str:
    return visitor.get(reverse(f"portal:{name}", args=[house.busy]) + query).content.decode()


def test_the_board_shows_every_window_and_leads_to_the_screen(
    visitor: Client, house: House
) -> None:
    page = text_of(visitor, house, "board")

    assert "岗位职责的内容" in page
    assert reverse("portal:board-screen", args=[house.busy]) in page


@pytest.mark.parametrize(("query", "paper"), [("", "a4"), ("?paper=a3", "a3"), ("?paper=a9", "a4")])
def test_the_board_is_laid_out_for_the_paper(
    visitor: Client, house: House, query: str, paper: str
) -> None:
    assert f'class="board--{paper}"' in text_of(visitor, house, "board", query)


def test_the_screen_needs_no_inline_script_and_keeps_itself_offline(
    visitor: Client, house: House
) -> None:
    page = text_of(visitor, house, "board-screen")
    worker = visitor.get(reverse("portal:board-worker", args=[house.busy]))

    assert "portal/board.js" in page
    assert worker["Content-Type"].startswith("text/javascript")
    assert "caches.match" in worker.content.decode()
