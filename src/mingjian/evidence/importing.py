"""Folder import (采集站导入): what a dock copied from the recorders, taken in once and only once.

A recorder's file is named ``设备编号_警号或执法证号_开始时间_序号.后缀``, with the time as fourteen
digits; the fields are those of GA/T 947.4 (unsourced: the standard is not public, the layout of a
dock differs, so ``NAME`` is the one place to change). A file beside it of the same name with the
ending ``.json`` may say more: 案件编号、采集地点、证明对象. What was taken in is known by device,
sequence and SHA-256, so importing again changes nothing. The folder itself is only read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from mingjian.evidence.describing import Description
from mingjian.evidence.disk import read_pieces
from mingjian.evidence.hashing import sha256_of
from mingjian.evidence.kinds import MediaKind, media_kind_of
from mingjian.evidence.models import EvidenceFile
from mingjian.evidence.receiving import begin_upload, receive
from mingjian.law.breach import MoveRefused
from mingjian.law.roles import Actor

NAME = re.compile(
    r"(?P<device>[A-Za-z0-9-]{3,40})_(?P<staff>[A-Za-z0-9]{2,40})_(?P<time>\d{14})_(?P<number>\d{1,6})"
)
# A dock may still be copying: younger files wait for the next round.
SETTLED_AFTER = timedelta(seconds=10)
_PLACE, _PROVES = "采集站导入，地点待说明", "执法过程记录"


@dataclass(frozen=True)
class Recording:
    """One file of the dock with what its name says."""

    path: Path
    device: str
    staff_number: str
    started_at: datetime
    sequence: int
    more: dict[str, Any]


@dataclass(frozen=True)
class Taken:
    """What became of a file: 已导入, 已有 or the reason why not."""

    path: Path
    word: str
    file: EvidenceFile | None = None


FindCase = Callable[[str], tuple[Any, str] | None]
FindOfficer = Callable[[str], Actor | None]


def files_in(folder: Path) -> list[Path]:
    """Every file of the folder and all below it, but for the notes beside them, by name."""
    found = sorted(folder.rglob("*"))
    return [one for one in found if one.is_file() and not one.is_symlink() and not _is_note(one)]


def recordings_in(folder: Path, *, at: datetime) -> Iterator[Recording | Taken]:
    """The media of the folder and all below it, by device and sequence; or why one is left out."""
    for path in files_in(folder):
        said = NAME.fullmatch(path.stem)
        if said is None:
            yield Taken(path, "文件名不是“设备编号_执法证号_开始时间_序号”，没有导入")
        elif media_kind_of(path.name) is MediaKind.OTHER:
            yield Taken(path, "不是录像、录音或者照片，没有导入")
        elif at.timestamp() - path.stat().st_mtime < SETTLED_AFTER.total_seconds():
            yield Taken(path, "采集站可能还在写入，下一轮导入")
        else:
            yield _recording(path, said)


def import_folder(
    *, folder: Path, find_case: FindCase, find_officer: FindOfficer, at: datetime
) -> Iterator[Taken]:
    """Take in what is new, one by one, so that progress can be shown."""
    for found in recordings_in(folder, at=at):
        if isinstance(found, Taken):
            yield found
        else:
            yield _import(found, find_case, find_officer, at)


def _import(one: Recording, find_case: FindCase, find_officer: FindOfficer, at: datetime) -> Taken:
    by = find_officer(one.staff_number)
    if by is None:
        return Taken(one.path, f"执法证号{one.staff_number}没有对应的在岗执法人员，没有导入")
    sha256 = sha256_of(read_pieces(one.path))
    same = EvidenceFile.objects.filter(
        device=one.device, device_sequence=one.sequence, sha256=sha256
    ).first()
    if same is not None:
        return Taken(one.path, "已有", same)
    wanted = str(one.more.get("案件编号", ""))
    case = find_case(wanted) if wanted else None
    if wanted and case is None:
        return Taken(one.path, f"没有案件编号为{wanted}的案件，没有导入")
    try:
        upload = begin_upload(said=_described(one, sha256, case, by), by=by, at=at)
        pieces = read_pieces(one.path)
        progress = receive(upload_id=upload.id, offset=0, pieces=pieces, by=by, at=at)
    except MoveRefused as refused:
        return Taken(one.path, "".join(breach.message for breach in refused.breaches))
    if progress.file is None:
        return Taken(one.path, "文件在导入时变短，没有导入")
    return Taken(one.path, "已导入", progress.file)


def _described(one: Recording, sha256: str, case: tuple[Any, str] | None, by: Actor) -> Description:
    return Description(
        name=one.path.name,
        size=one.path.stat().st_size,
        captured_at=one.started_at,
        captured_place=str(one.more.get("采集地点", "")) or _PLACE,
        captured_by=by.name,
        proves=str(one.more.get("证明对象", "")) or _PROVES,
        case_id=case[0] if case else None,
        case_number=case[1] if case else None,
        device=one.device,
        device_sequence=one.sequence,
        sha256=sha256,
    )


def _recording(path: Path, said: re.Match[str]) -> Recording | Taken:
    try:
        started = datetime.strptime(said["time"], "%Y%m%d%H%M%S")  # noqa: DTZ007  # zone follows
    except ValueError:
        return Taken(path, "文件名中的开始时间不是日期和时间，没有导入")
    more = _beside(path.with_suffix(".json"))
    if more is None:
        return Taken(path, "同名的说明文件（.json）读不出来，没有导入；请改正说明文件，或者移走它")
    return Recording(
        path=path,
        device=said["device"],
        staff_number=said["staff"],
        started_at=started.replace(tzinfo=ZoneInfo(settings.TIME_ZONE)),
        sequence=int(said["number"]),
        more=more,
    )


def _is_note(path: Path) -> bool:
    return path.suffix == ".json"


def _beside(path: Path) -> dict[str, Any] | None:
    """The note beside a recording; nothing where there is none, None where it cannot be read."""
    if not path.exists():
        return {}
    try:
        said = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return said if isinstance(said, dict) else None
