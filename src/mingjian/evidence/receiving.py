"""Receiving (接收): begin, take bytes, finish, give up.

A file is acknowledged in this order and no other: bytes on the disk, hash compared, lasting name on
the disk, row and signed receipt committed, answer. What dies in between is finished by the next
who asks, or by ``finish_waiting``.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from mingjian.access.duties import refusal, require_role
from mingjian.evidence.covert import require_covert_grounds
from mingjian.evidence.describing import Description, require_description
from mingjian.evidence.devices import source_of
from mingjian.evidence.disk import DiskFull
from mingjian.evidence.kinds import FileState, ReceiptKind, media_kind_of
from mingjian.evidence.models import EvidenceFile, Upload
from mingjian.evidence.receipts import issue_receipt
from mingjian.evidence.recording import record
from mingjian.evidence.spool import (
    Checksum,
    SpoolBusy,
    SpoolFile,
    begin_spool,
    drop_spool,
    has_spool,
    held_path,
    spool_folder,
    spool_of,
    spooled_bytes,
)
from mingjian.journal.ids import new_id
from mingjian.law.roles import Actor, Role

MOST_AT_ONCE = 200
FORGOTTEN_AFTER = timedelta(days=30)
_COMMITTED_AFTER = 3600  # seconds


class NoSuchUpload(LookupError):
    """No upload of this person has that id."""


class OffsetDiffers(ValueError):
    """The piece does not begin where the bytes on the disk end."""


class TooManyBytes(ValueError):
    """More bytes than were announced."""


class WrongContent(ValueError):
    """The whole file is not what its sender announced."""


@dataclass(frozen=True)
class Progress:
    """进度: bytes on the disk, bytes announced; the file once it is durable."""

    offset: int
    size: int
    file: EvidenceFile | None = None


def begin_upload(
    *, said: Description, by: Actor, at: datetime, upload_id: UUID | None = None
) -> Upload:
    """登记一次上传; refused with every reason. The id becomes the file's."""
    require_role(by=by, roles={Role.CASE_OFFICER}, act="上传证据材料")
    require_description(said)
    require_covert_grounds(said=said, by=by)
    _require_room(said, by)
    upload = Upload(
        id=upload_id or new_id(),
        case_id=said.case_id,
        size=said.size,
        described=said.as_plain(),
        begun_at=at,
        begun_by_person_id=by.person_id,
        begun_by_name=by.name,
        agency_id=by.agency_id,
    )
    begin_spool(upload.id)
    upload.save(force_insert=True)
    return upload


def receive(
    *,
    upload_id: UUID,
    offset: int,
    pieces: Iterable[bytes],
    by: Actor,
    at: datetime,
    checksum: Checksum | None = None,
) -> Progress:
    """Take bytes from ``offset`` on; with the last one the file is durable and has its receipt."""
    upload = _own_upload(upload_id, by)
    with spool_of(upload_id) as spool:
        if offset != spool.offset:
            raise OffsetDiffers(f"piece begins at {offset}, the disk has {spool.offset}")
        spool.append(_at_most(pieces, upload.size - offset), checksum=checksum)
        if spool.offset < upload.size:
            return Progress(spool.offset, upload.size)
        return Progress(upload.size, upload.size, _finish(upload, spool, by, at))


def progress_of(*, upload_id: UUID, by: Actor, at: datetime) -> Progress:
    """How far an upload is; one that died just before its end is finished here."""
    own = EvidenceFile.objects.filter(id=upload_id, uploaded_by_person_id=by.person_id)
    try:
        upload = _own_upload(upload_id, by)
        offset = spooled_bytes(upload_id)
    except (NoSuchUpload, FileNotFoundError):
        file = own.first()  # looked for last: another request may have finished it just now
        if file is None:
            raise NoSuchUpload(f"no upload {upload_id} of this person") from None
        return Progress(file.size, file.size, file)
    if offset < upload.size:
        return Progress(offset, upload.size)
    with spool_of(upload_id) as spool:
        return Progress(upload.size, upload.size, _finish(upload, spool, by, at))


def give_up(*, upload_id: UUID, by: Actor) -> None:
    """放弃上传: only while nothing was acknowledged."""
    upload = _own_upload(upload_id, by)
    with spool_of(upload_id):
        if EvidenceFile.objects.filter(id=upload_id).exists():
            raise refusal(
                code="EVIDENCE_KEPT",
                message="文件已经收存，不能撤回或者删除。",
                remedy="认为不应作为证据的，请在证据审查中写明理由。",
            )
        upload.delete()
        drop_spool(upload_id)


def uploads_of_case(*, case_id: UUID) -> list[Progress]:
    """Uploads under way for the case."""
    waiting = Upload.objects.filter(case_id=case_id).order_by("begun_at")
    return [Progress(spooled_bytes(one.id), one.size) for one in waiting if has_spool(one.id)]


