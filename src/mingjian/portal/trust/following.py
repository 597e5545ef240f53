"""What nodes take in (随录数据): blocks of public lines and registers, made when asked.

Nothing of them lies on a disk: what is withdrawn is in the next answer no more. Their digests are
in the signed notice; an answer that came in between fits none, and is asked for again.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from mingjian.disclosure.following.blocks import WIDTH, block_bytes
from mingjian.disclosure.following.registers import registers_bytes
from mingjian.ledger.log import current_size
from mingjian.web.endpoints import public


@public
def block(request: HttpRequest, place: int) -> HttpResponse:
    """The public lines of 256 leaves."""
    if place * WIDTH >= current_size():
        raise Http404(f"no block {place}")
    return _answer(block_bytes(place), "application/x-ndjson")


@public
def registers(request: HttpRequest) -> HttpResponse:
    """Agencies, accounts, replies, waiting requests, credentials in published lists."""
    return _answer(registers_bytes(), "application/json")


def _answer(data: bytes, kind: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Cache-Control"] = "no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response
