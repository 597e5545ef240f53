"""Cutting documents into numbers (切分): 65,536 of them at a time, without a loop over signs."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[Any]
SIGN_BITS = 21  # a code point
DOC_BITS = 16
LINE_END = ord("\n")
# A string found in so many documents of a chunk is worth a bitmap of its own.
FREQUENT = 48
_SHORTEST, _LONGEST = 3, 40
_HEADS, _TAILS = (6,), (4, 6, 10)
_AROUND_STOP = 14
_LONGEST_DATE = 14
_FULL_STOP = ord("。")
_FIRST_HAN, _LAST_HAN, _SUPPLEMENTARY = 0x3400, 0xFAFF, 0x20000
_PLACE_BITS = 26  # a chunk has fewer strings than that
_MULTIPLIER = np.uint64(secrets.randbits(63) * 2 + 1)


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


def cut_into_grams(texts: Sequence[str]) -> tuple[Postings, list[str], Postings]:
    """Pairs of the texts (the last sign of a line with the line's end), and frequent strings."""
    signs, docs = _signs_of(texts)
    inner = signs[:-1] != LINE_END
    firsts, seconds = signs[:-1][inner].astype(np.uint64), signs[1:][inner].astype(np.uint64)
    keys = (firsts << np.uint64(SIGN_BITS) | seconds) << np.uint64(DOC_BITS)
    keys |= docs[:-1][inner]
    pairs = _group(keys)
    strings, holders = _frequent_strings(signs, docs)
    return pairs, strings, holders


def _signs_of(texts: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Code points of all texts, each text ended as a line, and whose they are."""
    joined = "\n".join(texts) + "\n"
    signs = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32)
    lengths = np.fromiter((len(text) + 1 for text in texts), dtype=np.int64, count=len(texts))
    return signs, np.repeat(np.arange(len(texts), dtype=np.uint64), lengths)


def _group(keys: Numbers) -> Postings:
    """From numbers (key, document) to postings."""
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


def _frequent_strings(signs: Numbers, docs: Numbers) -> tuple[list[str], Postings]:
    """Runs of Han signs, clauses, dates and numbers that many documents share.

    A document in the postings of a string certainly holds it (the strings are compared, not only
    their hashes); one that is not may hold it all the same.
    """
    han = (signs >= _FIRST_HAN) & (signs <= _LAST_HAN) | (signs >= _SUPPLEMENTARY)
    digits = (signs >= ord("0")) & (signs <= ord("9"))
    windows = [*_windows_of_runs(*_runs(han)), *_windows_of_numbers(signs, *_runs(digits))]
    windows.append(_runs(~digits & (signs != LINE_END) & (signs != _FULL_STOP)))
    windows.append(_windows_of_stops(signs))
    begins, lengths = (np.concatenate(each) for each in zip(*windows, strict=True))
    kept = (lengths >= _SHORTEST) & (lengths <= _LONGEST)
    begins, lengths = begins[kept], lengths[kept]
    return _named_groups(signs, docs, begins, lengths, _hashes(signs, begins, lengths))


def _runs(wanted: Numbers) -> tuple[Numbers, Numbers]:
    """Where runs of such signs begin, and how long they are."""
    edges = np.diff(np.concatenate(([0], wanted.view(np.int8), [0])))
    begins = np.flatnonzero(edges == 1)
    return begins, np.flatnonzero(edges == -1) - begins


def _windows_of_runs(begins: Numbers, lengths: Numbers) -> list[tuple[Numbers, Numbers]]:
    """The runs themselves, and how longer ones begin and end."""
    windows = [(begins, lengths)]
    for size in _TAILS:
        longer = lengths > size
        windows.append((begins[longer] + lengths[longer] - size, np.full(longer.sum(), size)))
    for size in _HEADS:
        longer = lengths > size
        windows.append((begins[longer], np.full(longer.sum(), size)))
    return windows


def _windows_of_stops(signs: Numbers) -> tuple[Numbers, Numbers]:
    """The end of a sentence and the beginning of the next."""
    stops = np.flatnonzero(signs == _FULL_STOP)
    ends = np.flatnonzero(signs == LINE_END)
    line = np.searchsorted(ends, stops)
    before = np.where(line > 0, ends[line - 1] + 1, 0)
    begins = np.maximum(stops - _AROUND_STOP, before)
    return begins, np.minimum(stops + _AROUND_STOP, ends[line]) - begins


def _windows_of_numbers(
    signs: Numbers, begins: Numbers, lengths: Numbers
) -> list[tuple[Numbers, Numbers]]:
    """One to three numbers in a row with the signs around them: 年12月18日发."""
    ends = begins + lengths
    lines = np.flatnonzero(signs == LINE_END)
    windows = []
    for more in range(3):
        first, end = begins[: len(begins) - more], ends[more:]
        first = first - ((first > 0) & (signs[first - 1] != LINE_END))
        end = end + (signs[end] != LINE_END)  # a text ends with a line's end
        within = np.searchsorted(lines, first) == np.searchsorted(lines, end)
        fits = within & (end - first <= _LONGEST_DATE)
        windows.append((first, np.where(fits, end - first, 0)))
    return windows


def _hashes(signs: Numbers, begins: Numbers, lengths: Numbers) -> Numbers:
    """A number for each string, equal for equal strings."""
    powers = np.cumprod(np.full(len(signs) + 1, _MULTIPLIER))  # modulo 2**64, odd: no zero
    sums = np.concatenate(([np.uint64(0)], np.cumsum(_scrambled(signs) * powers[:-1])))
    found: Numbers = (sums[begins + lengths] - sums[begins]) * powers[len(signs) - begins]
    return _scrambled(found + lengths.astype(np.uint64))


def _scrambled(numbers: Numbers) -> Numbers:
    """Spread over all 64 bits."""
    found = numbers.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    found ^= found >> np.uint64(29)
    found *= np.uint64(0xBF58476D1CE4E5B9)
    return found ^ found >> np.uint64(32)


def _named_groups(
    signs: Numbers, docs: Numbers, begins: Numbers, lengths: Numbers, hashes: Numbers
) -> tuple[list[str], Postings]:
    # A hash above, the place in the text below: one sort groups equal strings in order of place.
    mixed = hashes << np.uint64(_PLACE_BITS) | np.arange(len(hashes), dtype=np.uint64)
    mixed.sort()
    of = (mixed & np.uint64((1 << _PLACE_BITS) - 1)).astype(np.int64)
    mixed >>= np.uint64(_PLACE_BITS)
    edges = np.flatnonzero(np.concatenate(([True], mixed[1:] != mixed[:-1], [True])))
    strings: list[str] = []
    found: list[Numbers] = []
    for group in np.flatnonzero(np.diff(edges) >= FREQUENT) if len(mixed) else ():
        members = of[edges[group] : edges[group + 1]]
        length = int(lengths[members[0]])
        cells = signs[begins[members][:, None] + np.arange(length)]
        if not ((lengths[members] == length).all() and (cells == cells[0]).all()):
            continue  # two strings under one hash: neither gets a bitmap
        holders = np.sort(docs[begins[members]].astype(np.uint16))
        holders = holders[np.concatenate(([True], holders[1:] != holders[:-1]))]
        if len(holders) >= FREQUENT:
            strings.append(cells[0].astype("<u4").tobytes().decode("utf-32-le"))
            found.append(holders)
    starts = np.cumsum([0, *map(len, found)], dtype=np.uint32)
    flat = np.concatenate(found) if found else np.array([], dtype=np.uint16)
    return strings, Postings(np.arange(len(found), dtype=np.uint64), starts, flat)
