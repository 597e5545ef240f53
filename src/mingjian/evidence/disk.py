"""Durable files (落盘): after a call returns, its names and bytes survive a power cut."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PIECE = 1 << 20
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class DiskFull(OSError):
    """There is no room for the bytes."""


@contextmanager
def telling_full() -> Iterator[None]:
    """A full disk has a name of its own; every other fault stays what it is."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise DiskFull(*error.args) from error
        raise


def sync_folder(path: Path) -> None:
    """Make new names in the folder survive."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(path: Path) -> None:
    """The folder with all above it, each name durable."""
    if path.is_dir():
        return
    make_folder(path.parent)
    with suppress(FileExistsError):
        os.mkdir(path, 0o700)  # noqa: PTH102  # one door to the disk, for the fault suite too
    sync_folder(path.parent)


def link_once(source: Path, target: Path) -> bool:
    """Give the file a further name that nothing had before; False where one is there already."""
    make_folder(target.parent)
    try:
        os.link(source, target)
    except FileExistsError:
        is_new = False
    else:
        is_new = True
    # Also where the name was there: whoever made it may have died before this line.
    sync_folder(target.parent)
    return is_new


def write_all(handle: int, data: bytes, offset: int) -> None:
    """Write every byte at its place."""
    view = memoryview(data)
    while view:
        with telling_full():
            written = os.pwrite(handle, view, offset)
        view, offset = view[written:], offset + written


def write_new(path: Path, pieces: Iterable[bytes]) -> None:
    """A file of its own, every byte on the disk when this returns; its name is not durable yet."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    try:
        offset = 0
        for piece in pieces:
            write_all(handle, piece, offset)
            offset += len(piece)
        with telling_full():
            os.fsync(handle)
        # What is read back must come from the disk, not from memory.
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(handle)


def read_pieces(path: Path, *, offset: int = 0, length: int | None = None) -> Iterator[bytes]:
    """The bytes of a file from ``offset``, a piece at a time."""
    left = length
    with path.open("rb", buffering=0) as file:
        file.seek(offset)
        while left is None or left > 0:
            piece = file.read(PIECE if left is None else min(PIECE, left))
            if not piece:
                return
            yield piece
            left = None if left is None else left - len(piece)
