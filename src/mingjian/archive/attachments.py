"""Attachments (随卷音像、电子证据): the evidence files of a case, as its package takes them.

Handed out is where the bytes are, never the bytes: audio and video are copied in blocks when the
package is written. A file whose bytes do not have the hashes that it names is refused there.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, cast
from uuid import UUID

from mingjian.cases.days import BEIJING
from mingjian.evidence.files import files_of_case, may_free_space, open_original
from mingjian.evidence.kinds import MediaKind
from mingjian.evidence.models import EvidenceFile
from mingjian.evidence.recording import custody_of
from mingjian.journal.writing import entry_content

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}$")


@dataclass(frozen=True)
class Attachment:
    """随卷文件: ``path`` below ``evidence/`` (plain ASCII), how to open it, its hashes.

    ``about`` are its fields for the catalogue; ``custody`` its record, oldest first, as it was
    hashed; ``is_vaulted`` False: it has not reached the vault, and the dossier is not complete.
    """

    path: str
    title: str
    open: Callable[[], BinaryIO]
    size: int
    sha256: str
    sm3: str
    about: Mapping[str, str]
    custody: tuple[Mapping[str, Any], ...]
    is_vaulted: bool


def attachments_of(*, case_id: UUID) -> tuple[Attachment, ...]:
    """Every evidence file of the case by its number."""
    return tuple(_attachment(file) for file in files_of_case(case_id=case_id))


def unvaulted_of(*, case_id: UUID) -> tuple[str, ...]:
    """The names of the files that have not reached the vault."""
    return tuple(one.name for one in files_of_case(case_id=case_id) if not may_free_space(one))


def _attachment(file: EvidenceFile) -> Attachment:
    ending = _ENDING.search(file.name)
    return Attachment(
        path=f"{file.number:03d}-{file.sha256[:16]}{ending[0].lower() if ending else ''}",
        title=file.name,
        open=partial(_open, file.id),
        size=file.size,
        sha256=file.sha256,
        sm3=file.sm3,
        about=_about(file),
        custody=tuple(entry_content(entry) for entry in custody_of(file_id=file.id)),
        is_vaulted=may_free_space(file),
    )


def _about(file: EvidenceFile) -> dict[str, str]:
    """The five tags (案件编号 is the dossier's own), the device, and what is heard and seen."""
    notes = [f"{one.speakers}：{one.content}".lstrip("：") for one in file.notes.all()]
    fields = {
        "介质": MediaKind(file.media).title,
        "采集时间": _moment(file.captured_at),
        "采集地点": file.captured_place,
        "采集人": file.captured_by,
        "证明对象": file.proves,
        "采集设备": file.device,
        "设备序号": "" if file.device_sequence is None else str(file.device_sequence),
        "主要内容": "；".join(notes),
        "隐蔽录制依据": file.covert_basis,
        "隐蔽录制批准人": file.covert_approver,
    }
    return {name: text for name, text in fields.items() if text}


def _moment(at: datetime) -> str:
    return at.astimezone(BEIJING).isoformat(timespec="seconds")


def _open(file_id: UUID) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(_Pieces(open_original(file_id=file_id))))


class _Pieces(io.RawIOBase):
    """Pieces of bytes, read as a file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._rest = pieces, b""

    def readable(self) -> bool:
        return True

    def readinto(self, room: WriteableBuffer) -> int:
        """Fill ``room`` with what comes next; 0 at the end."""
        view = memoryview(room)
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = piece
        taken, self._rest = self._rest[: len(view)], self._rest[len(view) :]
        view[: len(taken)] = taken
        return len(taken)
