"""Stores (存储): where a vaulted file lies. A store adds and reads; it has no word for removing.

One box uses two folders, best on two disks. ``s3.py`` is the same door to an object store.
"""

from __future__ import annotations

import array
import fcntl
import os
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from secrets import token_hex
from typing import Protocol, cast

from django.conf import settings

from mingjian.evidence.disk import link_once, make_folder, read_pieces, sync_folder, write_new

_FS_IOC_GETFLAGS, _FS_IOC_SETFLAGS, _IMMUTABLE = 0x80086601, 0x40086602, 0x10


class Store(Protocol):
    """A place that keeps bytes under their SHA-256."""

    @property
    def name(self) -> str:
        """What the copies in it are listed under."""

    def put(self, *, sha256: str, pieces: Iterable[bytes], size: int) -> None:
        """Keep the bytes durably; what lies there under this name already stays."""

    def read(self, *, sha256: str, offset: int = 0, length: int | None = None) -> Iterator[bytes]:
        """The bytes as they lie there now; raises OSError where they are missing."""


class FolderStore:
    """A folder of files that nobody may write: ``ab/abcdef…``."""

    def __init__(self, *, name: str, folder: Path) -> None:
        self.name, self.folder = name, folder

    def put(self, *, sha256: str, pieces: Iterable[bytes], size: int) -> None:
        """Written beside, synced, linked to a name that nothing had before."""
        path = self.path_of(sha256)
        if path.exists():
            return
        make_folder(path.parent)
        scratch = path.with_name(f".{sha256}.{token_hex(6)}")
        try:
            write_new(scratch, pieces)
            link_once(scratch, path)
        finally:
            scratch.unlink(missing_ok=True)
        sync_folder(path.parent)
        if settings.EVIDENCE_IMMUTABLE:
            make_immutable(path)

    def read(self, *, sha256: str, offset: int = 0, length: int | None = None) -> Iterator[bytes]:
        """From the disk."""
        return read_pieces(self.path_of(sha256), offset=offset, length=length)

    def path_of(self, sha256: str) -> Path:
        """Where it lies."""
        return self.folder / sha256[:2] / sha256


def make_immutable(path: Path, *, on: bool = True) -> bool:
    """Set the flag that even the owner cannot write past; False where it cannot be had."""
    handle = os.open(path, os.O_RDONLY)
    try:
        flags = array.array("l", [0])
        fcntl.ioctl(handle, _FS_IOC_GETFLAGS, flags, True)
        flags[0] = flags[0] | _IMMUTABLE if on else flags[0] & ~_IMMUTABLE
        fcntl.ioctl(handle, _FS_IOC_SETFLAGS, flags)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True


def readings_of(store: Store, *, sha256: str) -> list[Iterator[bytes]]:
    """Everything that the store can be asked to give back: each replica, or the one it shows."""
    ask = getattr(store, "readings", None)
    return ask(sha256=sha256) if ask else [store.read(sha256=sha256)]


def stores() -> tuple[Store, ...]:
    """The stores of this installation, each of which must hold every file."""
    return cast("tuple[Store, ...]", tuple(_made(*one) for one in settings.EVIDENCE_STORES))


def _made(name: str, maker: str, options: dict[str, str]) -> Store:
    if maker == "folder":
        return FolderStore(name=name, folder=Path(options["folder"]))
    module, _, function = maker.rpartition(".")
    return cast(Store, getattr(import_module(module), function)(name=name, **options))
