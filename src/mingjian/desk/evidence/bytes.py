"""Bytes of evidence (输出): preview copies by range, originals as attachments, no guessing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from uuid import UUID

from django.core import signing
from django.http import HttpResponse, StreamingHttpResponse

from mingjian.evidence.disk import read_pieces

HOURS = 4 * 3600
_SALT = "evidence-view"
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
# Whatever the bytes are, a browser may do nothing with them but show a picture, a film, a sound.
_SEALED = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
}


def view_ticket(*, file_id: UUID, person_id: UUID) -> str:
    """Given out after the viewing was written into the record, and only then."""
    return signing.TimestampSigner(salt=_SALT).sign(f"{file_id}:{person_id}")


def is_ticket_for(ticket: str, *, file_id: UUID, person_id: UUID) -> bool:
    """Whether this person's viewing of this file is on record, lately."""
    try:
        found = signing.TimestampSigner(salt=_SALT).unsign(ticket, max_age=HOURS)
    except signing.BadSignature:
        return False
    return found == f"{file_id}:{person_id}"


def inline_copy(
    path: Path, *, content_type: str, asked: str
) -> HttpResponse | StreamingHttpResponse:
    """A preview copy, whole or the one range asked for (RFC 9110, 14)."""
    size = path.stat().st_size
    part = _part(asked, size)
    if part is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}", **_SEALED})
    start, end = part
    headers = {
        **_SEALED,
        "Content-Type": content_type,
        "Content-Length": str(end - start),
        "Accept-Ranges": "bytes",
        "Content-Disposition": "inline",
    }
    is_part = bool(asked) and _RANGE.fullmatch(asked) is not None
    if is_part:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    pieces = read_pieces(path, offset=start, length=end - start)
    return StreamingHttpResponse(pieces, status=206 if is_part else 200, headers=headers)


def inline_bytes(content: bytes, content_type: str) -> HttpResponse:
    """A small copy made for this answer alone."""
    headers = {**_SEALED, "Content-Disposition": "inline"}
    return HttpResponse(content, content_type=content_type, headers=headers)


def attached(pieces: Iterator[bytes], *, name: str, size: int) -> StreamingHttpResponse:
    """An original: to be saved, never shown."""
    safe = quote(name.replace("/", "_"), safe="")
    headers = {
        **_SEALED,
        "Content-Type": "application/octet-stream",
        "Content-Length": str(size),
        "Content-Disposition": f"attachment; filename=\"original\"; filename*=UTF-8''{safe}",
    }
    return StreamingHttpResponse(pieces, headers=headers)


def _part(asked: str, size: int) -> tuple[int, int] | None:
    """Half-open; several ranges or another unit: the whole, as the standard allows."""
    found = _RANGE.fullmatch(asked)
    if found is None:
        return 0, size
    first, last = found.groups()
    if not first:
        start = max(0, size - int(last or 0))
        end = size
    else:
        start = int(first)
        end = min(int(last) + 1, size) if last else size
    return (start, end) if start < end else None
