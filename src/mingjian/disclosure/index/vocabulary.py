"""What a code stands for (代码表): every sign, and the pieces worth a code of their own.

Codes are two bytes wide. Signs come first, by code point; pieces follow, sorted, so that those
that begin alike are neighbours. A piece without a code is spelled, sign by sign.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import numpy as np

from mingjian.disclosure.index.pieces import Numbers, Pieces
from mingjian.disclosure.index.strings import STOP, Strings

_NARROW = 1 << 16
_ROOM = 1 << 14  # for pieces even where there are signs without end
_LEAST_SAVED = 12  # codes; about what the piece takes here itself


class Vocabulary:
    """Signs and pieces by code, and codes by what stands in them."""

    def __init__(self, signs: str, pieces: list[str], by_end: Numbers | None = None) -> None:
        self.signs, self.pieces = signs, pieces
        self._by_end = _order_by_end(pieces) if by_end is None else by_end
        self.size = len(signs) + len(pieces)
        self.width = np.dtype(np.uint16 if self.size <= _NARROW else np.uint32)
        self._sign_codes = {sign: at for at, sign in enumerate(signs)}
        self._strings = Strings(pieces)

    @classmethod
    def load(cls, folder: Path) -> Vocabulary:
        """From the folder of a segment."""
        signs = (folder / "signs.txt").read_bytes().decode()
        pieces = (folder / "pieces.txt").read_bytes().decode()
        by_end = np.load(folder / "pieces-by-end.npy")
        return cls(signs, pieces.split(STOP) if pieces else [], by_end)

    def save(self, folder: Path) -> None:
        """Into the folder of a segment."""
        (folder / "signs.txt").write_bytes(self.signs.encode())
        (folder / "pieces.txt").write_bytes(STOP.join(self.pieces).encode())
        np.save(folder / "pieces-by-end.npy", self._by_end)

    @cached_property
    def texts(self) -> list[str]:
        """What each code stands for."""
        return [*self.signs, *self.pieces]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The code of each sign and piece."""
        return {text: at for at, text in enumerate(self.texts)}

    def spelled(self, text: str) -> list[int] | None:
        """The codes of its signs; None where one of them is in no text."""
        codes = [self._sign_codes.get(sign, -1) for sign in text]
        return None if -1 in codes else codes

    def codes(self, piece: str) -> list[int] | None:
        """How this piece stands in the texts; None where it cannot."""
        at = bisect_left(self.pieces, piece) if len(piece) > 1 else len(self.pieces)
        if at < len(self.pieces) and self.pieces[at] == piece:
            return [len(self.signs) + at]
        return self.spelled(piece)

    def beginning_with(self, text: str) -> Numbers:
        """Codes of pieces that begin so."""
        first = bisect_left(self.pieces, text)
        last = bisect_right(self.pieces, text, lo=first, key=lambda piece: piece[: len(text)])
        return np.arange(first, last) + len(self.signs)

    def ending_with(self, text: str) -> Numbers:
        """Codes of pieces that end so."""
        order, size, turned = self._by_end, len(text), text[::-1]
        first = bisect_left(order, turned, key=lambda at: self.pieces[at][: -size - 1 : -1])
        last = bisect_right(
            order, turned, lo=first, key=lambda at: self.pieces[at][: -size - 1 : -1]
        )
        return np.sort(order[first:last]).astype(np.int64) + len(self.signs)

    def holding(self, text: str) -> Numbers:
        """Codes of pieces in which the text stands."""
        return self._strings.holding(text) + len(self.signs)


def _order_by_end(pieces: list[str]) -> Numbers:
    """Numbers of the pieces, sorted as they read backwards."""
    order = sorted(range(len(pieces)), key=lambda at: pieces[at][::-1])
    return np.array(order, dtype=np.uint32)


def choose_vocabulary(chunks: Iterable[Pieces]) -> Vocabulary:
    """The signs of all chunks, and the pieces that save the most."""
    signs: set[str] = set()
    saved: Counter[str] = Counter()
    for chunk in chunks:
        counts = np.bincount(chunk.stream, minlength=len(chunk.texts)).tolist()
        for text, count in zip(chunk.texts, counts, strict=True):
            signs.update(text)
            if count * (len(text) - 1) >= _LEAST_SAVED and STOP not in text:
                saved[text] += count * (len(text) - 1)
    room = _NARROW - len(signs)
    kept = heapq.nlargest(max(room, _ROOM), saved, key=lambda text: (saved[text], text))
    return Vocabulary("".join(sorted(signs)), sorted(kept))


def encode_chunk(vocabulary: Vocabulary, chunk: Pieces) -> tuple[Numbers, Numbers]:
    """The codes of all its texts in a row, and how many each text has."""
    known = vocabulary.numbers
    codes = np.array([known.get(text, -1) for text in chunk.texts], dtype=np.int64)
    spelled = codes < 0
    sizes = np.array([len(text) for text in chunk.texts], dtype=np.int64)
    long = np.where(spelled, sizes, 1)
    flat = np.empty(int(long.sum()), dtype=vocabulary.width)
    begins = np.cumsum(long) - long
    flat[begins[~spelled]] = codes[~spelled]
    signs = "".join(text for text, bare in zip(chunk.texts, spelled, strict=True) if bare)
    points = np.frombuffer(signs.encode("utf-32-le"), dtype=np.uint32)
    by_point = np.frombuffer(vocabulary.signs.encode("utf-32-le"), dtype=np.uint32)
    flat[np.repeat(spelled, long)] = np.searchsorted(by_point, points)
    return _spread(flat, begins, long, chunk)


def _spread(
    flat: Numbers, begins: Numbers, long: Numbers, chunk: Pieces
) -> tuple[Numbers, Numbers]:
    """Each piece of the stream in place of its number."""
    taken = long[chunk.stream]
    ends = np.cumsum(taken)
    places = np.repeat(begins[chunk.stream] - (ends - taken), taken)
    places += np.arange(len(places))
    firsts = np.cumsum(chunk.lengths, dtype=np.int64) - chunk.lengths
    return flat[places], np.add.reduceat(taken, firsts)
