"""Folder import (采集站导入): what a dock copied from the recorders, taken in once and only once.

What a file's name and the notes beside it (``.json``, ``.xml``, a signature as ``.sig``) say is
read by a table of fields (``law.docks``). What was taken in is known by device, sequence and
SHA-256, so importing again changes nothing; a watch that remembers reads no byte of a file that
has not changed. The folder itself is only read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from mingjian.evidence.describing import Description
from mingjian.evidence.disk import DiskFull, read_pieces
from mingjian.evidence.docks import (
    Memory,
    UnreadableNote,
    at_home,
    files_in,
    kept_index,
    notes_of,
    position_words,
    stamp_of,
)
from mingjian.evidence.hashing import sha256_of
from mingjian.evidence.kinds import MediaKind, media_kind_of
from mingjian.evidence.models import EvidenceFile
from mingjian.evidence.receiving import WrongContent, begin_upload, receive
from mingjian.evidence.spool import SpoolSuspect
from mingjian.law.breach import MoveRefused
from mingjian.law.docks import DockIndex, DockTable, dock_table
from mingjian.law.roles import Actor

NEW, OLD = "已导入", "已有"
# A dock may still be copying: younger files wait for the next round.
SETTLED_AFTER = timedelta(seconds=10)
_CLOCK_MAY_LEAD = timedelta(minutes=5)
_PLACE, _PROVES = "采集站导入，地点待说明", "执法过程记录"
_FAULTS: tuple[tuple[type[Exception], str], ...] = (
    (DiskFull, "服务器存储空间不足，没有导入；请勿清除采集站上的文件，并联系系统管理员"),
    (SpoolSuspect, "存放证据的磁盘出现写入错误，已停止接收；请保留原件并联系系统管理员"),
    (WrongContent, "文件在导入时变了，没有导入；下一轮再试"),
    (OSError, "文件读不出来，没有导入；请检查采集站和网络，下一轮再试"),
)


@dataclass(frozen=True)
class Recording:
    """One file of the dock with what is said of it."""

    path: Path
    index: DockIndex

    @property
    def device(self) -> str:
        return str(self.index.known["device"])

    @property
    def sequence(self) -> int:
        return int(str(self.index.known["sequence"]))

    @property
    def started_at(self) -> datetime:
        began = self.index.known["started_at"]
        assert isinstance(began, datetime)  # a required field of its kind
        return at_home(began)

    def text(self, name: str) -> str:
        """A field, or nothing."""
        return str(self.index.known.get(name, ""))


@dataclass(frozen=True)
class Taken:
    """What became of a file: 已导入, 已有 or the reason why not; what of its notes was wrong."""

    path: Path
    word: str
    file: EvidenceFile | None = None
    faults: tuple[str, ...] = ()


FindCase = Callable[[str], tuple[Any, str] | None]
FindOfficer = Callable[[str], Actor | None]


@dataclass(frozen=True)
class Importing:
    """How a folder is taken in: who and what its words mean."""

    find_case: FindCase
    find_officer: FindOfficer
    table: DockTable
    memory: Memory
    at: datetime


def import_folder(
    *,
    folder: Path,
    find_case: FindCase,
    find_officer: FindOfficer,
    at: datetime,
    table: DockTable | None = None,
    memory: Memory | None = None,
) -> Iterator[Taken]:
    """Take in what is new, one by one, so that progress can be shown."""
    how = Importing(find_case, find_officer, table or dock_table(), memory or Memory(), at)
    for path in files_in(folder):
        try:
            yield _take(path, how)
        except tuple(kind for kind, _ in _FAULTS) as fault:
            yield Taken(path, next(said for kind, said in _FAULTS if isinstance(fault, kind)))


def _take(path: Path, how: Importing) -> Taken:
    stamp = stamp_of(path)
    known = how.memory.done.get(path)
    if known is not None and known[0] == stamp:
        return Taken(path, OLD, known[1])
    found = _recording(path, how)
    taken = found if isinstance(found, Taken) else _import(found, how)
    if taken.word in (NEW, OLD):
        how.memory.done[path] = stamp, taken.file
        how.memory.hashes.pop(path, None)
    return taken


def _recording(path: Path, how: Importing) -> Recording | Taken:
    """What the file is, or why it is left out; reads no byte of the file itself."""
    if media_kind_of(path.name) is MediaKind.OTHER:
        return Taken(path, "不是录像、录音或者照片，没有导入")
    if how.at.timestamp() - path.stat().st_mtime < SETTLED_AFTER.total_seconds():
        return Taken(path, "采集站可能还在写入，下一轮导入")
    try:
        index = how.table.read(stem=path.stem, notes=notes_of(path))
    except UnreadableNote as unread:
        return Taken(path, f"{unread}，没有导入；请改正说明文件，或者移走它")
    if index.refused:
        wanted = "”或者“".join(how.table.name_words)
        remedy = f"请按“{wanted}”命名，或者在同名的说明文件里写明"
        return Taken(path, f"{'；'.join(index.refused)}，没有导入；{remedy}")
    one = Recording(path, index)
    if one.started_at > how.at + _CLOCK_MAY_LEAD:
        told = (*index.faults, "开始时间晚于导入的时间，请核对设备时钟")
        return Recording(path, replace(index, faults=told))
    return one


def _import(one: Recording, how: Importing) -> Taken:
    by = how.find_officer(one.text("user"))
    if by is None:
        number = one.text("user")
        return Taken(one.path, f"执法证号{number}没有对应的在岗执法人员，没有导入")
    wanted = one.text("case")
    case = how.find_case(wanted) if wanted else None
    if wanted and case is None:
        return Taken(one.path, f"没有案件编号为{wanted}的案件，没有导入")
    sha256 = _hashed(one.path, how.memory)
    clips = EvidenceFile.objects.filter(device=one.device, device_sequence=one.sequence)
    if same := clips.filter(sha256=sha256).first():
        return Taken(one.path, OLD, same)
    if one.text("sha256") not in ("", sha256):
        return Taken(one.path, "文件与说明文件写的校验值不符，没有导入；请重新从记录仪采集")
    if clips.exists():
        told = (*one.index.faults, f"序号{one.sequence}已有内容不同的文件，请核对设备")
        one = replace(one, index=replace(one.index, faults=told))
    return _receive(one, _described(one, sha256, case, by), by, how.at)


def _receive(one: Recording, said: Description, by: Actor, at: datetime) -> Taken:
    try:
        upload = begin_upload(said=said, by=by, at=at)
        pieces = read_pieces(one.path)
        progress = receive(upload_id=upload.id, offset=0, pieces=pieces, by=by, at=at)
    except MoveRefused as refused:
        told = "".join(f"{breach.message}{breach.remedy}" for breach in refused.breaches)
        return Taken(one.path, f"没有导入：{told}")
    if progress.file is None:
        return Taken(one.path, "文件在导入时变短，没有导入")
    return Taken(one.path, NEW, progress.file, one.index.faults)


def _hashed(path: Path, memory: Memory) -> str:
    """Of this very file as it is now; read once, also where it is refused round after round."""
    stamp, known = stamp_of(path), memory.hashes.get(path)
    if known is None or known[0] != stamp:
        known = memory.hashes[path] = stamp, sha256_of(read_pieces(path))
    return known[1]


def _described(one: Recording, sha256: str, case: tuple[Any, str] | None, by: Actor) -> Description:
    return Description(
        name=one.path.name,
        size=one.path.stat().st_size,
        captured_at=one.started_at,
        captured_place=one.text("place") or _position(one.index) or _PLACE,
        captured_by=by.name,
        proves=one.text("proves") or _PROVES,
        case_id=case[0] if case else None,
        case_number=case[1] if case else None,
        device=one.device,
        device_sequence=one.sequence,
        device_signature=one.text("signature"),
        device_index=kept_index(one.index),
        clock_offset_seconds=int(one.text("clock_offset") or 0),
        sha256=sha256,
    )


def _position(index: DockIndex) -> str:
    east, north = index.known.get("longitude"), index.known.get("latitude")
    if not (isinstance(east, float) and isinstance(north, float)):
        return ""
    return f"{position_words(east, north)}（设备定位）"
