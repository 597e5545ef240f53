"""Comparing (各地对照): what the places say themselves, side by side with the nation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mingjian.law.lawbook import LawBook
from mingjian.portal.parameters.sheet import LIMIT_PREFIX
from mingjian.portal.parameters.words import limit_in_words, value_in_words


@dataclass(frozen=True)
class Cell:
    """What one place says; not local: it follows the national rule."""

    pack_id: str
    name: str
    text: str
    is_local: bool


@dataclass(frozen=True)
class Line:
    """One parameter through all places; ``differs`` when they do not all say the same."""

    key: str
    title: str
    national: str
    cells: tuple[Cell, ...]
    differs: bool


def compare(books: Sequence[LawBook], *, on: date) -> tuple[Line, ...]:
    """All that at least one place states itself; first what differs from place to place."""
    keys = {value.key for book in books for value in book.values(on=on) if value.is_local}
    acts = {entry.act for book in books for entry in book.limit_entries(on=on) if entry.is_local}
    lines = [_value_line(books, key, on) for key in sorted(keys)]
    lines += [_limit_line(books, act, on) for act in sorted(acts)]
    return tuple(sorted(lines, key=lambda line: not line.differs))


def _value_line(books: Sequence[LawBook], key: str, on: date) -> Line:
    cells = []
    for book in books:
        value = book.find(key, on=on)
        text = value_in_words(value) if value else ""
        cells.append(Cell(book.id, book.name, text, value is not None and value.is_local))
    national = books[0].national_value(key, on=on)
    title = books[0].parameter(key).title
    return _line(key, title, value_in_words(national) if national else "", cells)


def _limit_line(books: Sequence[LawBook], act: str, on: date) -> Line:
    found = [book.find_limit_entry(act, on=on) for book in books]
    cells = [
        Cell(
            book.id,
            book.name,
            limit_in_words(entry) if entry else "",
            bool(entry and entry.is_local),
        )
        for book, entry in zip(books, found, strict=True)
    ]
    title = next(entry.limit.title for entry in found if entry)
    national = books[0].national_limit(act, on=on)
    shown = limit_in_words(national) if national else ""
    return _line(f"{LIMIT_PREFIX}{act}", title, shown, cells)


def _line(key: str, title: str, national: str, cells: list[Cell]) -> Line:
    return Line(key, title, national, tuple(cells), len({cell.text for cell in cells}) > 1)
