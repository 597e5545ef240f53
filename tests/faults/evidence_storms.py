"""The storms of the evidence faults: a client that keeps its own books, and what kills its server.

The client writes down what it was told, and when, outside the vault: that is what counts.
"""

from __future__ import annotations

import hashlib
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from mingjian.config.evidence import vault_stores
from mingjian.evidence import spool
from mingjian.evidence.disk import DiskFull, read_pieces
from mingjian.evidence.keys import public_keys
from mingjian.evidence.models import EvidenceFile
from mingjian.evidence.receipts import read_receipt
from mingjian.evidence.receiving import (
    NoSuchUpload,
    OffsetDiffers,
    begin_upload,
    finish_waiting,
    progress_of,
    receive,
)
from mingjian.evidence.recording import VAULT
from mingjian.evidence.spool import Checksum, SpoolBusy, WrongChecksum, held_path
from mingjian.evidence.stores import stores
from mingjian.evidence.vaulting import vault_waiting
from tests.evidence.make import AT, OFFICER, said
from tests.faults.evidence import Tally
from tests.faults.power import Disk, PowerCut

STEP = 64 << 10
LARGEST = 600_000
# Of the power cuts two in five let small files come and live long: they reach the vault and are cut
# there, too. Calls on files between two cuts on average, and the largest file.
SHORT_LIVES, LONG_LIVES = (60, LARGEST), (600, 24_000)
_LONGEST_LIFE = 0.25
_REFUSALS = (OffsetDiffers, WrongChecksum)


def use_vault(folder: Path) -> None:
    """Let the settings name a vault in the folder; small steps make many moments to die in."""
    vault = folder / "vault"
    vault.mkdir()
    settings.EVIDENCE_FOLDER, settings.EVIDENCE_FREE = vault, 0
    settings.EVIDENCE_STORES = vault_stores({}, vault)
    settings.EVIDENCE_KEY_FILE = folder / "evidence.key"
    spool.STEP = STEP
    public_keys()


def close() -> None:
    """Leave the database to be dropped."""
    spool.STEP = 1 << 20
    connection.close()


