"""Blocks (公示块): the public lines of 256 leaves each, made when asked, their digests signed.

A line is a record with content and salt, the stub of a withdrawn one, or a version of a list.
Nothing of a block lies on the disk but its digest: what was withdrawn is in no block from that
moment on, and the digest follows when the log says so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

import rfc8785
from django.db.models import Q

from mingjian.disclosure.index.files import replace_json
from mingjian.disclosure.kinds import RecordStatus
from mingjian.disclosure.models import PublicList, PublicRecord
from mingjian.ledger.files import folder, public_folder, write_durably
from mingjian.ledger.leaf import LeafType
from mingjian.ledger.models import Leaf, LogHead

WIDTH = 256
DIGEST = hashlib.sha256().digest_size
_IDS_A_QUERY = 5_000
_SHARED = ("public_id", "version", "leaf_index", "published_on")
_STANDING = ("salt", "content", "corrected_on", "correction_note", "term_ends_on")
STUB = (
    *("withdrawn_leaf_index", "withdrawn_on", "withdrawn_ground", "withdrawn_reason"),
    *("withdrawn_cite", "agency_name", "division_code", "division_name", "decided_on"),
)
_LIST = (
    *("public_id", "version", "kind", "content", "hash", "pack_id", "published_on"),
    *("review_by", "leaf_hash"),
)


def block_bytes(place: int) -> bytes:
    """The lines of leaves ``256·place`` … as they stand now, in the order of the log."""
    first = place * WIDTH
    lines = [*_record_lines(first), *_list_lines(first)]
    return b"".join(rfc8785.dumps(line) + b"\n" for _, line in sorted(lines, key=_index))


def keep_blocks() -> str:
    """Bring the digests up to date with the released log; returns the digest of all."""
    size = LogHead.objects.values_list("released_size", flat=True).filter(id=1).first() or 0
    state, digests, reopened = _read_state(), bytearray(_read_digests()), _open_places()
    count = -(-size // WIDTH)
    wanted = _touched(state["size"], size) | {*state["open"], *reopened}
    wanted |= set(range(len(digests) // DIGEST, count))
    digests.extend(bytes(max(0, count * DIGEST - len(digests))))
    for place in sorted(wanted & set(range(count))):
        digest = hashlib.sha256(block_bytes(place)).digest()
        digests[place * DIGEST : (place + 1) * DIGEST] = digest
    whole = hashlib.sha256(digests).hexdigest()
    kept = {"size": size, "open": reopened, "digest": whole}
    if kept != state:
        write_durably(public_folder() / "blocks", bytes(digests))
        replace_json(_state_file(), kept)
    return whole


def blocks_digest() -> str:
    """Of the digests as they were kept last; that of nothing before the first."""
    return str(_read_state()["digest"])


def stub_line(record: PublicRecord) -> dict[str, Any]:
    """What stays of a withdrawn record."""
    return {"status": "withdrawn", **_columns(record, *_SHARED, *STUB), "agency": record.agency_id}


def _record_lines(first: int) -> list[tuple[int, dict[str, Any]]]:
    shown = Q(status=RecordStatus.PUBLISHED.value)
    told = Q(status=RecordStatus.WITHDRAWN.value, withdrawn_leaf_index__isnull=False)
    found = PublicRecord.objects.filter(
        shown | told, leaf_index__gte=first, leaf_index__lt=first + WIDTH
    )
    lines = []
    for record in found.defer("grams", "search_text"):
        assert record.leaf_index is not None  # filtered
        stands = record.status == RecordStatus.PUBLISHED
        lines.append((record.leaf_index, _standing(record) if stands else stub_line(record)))
    return lines


def _standing(record: PublicRecord) -> dict[str, Any]:
    said = _columns(record, *_SHARED, *_STANDING)
    return {"status": "published", **said, "agency": record.agency_id}


def _list_lines(first: int) -> list[tuple[int, dict[str, Any]]]:
    leaves = Leaf.objects.filter(
        index__gte=first, index__lt=first + WIDTH, type=LeafType.LIST.value
    )
    place_of = dict(leaves.values_list("hash", "index"))
    found = PublicList.objects.filter(leaf_hash__in=place_of)
    return [
        (
            place_of[each.leaf_hash],
            {"status": "list", **_columns(each, *_LIST), "agency": each.agency_id},
        )
        for each in found
    ]


def _columns(row: Any, *names: str) -> dict[str, Any]:
    found = {name: getattr(row, name) for name in names}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in found.items()
    }


def _index(line: tuple[int, Any]) -> int:
    return line[0]


def _touched(old: int, new: int) -> set[int]:
    """Blocks of all leaves of every record that something was said of since."""
    said = Leaf.objects.filter(index__gte=old, index__lt=new)
    ids = sorted(set(said.values_list("public_id", flat=True)))
    return {place for part in _parts(ids) for place in _places(part)}


def _open_places() -> list[int]:
    """Blocks of what is hidden and not in the log yet: they will have to be looked at again."""
    hidden = PublicRecord.objects.hidden_unlogged().filter(leaf_index__isnull=False)
    indexes = hidden.values_list("leaf_index", flat=True)
    return sorted({index // WIDTH for index in indexes if index is not None})


def _parts(ids: list[str]) -> Iterable[list[str]]:
    return (ids[begin : begin + _IDS_A_QUERY] for begin in range(0, len(ids), _IDS_A_QUERY))


def _places(ids: list[str]) -> set[int]:
    indexes = Leaf.objects.filter(public_id__in=ids).values_list("index", flat=True)
    return {index // WIDTH for index in indexes}


def _state_file() -> Any:
    return folder() / "blocks.json"


def _read_state() -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(_state_file().read_text("utf-8"))
    except FileNotFoundError:
        return {"size": 0, "open": [], "digest": hashlib.sha256(b"").hexdigest()}
    return found


def _read_digests() -> bytes:
    try:
        return (public_folder() / "blocks").read_bytes()
    except FileNotFoundError:
        return b""
