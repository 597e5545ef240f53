"""Answering a refused move: nothing was changed, and the reader is told why and what to do."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse

from mingjian.law.breach import Breach
from mingjian.web.fragments import render_page


def refused_response(
    request: HttpRequest,
    breaches: Iterable[Breach],
    *,
    back_url: str = "",
    shell: str = "web/desk_base.html",
) -> HttpResponse:
    """409 with every breach: a page in ``shell``, or the part alone for htmx."""
    context = {"breaches": tuple(breaches), "back_url": back_url, "shell": shell}
    return render_page(
        request, "web/refused.html", context, fragment="web/parts/refused_part.html", status=409
    )
