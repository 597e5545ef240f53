"""The sheet (参数表): one law book as lines, each with its source and what holds nationally."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mingjian.law.citation import Citation
from mingjian.law.lawbook import LawBook, LimitEntry, Value
from mingjian.portal.parameters.words import (
    GROUPS,
    QUALITIES,
    group_of,
    limit_in_words,
    value_in_words,
)

LIMIT_PREFIX = "limit."
_LIMITS_TITLE = "法定期限"


@dataclass(frozen=True)
class Entry:
    """One parameter: what it is, its value here, where that is written, and since when.

    ``national`` is the national value where the place has one of its own. ``quality`` is "" for a
    value with a source.
    """

    key: str
    title: str
    text: str
    cite: Citation
    since: date
    note: str
    quality: str
    is_local: bool
    is_floor: bool
    national: str = ""
    national_cite: Citation | None = None


@dataclass(frozen=True)
class Group:
    """Parameters under one heading."""

    title: str
    anchor: str
    entries: tuple[Entry, ...]


def sheet_of(book: LawBook, *, on: date) -> tuple[Group, ...]:
    """Everything in force in this place on that day, by topic; time limits last."""
    groups: dict[str, list[Entry]] = {title: [] for title in GROUPS.values()}
    for value in book.values(on=on):
        groups[group_of(value.key)].append(value_entry(book, value, on=on))
    groups[_LIMITS_TITLE] = [limit_entry(book, each, on=on) for each in book.limit_entries(on=on)]
    return tuple(
        Group(title, f"g{number}", tuple(entries))
        for number, (title, entries) in enumerate(groups.items(), start=1)
        if entries
    )


def value_entry(book: LawBook, value: Value, *, on: date) -> Entry:
    """A value as a line of the sheet."""
    national = book.national_value(value.key, on=on) if value.is_local else None
    return Entry(
        key=value.key,
        title=book.parameter(value.key).title,
        text=value_in_words(value),
        cite=value.cite,
        since=value.since,
        note=value.note,
        quality=_quality(value.quality),
        is_local=value.is_local,
        is_floor=value.floor,
        national=value_in_words(national) if national else "",
        national_cite=national.cite if national else None,
    )


def limit_entry(book: LawBook, entry: LimitEntry, *, on: date) -> Entry:
    """A time limit as a line of the sheet."""
    national = book.national_limit(entry.act, on=on) if entry.is_local else None
    limit = entry.limit
    return Entry(
        key=f"{LIMIT_PREFIX}{entry.act}",
        title=limit.title,
        text=limit_in_words(entry),
        cite=limit.cite,
        since=entry.since,
        note=" ".join(filter(None, [entry.note, f"逾期：{limit.effect}" if limit.effect else ""])),
        quality=_quality(entry.quality),
        is_local=entry.is_local,
        is_floor=entry.floor,
        national=limit_in_words(national) if national else "",
        national_cite=national.limit.cite if national else None,
    )


def count_local(groups: Iterable[Group]) -> int:
    """How many the place says itself."""
    return sum(entry.is_local for group in groups for entry in group.entries)


def _quality(quality: str) -> str:
    return "" if quality == "sourced" else QUALITIES[quality]
