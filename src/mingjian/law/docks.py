"""Index of a body-camera dock (采集站索引): what a recording's name and the note beside it say.

GA/T 947.4 asks a dock to tell device, user, unit, times, sequence and the important mark of each
file. Which words it uses is data (``packs/docks/recordings.toml``, each row with its basis), as
the standard is not public and docks differ. A field that must be there and is missing, that cannot
be read, or that name and note tell differently, keeps the file out; one that may be missing is left
out and told.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any

_FILE = resources.files("mingjian.law") / "packs" / "docks" / "recordings.toml"
_MOMENTS = (
    *("%Y%m%d%H%M%S", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S"),
    *("%Y-%m-%dT%H:%M:%S", "%Y年%m月%d日 %H:%M:%S"),
)
_YES = {"1", "true", "yes", "y", "是", "重点", "重要", "_imp", "imp", "_重点"}
_NO = {"0", "false", "no", "n", "否", "普通", "一般", ""}
_LONGEST, _MOST_OTHERS = 200, 40
Known = str | int | float | bool | datetime


class DockTableError(ValueError):
    """A table of fields that cannot be used; says where."""


@dataclass(frozen=True)
class DockField:
    """索引字段: ``titles`` are the words that docks use for it."""

    id: str
    title: str
    kind: str
    titles: tuple[str, ...]
    basis: str
    required: bool = False


@dataclass(frozen=True)
class DockIndex:
    """What is known of one recording; ``refused`` keeps it out, ``faults`` are only told."""

    known: Mapping[str, Known] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)
    refused: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class DockTable:
    """索引字段表."""

    id: str
    title: str
    names: tuple[re.Pattern[str], ...]
    name_words: tuple[str, ...]
    fields: tuple[DockField, ...]

    def read(self, *, stem: str, notes: Iterable[Mapping[str, str]]) -> DockIndex:
        """The name without its ending, and what the notes beside the file say."""
        told, others = self._gathered(stem, notes)
        known: dict[str, Known] = {}
        refused: list[str] = []
        faults: list[str] = []
        for one in self.fields:
            values = list(dict.fromkeys(told.get(one.id, ())))
            try:
                _one_value(one, values, known)
            except ValueError as error:
                (refused if one.required else faults).append(str(error))
        faults += _contradictions(known)
        return DockIndex(known, others, tuple(refused), tuple(faults))

    def _gathered(
        self, stem: str, notes: Iterable[Mapping[str, str]]
    ) -> tuple[dict[str, list[str]], dict[str, str]]:
        """Every field with all that is said of it, and what the table does not know."""
        told: dict[str, list[str]] = {}
        others: dict[str, str] = {}
        for key, text in self._in_name(stem):
            told.setdefault(key, []).append(text)
        by_title = {title.lower(): one.id for one in self.fields for title in one.titles}
        for title, text in (pair for note in notes for pair in note.items()):
            key = by_title.get(title.strip().lower(), "")
            if key and text.strip():
                told.setdefault(key, []).append(text.strip())
            elif not key and len(others) < _MOST_OTHERS:
                others[title.strip()[:_LONGEST]] = text.strip()[:_LONGEST]
        return told, others

    def _in_name(self, stem: str) -> Iterator[tuple[str, str]]:
        for pattern in self.names:
            if said := pattern.fullmatch(stem):
                yield from ((key, text) for key, text in said.groupdict().items() if text)
                return


@cache
def dock_table() -> DockTable:
    """The table that ships with the packs."""
    return read_dock_table(_FILE.read_text("utf-8"))


def read_dock_table(text: str) -> DockTable:
    """A table as it is written; raises DockTableError with the reason."""
    try:
        content = tomllib.loads(text)
        names = content["name"]
        table = DockTable(
            id=content["id"],
            title=content["title"],
            names=tuple(re.compile(one["pattern"]) for one in names),
            name_words=tuple(one["words"] for one in names),
            fields=tuple(_field(one) for one in content["field"]),
        )
    except (tomllib.TOMLDecodeError, re.error, KeyError, TypeError) as error:
        raise DockTableError(f"字段表写得不对：{error}") from error
    _check(table)
    return table


def _field(row: Mapping[str, Any]) -> DockField:
    return DockField(**{**row, "titles": tuple(row["titles"])})


def _check(table: DockTable) -> None:
    ids = [one.id for one in table.fields]
    named = {key for pattern in table.names for key in pattern.groupindex}
    if wrong := [one.kind for one in table.fields if one.kind not in _READERS]:
        raise DockTableError(f"字段表里有不认识的类型：{'、'.join(wrong)}")
    if unknown := sorted((named | {"device", "user", "started_at", "sequence"}) - set(ids)):
        raise DockTableError(f"字段表里没有这些字段：{'、'.join(unknown)}")


def _one_value(one: DockField, values: list[str], known: dict[str, Known]) -> None:
    """Into ``known``; ValueError with the sentence where it is missing, unreadable or disputed."""
    if not values:
        if one.required:
            raise ValueError(f"没有写明{one.title}")
        return
    read = [_READERS[one.kind](one, text) for text in values]
    if any(value != read[0] for value in read[1:]):
        raise ValueError(f"文件名和说明文件写的{one.title}不一致（{'、'.join(values)}）")
    known[one.id] = read[0]


def _contradictions(known: dict[str, Known]) -> list[str]:
    """What each for itself could be, and together cannot; it is left out."""
    began, ended = known.get("started_at"), known.get("ended_at")
    found = []
    if isinstance(began, datetime) and isinstance(ended, datetime) and ended < began:
        del known["ended_at"]
        found.append("结束时间早于开始时间")
    if ("longitude" in known) != ("latitude" in known):
        known.pop("longitude", None)
        known.pop("latitude", None)
        found.append("经度、纬度只写了一项，或者有一项读不出来")
    return found


def _text(one: DockField, text: str) -> Known:
    if len(text) > _LONGEST:
        raise ValueError(f"{one.title}超过{_LONGEST}字")
    return text


def _moment(one: DockField, text: str) -> Known:
    for form in _MOMENTS:
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007  # the dock's own wall clock
        except ValueError:
            continue
    raise ValueError(f"{one.title}“{text[:40]}”不是日期和时间")


def _count(one: DockField, text: str) -> Known:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise ValueError(f"{one.title}“{text[:40]}”不是数字")
    return int(text)


def _seconds(one: DockField, text: str) -> Known:
    if not re.fullmatch(r"[+-]?[0-9]{1,6}", text):
        raise ValueError(f"{one.title}“{text[:40]}”不是秒数")
    return int(text)


def _mark(one: DockField, text: str) -> Known:
    if text.lower() not in _YES | _NO:
        raise ValueError(f"{one.title}“{text[:40]}”不是“是”或者“否”")
    return text.lower() in _YES


def _degrees(one: DockField, text: str) -> Known:
    most = 180 if one.kind == "longitude" else 90
    if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,12})?", text) or abs(float(text)) > most:
        raise ValueError(f"{one.title}“{text[:40]}”不是{most}度以内的小数")
    return round(float(text), 6)


def _digest(one: DockField, text: str) -> Known:
    if not re.fullmatch(r"[0-9a-fA-F]{64}", text):
        raise ValueError(f"{one.title}“{text[:40]}”不是64位十六进制数")
    return text.lower()


_READERS: Mapping[str, Callable[[DockField, str], Known]] = {
    "text": _text,
    "moment": _moment,
    "count": _count,
    "seconds": _seconds,
    "mark": _mark,
    "longitude": _degrees,
    "latitude": _degrees,
    "digest": _digest,
}
