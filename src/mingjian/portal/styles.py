"""Styles (样式): every sheet of the portal in one file, so that a telephone waits for one answer.

Named by its digest and kept for a year; there is no build step, the process puts it together once.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from mingjian.web.endpoints import public

SHEETS = (
    *("web/tokens.css", "web/base.css", "web/records.css", "web/limits.css", "web/lists.css"),
    *("web/tables.css", "web/notices.css", "web/forms.css", "web/portal.css"),
    *("web/portal-pages.css", "portal/portal.css", "portal/law.css", "portal/lists.css"),
    *("portal/node.css", "web/print.css"),
)
_YEAR = 365 * 24 * 3600
_DIGITS = 12


@public
def styles(request: HttpRequest, digest: str) -> HttpResponse:
    """All sheets in their order; a page of an earlier release gets those of today, for a minute."""
    response = HttpResponse(_sheets(), content_type="text/css; charset=utf-8")
    age = f"max-age={_YEAR}, immutable" if digest == _digest() else "max-age=60"
    response["Cache-Control"] = f"public, {age}"
    return response


def styles_address() -> str:
    """Where pages find them."""
    return reverse("portal:styles", args=[_digest()])


@cache
def _digest() -> str:
    return hashlib.sha256(_sheets()).hexdigest()[:_DIGITS]


@cache
def _sheets() -> bytes:
    return b"\n".join(Path(str(finders.find(name))).read_bytes() for name in SHEETS)
