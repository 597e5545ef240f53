"""Bitmaps of pairs (字对位图), less what the pieces say that many documents share.

A piece stands in a document with all its pairs. So a pair's own bitmap holds only the documents
in which it stands elsewhere; the others are those of the pieces named with it. A sign has a bitmap
only where it begins many pairs: otherwise its pairs say the same.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import TypeAlias

import numpy as np
from pyroaring import BitMap

from mingjian.disclosure.index.bitmaps import (
    SPARSE,
    BitmapWriter,
    bitmap_of,
    is_dense,
    pack_bitmap,
    union_of,
    unpack_bitmap,
)
from mingjian.disclosure.index.chunks import (
    LINE_END,
    SIGN_BITS,
    Numbers,
    Part,
    gram_key,
    merged_postings,
)
from mingjian.disclosure.index.columns import map_bytes, narrow
from mingjian.disclosure.index.files import map_numbers

_LOW = (1 << SIGN_BITS) - 1
_SIGN = np.uint64(SIGN_BITS)
# A pair is told by at most so many pieces, and only where that leaves less than this share of it.
_MOST_PIECES, _WORTH = 32, 0.75
# Where the pair's own bitmap would be dense, and so read at once, so many numbers are not too many.
_FEW_NUMBERS = 1 << 15
# A sign that begins more pairs, or is told by more pieces, has a bitmap of its own.
_SIGN_PAIRS, _SIGN_PIECES = 32, 64
_BYTES_A_PIECE = 2
_KEPT_FROM, _BITMAPS_KEPT = 1 << 14, 128  # large bitmaps come again and again
Span: TypeAlias = tuple[int, int]
Packed: TypeAlias = tuple[int, bytes, list[int]]


class Bitmaps:
    """The bitmaps of a segment, by where they stand."""

    def __init__(self, folder: Path) -> None:
        self._data = map_bytes(folder / "bitmaps.bin")
        self.large = lru_cache(_BITMAPS_KEPT)(self._read)

    def read(self, spans: Iterable[Span]) -> BitMap:
        """The documents of all of these."""
        found, small = [], []
        for begin, end in spans:
            if end - begin > _KEPT_FROM:
                found.append(self.large(begin, end))
            elif end > begin:
                small.append(self._data[begin:end])
        if small:
            found.append(union_of(small))
        return found[0] if len(found) == 1 else BitMap.union(BitMap(), *found)

    def _read(self, begin: int, end: int) -> BitMap:
        return unpack_bitmap(self._data[begin:end])


class Grams:
    """Where the bitmaps of pairs and signs stand."""

    def __init__(self, folder: Path, shared_spans: Numbers) -> None:
        self._keys = map_numbers(folder / "grams.npy")
        self._places = map_numbers(folder / "places.npy")
        self._pieces = np.load(folder / "gram-pieces.npy")
        counts = np.load(folder / "gram-piece-counts.npy")
        self._edges = np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))
        self._shared_spans = shared_spans

    def spans(self, gram: str) -> list[Span]:
        """What there is to read for a pair or a sign; nothing where it is in no document."""
        found = self.spans_of([gram])[0]
        if found or len(gram) > 1:
            return found
        bounds = np.array([ord(gram), ord(gram) + 1], np.uint64) << _SIGN
        first, last = np.searchsorted(self._keys, bounds).tolist()
        return self._between(first, last)

    def spans_of(self, grams: Iterable[str]) -> list[list[Span]]:
        """The same for many pairs at once."""
        wanted = np.array([gram_key(gram) for gram in grams], dtype=np.uint64)
        if len(wanted) == 0 or len(self._keys) == 0:
            return [[] for _ in wanted]
        places = np.searchsorted(self._keys, wanted)
        there = self._keys[np.minimum(places, len(self._keys) - 1)] == wanted
        return [
            self._between(at, at + 1) if found else []
            for at, found in zip(places.tolist(), there.tolist(), strict=True)
        ]

    def _between(self, first: int, last: int) -> list[Span]:
        """Those of several keys in a row, and of the pieces named with them."""
        places = self._places[first : last + 1].tolist()
        found = list(pairwise(places))
        begin, end = int(self._edges[first]), int(self._edges[last])
        if end > begin:
            found += map(tuple, self._shared_spans[np.unique(self._pieces[begin:end])].tolist())
        return found


class Shared:
    """The pieces with bitmaps, while a segment is built: what they say of each pair."""

    def __init__(self, texts: Sequence[str], documents: Sequence[Numbers]) -> None:
        self._documents = documents
        self._holding: defaultdict[int, list[int]] = defaultdict(list)
        for at, text in enumerate(texts):
            for pair in {text[begin : begin + 2] for begin in range(len(text) - 1)}:
                self._holding[gram_key(pair)].append(at)

    def pack(self, key: int, numbers: Numbers, *, count: int) -> Packed:
        """The pair's own bitmap, and the pieces that say the rest."""
        whole = pack_bitmap(numbers, count=count)
        pieces = self._holding.get(key, [])
        if not 0 < len(pieces) <= _MOST_PIECES:
            return key, whole, []
        told = [self._documents[at] for at in pieces]
        slow = sum(len(each) for each in told if len(each) * SPARSE < count)
        if is_dense(whole) and slow > _FEW_NUMBERS:
            return key, whole, []
        rest = bitmap_of(numbers) - bitmap_of(np.concatenate(told))
        packed = pack_bitmap(np.array(rest.to_array()), count=count) if rest else b""
        if len(packed) + len(pieces) * _BYTES_A_PIECE > len(whole) * _WORTH:
            return key, whole, []
        return key, packed, pieces


def merge_grams(half: Path, folders: Sequence[Path], written: BitmapWriter, shared: Shared) -> None:
    """Bitmaps of all pairs, and of the signs that begin many."""
    parts = [Part(folder, "pairs", at) for at, folder in enumerate(folders)]
    keys, begins = array("Q"), array("Q")
    counts, pieces = array("B"), array("I")
    for sign, group in groupby(merged_postings(parts), key=lambda each: each[0] >> SIGN_BITS):
        for key, data, told in _packed_of(sign, list(group), shared, count=written.count):
            keys.append(key)
            begins.append(written.put(data))
            counts.append(len(told))
            pieces.extend(told)
    begins.append(written.end)
    np.save(half / "grams.npy", np.array(keys, dtype=np.uint64))
    np.save(half / "places.npy", narrow(np.array(begins, dtype=np.uint64)))
    np.save(half / "gram-piece-counts.npy", np.array(counts, dtype=np.uint8))
    np.save(half / "gram-pieces.npy", narrow(np.array(pieces, dtype=np.uint32)))


def _packed_of(
    sign: int, pairs: list[tuple[int, Numbers]], shared: Shared, *, count: int
) -> list[Packed]:
    """The bitmaps of the pairs that a sign begins; its own first, where it has one."""
    packed = [shared.pack(key, numbers, count=count) for key, numbers in pairs]
    pieces = {piece for _, _, told in packed for piece in told}
    if len(pairs) <= _SIGN_PAIRS and len(pieces) <= _SIGN_PIECES:
        return packed
    whole = BitMap.union(BitMap(), *(bitmap_of(numbers) for _, numbers in pairs))
    own = pack_bitmap(np.array(whole.to_array()), count=count)
    inner = [each for each in packed if each[0] & _LOW != LINE_END]
    return [(sign << SIGN_BITS, own, []), *inner]
