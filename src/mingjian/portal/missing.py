"""Missing pages (没有找到): what is not here, and where to look instead."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingjian.web.parts import Link


def missing_page(
    request: HttpRequest, *, sentence: str, advice: str, links: tuple[Link, ...] = ()
) -> HttpResponse:
    """404: a whole sentence, advice, and links that lead on."""
    context = {"sentence": sentence, "advice": advice, "links": links}
    response = render(request, "portal/missing.html", context, status=404)
    response["X-Robots-Tag"] = "noindex"
    return response
