"""Answers over all segments (检索): exact totals, any page, counts by kind, agency, place, year."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import TypeVar

import numpy as np
from pyroaring import BitMap

from mingjian.disclosure.index.documents import Place, Question
from mingjian.disclosure.index.segment import Segment
from mingjian.disclosure.index.store import State

Value = TypeVar("Value", str, int)


class Hits:
    """What answers one question in one state."""

    def __init__(self, state: State, question: Question) -> None:
        found = []
        for segment, gone in zip(state.segments, state.gone, strict=True):
            bitmap = segment.find(question)
            found.append((segment, bitmap - gone if gone else bitmap))
        self._found = [(segment, bitmap) for segment, bitmap in found if bitmap]
        self.total = sum(len(bitmap) for _, bitmap in self._found)

    def page(self, *, offset: int, count: int) -> list[Place]:
        """Places from ``offset`` on: (minus the day, public id), newest first."""
        if len(self._found) == 1:
            segment, bitmap = self._found[0]
            return segment.places(bitmap[offset : offset + count].to_array())
        day, before = self._day_of(offset)
        streams = [_places_from(segment, bitmap, day) for segment, bitmap in self._found]
        return list(islice(heapq.merge(*streams), offset - before, offset - before + count))

    def count_kinds(self) -> dict[str, int]:
        """Hits by kind."""
        found: Counter[str] = Counter()
        for segment, bitmap in self._found:
            for kind in segment.kinds:
                found[kind] += bitmap.intersection_cardinality(segment.named(f"kind:{kind}"))
        return _positive(found)

    def count_years(self) -> dict[int, int]:
        """Hits by year of the decision."""
        found: Counter[int] = Counter()
        for segment, bitmap in self._found:
            days = segment.days.of([bitmap.min(), bitmap.max()])
            newest, oldest = (date.fromordinal(day).year for day in days)
            for year in range(oldest, newest + 1):
                span = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
                found[year] += bitmap.range_cardinality(*segment.numbers_between(*span))
        return _positive(found)

    def count_agencies(self) -> dict[str, int]:
        """Hits by agency."""
        found: Counter[str] = Counter()
        for segment, bitmap in self._found:
            found.update(_by_value(segment, bitmap, 0))
        return _positive(found)

    def count_divisions(self) -> dict[str, int]:
        """Hits by division."""
        found: Counter[str] = Counter()
        for segment, bitmap in self._found:
            found.update(_by_value(segment, bitmap, 1))
        return _positive(found)

    def count_provinces(self, codes: list[str]) -> dict[str, int]:
        """Hits under each of these beginnings of division codes."""
        found: Counter[str] = Counter()
        for segment, bitmap in self._found:
            for code in codes:
                found[code] += bitmap.intersection_cardinality(segment.named(f"division:{code}"))
        return _positive(found)

    def _day_of(self, offset: int) -> tuple[int, int]:
        """The day on which the hit with this number stands, and how many hits are newer."""
        low = min((segment.days.oldest for segment, _ in self._found), default=0)
        high = max((segment.days.newest for segment, _ in self._found), default=0)
        while low < high:  # the earliest day that at most ``offset`` hits are newer than
            middle = (low + high) // 2
            if self._newer(middle) <= offset:
                high = middle
            else:
                low = middle + 1
        return low, self._newer(low)

    def _newer(self, day: int) -> int:
        return sum(
            bitmap.range_cardinality(0, segment.numbers_between(None, day)[0])
            for segment, bitmap in self._found
        )


def _places_from(segment: Segment, bitmap: BitMap, day: int) -> Iterator[Place]:
    begin = segment.numbers_between(None, day)[0]
    for number in bitmap.iter_equal_or_larger(begin):
        yield from segment.places([number])


def _by_value(segment: Segment, bitmap: BitMap, which: int) -> Counter[str]:
    """Hits by agency (0) or division (1), told from the offices."""
    column, size = segment.office_of, len(segment.offices)
    if len(bitmap) < segment.count:
        column = column[np.array(bitmap.to_array())]
    found: Counter[str] = Counter()
    for at, hits in enumerate(np.bincount(column, minlength=size).tolist()):
        if hits:
            found[segment.offices[at][which]] += hits
    return found


def _positive(found: Counter[Value]) -> dict[Value, int]:
    return {key: count for key, count in found.items() if count}
