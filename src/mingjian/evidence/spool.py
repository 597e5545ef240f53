"""The spool (接收区): bytes under way, written and hashed at once, never acknowledged too early.

Each upload is a folder with ``bytes`` and ``mark``. The mark says up to where the bytes are on the
disk, with the running hash at that place; it is written after the disk has said so, into the older
of two slots, so a torn mark leaves the one before. What lies beyond the mark does not count and is
overwritten. The disk is asked after every step of 1 MiB, while the next is hashed: a kill costs the
at most three steps in memory, less than one block (4 MiB) of a client.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import queue
import shutil
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from django.conf import settings

from mingjian.evidence.disk import (
    DiskFull,
    link_once,
    make_folder,
    read_pieces,
    sync_folder,
    telling_full,
    write_all,
)
from mingjian.evidence.hashing import CAN_GO_ON, PlainSha256, RunningSha256, running_sha256

STEP = 1 << 20
_SLOT = 1024
_AHEAD = 1  # steps that wait for the disk: this bounds the memory, and what a kill costs


class SpoolBusy(RuntimeError):
    """Another request is writing to the same upload."""


class SpoolSuspect(RuntimeError):
    """The disk failed to keep what it had taken: nothing more is accepted."""


class WrongChecksum(ValueError):
    """The piece is not what its sender says it is."""


class Checksum(NamedTuple):
    """校验值 of one piece: the algorithm's name in hashlib, and the digest."""

    algorithm: str
    digest: bytes


@dataclass(frozen=True)
class Mark:
    """进度: so many bytes are on the disk, and the hash stands there."""

    turn: int
    offset: int
    state: bytes

    def slot(self) -> bytes:
        """As it is written: the text with a digest of its own."""
        text = json.dumps({"turn": self.turn, "offset": self.offset, "state": self.state.hex()})
        return f"{hashlib.sha256(text.encode()).hexdigest()}{text}".encode().ljust(_SLOT)


def spool_folder() -> Path:
    """Uploads under way."""
    return Path(settings.EVIDENCE_FOLDER) / "spool"


def held_path(sha256: str) -> Path:
    """Where a received file waits for the vault, and for 72 hours after it."""
    return Path(settings.EVIDENCE_FOLDER) / "held" / sha256[:2] / sha256


def begin_spool(upload_id: UUID) -> None:
    """Room for one upload, durable before anybody is told of it."""
    require_sound_disk()
    folder = spool_folder() / str(upload_id)
    with telling_full():
        make_folder(folder)
        (folder / "bytes").touch(mode=0o600)
        (folder / "mark").touch(mode=0o600)
        sync_folder(folder)


def drop_spool(upload_id: UUID) -> None:
    """The upload is over, or given up; a received file has its other name by now."""
    shutil.rmtree(spool_folder() / str(upload_id), ignore_errors=True)


def has_spool(upload_id: UUID) -> bool:
    """Whether there is such an upload on this disk."""
    return (spool_folder() / str(upload_id) / "mark").exists()


