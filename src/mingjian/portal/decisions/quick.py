"""The quick answer (检索快速接口): which decisions, without their content, at ``/search.json``.

Numbers and days only: nothing that was withdrawn can be in it but its address, which answers 410.
Where the index is fresh, the answer is made before Django; elsewhere, and for every mistake, the
view below answers with the same words from the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import Any, TypeAlias
from urllib.parse import parse_qsl

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from mingjian.disclosure.index.documents import Place
from mingjian.disclosure.index.store import State
from mingjian.disclosure.indexed import ANSWER_LEASE_SECONDS, fresh_state
from mingjian.disclosure.search import existing_page, hits_in, search_records
from mingjian.portal.decisions.conditions import Conditions, read_conditions
from mingjian.web.endpoints import public

PATH = "/search.json"
PAGE = 20
_MOST_KEPT, _LONGEST_KEPT = 4096, 512
_HEADERS = [
    ("Content-Type", "application/json"),
    ("Cache-Control", "no-cache"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Robots-Tag", "noindex"),
    ("Content-Security-Policy", "default-src 'none'"),
]
_RECORD = '{"public_id":"%s","decided_on":"%s"}'
_SAID = '{"total":%d,"page":%d,"page_size":%d,"records":[%s]}'
Application: TypeAlias = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def answer_quickly(application: Application) -> Application:
    """The portal's application with the quick answer before it."""
    needs_https = settings.SECURE_SSL_REDIRECT
    answers = _Answers()

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"] == PATH and environ["REQUEST_METHOD"] == "GET":
            body = None if needs_https else answers.body(environ.get("QUERY_STRING", ""))
            if body is not None:
                start("200 OK", [*_HEADERS, ("Content-Length", str(len(body)))])
                return [body]
        return application(environ, start)

    return answer


@public
def search_json(request: HttpRequest) -> HttpResponse:
    """The same answer by the usual way."""
    conditions = read_conditions(request.GET)
    if conditions.mistakes:
        body = {"status": "bad_request", "messages": [each.text for each in conditions.mistakes]}
        return JsonResponse(body, status=400, json_dumps_params={"ensure_ascii": False})
    found = search_records(query=conditions.query, page=conditions.page, page_size=PAGE)
    places = [(-record.decided_on.toordinal(), record.public_id) for record in found.records]
    response = HttpResponse(_body(found.total, found.page, places))
    for name, value in _HEADERS:
        response[name] = value
    return response


class _Answers:
    """What one process said of one state; in the next state everything is asked anew."""

    def __init__(self) -> None:
        self._of: tuple[State | None, dict[str, bytes]] = (None, {})

    def body(self, query_string: str) -> bytes | None:
        """None where only the usual way may answer."""
        state = fresh_state(within=ANSWER_LEASE_SECONDS)
        if state is None:
            return None
        known, kept = self._of
        if known is not state:
            kept = {}
            self._of = state, kept
        body = kept.get(query_string)
        if body is None:
            body = _body_in(state, query_string)
            if body is not None and len(query_string) <= _LONGEST_KEPT:
                if len(kept) >= _MOST_KEPT:
                    kept.clear()
                kept[query_string] = body
        return body


def _body_in(state: State, query_string: str) -> bytes | None:
    conditions: Conditions = read_conditions(dict(parse_qsl(query_string)))
    if conditions.mistakes:
        return None
    hits = hits_in(state=state, query=conditions.query)
    page = existing_page(total=hits.total, page=conditions.page, page_size=PAGE)
    return _body(hits.total, page, hits.page(offset=(page - 1) * PAGE, count=PAGE))


def _body(total: int, page: int, places: list[Place]) -> bytes:
    # Written by hand, four times as quickly: an id has no sign that JSON would write otherwise.
    records = [_RECORD % (public_id, _day_of(-day)) for day, public_id in places]
    said = _SAID % (total, page, PAGE, ",".join(records))
    return said.encode()


@lru_cache(4096)
def _day_of(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
