"""The mock pages: what each shows. They are the blueprint which portal and desk builders follow."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from mingjian.web import errors
from tests.web import mock_desk, mock_portal

PAGES: dict[str, Any] = {**mock_portal.PAGES, **mock_desk.PAGES}
ERRORS: dict[str, Any] = {
    "error-404": errors.not_found,
    "error-500": errors.server_error,
    "error-403": errors.forbidden,
    "error-429": errors.too_many,
    "error-410": lambda request: errors.gone(
        request,
        rule="《行政处罚法》第四十八条",
        withdrawn_on="2026年5月14日",
        number="示市监罚〔2026〕12号",
    ),
}


def show(request: HttpRequest, name: str) -> HttpResponse:
    """One mock by its name."""
    if name in ERRORS:
        answer: HttpResponse = ERRORS[name](request)
        return answer
    if name not in PAGES:
        raise Http404(name)
    return render(request, f"mock/{name}.html", PAGES[name]())
