"""Marking hits (标出命中): the words a reader searched for, found as the search finds them.

The search folds widths, brackets and blanks; so does the marking, or 罚(2026) would be found but
not marked in 罚〔2026〕.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from mingjian.disclosure.text import normalise


def mark_hits(text: str, terms: Iterable[str]) -> SafeString:
    """The text with every hit of a (normalised) term in ``<mark>``; all else is escaped."""
    covered = _covered(text, terms)
    pieces = groupby(zip(text, covered, strict=True), key=lambda pair: pair[1])
    return mark_safe(  # noqa: S308  # every piece is escaped on the way in
        "".join(_piece("".join(sign for sign, _ in run), hit) for hit, run in pieces)
    )


def first_hit(text: str, terms: Iterable[str]) -> int | None:
    """Where the first hit begins, or None."""
    covered = _covered(text, terms)
    return covered.index(True) if True in covered else None


def _piece(text: str, hit: bool) -> SafeString:
    return format_html("<mark>{}</mark>", text) if hit else conditional_escape(text)


def _covered(text: str, terms: Iterable[str]) -> list[bool]:
    """For every sign of the text whether a hit covers it."""
    folded, places = _fold(text)
    covered = [False] * len(text)
    for term in terms:
        for start in _starts(folded, term):
            first, last = places[start], places[start + len(term) - 1]
            covered[first : last + 1] = [True] * (last + 1 - first)
    return covered


def _fold(text: str) -> tuple[str, list[int]]:
    """The normalised text and, for each of its signs, the place of its origin."""
    pairs = [(sign, at) for at, each in enumerate(text) for sign in normalise(each)]
    return "".join(sign for sign, _ in pairs), [at for _, at in pairs]


def _starts(folded: str, term: str) -> Iterator[int]:
    start = folded.find(term) if term else -1
    while start >= 0:
        yield start
        start = folded.find(term, start + 1)
