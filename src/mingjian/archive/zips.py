"""Packages as one file (信息包下载): ZIP, stored, written while it is read.

Every byte follows from the files and their names: no times, no compression, no extra fields but
ZIP64 sizes. So the stand-alone verifier can say what each byte of the container must be.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from mingjian.archive.bags import BLOCK, files_below

_LIMIT = 0xFFFFFFFF
_DATE = (1980 - 1980) << 9 | 1 << 5 | 1
_UTF8 = 0x0800


def stream_zip(*, root: Path) -> Iterator[bytes]:
    """The bag ``root`` under its own name, in blocks."""
    offset, central = 0, []
    for path in files_below(root):
        file, name = root / path, f"{root.name}/{path}".encode()
        size, crc = file.stat().st_size, crc_of(file)
        central.append(central_header(name, crc, size, offset))
        head = local_header(name, crc, size)
        offset += len(head) + size
        yield head
        with file.open("rb") as opened:
            while block := opened.read(BLOCK):
                yield block
    directory = b"".join(central)
    yield directory + ending(len(central), len(directory), offset)


def crc_of(file: Path) -> int:
    """CRC-32, as ZIP wants it before the bytes."""
    crc = 0
    with file.open("rb") as opened:
        while block := opened.read(BLOCK):
            crc = zlib.crc32(block, crc)
    return crc


def local_header(name: bytes, crc: int, size: int) -> bytes:
    """What stands before a file."""
    extra = struct.pack("<HHQQ", 1, 16, size, size) if size >= _LIMIT else b""
    shown = _LIMIT if extra else size
    fixed = (0x04034B50, 45, _UTF8, 0, 0, _DATE, crc, shown, shown, len(name), len(extra))
    return struct.pack("<IHHHHHIIIHH", *fixed) + name + extra


def central_header(name: bytes, crc: int, size: int, offset: int) -> bytes:
    """The line of the directory at the end."""
    wide = [size, size] if size >= _LIMIT else []
    wide += [offset] if offset >= _LIMIT else []
    extra = struct.pack("<HH", 1, 8 * len(wide)) + struct.pack(f"<{len(wide)}Q", *wide)
    extra = extra if wide else b""
    shown, start = min(size, _LIMIT), min(offset, _LIMIT)
    head = (0x02014B50, 45, 45, _UTF8, 0, 0, _DATE, crc, shown, shown, len(name), len(extra))
    return (
        struct.pack("<IHHHHHHIIIHH", *head)
        + struct.pack("<HHHII", 0, 0, 0, 0, start)
        + (name + extra)
    )


def ending(count: int, length: int, offset: int) -> bytes:
    """The end of the directory, in its wide form too where it is needed."""
    wide = b""
    if max(length, offset) >= _LIMIT or count >= 0xFFFF:
        wide = struct.pack(
            "<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, count, count, length, offset
        ) + struct.pack("<IIQI", 0x07064B50, 0, offset + length, 1)
    many = min(count, 0xFFFF)
    sizes = (min(length, _LIMIT), min(offset, _LIMIT), 0)
    return wide + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, many, many, *sizes)
