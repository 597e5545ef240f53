"""The log as files (日志文件): checkpoint, keys and tiles, as C2SP tlog-tiles lays them out.

No database: a portal node, a mirror or a static host can hand them out alike.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, set_response_etag

from mingjian.ledger.files import public_folder
from mingjian.ledger.tiles import TILE_PATH
from mingjian.web.endpoints import public

_TEXT, _BINARY = "text/plain; charset=utf-8", "application/octet-stream"
# 瓦片写成之后永不改变；检查点每次都要重新询问。
_FOREVER = "public, max-age=31536000, immutable"


@public
def checkpoint(request: HttpRequest) -> HttpResponseBase:
    """最新的检查点, cosignatures included."""
    return _asked_again(request, "checkpoint")


@public
def keys(request: HttpRequest) -> HttpResponseBase:
    """日志公钥, one a line."""
    return _asked_again(request, "keys")


@public
def notice(request: HttpRequest) -> HttpResponseBase:
    """公示通告: what is hidden now, signed; nodes ask every few seconds."""
    return _asked_again(request, "notice")


@public
def blocks(request: HttpRequest) -> HttpResponseBase:
    """Digests of all blocks of public lines, 32 bytes each."""
    return _asked_again(request, "blocks", content_type=_BINARY)


@public
def tile(request: HttpRequest, path: str) -> HttpResponseBase:
    """A tile of hashes or leaves."""
    wanted = f"tile/{path}"
    if not TILE_PATH.fullmatch(wanted):
        raise Http404("not a tile")
    response = HttpResponse(_read(wanted), content_type=_BINARY)
    response["Cache-Control"] = _FOREVER
    return response


def _asked_again(request: HttpRequest, name: str, *, content_type: str = _TEXT) -> HttpResponseBase:
    response = HttpResponse(_read(name), content_type=content_type)
    response["Cache-Control"] = "no-cache"
    set_response_etag(response)
    etag = response.headers["ETag"]
    return get_conditional_response(request, etag=etag, response=response) or response


def _read(name: str) -> bytes:
    try:
        return (public_folder() / name).read_bytes()
    except FileNotFoundError as missing:
        raise Http404(name) from missing
