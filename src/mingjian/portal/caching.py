"""Caching (缓存): how long a reader's browser or a proxy may keep an answer.

Short for what may be withdrawn, long for the law. Only good answers are kept: a stub, a refusal
or a missing page is asked for again each time, so that nothing stale outlives a withdrawal.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag

MINUTE = 60
HOUR = 3600
Answer = Callable[..., HttpResponseBase]


def cached(*, seconds: int) -> Callable[[Answer], Answer]:
    """Let a 200 be kept for ``seconds`` and be asked for again by its ETag."""

    def wrap(view: Answer) -> Answer:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return _marked(request, view(request, *args, **kwargs), seconds)

        return answer

    return wrap


def _marked(request: HttpRequest, response: HttpResponseBase, seconds: int) -> HttpResponseBase:
    if response.status_code != 200:
        patch_cache_control(response, no_cache=True)
        return response
    patch_cache_control(response, public=True, max_age=seconds)
    if not isinstance(response, HttpResponse):
        return response
    set_response_etag(response)
    etag = response.headers.get("ETag")
    return get_conditional_response(request, etag=etag, response=response) or response
