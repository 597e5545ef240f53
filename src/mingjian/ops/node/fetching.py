"""Fetching (取数): bytes of one origin over HTTP(S), never more than expected, never elsewhere."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from email.message import Message
from typing import IO

TIMEOUT_SECONDS = 10
LARGEST = 64 << 20
_PIECE = 1 << 16


class OriginAway(RuntimeError):
    """源站没有回应: not there, not answering, or answering with an error."""


class OriginFiles:
    """The public files of an origin; what is asked for often is asked for by its ETag."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._kept: dict[str, tuple[str, bytes]] = {}
        self._opener = urllib.request.build_opener(_Nowhere())

    def fetch(self, path: str) -> bytes:
        """One file; raises OriginAway."""
        return self._ask(path, {})[1]

    def fetch_again(self, path: str) -> bytes:
        """A file that is asked for again and again."""
        etag, known = self._kept.get(path, ("", b""))
        tag, data = self._ask(path, {"If-None-Match": etag} if etag else {}, known)
        self._kept[path] = (tag, data)
        return data

    def _ask(
        self, path: str, headers: dict[str, str], known: bytes | None = None
    ) -> tuple[str, bytes]:
        request = urllib.request.Request(f"{self._url}/{path}", headers=headers)  # noqa: S310  # config.py admits http and https only
        try:
            with self._opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
                return answer.headers.get("ETag", ""), _read(answer, path)
        except urllib.error.HTTPError as error:
            if error.code == 304 and known is not None:
                return headers["If-None-Match"], known
            raise OriginAway(f"源站对 /{path} 回答 {error.code}") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise OriginAway(f"源站没有回应（/{path}）") from error


class _Nowhere(urllib.request.HTTPRedirectHandler):
    """A node asks the address it was given and follows no answer to another."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> None:
        return None


def _read(answer: http.client.HTTPResponse, path: str) -> bytes:
    data = bytearray()
    while piece := answer.read(_PIECE):
        data += piece
        if len(data) > LARGEST:
            raise OriginAway(f"/{path} 超过 {LARGEST >> 20} MB，未读完")
    expected = answer.headers.get("Content-Length")
    if expected is not None and int(expected) != len(data):
        raise OriginAway(f"/{path} 没有传完")
    return bytes(data)
