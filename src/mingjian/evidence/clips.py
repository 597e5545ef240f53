"""Masked copies (遮挡副本): asked for with a purpose, made in the background, kept in the vault.

The original is only read. What dies is taken up where it was: finished pieces stay on the disk.
A copy is done when every store gave its bytes back; it names its original and both hashes.
"""

from __future__ import annotations

import fcntl
import logging
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from mingjian.access.duties import refusal, require_role
from mingjian.evidence.clip_rendering import (
    Task,
    ending_of_clip,
    join_pieces,
    pieces_of,
    render_pieces,
)
from mingjian.evidence.disk import make_folder, read_pieces
from mingjian.evidence.hashing import digests_of, sha256_of
from mingjian.evidence.kinds import ClipState, MediaKind
from mingjian.evidence.masking import Plan
from mingjian.evidence.models import Clip, ClipCopy, EvidenceFile
from mingjian.evidence.previews import at_hand, can_preview
from mingjian.evidence.recording import VAULT, record
from mingjian.evidence.sandbox import SandboxRefused
from mingjian.evidence.sniffing import HEAD, Content, content_of
from mingjian.evidence.stores import Store, readings_of, stores
from mingjian.evidence.vaulting import StoreFault
from mingjian.law.citation import Citation
from mingjian.law.roles import Actor, Role

log = logging.getLogger(__name__)
EXPORTERS = frozenset({Role.CASE_OFFICER, Role.AGENCY_HEAD, Role.LEGAL_REVIEWER, Role.SUPERVISOR})
MOST_WAITING = 10
_SECRETS = Citation("行政处罚法", "50")
_TYPES = {".mp4": "video/mp4", ".m4a": "audio/mp4", ".jpg": "image/jpeg"}
_WORDS = {MediaKind.VIDEO, MediaKind.AUDIO, MediaKind.PHOTO}
_CANNOT = "内容不能读取，或者其中一段超过了处理时限"
_NOTHING_LEFT = "按这一方案剪去以后没有剩下内容"


class Cancelled(RuntimeError):
    """Somebody took the order back while it was being made."""


def order_clip(
    *, file_id: UUID, plan: Plan, purpose: str, account: str, by: Actor, at: datetime
) -> Clip:
    """登记制作遮挡副本; the record of the original says so before anything is read."""
    require_role(by=by, roles=EXPORTERS, act="制作遮挡副本")
    with transaction.atomic():
        file = EvidenceFile.objects.select_for_update().get(id=file_id)
        _refuse_order(file, plan, purpose, by)
        clip = Clip.objects.create(
            file=file,
            source_sha256=file.sha256,
            plan=plan.as_plain(),
            purpose=purpose.strip(),
            watermark=watermark_of(by=by, account=account, at=at),
            state=ClipState.WAITING.value,
            asked_at=at,
            asked_by_person_id=by.person_id,
            asked_by_name=by.name,
        )
        _write(clip, "clip_ordered", by, at, {"masked": plan.lines(), "purpose": clip.purpose})
    return clip


def cancel_clip(*, clip_id: UUID, by: Actor, at: datetime) -> None:
    """取消制作: by whoever asked; what is done stays done."""
    with transaction.atomic():
        clip = Clip.objects.select_for_update().get(id=clip_id)
        if clip.asked_by_person_id != by.person_id or clip.state != ClipState.WAITING:
            raise refusal(
                code="CLIP_ENDED",
                message="制作已经结束，或者不是您登记的，不能取消。",
                remedy="请刷新页面查看。",
            )
        clip.state, clip.ended_at = ClipState.CANCELLED.value, at
        clip.save(update_fields=["state", "ended_at"])
        _write(clip, "clip_cancelled", by, at, {})
    with suppress(OSError):
        shutil.rmtree(folder_of(clip))


def make_clips(*, at: datetime, into: Sequence[Store] | None = None) -> int:
    """制作 what waits, the oldest first; how many were done."""
    if not can_preview():
        return 0
    waiting = Clip.objects.filter(state=ClipState.WAITING).order_by("asked_at")
    return sum(make_clip(clip=one, at=at, into=into or stores()) for one in waiting)


def make_clip(*, clip: Clip, at: datetime, into: Sequence[Store]) -> bool:
    """One copy from where it was left; False if it was taken back, failed, or another makes it."""
    folder = folder_of(clip)
    make_folder(folder)
    with _alone(folder) as is_alone:
        if not is_alone:
            return False
        try:
            _make(clip, folder, at, into)
        except Cancelled:
            return False
        except (SandboxRefused, ValueError) as error:
            log.warning("evidence: no masked copy %s: %s", clip.id, error)
            why = _NOTHING_LEFT if isinstance(error, ValueError) else _CANNOT
            _end(clip, ClipState.FAILED, at, why_not=why)
            return False
        except (OSError, StoreFault):
            # A full disk, a store away: tried again from here by the next run.
            log.exception("evidence: masked copy %s waits", clip.id)
            return False
        finally:
            if not Clip.objects.filter(id=clip.id, state=ClipState.WAITING).exists():
                shutil.rmtree(folder, ignore_errors=True)
    return True


