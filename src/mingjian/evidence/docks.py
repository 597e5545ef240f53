"""Files of a dock (采集站): which lie in its folder, what stands beside them, what is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

from django.conf import settings

from mingjian.evidence.models import EvidenceFile
from mingjian.law.dates import long_date
from mingjian.law.docks import DockIndex, dock_table

_NOTES = (".json", ".xml", ".sig")
_LARGEST_NOTE = 1 << 20
# A document type could name entities without end, or files of this machine.
_UNSAFE = re.compile(r"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
# 本来就在五项标签和设备栏里的，不再重复。
_KEPT = {"unit": "单位编号", "user": "执法证号", "ended_at": "结束时间", "dock": "采集站编号"}


class UnreadableNote(ValueError):
    """A note that is there and cannot be read; says which."""


@dataclass(frozen=True)
class Stamp:
    """Size, time and inode of a file and of its notes: unchanged, it is not read again."""

    of: tuple[tuple[str, int, int, int], ...]


@dataclass
class Memory:
    """What earlier rounds of a watch learnt, so that none is hashed twice."""

    done: dict[Path, tuple[Stamp, EvidenceFile | None]] = field(default_factory=dict)
    hashes: dict[Path, tuple[Stamp, str]] = field(default_factory=dict)


def files_in(folder: Path) -> list[Path]:
    """Every file of the folder and all below it, but for the notes beside them, by name."""
    found = sorted(folder.rglob("*"))
    return [one for one in found if one.is_file() and not one.is_symlink() and not _is_note(one)]


def stamp_of(path: Path) -> Stamp:
    """The file and its notes as they lie there now."""
    return Stamp(tuple(_one_stamp(one) for one in (path, *_notes_beside(path))))


def notes_of(path: Path) -> list[Mapping[str, str]]:
    """What the notes beside a file say, by the words they use; UnreadableNote."""
    return [_read_note(one) for one in _notes_beside(path)]


def kept_index(index: DockIndex) -> dict[str, Any]:
    """采集站索引, for the row of the file."""
    names = (*_KEPT, "important", "longitude", "latitude")
    kept = {name: index.known[name] for name in names if name in index.known}
    plain: dict[str, Any] = {
        name: at_home(value).isoformat() if isinstance(value, datetime) else value
        for name, value in kept.items()
    }
    return plain | {"others": dict(index.others), "faults": list(index.faults)}


def index_of_name(name: str) -> dict[str, Any]:
    """What the name of an uploaded file alone says: so far, the important mark."""
    known = dock_table().read(stem=name.rpartition(".")[0], notes=()).known
    return {"important": True} if known.get("important") else {}


def index_words(file: EvidenceFile) -> Iterator[tuple[str, str]]:
    """采集站索引 for people, in the order of the table."""
    kept = file.device_index
    for name, title in _KEPT.items():
        if name in kept:
            yield title, _second(kept[name]) if name == "ended_at" else str(kept[name])
    if kept.get("important"):
        yield "重点标记", "设备标记为重点文件"
    if "longitude" in kept:
        yield "设备定位", position_words(kept["longitude"], kept["latitude"])
    if kept.get("others"):
        yield "采集站其他记载", "；".join(f"{key}：{text}" for key, text in kept["others"].items())
    if kept.get("faults"):
        yield "采集站记载有误", "；".join(kept["faults"])


def position_words(longitude: float, latitude: float) -> str:
    """东经113.116700°，北纬36.195400°."""
    east = f"{'东经' if longitude >= 0 else '西经'}{abs(longitude):.6f}°"
    return f"{east}，{'北纬' if latitude >= 0 else '南纬'}{abs(latitude):.6f}°"


def at_home(moment: datetime) -> datetime:
    """The dock's wall clock in the zone of the house."""
    return moment.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))


def _second(said: str) -> str:
    at = datetime.fromisoformat(said)
    return f"{long_date(at.date())} {at:%H:%M:%S}"


def _is_note(path: Path) -> bool:
    return path.suffix.lower() in _NOTES


def _notes_beside(path: Path) -> list[Path]:
    endings = [*_NOTES, *(one.upper() for one in _NOTES)]
    return [one for one in map(path.with_suffix, endings) if one.is_file()]


def _one_stamp(path: Path) -> tuple[str, int, int, int]:
    found = path.stat()
    return path.name, found.st_size, found.st_mtime_ns, found.st_ino


def _read_note(path: Path) -> Mapping[str, str]:
    try:
        if path.stat().st_size > _LARGEST_NOTE:
            raise UnreadableNote(f"说明文件（{path.suffix}）超过1MB")
        text = _decoded(path.read_bytes())
        if path.suffix.lower() == ".sig":
            return {"设备签名": text.strip()}
        leaves = _xml_leaves(text) if path.suffix.lower() == ".xml" else _json_leaves(text)
        return dict(leaves)
    except (OSError, ValueError, RecursionError, ElementTree.ParseError) as error:
        if isinstance(error, UnreadableNote):
            raise
        raise UnreadableNote(f"同名的说明文件（{path.suffix}）读不出来") from error


def _decoded(content: bytes) -> str:
    """Docks write UTF-8, or GB 18030 where they are older."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _json_leaves(text: str) -> Iterator[tuple[str, str]]:
    said = json.loads(text)
    if not isinstance(said, dict):
        raise UnreadableNote("同名的说明文件（.json）里不是一组字段")
    yield from _leaves(said)


def _leaves(said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in said.items():
        if isinstance(value, dict):
            yield from _leaves(value)
        elif isinstance(value, str | int | float):
            yield key, str(value)


def _xml_leaves(text: str) -> Iterator[tuple[str, str]]:
    if _UNSAFE.search(text):
        raise UnreadableNote("说明文件（.xml）带有文档类型声明，不予读取")
    # An encoding named at its head says nothing of a text that is decoded.
    root = ElementTree.fromstring(re.sub(r"^\s*<\?xml.*?\?>", "", text, count=1))  # noqa: S314
    for one in root.iter():
        yield from one.attrib.items()
        if len(one) == 0 and one.text:
            yield one.tag.rpartition("}")[2], one.text