class Books:
    """What the client was told, line by line, durable against its own death."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, *words: object) -> None:
        """One line in one write."""
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.write(handle, (" ".join(str(one) for one in words) + "\n").encode())
        os.close(handle)

    def lines(self, kind: str) -> Iterator[list[str]]:
        """The lines of a kind."""
        text = self.path.read_text("utf-8") if self.path.exists() else ""
        for line in text.splitlines():
            words = line.split(" ")
            if words[0] == kind:
                yield words[1:]

    def close(self) -> None:
        """Put away what is settled, so that reading goes on being quick."""
        over = {one[0] for kind in ("durable", "gone") for one in self.lines(kind)}
        text = self.path.read_text("utf-8") if self.path.exists() else ""
        open_, settled = [], []
        for line in text.splitlines(keepends=True):
            words = line.split()
            is_open = words[0] in {"begun", "sent"} and words[1] not in over
            (open_ if is_open else settled).append(line)
        with self.path.with_suffix(".settled").open("a", encoding="utf-8") as file:
            file.writelines(one for one in settled if not one.startswith(("begun", "sent")))
        self.path.write_text("".join(open_), "utf-8")
        for name in over:
            (self.path.parent / f"{name}.original").unlink(missing_ok=True)

    def settled(self) -> Books:
        """All of it."""
        return Books(self.path.with_suffix(".settled"))


class Client:
    """Uploads invented files, one after the other, with mistakes among the pieces."""

    def __init__(self, books: Books, dice: random.Random, plant: str) -> None:
        self.books, self.dice, self.plant, self.largest = books, dice, plant, LARGEST

    def work(self) -> None:
        """Until something ends it."""
        while True:
            self.step()

    def step(self) -> None:
        """Finish one upload (an open one first), then vault now and then."""
        upload_id, content = self._take_up() or self._begin()
        progress = self._ask(upload_id)
        if progress is None:
            return
        sent = [int(one[1]) for one in self.books.lines("sent") if one[0] == str(upload_id)]
        if sent and progress.offset < progress.size:
            self.books.write("again", max(sent) - progress.offset)
        while progress.file is None:
            progress = self._send(upload_id, content, progress.offset) or self._ask(upload_id)
            if progress is None:
                return
        self._acknowledged(upload_id, content)
        if self.dice.random() < 0.4:
            self.vault()

    def _begin(self) -> tuple[UUID, bytes]:
        content = random.randbytes(self.dice.randint(1, self.largest))
        upload = begin_upload(said=said(content), by=OFFICER, at=AT)
        (self.books.path.parent / f"{upload.id}.original").write_bytes(content)
        self.books.write("begun", upload.id)
        return upload.id, content

    def _take_up(self) -> tuple[UUID, bytes] | None:
        over = {one[0] for kind in ("durable", "gone") for one in self.books.lines(kind)}
        for (name,) in self.books.lines("begun"):
            if name not in over:
                return UUID(name), original(self.books, name)
        return None

    def _ask(self, upload_id: UUID) -> Any:
        try:
            return progress_of(upload_id=upload_id, by=OFFICER, at=AT)
        except NoSuchUpload:
            self.books.write("gone", upload_id)
        except DiskFull:  # asking may finish what a kill left, and that needs room
            self.books.write("full", upload_id)
        return None

    def _send(self, upload_id: UUID, content: bytes, offset: int) -> Any:
        """One request: right, or wrong in one of four ways."""
        piece = content[offset : offset + self.dice.randint(1, 4 * STEP)]
        if self.plant == "early-receipt" and offset + len(piece) == len(content):
            self._acknowledged(upload_id, content)
        way = self.dice.choice(["plain", "plain", "checked", "doubled", "ahead", "wrong", "short"])
        digest = hashlib.sha256(piece).digest()
        wrong = {"doubled": offset - 1, "ahead": offset + 1}
        checksum = Checksum("sha256", digest if way == "checked" else bytes(32))
        try:
            return receive(
                upload_id=upload_id,
                offset=wrong.get(way, offset),
                pieces=self._slices(upload_id, offset, piece, way),
                checksum=checksum if way in {"checked", "wrong"} else None,
                by=OFFICER,
                at=AT,
            )
        except _REFUSALS:
            self.books.write("refused", way)
        except DiskFull:
            self.books.write("full", upload_id)
        return None

    def _slices(self, upload_id: UUID, offset: int, piece: bytes, way: str) -> Iterator[bytes]:
        """The piece in slices, each in the books before it is sent; a short one breaks off."""
        end = len(piece) // 2 if way == "short" else len(piece)
        for start in range(0, end, STEP // 2):
            one = piece[start : min(end, start + STEP // 2)]
            if way not in {"doubled", "ahead", "wrong"}:
                self.books.write("sent", upload_id, offset + start + len(one))
            yield one

    def _acknowledged(self, upload_id: UUID, content: bytes) -> None:
        self.books.write("durable", upload_id, hashlib.sha256(content).hexdigest())

    def vault(self) -> None:
        """Let the vault work, and write down what it promises."""
        try:
            vault_waiting(at=AT + timedelta(minutes=1))
        except DiskFull:
            return
        written = {one[0] for one in self.books.lines("vaulted")}
        since = self.books.lines("durable")
        for file in EvidenceFile.objects.filter(
            state="vaulted", id__in={one[0] for one in since} - written
        ):
            self.books.write("vaulted", file.id, file.sha256)


def kills(tally: Tally, folder: Path, dice: random.Random, rounds: int, plant: str) -> Tally:
    """kill -9, one or two processes at a time."""
    books = Books(folder / "books")
    with planted(plant, books):
        for number in range(1, rounds + 1):
            children = [_fork(books, dice.random(), plant) for _ in range(dice.choice((1, 1, 2)))]
            time.sleep(dice.uniform(0.01, _LONGEST_LIFE))
            for child in children:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
            tally.rounds = number
            if number % 25 == 0 or number == rounds:
                Client(books, dice, "").vault()
                look(tally, books)
                books.close()
            if tally.found and plant:
                break
    look(tally, books.settled(), may_be_gone=True)
    return count(tally, books.settled())


def cuts(tally: Tally, folder: Path, dice: random.Random, rounds: int, plant: str) -> Tally:
    """The power goes after so many calls on files; what was not synced may be lost."""
    books, disk = Books(folder / "books"), Disk(settings.EVIDENCE_FOLDER, dice)
    disk.syncs_lie = plant == "syncs-lie"
    for number in range(1, rounds + 1):
        calls, largest = dice.choices((SHORT_LIVES, LONG_LIVES), weights=(3, 2))[0]
        disk.cut_after = int(dice.expovariate(1 / calls))
        disk.full_chance = dice.choice((0.0, 0.0, 0.05))
        client = Client(books, dice, plant)
        client.largest = largest
        try:
            with disk.watched():
                client.work()
        except (PowerCut, SpoolBusy):
            pass
        disk.cut()
        tally.rounds = number
        disk.full_chance = 0.0
        with disk.watched():  # what is finished here must be remembered as synced, too
            look(tally, books, may_be_gone=True)
        books.close()
        if tally.found and plant:
            break
    look(tally, books.settled(), may_be_gone=True)
    return count(tally, books.settled())


class planted:  # noqa: N801  # reads as a phrase
    """A bug put in, for as long as the storm lasts."""

    def __init__(self, plant: str, books: Books) -> None:
        self.plant, self.books = plant, books
        self.true = spool.read_pieces, spool._Writer._write

    def __enter__(self) -> None:
        def told(path: Path, **more: Any) -> Iterator[bytes]:
            for piece in read_pieces(path, **more):
                self.books.write("hashed-again", len(piece))
                yield piece

        spool.read_pieces = told
        if self.plant == "rehash":
            spool.CAN_GO_ON = False
        if self.plant == "mark-first":
            spool._Writer._write = _mark_first

    def __exit__(self, *problem: object) -> None:
        spool.read_pieces, spool._Writer._write = self.true
        spool.CAN_GO_ON = True


def _mark_first(writer: Any, step: bytes, state: bytes) -> None:
    before, writer.reached = writer.reached, writer.reached + len(step)
    writer.file.keep_mark(writer.reached, state)
    time.sleep(0.002)
    spool.write_all(writer.file.handle, step, before)
    writer.file.sync()


def _fork(books: Books, chance: float, plant: str) -> int:
    connection.close()
    child = os.fork()
    if child:
        return child
    try:
        client = Client(books, random.Random(chance), plant)
        while True:
            try:
                client.work()
            except (SpoolBusy, NoSuchUpload, FileNotFoundError):
                time.sleep(0.01)  # two at the same upload: the other one has it
    finally:
        os._exit(1)


def look(tally: Tally, books: Books, *, may_be_gone: bool = False) -> None:
    """Everything the client was told must be true."""
    finish_waiting(by=VAULT, at=AT)
    key = public_keys()[0]
    for name, sha256 in list(books.lines("durable")):
        file = EvidenceFile.objects.filter(id=name).first()
        if file is None or file.sha256 != sha256:
            tally.found.append(f"acknowledged and not there: {name}")
        elif _hash(lambda sha256=sha256: read_pieces(held_path(sha256))) != sha256:
            tally.found.append(f"acknowledged and not these bytes: {name}")
        elif read_receipt(note=file.receipts.get(kind="durable").note, key=key).sha256 != sha256:
            tally.found.append(f"the receipt says otherwise: {name}")
    for name, sha256 in set(map(tuple, books.lines("vaulted"))):
        for store in stores():
            if _hash(lambda store=store, sha256=sha256: store.read(sha256=sha256)) != sha256:
                tally.found.append(f"vaulted and not in {store.name}: {name}")
    again = [int(one[0]) for one in books.lines("again")]
    tally.most_again = max([tally.most_again, *again])
    if not may_be_gone:
        _look_at_kills(tally, books)


def _look_at_kills(tally: Tally, books: Books) -> None:
    """A kill alone takes nothing that was on its way for more than one request of the client."""
    if tally.most_again > 4 * STEP:
        tally.found.append(f"{tally.most_again} bytes had to be sent again")
    if any(True for _ in books.lines("hashed-again")):
        tally.found.append("bytes were hashed again")
    if any(True for _ in books.lines("gone")):
        tally.found.append("an upload under way was forgotten")


def count(tally: Tally, books: Books) -> Tally:
    """How much happened."""
    tally.receipts = sum(1 for _ in books.lines("durable"))
    tally.vaulted = len(set(map(tuple, books.lines("vaulted"))))
    tally.refused = sum(1 for _ in books.lines("refused"))
    tally.full = sum(1 for _ in books.lines("full"))
    return tally


def original(books: Books, name: str) -> bytes:
    """What the client has on its own disk."""
    return (books.path.parent / f"{name}.original").read_bytes()


def _hash(read: Callable[[], Iterator[bytes]]) -> str:
    running = hashlib.sha256()
    try:
        for piece in read():
            running.update(piece)
    except OSError:
        return ""
    return running.hexdigest()
