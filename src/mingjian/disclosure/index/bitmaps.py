"""Bitmaps on disk (位图存储): sparse ones as Elias and Fano wrote them, others as Roaring does.

The numbers of a sparse bitmap are cut in two: the low bits stand one beside the other, the high
ones count the zeros between ones. That is within a bit or two of the least possible, and is read
without a loop.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Any, BinaryIO, TypeAlias

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

Numbers: TypeAlias = NDArray[Any]
_ROARING, _PLAIN = 255, 254
_LOW_BITS = (0, 4, 8, 12, 16, 20, 24)
# Above this share Roaring's own containers are as small, and quicker.
_SPARSE = 9
_FEW = 5  # stand there as they are


class BitmapWriter:
    """Bitmaps one behind the other; each gets the place where it begins."""

    def __init__(self, file: BinaryIO, *, count: int) -> None:
        self._file, self._count = file, count
        self.end = 0

    def write(self, numbers: Numbers) -> int:
        """Its beginning, for sorted numbers; it ends where the next one begins."""
        return self._put(pack_bitmap(numbers, count=self._count))

    def _put(self, data: bytes) -> int:
        begin = self.end
        self.end += self._file.write(data)
        return begin


def pack_bitmap(numbers: Numbers, *, count: int) -> bytes:
    """Sorted numbers below ``count`` as bytes; the first byte says how."""
    size = len(numbers)
    if size <= _FEW:
        return bytes([_PLAIN]) + numbers.astype("<u4").tobytes()
    if size * _SPARSE < count:
        packed = _pack_sparse(numbers.astype(np.uint32, copy=False), count)
        if size < count >> 10:
            return packed
        dense = _pack_dense(numbers)
        return min(packed, dense, key=len)
    return _pack_dense(numbers)


def unpack_bitmap(data: bytes) -> BitMap:
    """What was packed."""
    if data[0] == _ROARING:
        found: BitMap = BitMap.deserialize(data[1:])
        return found
    return bitmap_of(_unpack_sparse(data))


def bitmap_of(numbers: Numbers) -> BitMap:
    """A bitmap of these numbers."""
    return BitMap(array("I", numbers.astype(np.uint32, copy=False).tobytes()))


def union_of(packed: Iterable[bytes]) -> BitMap:
    """The numbers of all of them; many sparse ones become one bitmap, not many."""
    sparse, dense = [], []
    for data in packed:
        if data[0] == _ROARING:
            dense.append(unpack_bitmap(data))
        else:
            sparse.append(_unpack_sparse(data))
    if sparse:
        dense.append(bitmap_of(np.concatenate(sparse)))
    return BitMap.union(BitMap(), *dense)


def _unpack_sparse(data: bytes) -> Numbers:
    """The numbers of a sparse bitmap, sorted."""
    bits = data[0]
    if bits == _PLAIN:
        return np.frombuffer(data, dtype="<u4", offset=1)
    size = int.from_bytes(data[1:5], "little")
    whole = np.frombuffer(data, dtype=np.uint8, offset=5)
    halves = bits >> 2 & 1
    low_bytes = size * (bits >> 3)
    middle = low_bytes + (size + 1 >> 1) * halves
    marks = np.flatnonzero(np.unpackbits(whole[middle:], bitorder="little"))
    numbers = (marks - np.arange(size)).astype(np.uint32)
    if halves:
        pairs = whole[low_bytes:middle]
        nibbles = np.empty(2 * len(pairs), dtype=np.uint8)
        nibbles[::2], nibbles[1::2] = pairs & 15, pairs >> 4
        numbers <<= np.uint32(4)
        numbers |= nibbles[:size]
    for at in range(bits >> 3):
        numbers <<= np.uint32(8)
        numbers |= whole[at * size : (at + 1) * size]
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
    if bits >> 2 & 1:
        nibbles = (numbers >> np.uint32(8 * whole) & np.uint32(15)).astype(np.uint8)
        nibbles = np.append(nibbles, np.zeros(size & 1, dtype=np.uint8))
        parts.append((nibbles[::2] | nibbles[1::2] << 4).tobytes())
    marks = np.zeros(int(high[-1]) + size, dtype=np.uint8)
    marks[high + np.arange(size)] = 1
    parts.append(np.packbits(marks, bitorder="little").tobytes())
    return b"".join(parts)
