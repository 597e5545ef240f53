"""岗位信息公示牌: to read, to print on A3 or A4, and to run on a screen in the service hall.

The screen keeps what it showed last (service worker), and says so when it cannot reach us.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from mingjian.portal.caching import MINUTE, cached
from mingjian.portal.decisions.qr import qr_svg
from mingjian.portal.lists.showing import ListPage, read_list
from mingjian.portal.lists.views import unknown_list
from mingjian.portal.site import absolute
from mingjian.portal.trail import STANDING, trail
from mingjian.web.endpoints import public
from mingjian.web.parts import Link

BOARD = "board"
PAPERS = ("a4", "a3")
_WORKER = Path(__file__).parents[1] / "static" / "portal" / "board_worker.js"


@public
@cached(seconds=MINUTE)
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """The board as a page, laid out for ?paper=a3 or a4."""
    page = _read(slug)
    if page is None:
        return unknown_list(request, slug)
    asked = request.GET.get("paper", "")
    agency = page.version.agency
    above = Link(agency.name, reverse("portal:agency", args=[slug]))
    context = {
        **_context(page),
        "crumbs": trail(STANDING, above, Link(page.kind.title)),
        "paper": asked if asked in PAPERS else PAPERS[0],
        "papers": PAPERS,
    }
    return render(request, "portal/lists/board.html", context)


@public
@cached(seconds=MINUTE)
def screen(request: HttpRequest, slug: str) -> HttpResponse:
    """The board for a screen in the hall: one window after the other, large, no motion."""
    page = _read(slug)
    if page is None:
        return unknown_list(request, slug)
    return render(request, "portal/lists/screen.html", _context(page))


@public
def worker(request: HttpRequest, slug: str) -> HttpResponse:
    """The service worker, served from the folder that it may serve."""
    text = _WORKER.read_text(encoding="utf-8")
    response = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    patch_cache_control(response, no_cache=True)
    return response


def _read(slug: str) -> ListPage | None:
    return read_list(slug=slug, kind=BOARD, version=None, on=timezone.localdate())


def _context(page: ListPage) -> dict[str, Any]:
    return {
        "page": page,
        "agency": page.version.agency,
        "today": timezone.localdate(),
        "qr": qr_svg(absolute(page.address)),
    }
