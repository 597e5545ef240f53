"""Cutting documents into numbers (切分): 65,536 of them at a time, without a loop over signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[Any]
SIGN_BITS = 21  # a code point
DOC_BITS = 16
LINE_END = ord("\n")
# A sign that begins more pairs than that has a bitmap of its own.
SIGN_PAIRS = 32


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
