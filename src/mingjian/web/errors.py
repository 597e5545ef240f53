"""Error pages: what happened, why, what to do next. They need no database and no session."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def _page(name: str, status: int, **context: object) -> HttpResponse:
    """Rendered without the request on purpose: no context processor may reach for the database."""
    return HttpResponse(render_to_string(f"web/errors/{name}.html", context), status=status)


def _sentence_of(exception: Exception | None) -> str:
    """What the refusal itself says, where it was written for a person."""
    said = str(exception or "")
    return said if any("\u4e00" <= sign <= "\u9fff" for sign in said) else ""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request cannot be read."""
    return _page("400", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: this person may not enter here."""
    return _page("403", 403, reason=_sentence_of(exception))


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the page was open too long, or the form came from elsewhere."""
    return _page("csrf", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: there is nothing at this address."""
    return _page("404", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: the system failed; nothing is asked of the database."""
    return _page("500", 500)


def gone(
    request: HttpRequest, *, rule: str = "", withdrawn_on: str = "", number: str = ""
) -> HttpResponse:
    """410: a publication that was withdrawn; search engines are told to forget it."""
    response = _page("410", 410, rule=rule, withdrawn_on=withdrawn_on, number=number)
    response["X-Robots-Tag"] = "noindex"
    return response


def too_many(request: HttpRequest, *, retry_after_seconds: int = 60) -> HttpResponse:
    """429: too many requests from one place."""
    response = _page("429", 429, seconds=retry_after_seconds)
    response["Retry-After"] = str(retry_after_seconds)
    return response
