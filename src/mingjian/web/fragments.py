"""Page or fragment: the same URL answers a browser with a page and htmx with a part of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page.

    After a lost history entry htmx asks again with HX-History-Restore-Request: that is a page.
    """
    return (
        request.headers.get("HX-Request") == "true"
        and request.headers.get("HX-History-Restore-Request") != "true"
    )


def vary_by_htmx(response: HttpResponse) -> HttpResponse:
    """Mark a response whose body depends on who asks, so that no cache mixes page and fragment."""
    patch_vary_headers(response, ["HX-Request"])
    return response


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    fragment: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render ``template``, or ``fragment`` when htmx asks for the part only."""
    chosen = fragment if fragment and is_fragment(request) else template
    return vary_by_htmx(render(request, chosen, context, status=status))


def redirect_to(request: HttpRequest, url: str) -> HttpResponse:
    """Go to ``url`` after success: 303 for a browser, HX-Redirect for htmx."""
    if is_fragment(request):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = url
    else:
        response = HttpResponse(status=303)
        response["Location"] = url
    return vary_by_htmx(response)
