"""Cutting documents into numbers (切分): 65,536 of them at a time, without a loop over signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mingjian.disclosure.index.files import map_numbers

Numbers: TypeAlias = NDArray[Any]
SIGN_BITS = 21  # a code point
DOC_BITS = 16
LINE_END = ord("\n")


@dataclass(frozen=True)
class Postings:
    """Sorted keys; the documents of key ``i`` are ``docs[starts[i]:starts[i + 1]]``, sorted."""

    keys: Numbers
    starts: Numbers
    docs: Numbers


def gram_key(gram: str) -> int:
    """One sign, or two, as a number."""
    first = ord(gram[0]) << SIGN_BITS
    return first | ord(gram[1]) if len(gram) == 2 else first


def cut_into_grams(texts: Sequence[str]) -> Postings:
    """Pairs of the texts, the last sign of a line with the line's end."""
    signs, docs = _signs_of(texts)
    inner = signs[:-1] != LINE_END
    firsts, seconds = signs[:-1][inner].astype(np.uint64), signs[1:][inner].astype(np.uint64)
    keys = (firsts << np.uint64(SIGN_BITS) | seconds) << np.uint64(DOC_BITS)
    keys |= docs[:-1][inner]
    return group_keys(keys)


def save_postings(folder: Path, name: str, postings: Postings) -> None:
    """Into the folder of a chunk."""
    np.save(folder / f"{name}-keys.npy", postings.keys)
    np.save(folder / f"{name}-starts.npy", postings.starts)
    np.save(folder / f"{name}-docs.npy", postings.docs)


def _signs_of(texts: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Code points of all texts, each text ended as a line, and whose they are."""
    joined = "\n".join(texts) + "\n"
    signs = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32)
    lengths = np.fromiter((len(text) + 1 for text in texts), dtype=np.int64, count=len(texts))
    return signs, np.repeat(np.arange(len(texts), dtype=np.uint64), lengths)


def group_keys(keys: Numbers) -> Postings:
    """From numbers (key, document), in any order, to postings."""
    keys.sort()
    if len(keys):
        fresh = np.empty(len(keys), dtype=bool)
        fresh[0] = True
        np.not_equal(keys[1:], keys[:-1], out=fresh[1:])
        keys = keys[fresh]
    docs = (keys & np.uint64((1 << DOC_BITS) - 1)).astype(np.uint16)
    grams = keys >> np.uint64(DOC_BITS)
    edges = np.concatenate(([True], grams[1:] != grams[:-1], [True]))
    starts = np.flatnonzero(edges if len(keys) else edges[:1]).astype(np.uint32)
    return Postings(grams[starts[:-1]], starts, docs)


class Part:
    """Postings of one chunk on disk."""

    def __init__(self, folder: Path, name: str, number: int) -> None:
        self.keys = np.load(folder / f"{name}-keys.npy")
        self.starts = np.load(folder / f"{name}-starts.npy")
        self._docs = map_numbers(folder / f"{name}-docs.npy")
        self._base = np.uint32(number << DOC_BITS)

    def docs(self, at: int) -> Numbers:
        """The documents of the key with this number, counted over all chunks."""
        found: Numbers = self._docs[self.starts[at] : self.starts[at + 1]]
        return found.astype(np.uint32) + self._base


def merged_postings(parts: list[Part]) -> Iterator[tuple[int, Numbers]]:
    """Every key once, ascending, with its documents over all chunks."""
    keys = np.concatenate([part.keys for part in parts])
    of = np.repeat(np.arange(len(parts)), [len(part.keys) for part in parts])
    at = np.concatenate([np.arange(len(part.keys)) for part in parts])
    order = np.argsort(keys, kind="stable")
    keys, of, at = keys[order], of[order], at[order]
    edges = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1], [True])))
    for begin, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        if end > begin <= len(keys) - 1:
            found = [parts[of[each]].docs(at[each]) for each in range(begin, end)]
            yield int(keys[begin]), found[0] if len(found) == 1 else np.concatenate(found)
