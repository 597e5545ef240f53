"""Bitmaps on disk (位图存储): sparse ones as Elias and Fano wrote them, others as Roaring does.

The numbers of a sparse bitmap are cut in two: the low bits stand one beside the other, the high
ones count the zeros between ones. That is within a bit or two of the least possible, and is read
without a loop.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable
from typing import Any, BinaryIO, TypeAlias

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

Numbers: TypeAlias = NDArray[Any]
_ROARING, _PLAIN = 255, 254
_LOW_BITS = tuple(range(0, 26, 2))
_PARTS = (4, 2)  # bits below a whole byte, side by side
# Above this share (one in so many) Roaring's own containers are as small, and quicker.
SPARSE = 9
_FEW = 5  # stand there as they are
# Roaring's own form, as its specification has it: no runs, lists up to a length, then bits.
_COOKIE, _LONGEST_LIST = 12346, 4096
_MANY = 400  # to write that form takes longer for fewer


class BitmapWriter:
    """Bitmaps one behind the other."""

    def __init__(self, file: BinaryIO, *, count: int) -> None:
        self._file, self.count = file, count
        self._known: dict[bytes, int] = {}
        self.end = 0

    def write_once(self, numbers: Numbers) -> tuple[int, int]:
        """Where it begins and ends; what was written so before is not written again."""
        data = pack_bitmap(numbers, count=self.count)
        mark = hashlib.sha256(data).digest()
        if mark not in self._known:
            self._known[mark] = self.put(data)
        begin = self._known[mark]
        return begin, begin + len(data)

    def put(self, data: bytes) -> int:
        """Where a packed one begins; it ends where the next one begins."""
        begin = self.end
        self.end += self._file.write(data)
        return begin


def pack_bitmap(numbers: Numbers, *, count: int) -> bytes:
    """Sorted numbers below ``count`` as bytes; the first byte says how."""
    size = len(numbers)
    if size <= _FEW:
        return bytes([_PLAIN]) + numbers.astype("<u4").tobytes()
    if size * SPARSE < count:
        packed = _pack_sparse(numbers.astype(np.uint32, copy=False), count)
        if size < count >> 10:
            return packed
        dense = _pack_dense(numbers)
        return min(packed, dense, key=len)
    return _pack_dense(numbers)


def is_dense(data: bytes) -> bool:
    """Whether it is read without putting it together."""
    return data[0] == _ROARING


def unpack_bitmap(data: bytes) -> BitMap:
    """What was packed."""
    if data[0] == _ROARING:
        found: BitMap = BitMap.deserialize(data[1:])
        return found
    return bitmap_of_sorted(_unpack_sparse(data))


def bitmap_of(numbers: Numbers) -> BitMap:
    """A bitmap of these numbers, in any order."""
    return BitMap(array("I", numbers.astype(np.uint32, copy=False).tobytes()))


def bitmap_of_sorted(numbers: Numbers) -> BitMap:
    """The same of different numbers in their order: written as Roaring stores them, then read."""
    if len(numbers) < _MANY:
        return bitmap_of(numbers)
    high = (numbers >> np.uint32(16)).astype(np.uint16)
    low = numbers.astype("<u2")
    begins = np.concatenate(([0], np.flatnonzero(high[1:] != high[:-1]) + 1))
    sizes = np.diff(begins, append=len(numbers))
    body, bytes_of = _containers(low, begins, sizes)
    heads = np.stack((high[begins], sizes - 1), axis=1).astype("<u2")
    first = 8 + 8 * len(sizes)
    places = (first + np.cumsum(bytes_of) - bytes_of).astype("<u4")
    header = np.array([_COOKIE, len(sizes)], dtype="<u4").tobytes()
    found: BitMap = BitMap.deserialize(b"".join((header, heads.tobytes(), places.tobytes(), body)))
    return found


def _containers(low: Numbers, begins: Numbers, sizes: Numbers) -> tuple[bytes, Numbers]:
    """The parts of 65,536 numbers one behind the other, and how many bytes each has."""
    if int(sizes.max()) <= _LONGEST_LIST:  # lists only: they stand so already
        return low.tobytes(), sizes * low.itemsize
    ends = (begins + sizes).tolist()
    parts = [_container(low[begin:end]) for begin, end in zip(begins.tolist(), ends, strict=True)]
    return b"".join(parts), np.array([len(part) for part in parts])


def _container(low: Numbers) -> bytes:
    """Few numbers one behind the other, many as bits."""
    if len(low) <= _LONGEST_LIST:
        return low.tobytes()
    bits = np.zeros(1 << 16, dtype=bool)
    bits[low] = True
    return np.packbits(bits, bitorder="little").tobytes()


def union_of(packed: Iterable[bytes]) -> BitMap:
    """The numbers of all of them; those with few become one bitmap, not many."""
    few, found = [], []
    for data in packed:
        if data[0] == _ROARING:
            found.append(unpack_bitmap(data))
            continue
        numbers = _unpack_sparse(data)
        if len(numbers) < _MANY:
            few.append(numbers)
        else:
            found.append(bitmap_of_sorted(numbers))
    if few:
        found.append(bitmap_of(np.concatenate(few)))
    return found[0] if len(found) == 1 else BitMap.union(BitMap(), *found)


def _unpack_sparse(data: bytes) -> Numbers:
    """The numbers of a sparse bitmap, sorted."""
    bits = data[0]
    if bits == _PLAIN:
        return np.frombuffer(data, dtype="<u4", offset=1)
    size = int.from_bytes(data[1:5], "little")
    whole = np.frombuffer(data, dtype=np.uint8, offset=5)
    end = size * (bits >> 3)
    low: Numbers = np.zeros(1, dtype=np.uint8)
    for part in (each for each in _PARTS if bits & each):
        begin, end = end, end + -(-size * part // 8)
        low = low << np.uint8(part) | _spread(whole[begin:end], part)[:size]
    # As truth values they are found ten times as quickly as among small numbers.
    marks = np.flatnonzero(np.unpackbits(whole[end:], bitorder="little").view(bool))
    numbers: Numbers = marks.astype(np.uint32) - np.arange(size, dtype=np.uint32)
    if bits & 7:
        numbers <<= np.uint32(bits & 7)
        numbers |= low
    for at in range(bits >> 3):
        numbers <<= np.uint32(8)
        numbers |= whole[at * size : (at + 1) * size]
    return numbers


def _gather(numbers: Numbers, bits: int) -> bytes:
    """The lowest bits of each number side by side, 2 or 4 of them."""
    a_byte = 8 // bits
    rows = np.zeros(-(-len(numbers) // a_byte) * a_byte, dtype=np.uint8)
    rows[: len(numbers)] = numbers & np.uint8((1 << bits) - 1)
    rows = rows.reshape(-1, a_byte) << np.arange(0, 8, bits, dtype=np.uint8)
    gathered: bytes = np.bitwise_or.reduce(rows, axis=1).astype(np.uint8).tobytes()
    return gathered


def _spread(data: Numbers, bits: int) -> Numbers:
    """What was gathered, and at the end a few zeros more."""
    numbers = np.empty(len(data) * (8 // bits), dtype=np.uint8)
    for at in range(8 // bits):
        numbers[at :: 8 // bits] = data >> np.uint8(at * bits) & np.uint8((1 << bits) - 1)
    return numbers


def _pack_dense(numbers: Numbers) -> bytes:
    bitmap = bitmap_of(numbers)
    bitmap.run_optimize()
    return bytes([_ROARING]) + bitmap.serialize()


def _pack_sparse(numbers: Numbers, count: int) -> bytes:
    size = len(numbers)
    bits = min(_LOW_BITS, key=lambda each: size * each + (count >> each))
    parts = [bytes([bits]), size.to_bytes(4, "little")]
    high = (numbers >> np.uint32(bits)).astype(np.int64)
    whole = bits >> 3
    for at in range(whole):
        shift = np.uint32(8 * (whole - 1 - at))
        parts.append((numbers >> shift & np.uint32(255)).astype(np.uint8).tobytes())
    above = bits
    for part in (each for each in _PARTS if bits & each):
        above -= part
        shift = np.uint32(8 * whole + (above & 7))
        parts.append(_gather((numbers >> shift).astype(np.uint8), part))
    marks = np.zeros(int(high[-1]) + size, dtype=np.uint8)
    marks[high + np.arange(size)] = 1
    parts.append(np.packbits(marks, bitorder="little").tobytes())
    return b"".join(parts)
