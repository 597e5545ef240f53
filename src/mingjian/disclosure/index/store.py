"""The folder of the index (索引目录): which segments count, and what in them was withdrawn.

One keeper writes, any number of processes read. ``current.json`` names the state and is replaced
whole; a reader sees the old state or the new one. It is seen before the disk has it for good:
``settled.json`` names the last state that survives a power cut, from which a keeper begins.
``alive`` says when the keeper last knew that the state is that of the public records.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyroaring import BitMap

from mingjian.disclosure.index.documents import FORMAT
from mingjian.disclosure.index.files import faults_of, replace_json, sync, sync_folder
from mingjian.disclosure.index.segment import Segment


class IndexDamaged(Exception):
    """The index cannot be used; it can be built again."""


@dataclass(frozen=True)
class State:
    """One state: segments, the withdrawn documents of each, and how far the log was followed."""

    segments: tuple[Segment, ...]
    gone: tuple[BitMap, ...]
    cursor: int
    waiting: tuple[str, ...]  # in the log already, but not shown yet when last looked at
    number: int

    def with_changes(self, **changes: Any) -> State:
        """The next state."""
        return State(
            **{
                "segments": self.segments,
                "gone": self.gone,
                "cursor": self.cursor,
                "waiting": self.waiting,
                **changes,
                "number": self.number + 1,
            }
        )

    def without(self, public_ids: Iterable[str]) -> State:
        """The same without these documents; itself where it has none of them."""
        gone = [BitMap(each) for each in self.gone]
        wanted = set(public_ids)
        for segment, missing in zip(self.segments, gone, strict=True):
            missing.update(segment.ids.numbers_of(wanted))
        return self if gone == list(self.gone) else self.with_changes(gone=tuple(gone))


class Store:
    """The folder, for its keeper and its readers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._current = folder / "current.json"
        self._settled = folder / "settled.json"
        self._alive = folder / "alive"
        self._seen: tuple[int, int] | None = None
        self._fresh: State | None = None
        self._vouched: int | None = None  # when the keeper spoke for it
        self._state: State | None = None
        self._unnamed: set[str] = set()  # segments that are being written

    def read(self) -> State | None:
        """The present state; None where nothing was built. Cheap when nothing changed."""
        try:
            stat = os.stat(self._current)  # noqa: PTH116  (a quarter of Path.stat, at each search)
        except FileNotFoundError:
            return None
        seen = (stat.st_mtime_ns, stat.st_ino)
        if seen != self._seen:
            self._state, self._seen = self._load(self._current), seen
        return self._state

    def recover(self) -> State | None:
        """The last state that a power cut cannot have harmed: where a keeper begins."""
        if self._settled.exists():
            self._state, self._seen = self._load(self._settled), None
            return self._state
        return None

    def write(self, state: State) -> None:
        """Make this the present state. It is seen at once, and durable when it is settled."""
        replace_json(self._current, _said(state), durable=False)
        self._unnamed -= {segment.name for segment in state.segments}
        self._state, self._seen = state, None  # its segments need not be opened again
        self.tell_alive()

    def settle(self, state: State) -> None:
        """Make this state durable, with its segments; slow where the disk is."""
        known = self._settled_names()
        for segment in state.segments:
            if segment.name not in known:
                sync_folder(self.folder / segment.name)
        replace_json(self._settled, _said(state))

    def tell_alive(self) -> None:
        """The state is that of the public records now."""
        self._alive.touch()
        now = time.time_ns()  # the clock of file systems may stand still for milliseconds
        os.utime(self._alive, ns=(now, now))

    def read_fresh(self, *, within: float) -> State | None:
        """The present state, if its keeper vouched for it less than so many seconds ago.

        A keeper speaks after every change: where it did not speak again, nothing changed.
        """
        try:
            told = os.stat(self._alive).st_mtime_ns  # noqa: PTH116
        except FileNotFoundError:
            return None
        if time.time_ns() - told >= within * 1e9:
            return None
        if told != self._vouched:
            self._fresh, self._vouched = self.read(), told
        return self._fresh

    def new_segment(self) -> Path:
        """A name that was never used."""
        name = f"segment-{time.time_ns():x}"
        self._unnamed.add(name)
        return self.folder / name

    def sweep(self) -> None:
        """Remove what no state names any more; not while a state is being settled."""
        state = self.read()
        used = {segment.name for segment in state.segments} if state else set()
        used |= self._settled_names() | self._unnamed
        for each in self.folder.glob("segment-*"):
            if each.name.removesuffix(".half") not in used:
                shutil.rmtree(each, ignore_errors=True)

    def _settled_names(self) -> set[str]:
        try:
            said = json.loads(self._settled.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return set()
        return {each["name"] for each in said["segments"]}

    def faults(self) -> list[str]:
        """Files that are not what was written."""
        state = self.read()
        return [
            f"{segment.name}/{name}"
            for segment in (state.segments if state else ())
            for name in faults_of(self.folder / segment.name)
        ]

    @contextmanager
    def keeping(self) -> Iterator[bool]:
        """True for the only keeper, False where another process keeps this folder."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "keeper.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            sync(self.folder)
            yield True

    def _load(self, path: Path) -> State:
        try:
            said = json.loads(path.read_text(encoding="utf-8"))
            if said["format"] != FORMAT:
                raise IndexDamaged(f"format {said['format']}, not {FORMAT}")
            before = {each.name: each for each in self._state.segments} if self._state else {}
            names = [each["name"] for each in said["segments"]]
            segments = tuple(before.get(name) or Segment(self.folder / name) for name in names)
            gone = [BitMap.deserialize(base64.b64decode(s["gone"])) for s in said["segments"]]
        except (OSError, ValueError, KeyError) as error:
            raise IndexDamaged(f"{self.folder}: {error}") from error
        return State(segments, tuple(gone), said["cursor"], tuple(said["waiting"]), said["number"])


class Settler:
    """Makes states durable beside the keeper's turns, one after the other."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._work: Future[None] | None = None
        self._begun: int | None = None

    def follow(self, state: State) -> None:
        """Begin to settle this state, unless an earlier one is not settled yet."""
        if self._work is not None:
            if not self._work.done():
                return
            self._work.result()
            self._work = None
            self._store.sweep()
        if state.number != self._begun:
            self._begun = state.number
            self._work = self._pool.submit(self._store.settle, state)

    def finish(self) -> None:
        """Wait for what was begun."""
        self._pool.shutdown()


def _said(state: State) -> dict[str, Any]:
    listed = [
        {"name": segment.name, "gone": base64.b64encode(missing.serialize()).decode()}
        for segment, missing in zip(state.segments, state.gone, strict=True)
    ]
    said: dict[str, Any] = {"format": FORMAT, "cursor": state.cursor, "number": state.number}
    return {**said, "waiting": list(state.waiting), "segments": listed}
