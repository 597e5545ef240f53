"""The gallery: every part in every state, on one page, for those who build pages."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from mingjian.web.endpoints import public
from mingjian.web.gallery_samples import samples

SHEETS = [f"web/{name}.css" for name in ("portal", "portal-pages", "desk", "desk-pages", "compare")]


@public
def gallery(request: HttpRequest) -> HttpResponse:
    """Shown while developing only: it belongs to no installation."""
    if not settings.DEBUG:
        raise Http404("the gallery is shown in DEBUG only")
    shell = "portal" if request.GET.get("as") == "portal" else "desk"
    context = {"body_class": shell, "sheets": SHEETS, "icon_names": icon_names(), **samples()}
    return render(request, "web/gallery/page.html", context)


def icon_names() -> list[str]:
    """Every icon of the sprite."""
    sprite = Path(__file__).parent / "static" / "web" / "icons.svg"
    return re.findall(r'<symbol id="([a-z-]+)"', sprite.read_text(encoding="utf-8"))
