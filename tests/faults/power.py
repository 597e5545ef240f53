"""A power cut (断电): what was not synced is lost by chance, page by page, name by name.

The files are real. Every fsync takes a picture of the file, or of the names in the folder. At the
cut each page and each name that differs from its picture is old or new as the dice say, and nothing
the dying process still tries has any effect. Chosen over a file system in user space because it
needs no privilege and cuts between any two calls.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

PAGE = 4096
_CALLS = ("open", "mkdir", "link", "pwrite", "fsync", "fdatasync", "ftruncate", "unlink")


class PowerCut(BaseException):
    """The machine is off; nothing that handles errors may handle this."""


class Disk:
    """A folder with a memory of what was synced in it."""

    def __init__(self, folder: Path, dice: random.Random) -> None:
        self.folder, self.dice = folder, dice
        self.files: dict[int, bytes] = {}
        self.names: dict[str, dict[str, int]] = {}
        self.cut_after = -1
        self.full_chance = 0.0
        self.syncs_lie = False
        self.lock = threading.Lock()
        self.is_off = False

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Every call on files passes here."""
        true = {name: getattr(os, name) for name in _CALLS}
        with patch.multiple(os, **{name: self._wrapped(name, call) for name, call in true.items()}):
            yield

    def _wrapped(self, name: str, call: Any) -> Any:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            with self.lock:
                self._step(name)
                result = call(*args, **kwargs)
                if name in {"fsync", "fdatasync"} and not self.syncs_lie:
                    self._picture(args[0])
            return result

        return wrapped

    def _step(self, name: str) -> None:
        if self.is_off:
            raise PowerCut
        if self.cut_after == 0:
            self.is_off = True
            raise PowerCut
        self.cut_after -= 1
        if name in {"pwrite", "fdatasync"} and self.dice.random() < self.full_chance:
            raise OSError(errno.ENOSPC, "no space left on device")

    def _picture(self, handle: int) -> None:
        path = Path(f"/proc/self/fd/{handle}").resolve()
        if path.is_dir():
            self.names[str(path)] = _listing(path)
        else:
            self.files[os.fstat(handle).st_ino] = _content(handle)

    def cut(self) -> None:
        """Leave in the folder what the disk would have after the cut; then the power is back."""
        image = self.folder.with_suffix(".image")
        shutil.rmtree(image, ignore_errors=True)
        self._rebuild(self.folder, image, {})
        shutil.rmtree(self.folder)
        image.rename(self.folder)
        self.files, self.names = {}, {}
        for path in [self.folder, *self.folder.rglob("*")]:
            if path.is_dir():
                self.names[str(path)] = _listing(path)
            else:
                self.files[path.stat().st_ino] = path.read_bytes()
        self.is_off, self.cut_after = False, -1

    def _rebuild(self, source: Path, target: Path, made: dict[int, Path]) -> None:
        target.mkdir()
        now, synced = _listing(source), self.names.get(str(source), {})
        for name in sorted({*now, *synced}):
            kept = now.get(name) if now.get(name) == synced.get(name) else None
            number = kept or self.dice.choice([now.get(name), synced.get(name)])
            if number is None:
                continue
            if (source / name).is_dir():
                self._rebuild(source / name, target / name, made)
            elif number in made:
                os.link(made[number], target / name)
            else:
                (target / name).write_bytes(self._after(number, source / name))
                made[number] = target / name

    def _after(self, number: int, path: Path) -> bytes:
        """The file page by page, old or new."""
        old = self.files.get(number, b"")
        is_there = path.exists() and path.stat().st_ino == number
        new = path.read_bytes() if is_there else old
        size = len(old) if old == new else self.dice.choice([len(old), len(new)])
        pages = []
        for start in range(0, size, PAGE):
            one, other = (data[start : start + PAGE].ljust(PAGE, b"\0") for data in (old, new))
            pages.append(one if one == other else self.dice.choice([one, other]))
        return b"".join(pages)[:size]


def _listing(folder: Path) -> dict[str, int]:
    return {one.name: one.stat().st_ino for one in folder.iterdir()} if folder.is_dir() else {}


def _content(handle: int) -> bytes:
    return Path(f"/proc/self/fd/{handle}").read_bytes()
