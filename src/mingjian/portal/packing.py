"""Packing (压缩): texts go out gzipped to whoever can read that; a telephone pays for every byte.

Nothing here is secret and nobody is logged in, so the length of an answer tells nothing. Files of
the log and streams go out as they are.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

_TEXTS = (
    *("text/html", "text/css", "text/csv", "text/javascript", "application/json"),
    *("application/xml", "application/rss+xml", "application/atom+xml"),
)
_SMALLEST, _LEVEL = 600, 5


class PackingMiddleware:
    """Around the views of the portal."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pack what is worth it; a packed answer has a weak ETag."""
        response = self._get_response(request)
        if not isinstance(response, HttpResponse) or not _is_text(response):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if "gzip" not in request.headers.get("Accept-Encoding", ""):
            return response
        response.content = gzip.compress(response.content, _LEVEL, mtime=0)
        response["Content-Encoding"] = "gzip"
        response["Content-Length"] = str(len(response.content))
        etag = response.headers.get("ETag", "")
        if etag.startswith('"'):
            response["ETag"] = f"W/{etag}"
        return response


def _is_text(response: HttpResponse) -> bool:
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    wanted = kind in _TEXTS and response.status_code in {200, 404, 410}
    is_plain = not response.has_header("Content-Encoding")
    return wanted and is_plain and len(response.content) >= _SMALLEST
