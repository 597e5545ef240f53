"""Comparison of the packs (各地对照): what each says itself, and where they differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from mingjian.desk.listing import Page, link_with, page_of
from mingjian.desk.parameters.shelf import KeptPack, lines_of
from mingjian.desk.parameters.topics import Topic
from mingjian.desk.parameters.words import value_text
from mingjian.law.lawbook import LawBook
from mingjian.web.parts import Chip


@dataclass(frozen=True)
class Cell:
    """What one pack says: its own words, or that it inherits the national rule."""

    pack: str
    text: str
    is_local: bool


@dataclass(frozen=True)
class Row:
    """One entry over all packs."""

    key: str
    title: str
    topic: Topic
    national: str
    cells: tuple[Cell, ...]
    differs: bool


@dataclass(frozen=True)
class Comparison:
    """What the page shows."""

    chips: list[Chip]
    names: list[str]
    rows: list[Row]
    page: Page
    differing: int
    total: int


def compare_packs(*, packs: list[KeptPack], query: QueryDict, on: date) -> Comparison:
    """Every entry that at least one pack states itself; by default those that differ."""
    rows = _rows(packs, on)
    differing = [row for row in rows if row.differs]
    everything = query.get("show") == "all"
    chosen = rows if everything else differing
    page = page_of(query, total=len(chosen))
    return Comparison(
        chips=[
            Chip("各地不同", link_with(query, show=""), not everything, len(differing)),
            Chip("各地写明的全部规定", link_with(query, show="all"), everything, len(rows)),
        ],
        names=[pack.name for pack in packs],
        rows=chosen[page.start : page.stop],
        page=page,
        differing=len(differing),
        total=len(rows),
    )


def _rows(packs: list[KeptPack], on: date) -> list[Row]:
    shelves = [{line.key: line for line in lines_of(pack.lawbook, on=on)} for pack in packs]
    titles = {line.key: line for shelf in shelves for line in shelf.values() if line.is_local}
    rows = []
    for key, line in titles.items():
        cells = tuple(
            Cell(pack.name, shelf[key].text, shelf[key].is_local)
            if key in shelf
            else Cell(pack.name, "", is_local=False)
            for pack, shelf in zip(packs, shelves, strict=True)
        )
        national = _national(packs[0].lawbook, key, on)
        said = {_comparable(cell.text) for cell in cells}
        rows.append(Row(key, line.title, line.topic, national, cells, len(said) > 1))
    order = list(Topic)
    return sorted(rows, key=lambda row: (order.index(row.topic), row.key))


def _national(book: LawBook, key: str, on: date) -> str:
    limit = book.national_limit(key, on=on)
    if limit is not None:
        return limit.text
    value = book.national_value(key, on=on)
    return value_text(value) if value else ""


def _comparable(text: str) -> frozenset[str]:
    """Two lists with the same members in another order say the same."""
    return frozenset(text.replace("；", "、").split("、"))