def finish_waiting(*, by: Actor, at: datetime) -> int:
    """收尾: finish what died just before its end, drop what nobody needs any more."""
    finished = 0
    for upload in Upload.objects.all():
        if not has_spool(upload.id) or at - upload.begun_at > FORGOTTEN_AFTER:
            upload.delete()
        elif spooled_bytes(upload.id) == upload.size:
            finished += _finish_quietly(upload, by, at)
    _drop_orphans(at)
    return finished


def _finish_quietly(upload: Upload, by: Actor, at: datetime) -> int:
    try:
        with spool_of(upload.id) as spool:
            _finish(upload, spool, by, at)
    except (SpoolBusy, WrongContent):
        return 0
    return 1


def _drop_orphans(at: datetime) -> None:
    """Spooled bytes whose row is gone; the youngest may belong to a row not yet committed."""
    folder = spool_folder()
    known = {str(one) for one in Upload.objects.values_list("id", flat=True)}
    for path in folder.iterdir() if folder.exists() else ():
        age = at.timestamp() - path.stat().st_mtime
        if path.is_dir() and path.name not in known and age > _COMMITTED_AFTER:
            shutil.rmtree(path, ignore_errors=True)


def _finish(upload: Upload, spool: SpoolFile, by: Actor, at: datetime) -> EvidenceFile:
    """Held, recorded, receipted; safe to do again."""
    said = Description.from_plain(upload.described)
    known = EvidenceFile.objects.filter(id=upload.id).first()
    if known is not None:
        return known
    if said.sha256 and said.sha256 != spool.hash.hexdigest():
        upload.delete()
        drop_spool(upload.id)
        raise WrongContent(f"announced {said.sha256}, received {spool.hash.hexdigest()}")
    sha256 = spool.hold()
    with transaction.atomic():
        file = _write_row(upload, said, sha256, by, at)
        upload_id = upload.id
        upload.delete()
    held_path(sha256).chmod(0o400)
    drop_spool(upload_id)
    return file


def _write_row(
    upload: Upload, said: Description, sha256: str, by: Actor, at: datetime
) -> EvidenceFile:
    file = _row_of(upload, said, sha256, at)
    file.save(force_insert=True)
    issue_receipt(file=file, kind=ReceiptKind.DURABLE, at=at)
    told = {"sha256": sha256, "size": said.size, "case": said.case_id, "number": file.number}
    told |= {"device": said.device, "doubt": file.device_doubt} if said.device else {}
    announced = {"announced_sha256": said.sha256, "announced_sm3": said.sm3}
    record(file_id=file.id, kind="durable", by=by, at=at, payload={**told, **announced})
    return file


def _row_of(upload: Upload, said: Description, sha256: str, at: datetime) -> EvidenceFile:
    plain = {
        name: value
        for name, value in vars(said).items()
        if name not in {"sha256", "sm3", "case_number"}
    }
    source, doubt = source_of(
        said=said, sha256=sha256, agency_id=upload.agency_id, by=upload.begun_by_person_id
    )
    return EvidenceFile(
        **plain,
        id=upload.id,
        source=source,
        device_doubt=doubt,
        agency_id=upload.agency_id,
        case_number=said.case_number or "",
        number=next_number(said.case_id) if said.case_id else None,
        state=FileState.DURABLE.value,
        media=media_kind_of(said.name).value,
        sha256=sha256,
        uploaded_by_person_id=upload.begun_by_person_id,
        uploaded_by_name=upload.begun_by_name,
        received_at=at,
    )


def next_number(case_id: UUID) -> int:
    """编号 within the case, without a double; writers of one case take turns."""
    with connection.cursor() as sql:
        sql.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 4))", [str(case_id)])
    newest = EvidenceFile.objects.filter(case_id=case_id).aggregate(Max("number"))["number__max"]
    return int(newest or 0) + 1


def _own_upload(upload_id: UUID, by: Actor) -> Upload:
    own = Upload.objects.filter(id=upload_id, begun_by_person_id=by.person_id)
    upload = own.first()
    if upload is None or not has_spool(upload_id):
        raise NoSuchUpload(f"no upload {upload_id} of this person")
    return upload


def _at_most(pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
    left = most
    for piece in pieces:
        left -= len(piece)
        if left < 0:
            raise TooManyBytes("more bytes than were announced")
        yield piece


def _require_room(said: Description, by: Actor) -> None:
    if said.size > settings.EVIDENCE_LARGEST:
        raise refusal(
            code="EVIDENCE_LARGE",
            message=f"文件超过{settings.EVIDENCE_LARGEST // 10**9}GB，不能上传。",
            remedy="请按记录仪自动分段后的文件上传，不要自行剪切、拼接。",
        )
    if Upload.objects.filter(begun_by_person_id=by.person_id).count() >= MOST_AT_ONCE:
        raise refusal(
            code="EVIDENCE_MANY",
            message=f"您有{MOST_AT_ONCE}个上传没有完成。",
            remedy="请先完成或者放弃其中一部分。",
        )
    folder = settings.EVIDENCE_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(folder).free < said.size + settings.EVIDENCE_FREE:
        raise DiskFull("no room for the announced size")