@contextmanager
def spool_of(upload_id: UUID) -> Iterator[SpoolFile]:
    """The upload, for one writer at a time; a killed writer leaves no lock."""
    folder = spool_folder() / str(upload_id)
    handle = os.open(folder / "bytes", os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield SpoolFile(folder, handle)
    except BlockingIOError as busy:
        raise SpoolBusy(f"upload {upload_id} is being written") from busy
    finally:
        os.close(handle)


def spooled_bytes(upload_id: UUID) -> int:
    """How many bytes of the upload are on the disk."""
    return _newest(spool_folder() / str(upload_id) / "mark").offset


class SpoolFile:
    """One upload, locked by this process."""

    def __init__(self, folder: Path, handle: int) -> None:
        self.folder, self.handle = folder, handle
        self.mark = _newest(folder / "mark")
        self.hash = self._hash_at_mark()

    @property
    def offset(self) -> int:
        """Bytes on the disk."""
        return self.mark.offset

    def append(self, pieces: Iterable[bytes], *, checksum: Checksum | None = None) -> int:
        """Write the pieces after what is there; returns the new offset.

        Without a checksum every step counts as soon as the disk has it, also when the sender
        breaks off. With one nothing counts before all of it was compared.
        """
        require_sound_disk()
        check = hashlib.new(checksum.algorithm) if checksum else None
        with self._writer(counts_at_once=check is None) as writer:
            for step in in_steps(pieces):
                self.hash.update(step)
                if check is not None:
                    check.update(step)
                writer.put(step, self.hash.state())
        if check is not None and checksum is not None:
            if check.digest() != checksum.digest:
                self._go_back()
                raise WrongChecksum(f"{checksum.algorithm} of the piece differs")
            self.keep_mark(writer.reached, self.hash.state())
        return self.offset

    def keep_mark(self, offset: int, state: bytes) -> None:
        """Note that the disk has so many bytes; only ever called after it said so."""
        mark = Mark(self.mark.turn + 1, offset, state)
        handle = os.open(self.folder / "mark", os.O_WRONLY)
        try:
            write_all(handle, mark.slot(), (mark.turn % 2) * _SLOT)
        finally:
            os.close(handle)
        self.mark = mark

    def hold(self) -> str:
        """Give the whole file its lasting name in the held folder; returns its SHA-256."""
        os.ftruncate(self.handle, self.offset)
        self.sync()
        sha256 = self.hash.hexdigest()
        link_once(self.folder / "bytes", held_path(sha256))
        return sha256

    @contextmanager
    def _writer(self, *, counts_at_once: bool) -> Iterator[_Writer]:
        writer = _Writer(self, counts_at_once)
        try:
            yield writer
        except BaseException:
            writer.finish(quietly=True)
            self._go_back()
            raise
        try:
            writer.finish()
        except OSError:
            self._go_back()
            raise

    def _go_back(self) -> None:
        """Forget what lies beyond the mark, and with it pages that the disk may have lost."""
        os.ftruncate(self.handle, self.offset)
        self.hash = self._hash_at_mark()

    def _hash_at_mark(self) -> RunningSha256 | PlainSha256:
        if CAN_GO_ON and self.mark.state:
            return running_sha256(self.mark.state)
        running = running_sha256()
        for piece in read_pieces(self.folder / "bytes", length=self.mark.offset):
            running.update(piece)
        return running

    def sync(self) -> None:
        """Wait for the disk. A fault here may have lost pages that look clean: trust it no more."""
        try:
            with telling_full():
                os.fdatasync(self.handle)
        except DiskFull:
            raise
        except OSError as error:
            _suspect(error)
            raise


class _Writer:
    """Writes while the next step is read and hashed."""

    def __init__(self, file: SpoolFile, counts_at_once: bool) -> None:
        self.file, self.counts_at_once = file, counts_at_once
        self.reached = file.offset
        self.error: BaseException | None = None
        self.waiting: queue.Queue[tuple[bytes, bytes] | None] = queue.Queue(_AHEAD)
        self.thread = threading.Thread(target=self._work, daemon=True)
        self.thread.start()

    def put(self, step: bytes, state: bytes) -> None:
        """Hand over a step; waits while the disk is behind."""
        self.waiting.put((step, state))
        if self.error is not None:
            raise self.error

    def finish(self, *, quietly: bool = False) -> None:
        """Wait until all of it is on the disk."""
        self.waiting.put(None)
        self.thread.join()
        if self.error is not None and not quietly:
            raise self.error

    def _work(self) -> None:
        while (given := self.waiting.get()) is not None:
            if self.error is not None:
                continue  # drain, so that nobody waits for room
            try:
                self._write(*given)
            except (
                BaseException
            ) as error:  # whatever it is, nobody may wait for this thread in vain
                self.error = error

    def _write(self, step: bytes, state: bytes) -> None:
        write_all(self.file.handle, step, self.reached)
        self.file.sync()
        self.reached += len(step)
        if self.counts_at_once:
            self.file.keep_mark(self.reached, state)


def in_steps(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in steps; what came before the sender broke off is given, too."""
    gathered, size = [], 0
    for piece in pieces:
        gathered.append(piece)
        size += len(piece)
        if size >= STEP:
            yield b"".join(gathered)
            gathered, size = [], 0
    if size:
        yield b"".join(gathered)


def require_sound_disk() -> None:
    """Refuse everything after the disk failed to keep what it had taken."""
    if (spool_folder() / "SUSPECT").exists():
        raise SpoolSuspect("存放证据的磁盘出现写入错误，已停止接收。请系统管理员检查磁盘。")


def _suspect(error: OSError) -> None:
    (spool_folder() / "SUSPECT").write_text(f"{error}\n", encoding="utf-8")


def _newest(path: Path) -> Mark:
    """The newest whole slot; none yet means nothing has been received."""
    raw = path.read_bytes()
    found = [_read_slot(raw[start : start + _SLOT]) for start in (0, _SLOT)]
    return max((one for one in found if one), key=lambda one: one.turn, default=Mark(0, 0, b""))


def _read_slot(raw: bytes) -> Mark | None:
    text = raw[64:].rstrip()
    if not text or hashlib.sha256(text).hexdigest().encode() != raw[:64]:
        return None
    said = json.loads(text)
    return Mark(said["turn"], said["offset"], bytes.fromhex(said["state"]))
