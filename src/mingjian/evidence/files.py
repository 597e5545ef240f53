"""Files (证据文件): lists, one file, its bytes; joining a case, adding a note."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from mingjian.access.duties import refusal, require_role
from mingjian.evidence.disk import read_pieces
from mingjian.evidence.kinds import FileState
from mingjian.evidence.models import EvidenceFile, FileNote
from mingjian.evidence.receiving import next_number
from mingjian.evidence.recording import record
from mingjian.evidence.spool import held_path
from mingjian.evidence.stores import stores
from mingjian.law.citation import Citation
from mingjian.law.roles import Actor, Role

RECORD_LAW = Citation("行政处罚法", "47")


class OriginalMissing(RuntimeError):
    """No place has the bytes any more."""


def files_of_case(*, case_id: UUID) -> QuerySet[EvidenceFile]:
    """The files of a case by their number."""
    return (
        EvidenceFile.objects.filter(case_id=case_id)
        .select_related("covert_ruling")
        .prefetch_related("receipts", "copies", "notes", "alarms")
        .order_by("number")
    )


def files_without_case(*, person_id: UUID) -> QuerySet[EvidenceFile]:
    """What this person brought in and has not joined to a case yet."""
    own = EvidenceFile.objects.filter(case_id=None, uploaded_by_person_id=person_id)
    return (
        own.select_related("covert_ruling")
        .prefetch_related("receipts", "copies", "notes", "alarms")
        .order_by("captured_at")
    )


def latest_files(*, person_id: UUID, most: int) -> QuerySet[EvidenceFile]:
    """What this person brought in for cases lately, the newest first."""
    own = EvidenceFile.objects.filter(case_id__isnull=False, uploaded_by_person_id=person_id)
    found = own.select_related("covert_ruling").prefetch_related(
        "receipts", "copies", "notes", "alarms"
    )
    return found.order_by("-received_at")[:most]


def open_original(*, file_id: UUID, offset: int = 0, length: int | None = None) -> Iterator[bytes]:
    """The original's bytes from ``offset``, as they lie there; compares and logs nothing.

    Whoever shows them first calls ``recording.mark_viewed``. Raises OriginalMissing before the
    first byte; the stores are asked in their order, the held copy before them.
    """
    file = EvidenceFile.objects.get(id=file_id)
    for pieces in _ways(file.sha256, offset, length):
        try:
            first = next(pieces, b"")
        except OSError:
            continue
        return chain((first,), pieces)
    raise OriginalMissing(f"no store has {file.sha256}")


def _ways(sha256: str, offset: int, length: int | None) -> Iterator[Iterator[bytes]]:
    yield read_pieces(held_path(sha256), offset=offset, length=length)
    for store in stores():
        yield store.read(sha256=sha256, offset=offset, length=length)


def join_case(
    *, file_id: UUID, case_id: UUID, case_number: str, by: Actor, at: datetime
) -> EvidenceFile:
    """归入案件: once, and never to another case."""
    require_role(by=by, roles={Role.CASE_OFFICER}, act="把材料归入案件")
    with transaction.atomic():
        file = EvidenceFile.objects.select_for_update().get(id=file_id)
        if file.case_id is not None:
            raise refusal(
                code="EVIDENCE_JOINED",
                message=f"材料已经归入案件{file.case_number}，不能改到其他案件。",
                remedy="同一份材料也用于其他案件的，请在该案另行上传并说明来源。",
                cite=RECORD_LAW,
            )
        file.case_id, file.case_number = case_id, case_number
        file.number = next_number(case_id)
        file.save(update_fields=["case_id", "case_number", "number"])
        told = {"case": case_id, "case_number": case_number, "number": file.number}
        record(file_id=file.id, kind="joined", by=by, at=at, payload=told)
    return file


def add_note(
    *, file_id: UUID, content: str, speakers: str = "", by: Actor, at: datetime
) -> FileNote:
    """说明: what is to be seen and heard, who speaks."""
    require_role(by=by, roles={Role.CASE_OFFICER}, act="填写材料说明")
    if not content.strip():
        raise refusal(
            code="EVIDENCE_NOTE",
            message="没有写明内容。",
            remedy="请写明录音录像的主要内容、谈话人的身份。",
            cite=RECORD_LAW,
        )
    with transaction.atomic():
        note = FileNote.objects.create(
            file_id=file_id,
            content=content.strip(),
            speakers=speakers.strip(),
            written_at=at,
            written_by_person_id=by.person_id,
            written_by_name=by.name,
        )
        told = {"content": note.content, "speakers": note.speakers}
        record(file_id=file_id, kind="noted", by=by, at=at, payload=told)
    return note


def may_free_space(file: EvidenceFile) -> bool:
    """Whether the device may delete its own copy (入库以后，之前不得)."""
    return file.state in {FileState.VAULTED, FileState.VERIFIED}
