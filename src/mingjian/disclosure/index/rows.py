"""Rows of pieces that many documents share (共有片串): whole lines, and what often stands in a row.

A term that runs over several pieces stands in no piece. Where it stands in such a row, the row's
documents hold it, and no text need be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from mingjian.disclosure.index.chunks import DOC_BITS, group_keys, save_postings
from mingjian.disclosure.index.pieces import LINE_END, Numbers
from mingjian.disclosure.index.strings import STOP

# A line that stands so often in a chunk; a run in so many documents of it, and one in so many.
_LINES, _RUNS, _RUN_SHARE = 3, 48, 64
_LONGEST = 48  # codes
_SEED = 20261122
_NONE = np.array([], dtype=np.uint64)


class Rows:
    """Texts of the rows by their number, the same for all chunks."""

    def __init__(self, words: Sequence[str]) -> None:
        self.numbers: dict[str, int] = {}
        self._words = words
        self._ends = np.array([word.endswith(LINE_END) for word in words])
        dice = np.random.default_rng(_SEED)
        self._of_code = dice.integers(1, 1 << 63, len(words), dtype=np.uint64)
        self._of_step = dice.integers(1, 1 << 63, _LONGEST, dtype=np.uint64) | np.uint64(1)

    def save_chunk(self, folder: Path, codes: Numbers, owners: Numbers) -> None:
        """In which documents of a chunk the rows stand."""
        least = max(_RUNS, int(owners[-1] + 1) // _RUN_SHARE)
        often = self._often(codes, least)
        found = [
            self._grouped(codes, owners, *_lines(self._ends[codes]), least=_LINES),
            self._grouped(codes, owners, *_runs(often), least=least),
            self._grouped(codes, owners, *_pairs(often), least=least),
        ]
        save_postings(folder, "rows", group_keys(np.concatenate(found)))

    def _often(self, codes: Numbers, least: int) -> Numbers:
        """Of each code but the last whether it often stands before the next one of its line."""
        counts = np.bincount(codes, minlength=len(self._ends))[codes] >= least
        places = np.flatnonzero(counts[:-1] & counts[1:] & ~self._ends[codes[:-1]])
        pairs = codes[places].astype(np.uint64) << np.uint64(32) | codes[places + 1]
        _, groups, sizes = np.unique(pairs, return_inverse=True, return_counts=True)
        often = np.zeros(max(0, len(codes) - 1), dtype=bool)
        often[places[sizes[groups] >= least]] = True
        return often

    def _grouped(
        self, codes: Numbers, owners: Numbers, begins: Numbers, sizes: Numbers, *, least: int
    ) -> Numbers:
        """(row, document) of the sequences of codes that stand there so often."""
        fits = (sizes > 1) & (sizes <= _LONGEST)
        begins, sizes = begins[fits], sizes[fits]
        if len(begins) == 0:
            return _NONE
        places, steps, edges = _flat(begins, sizes)
        hashes = np.add.reduceat(self._of_code[codes[places]] * self._of_step[steps], edges)
        members, groups, firsts = _groups(hashes, least)
        if len(members) == 0:
            return _NONE
        # Equal numbers need not mean equal codes: each is compared with the first of its group.
        like = firsts[groups]
        same = sizes[members] == sizes[like]
        members, groups, like = members[same], groups[same], like[same]
        places, _, edges = _flat(begins[members], sizes[members])
        models, _, _ = _flat(begins[like], sizes[like])
        agree = np.logical_and.reduceat(codes[places] == codes[models], edges)
        texts = ("".join(self._text(codes, begins[at], sizes[at])) for at in firsts.tolist())
        numbers = np.array([self._number(text) for text in texts], dtype=np.int64)[groups]
        agree &= numbers >= 0
        documents = owners[begins[members[agree]]].astype(np.uint64)
        keys: Numbers = numbers[agree].astype(np.uint64) << np.uint64(DOC_BITS) | documents
        return keys

    def _text(self, codes: Numbers, begin: int, size: int) -> list[str]:
        return [self._words[code] for code in codes[begin : begin + size].tolist()]

    def _number(self, text: str) -> int:
        """A new one for a new text; -1 for what cannot stand in a list of texts."""
        if STOP in text:
            return -1
        return self.numbers.setdefault(text.removesuffix(LINE_END), len(self.numbers))


def _lines(ends: Numbers) -> tuple[Numbers, Numbers]:
    """Beginnings and sizes of the lines."""
    edges = np.concatenate(([0], np.flatnonzero(ends) + 1))
    return edges[:-1], np.diff(edges)


def _runs(often: Numbers) -> tuple[Numbers, Numbers]:
    """Beginnings and sizes of three codes or more that often stand in a row."""
    steps = np.diff(np.concatenate(([False], often, [False])).astype(np.int8))
    begins, ends = np.flatnonzero(steps > 0), np.flatnonzero(steps < 0)
    long = ends - begins > 1
    return begins[long], (ends - begins + 1)[long]


def _pairs(often: Numbers) -> tuple[Numbers, Numbers]:
    """Beginnings and sizes of any two of them."""
    begins = np.flatnonzero(often)
    return begins, np.full(len(begins), 2)


def _flat(begins: Numbers, sizes: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """All places of the sequences, their steps in the sequence, and where each one begins."""
    edges = np.cumsum(sizes) - sizes
    steps = np.arange(int(sizes.sum())) - np.repeat(edges, sizes)
    return np.repeat(begins, sizes) + steps, steps, edges


def _groups(hashes: Numbers, least: int) -> tuple[Numbers, Numbers, Numbers]:
    """Members of groups of so many equal ones, the group of each, the first of each group."""
    order = np.argsort(hashes, kind="stable")
    told = hashes[order]
    edges = np.flatnonzero(np.concatenate(([True], told[1:] != told[:-1], [True])))
    counts = np.diff(edges)
    kept = counts >= least
    members = order[np.repeat(kept, counts)]
    groups = np.repeat(np.arange(int(kept.sum())), counts[kept])
    return members, groups, order[edges[:-1][kept]]
