"""The folder of the index (索引目录): which segments count, and what in them was withdrawn.

One keeper writes, any number of processes read. ``current.json`` names the state and is replaced
whole; a reader sees the old state or the new one. ``alive`` says when the keeper last knew that
the state is that of the public records.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyroaring import BitMap

from mingjian.disclosure.index.documents import FORMAT
from mingjian.disclosure.index.files import faults_of, replace_json, sync
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
        self._alive = folder / "alive"
        self._seen: tuple[int, int] | None = None
        self._state: State | None = None

    def read(self) -> State | None:
        """The present state; None where nothing was built. Cheap when nothing changed."""
        try:
            stat = os.stat(self._current)  # noqa: PTH116  (a quarter of Path.stat, at each search)
        except FileNotFoundError:
            return None
        seen = (stat.st_mtime_ns, stat.st_ino)
        if seen != self._seen:
            self._state, self._seen = self._load(), seen
        return self._state

    def write(self, state: State) -> None:
        """Make this the present state."""
        listed = [
            {"name": segment.name, "gone": base64.b64encode(missing.serialize()).decode()}
            for segment, missing in zip(state.segments, state.gone, strict=True)
        ]
        said: dict[str, Any] = {"format": FORMAT, "cursor": state.cursor, "number": state.number}
        said["waiting"] = list(state.waiting)
        replace_json(self._current, {**said, "segments": listed})
        self.tell_alive()

    def tell_alive(self) -> None:
        """The state is that of the public records now."""
        self._alive.touch()

    def is_alive(self, *, within: float) -> bool:
        """Whether the keeper said so less than so many seconds ago."""
        try:
            told = os.stat(self._alive).st_mtime  # noqa: PTH116
        except FileNotFoundError:
            return False
        return time.time() - told < within

    def new_segment(self) -> Path:
        """A name that was never used."""
        return self.folder / f"segment-{time.time_ns():x}"

    def sweep(self) -> None:
        """Remove what no state names any more."""
        state = self.read()
        used = {segment.name for segment in state.segments} if state else set()
        for each in self.folder.glob("segment-*"):
            if each.name not in used:
                shutil.rmtree(each, ignore_errors=True)

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

    def _load(self) -> State:
        try:
            said = json.loads(self._current.read_text(encoding="utf-8"))
            if said["format"] != FORMAT:
                raise IndexDamaged(f"format {said['format']}, not {FORMAT}")
            before = {each.name: each for each in self._state.segments} if self._state else {}
            names = [each["name"] for each in said["segments"]]
            segments = tuple(before.get(name) or Segment(self.folder / name) for name in names)
            gone = [BitMap.deserialize(base64.b64decode(s["gone"])) for s in said["segments"]]
        except (OSError, ValueError, KeyError) as error:
            raise IndexDamaged(f"{self.folder}: {error}") from error
        return State(segments, tuple(gone), said["cursor"], tuple(said["waiting"]), said["number"])
