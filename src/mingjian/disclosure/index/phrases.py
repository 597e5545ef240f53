"""Finding a phrase in rows of codes (短语匹配), many documents at once, without a loop over them.

A phrase that lies in one piece stands in a piece with a code, or is spelled out. A longer one is
cut as the texts are: it begins with the end of a piece, ends with the beginning of one, and what
is between them are whole pieces.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mingjian.disclosure.index.pieces import Numbers, pieces_of
from mingjian.disclosure.index.vocabulary import Vocabulary

# So many ranges are compared one after the other; where there are more, a table is quicker.
_FEW = 8
_COMPARED, _LOOKED_UP, _FOUND = 0.2, 2.6, 40
_NOWHERE = np.array([], dtype=np.int64)


@dataclass(frozen=True)
class Counts:
    """How often each code stands in the texts, and how many there are in all."""

    each: Numbers
    total: int


class Codes:
    """A set of codes: neighbours are compared as ranges, scattered ones looked up in a table."""

    def __init__(self, numbers: Numbers, *, vocabulary: Vocabulary) -> None:
        self._numbers, self._width = numbers, vocabulary.width.type
        edges = np.flatnonzero(np.diff(numbers) != 1) if len(numbers) > 1 else _NOWHERE
        self._ranges = _ranges_of(numbers, edges) if len(edges) < _FEW else []
        self._table = np.zeros(0, dtype=bool)
        if len(edges) >= _FEW:
            self._table = np.zeros(vocabulary.size, dtype=bool)
            self._table[numbers] = True

    def cost(self, counts: Counts) -> int:
        """What it takes to look for them in all texts, and at what is found; about nanoseconds."""
        each = _LOOKED_UP if len(self._table) else _COMPARED * len(self._ranges)
        return int(counts.total * each + counts.each[self._numbers].sum() * _FOUND)

    def places(self, codes: Numbers) -> Numbers:
        """Where one of them stands."""
        if len(self._numbers) == 0:
            return _NOWHERE
        return np.flatnonzero(self._fits(codes))

    def at(self, codes: Numbers, places: Numbers) -> Numbers:
        """Whether one of them stands there, for each of the places; outside there is nothing."""
        if len(places) == 0 or len(self._numbers) == 0:
            return np.zeros(len(places), dtype=bool)
        fits = self._fits(np.take(codes, places, mode="clip"))
        return fits & (places >= 0) & (places < len(codes))

    def _fits(self, codes: Numbers) -> Numbers:
        if len(self._table):
            return self._table[codes]
        fits = [
            codes == self._width(first)
            if size == 1
            else (codes - self._width(first)) < self._width(size)  # wraps around below the first
            for first, size in self._ranges
        ]
        return fits[0] if len(fits) == 1 else np.logical_or.reduce(fits)


def _ranges_of(numbers: Numbers, edges: Numbers) -> list[tuple[int, int]]:
    """Beginnings and sizes of ranges of neighbours."""
    if len(numbers) == 0:
        return []
    begins = [0, *(edges + 1).tolist()]
    ends = [*begins[1:], len(numbers)]
    return [(int(numbers[begin]), end - begin) for begin, end in zip(begins, ends, strict=True)]


@dataclass(frozen=True)
class Row:
    """Sets of codes in a row."""

    sets: tuple[Codes, ...]

    def at(self, codes: Numbers, places: Numbers, *, but: int = -1) -> Numbers:
        """For each place whether the row begins there; ``but`` is known to fit already."""
        fits = np.ones(len(places), dtype=bool)
        for step, each in enumerate(self.sets):
            if step != but:
                fits &= each.at(codes, places + step)
        return fits

    def rarest(self, counts: Counts) -> int:
        """The step that takes the least."""
        return min(range(len(self.sets)), key=lambda step: self.sets[step].cost(counts))


class Phrase:
    """One term, ready to be looked for.

    ``counts`` says how often each code stands in the texts; documents with one of the codes
    ``known`` are known to hold it, if it is the term's own.
    """

    def __init__(
        self, term: str, *, vocabulary: Vocabulary, counts: Numbers, known: Numbers = _NOWHERE
    ) -> None:
        self._vocabulary = vocabulary
        self._counts = Counts(counts, int(counts.sum()))
        self.pieces = pieces_of(term)
        first, *inner = self.pieces[:-1] or [""]
        last = self.pieces[-1]
        self._inside: list[Row] = []
        self._left: list[Row] = []
        self._inner: Row | None = None
        self._right: list[Row] = []
        if len(self.pieces) == 1:
            holding = vocabulary.holding(term)
            if np.any(np.diff(holding) > 1):
                holding = holding[~np.isin(holding, known)]
            self._inside = self._either(holding, term)
            return
        middle = [vocabulary.codes(piece) for piece in inner]
        self._inner = self._row([code for each in middle for code in each or [-1]])
        self._left = self._either(vocabulary.ending_with(first), first)
        self._right = self._either(vocabulary.beginning_with(last), last)

    def places(self, codes: Numbers) -> Numbers:
        """Where it stands: in each document that holds it one place or more."""
        if len(self.pieces) == 1:
            return np.concatenate([_all_places(row, codes, self._counts) for row in self._inside])
        if self._inner is None:
            return _NOWHERE
        begins = self._begins(codes)
        begins = begins[_any_at(self._right, codes, begins + len(self._inner.sets))]
        fits = np.zeros(len(begins), dtype=bool)
        for row in self._left:
            fits |= row.at(codes, begins - len(row.sets))
        return begins[fits]

    @property
    def cost(self) -> float:
        """Nanoseconds for each code that is read, about."""
        return self._sides()[0][0] / max(1, self._counts.total)

    def _sides(self) -> list[tuple[int, int, list[Codes]]]:
        """Where one can begin to look, cheapest first: the cost, the step after it, the codes."""
        if len(self.pieces) == 1 or (self._inner and self._inner.sets):
            rows = [self._inner] if self._inner else self._inside
            sides = [(0, [row.sets[row.rarest(self._counts)] for row in rows])]
        else:
            lefts = [row.sets[-1] for row in self._left]
            sides = [(1, lefts), (0, [row.sets[0] for row in self._right])]
        told = [(sum(each.cost(self._counts) for each in side), step, side) for step, side in sides]
        return sorted(told, key=lambda each: each[0])

    def _begins(self, codes: Numbers) -> Numbers:
        """Places where the second piece may begin, of all that the cheapest side leaves."""
        assert self._inner is not None
        if self._inner.sets:
            return _all_places(self._inner, codes, self._counts)
        _, step, side = self._sides()[0]
        return np.concatenate([each.places(codes) + step for each in side])

    def _either(self, numbers: Numbers, spelled: str) -> list[Row]:
        """A piece with a code, or the signs one by one."""
        rows = [Row((Codes(numbers, vocabulary=self._vocabulary),))]
        signs = self._row(self._vocabulary.spelled(spelled) or [-1])
        return [*rows, signs] if signs else rows

    def _row(self, codes: list[int]) -> Row | None:
        """These codes one after the other; None where one of them is in no text."""
        if -1 in codes:
            return None
        sets = (Codes(np.array([code]), vocabulary=self._vocabulary) for code in codes)
        return Row(tuple(sets))


def _all_places(row: Row, codes: Numbers, counts: Counts) -> Numbers:
    rarest = row.rarest(counts)
    places = row.sets[rarest].places(codes) - rarest
    found: Numbers = places[row.at(codes, places, but=rarest)]
    return found


def _any_at(rows: list[Row], codes: Numbers, places: Numbers) -> Numbers:
    fits = np.zeros(len(places), dtype=bool)
    for row in rows:
        fits |= row.at(codes, places)
    return fits
