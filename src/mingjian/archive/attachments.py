"""Attachments (随卷音像、电子证据): evidence files and masked copies, as a package takes them.

Handed out is where the bytes are, never the bytes: audio and video are copied in blocks when the
package is written. A file whose bytes do not have the hashes that it names is refused there. A
masked copy says that it is one: what it was made from, what was hidden, where its certificate lies.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, cast
from uuid import UUID

from mingjian.cases.custody_papers import certificate_of
from mingjian.cases.days import BEIJING
from mingjian.evidence.clips import clip_name, open_clip
from mingjian.evidence.docks import index_words
from mingjian.evidence.files import files_of_case, may_free_space, open_original
from mingjian.evidence.kinds import ClipState, MediaKind
from mingjian.evidence.masking import Plan
from mingjian.evidence.models import Clip, CovertRuling, EvidenceFile
from mingjian.evidence.recording import custody_of
from mingjian.evidence.signing import signature_of, statement_of
from mingjian.journal.writing import entry_content
from mingjian.law.covert import AWAITED, CONFIRMED, DENIED

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
    made_at: datetime
    certificate: Callable[[datetime], bytes] | None = None


COPIES = "copies/"


def attachments_of(*, case_id: UUID) -> tuple[Attachment, ...]:
    """Every evidence file of the case by its number, then the masked copies of each."""
    files = list(files_of_case(case_id=case_id))
    originals = [_attachment(file) for file in files]
    copies = (
        _copy(clip, original)
        for file, original in zip(files, originals, strict=True)
        for clip in Clip.objects.filter(file=file, state=ClipState.DONE).order_by("ended_at", "id")
    )
    return (*originals, *copies)


def certificate_path(copy: Attachment) -> str:
    """Where its certificate lies, beside it."""
    return f"{copy.path.rpartition('.')[0]}.certificate.pdf"


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
        made_at=file.received_at,
    )


def _copy(clip: Clip, original: Attachment) -> Attachment:
    """遮挡副本: a derived file, kept and destroyed with its original."""
    path = f"{COPIES}{original.path[:3]}-{clip.sha256[:16]}.{clip_name(clip).rpartition('.')[2]}"
    copy = Attachment(
        path=path,
        title=clip_name(clip),
        open=lambda: _readable(open_clip(clip=clip)),
        size=clip.size,
        sha256=clip.sha256,
        sm3=clip.sm3,
        about={},
        custody=(),
        is_vaulted=True,
        made_at=clip.ended_at or clip.asked_at,
        certificate=lambda at: certificate_of(clip, at=at),
    )
    return replace(copy, about=_about_copy(clip, original, certificate_path(copy)))


def _about_copy(clip: Clip, original: Attachment, certificate: str) -> dict[str, str]:
    return {
        "类别": "遮挡副本（派生件，不是原件）",
        "派生自": f"data/evidence/{original.path}",
        "派生自的SHA-256": clip.source_sha256,
        "隐去的内容": "；".join(Plan.from_plain(clip.plan).lines()),
        "制作目的": clip.purpose,
        "制作人": clip.asked_by_name,
        "制作时间": _moment(clip.ended_at or clip.asked_at),
        "复制件证明": f"data/evidence/{certificate}",
        "保管期限": "随原件",
    }


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
        **_signed(file),
        **dict(index_words(file)),
        "主要内容": "；".join(notes),
        "隐蔽录制依据": file.covert_basis,
        "隐蔽录制批准人": file.covert_approver,
        "隐蔽录制批准的确认": _confirmation(file),
    }
    return {name: text for name, text in fields.items() if text}


def _signed(file: EvidenceFile) -> dict[str, str]:
    """设备签名 with all that is needed to check it again: text, signature and key."""
    if not file.device_signature:
        return {"设备签名": signature_of(file).title}
    text = statement_of(file, sha256=file.sha256)
    return {
        "设备签名": signature_of(file).title,
        "设备签名值": file.device_signature,
        "设备签名原文（base64）": base64.b64encode(text).decode(),
        "设备公钥": file.source.public_key if file.source else "",
    }


def _confirmation(file: EvidenceFile) -> str:
    """What the head said himself; a recording that waits for it says so."""
    if not file.is_covert:
        return ""
    ruling = CovertRuling.objects.filter(file=file).first()
    if ruling is None:
        return AWAITED
    said = CONFIRMED if ruling.confirmed else DENIED
    return f"{said}，{ruling.decided_by_name}，{_moment(ruling.decided_at)}：{ruling.opinion}"


def _moment(at: datetime) -> str:
    return at.astimezone(BEIJING).isoformat(timespec="seconds")


def _open(file_id: UUID) -> BinaryIO:
    return _readable(open_original(file_id=file_id))


def _readable(pieces: Iterator[bytes]) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(_Pieces(pieces)))


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
