"""The vault (入库): into every store, each replica read back, receipt; later again, then released.

The held copy stays for 72 hours after vaulting: what a store lost together with its memory can be
given to it again.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from mingjian.evidence.disk import read_pieces
from mingjian.evidence.hashing import digests_of, sha256_of
from mingjian.evidence.kinds import FileState, ReceiptKind
from mingjian.evidence.models import Clip, ClipCopy, EvidenceFile, FileAlarm, StoredCopy
from mingjian.evidence.receipts import issue_receipt
from mingjian.evidence.recording import VAULT, custody_of, record
from mingjian.evidence.spool import held_path
from mingjian.evidence.stores import Store, readings_of, stores

log = logging.getLogger(__name__)
HELD_FOR = timedelta(hours=72)


class StoreFault(RuntimeError):
    """A store does not give back what it was given."""


def vault_waiting(*, at: datetime, into: Sequence[Store] | None = None) -> int:
    """入库 everything durable; what fails is told as an alarm and tried again next time."""
    waiting = EvidenceFile.objects.filter(state=FileState.DURABLE).order_by("received_at")
    return sum(vault_file(file=one, at=at, into=into or stores()) for one in waiting)


def vault_file(*, file: EvidenceFile, at: datetime, into: Sequence[Store]) -> bool:
    """Put one file into every store; True once each gave back the same bytes."""
    held = held_path(file.sha256)
    try:
        sha256, sm3 = digests_of(read_pieces(held))
    except OSError:
        return raise_alarm(file, "held", "接收区的原件缺失", at)
    if sha256 != file.sha256:
        return raise_alarm(file, "held", "接收区的原件与登记的校验值不符", at)
    announced = announced_sm3(file)
    if announced and announced != sm3:
        return raise_alarm(file, "held", "国密校验值与上传时申报的不符", at)
    for store in into:
        try:
            store.put(sha256=sha256, pieces=read_pieces(held), size=file.size)
            found = {sha256_of(one) for one in readings_of(store, sha256=sha256)}
        except Exception as error:  # whatever a store does wrong: not vaulted, said aloud
            return raise_alarm(file, store.name, f"写入或者读回失败（{type(error).__name__}）", at)
        if found != {sha256}:
            return raise_alarm(file, store.name, "读回的内容与原件不符", at)
    _note_vaulted(file, sm3, into, at)
    return True


def release_held(*, at: datetime, into: Sequence[Store] | None = None) -> int:
    """复核: 72 hours later every store is read again; only then the held copy may go."""
    ripe = EvidenceFile.objects.filter(state=FileState.VAULTED, vaulted_at__lte=at - HELD_FOR)
    released = 0
    for file in ripe:
        if all(check_copy(copy=one, at=at, stores=into) for one in file.copies.all()):
            _note_verified(file, at)
            released += 1
    for digest in _releasable():
        held_path(digest).unlink(missing_ok=True)
    return released


def check_copy(
    *, copy: StoredCopy | ClipCopy, at: datetime, stores: Sequence[Store] | None = None
) -> bool:
    """巡检 one copy: read it whole; a copy that is missing or different raises the alarm."""
    clip = copy.clip if isinstance(copy, ClipCopy) else None
    file = copy.clip.file if isinstance(copy, ClipCopy) else copy.file
    store = _store_named(copy.store, stores)
    try:
        readings = readings_of(store, sha256=copy.sha256) if store else []
        found = {sha256_of(one) for one in readings}
    except Exception as error:  # a store that cannot be read is a copy that cannot be read
        return raise_alarm(file, copy.store, f"不能读取（{type(error).__name__}）", at, clip)
    if found != {copy.sha256}:
        return raise_alarm(file, copy.store, "内容与登记的校验值不符", at, clip)
    type(copy).objects.filter(id=copy.id).update(checked_at=max(at, copy.checked_at))
    return True


def raise_alarm(
    file: EvidenceFile, store: str, found: str, at: datetime, clip: Clip | None = None
) -> bool:
    """告警: a row, an entry, an error in the server's log; always False. Said once a day."""
    log.error("evidence: file %s, masked copy %s in %s: %s", file.id, clip, store, found)
    said = {"file": file, "clip": clip, "store": store, "found": found}
    if FileAlarm.objects.filter(found_at__gt=at - timedelta(days=1), **said).exists():
        return False
    with transaction.atomic():
        FileAlarm.objects.create(found_at=at, **said)
        told = {"store": store, "found": f"遮挡副本{found}" if clip else found}
        told |= {"clip": str(clip.id)} if clip else {}
        record(file_id=file.id, kind="alarm", by=VAULT, at=at, payload=told)
    return False


def announced_sm3(file: EvidenceFile) -> str:
    """What the sender said the SM3 would be, as it was recorded on arrival."""
    first = next(iter(custody_of(file_id=file.id)), None)
    return str(first.payload.get("announced_sm3", "")) if first else ""


def _note_vaulted(file: EvidenceFile, sm3: str, into: Sequence[Store], at: datetime) -> None:
    with transaction.atomic():
        locked = EvidenceFile.objects.select_for_update().get(id=file.id)
        if locked.state != FileState.DURABLE:
            return  # another worker was first
        for store in into:
            StoredCopy.objects.create(
                file=locked, store=store.name, sha256=file.sha256, stored_at=at, checked_at=at
            )
        locked.sm3 = sm3
        issue_receipt(file=locked, kind=ReceiptKind.VAULTED, at=at)
        locked.state, locked.vaulted_at = FileState.VAULTED.value, at
        locked.save(update_fields=["sm3", "state", "vaulted_at"])
        told = {"stores": [store.name for store in into], "sha256": file.sha256, "sm3": sm3}
        record(file_id=file.id, kind="vaulted", by=VAULT, at=at, payload=told)


def _note_verified(file: EvidenceFile, at: datetime) -> None:
    with transaction.atomic():
        locked = EvidenceFile.objects.select_for_update().get(id=file.id)
        locked.state, locked.verified_at = FileState.VERIFIED.value, at
        locked.save(update_fields=["state", "verified_at"])
        told = {"stores": sorted(one.store for one in file.copies.all())}
        record(file_id=file.id, kind="verified", by=VAULT, at=at, payload=told)


def _releasable() -> set[str]:
    """Digests still held that no file needs any more; two files may have the same bytes."""
    folder = held_path("00").parent.parent
    held = {path.name for path in folder.glob("??/*")}
    named = EvidenceFile.objects.filter(sha256__in=held)
    kept = set(named.exclude(state=FileState.VERIFIED).values_list("sha256", flat=True))
    return set(named.values_list("sha256", flat=True)) - kept


def _store_named(name: str, given: Sequence[Store] | None) -> Store | None:
    return next((one for one in given or stores() if one.name == name), None)
