"""Contents (清单内容): what is frozen, hashed, reviewed and committed to in the public log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from mingjian.journal.canonical import digest
from mingjian.law.lawbook import LawBook, UnknownPack, load_lawbook
from mingjian.law.standing.checks import Setting, Table
from mingjian.law.standing.kinds import ListKind, Row
from mingjian.law.violations import Line
from mingjian.registry.models import Agency
from mingjian.registry.packs import current_pack, lawbook_by_hash

FORMAT = "mingjian:list:1"
_DOMAIN = "standing-list"


def setting_of(agency: Agency, *, on: date) -> Setting:
    """Law book and lines of an agency on a day."""
    book = lawbook_by_hash(current_pack(agency).hash)
    lines = sorted({power.line for power in agency.powers.in_force(on=on)})
    return Setting(book, tuple(Line(line) for line in lines), on)


def setting_of_content(content: Mapping[str, Any], *, on: date) -> Setting | None:
    """The same from a published content; None where its law book is not at hand."""
    try:
        book = load_lawbook(content["pack"]["id"])
    except UnknownPack:
        return None
    return Setting(book, tuple(Line(line) for line in content["lines"]), on)


def content_of(
    *, kind: ListKind, agency: Agency, rows: Sequence[Row], setting: Setting, filed: str
) -> dict[str, Any]:
    """The content: elements and rows as lists of texts, and under which law they stand."""
    elements = kind.elements(book=setting.book, on=setting.on)
    return {
        "format": FORMAT,
        "kind": kind.kind,
        "title": kind.title,
        "agency": agency.name,
        "basis": str(kind.cite),
        "pack": _pack(setting.book),
        "lines": [line.value for line in setting.lines],
        "filed": filed,
        "elements": [one.title for one in elements],
        "required": [one.title for one in elements if one.is_required],
        "rows": [[cell.strip() for cell in row] for row in rows],
    }


def table_of(content: Mapping[str, Any]) -> Table:
    """Elements and rows of a content."""
    return Table(tuple(content["elements"]), tuple(tuple(row) for row in content["rows"]))


def hash_of(content: Mapping[str, Any]) -> str:
    """What the reviewer names."""
    return digest(_DOMAIN, content)


def _pack(book: LawBook) -> dict[str, str]:
    return {"id": book.id, "name": book.name, "version": book.version, "hash": book.hash}