def made_so_far(clip: Clip) -> tuple[int, int]:
    """Pieces done and pieces in all, read from the disk; (0, 0) before the first."""
    folder = folder_of(clip)
    try:
        total = int((folder / "total").read_text("ascii"))
    except (OSError, ValueError):
        return 0, 0
    return len(list(folder.glob("*.piece"))), total


def open_clip(*, clip: Clip) -> Iterator[bytes]:
    """The copy's bytes from a store; logs nothing: call ``recording.mark_viewed`` first."""
    for store in stores():
        with suppress(OSError):
            pieces = store.read(sha256=clip.sha256)
            first = next(pieces, b"")
            return _chained(first, pieces)
    raise OSError(f"no store has {clip.sha256}")


def folder_of(clip: Clip) -> Path:
    """Where its pieces lie while it is made."""
    return Path(settings.EVIDENCE_FOLDER) / "clips" / str(clip.id)


def watermark_of(*, by: Actor, account: str, at: datetime) -> str:
    """张三（zhangsan） 2026-11-22 16:40."""
    return f"{by.name}（{account}） {timezone.localtime(at):%Y-%m-%d %H:%M}"


def clip_name(clip: Clip) -> str:
    """现场.遮挡副本.mp4."""
    ending = next(one for one, kind in _TYPES.items() if kind == clip.content_type)
    return f"{clip.file.name.rpartition('.')[0] or clip.file.name}.遮挡副本{ending}"


def _make(clip: Clip, folder: Path, at: datetime, into: Sequence[Store]) -> None:
    with at_hand(clip.file) as given:
        content = _content(given)
        plan = Plan.from_plain(clip.plan)
        task = Task(content, plan, clip.watermark, given, folder)
        pieces = pieces_of(task)
        if not pieces:
            raise ValueError("nothing is left after the cuts")
        (folder / "total").write_text(str(len(pieces)), "ascii")
        _refuse_cancelled(clip)
        for _ in render_pieces(task, pieces):
            _refuse_cancelled(clip)
        _keep(clip, join_pieces(task, pieces), _TYPES[ending_of_clip(content)], at, into)


def _keep(clip: Clip, made: Path, kind: str, at: datetime, into: Sequence[Store]) -> None:
    """入库: into every store, read back from each, then the row."""
    size = made.stat().st_size
    sha256, sm3 = digests_of(read_pieces(made))
    for store in into:
        store.put(sha256=sha256, pieces=read_pieces(made), size=size)
        if {sha256_of(one) for one in readings_of(store, sha256=sha256)} != {sha256}:
            raise StoreFault(f"{store.name} gave back other bytes")
    told = {"sha256": sha256, "sm3": sm3, "size": size, "content_type": kind}
    _end(clip, ClipState.DONE, at, stores=[one.name for one in into], **told)


def _end(
    clip: Clip, state: ClipState, at: datetime, *, stores: Sequence[str] = (), **values: object
) -> None:
    with transaction.atomic():
        locked = Clip.objects.select_for_update().get(id=clip.id)
        if locked.state != ClipState.WAITING:
            return  # taken back meanwhile
        for name, value in {**values, "state": state.value, "ended_at": at}.items():
            setattr(locked, name, value)
        locked.save()
        for store in stores:
            ClipCopy.objects.create(
                clip=locked, store=store, sha256=locked.sha256, stored_at=at, checked_at=at
            )
        kind = "clip_made" if state is ClipState.DONE else "clip_failed"
        _write(locked, kind, VAULT, at, {**values, **({"stores": stores} if stores else {})})


def _content(given: Path) -> Content:
    with given.open("rb") as opened:
        content = content_of(opened.read(HEAD))
    if content is None or content.media not in _WORDS:
        raise SandboxRefused("neither film nor sound nor photo")
    return content


def _refuse_order(file: EvidenceFile, plan: Plan, purpose: str, by: Actor) -> None:
    problem = ""
    if not purpose.strip():
        problem = "没有写明制作目的。"
    elif file.media not in _WORDS:
        problem = "这种文件不能制作遮挡副本。"
    elif plan.is_empty:
        problem = "没有写明遮挡、静音或者剪去的内容。"
    elif file.media == MediaKind.AUDIO and plan.regions:
        problem = "录音没有画面，不能遮挡画面。"
    elif file.media == MediaKind.PHOTO and (plan.mutes or plan.cuts):
        problem = "照片没有时间，不能静音或者剪去。"
    waiting = Clip.objects.filter(asked_by_person_id=by.person_id, state=ClipState.WAITING)
    if not problem and waiting.count() >= MOST_WAITING:
        problem = f"您有{MOST_WAITING}份副本还没有做完。"
    if problem:
        remedy = "请写明目的和需要隐去的内容后再登记；原件不会改动，需要原件的请导出原件。"
        raise refusal(code="CLIP", message=problem, remedy=remedy, cite=_SECRETS)


def _refuse_cancelled(clip: Clip) -> None:
    if not Clip.objects.filter(id=clip.id, state=ClipState.WAITING).exists():
        raise Cancelled(str(clip.id))


def _write(clip: Clip, kind: str, by: Actor, at: datetime, told: dict[str, object]) -> None:
    record(file_id=clip.file_id, kind=kind, by=by, at=at, payload={"clip": clip.id, **told})


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Whether no other worker makes this copy now; the kernel lets go where one dies."""
    handle = os.open(folder.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(handle)


def _chained(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
