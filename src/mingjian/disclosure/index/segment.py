"""One segment (索引段): immutable files, mapped into memory; documents numbered newest first."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path

import numpy as np
from pyroaring import BitMap

from mingjian.disclosure.index.columns import Days, Ids
from mingjian.disclosure.index.documents import Document, Place, Question
from mingjian.disclosure.index.files import map_numbers
from mingjian.disclosure.index.grams import Bitmaps, Grams, Span
from mingjian.disclosure.index.memory import Memory
from mingjian.disclosure.index.texts import Texts

_NAMED_KEPT, _CERTAIN_KEPT = 256, 64
# Microseconds, about: a bitmap, and for so many bytes of it; a dense one, which is as long as a bit
# for each document; texts read one by one, or gathered. Another bitmap is read where that takes no
# more than a share of reading the texts of all candidates; less after one that left most of them.
_A_BITMAP, _BYTES, _DENSE = 20, 74, 50
_A_TEXT, _GATHERING, _GATHERED = 6, 400, 1
_WORTH, _HARDLY_LESS = 0.5, 0.9
_READ_AT_ONCE = 200  # so few texts need no shared piece


class Segment:
    """Answers with bitmaps of its own numbers; knows nothing of what was withdrawn since."""

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        self.count: int = meta["count"]
        self.kinds: list[str] = meta["kinds"]
        offices = [office.partition("\n") for office in meta["offices"]]
        self.offices = [(agency, division) for agency, _, division in offices]
        self._named: dict[str, list[int]] = meta["named"]
        self.days = Days(folder / "days.npy")
        self.ids = Ids(folder / "ids.bin")
        self.office_of = map_numbers(folder / "offices.npy")
        self._kinds_of = map_numbers(folder / "kinds.npy")
        self._shared_spans = np.load(folder / "shared-spans.npy")
        self._bitmaps = Bitmaps(folder)
        self._grams = Grams(folder, self._shared_spans)
        self._texts = Texts(folder)
        self.whole = BitMap(range(self.count))
        self.named = lru_cache(_NAMED_KEPT)(self._read_named)
        self.find = Memory(self._find, count=self.count)
        self._certain = lru_cache(_CERTAIN_KEPT)(self._union_of_shared)

    def places(self, numbers: Sequence[int]) -> list[Place]:
        """Minus the day, and the id, of each document."""
        days = self.days.of(numbers)
        return [(-day, each) for day, each in zip(days, self.ids.of(numbers), strict=True)]

    def numbers_between(self, since: int | None, until: int | None) -> tuple[int, int]:
        """Days as a range of numbers: newest first, so the later day begins."""
        first = partial(self.days.first_at_or_before, count=self.count)
        begin = 0 if until is None else first(until)
        end = self.count if since is None else first(since - 1)
        return begin, max(begin, end)

    def forget(self) -> None:
        """Drop what was remembered of earlier questions."""
        self.find.clear()
        self.named.cache_clear()
        self._bitmaps.large.cache_clear()
        self._certain.cache_clear()

    def documents(self) -> Iterator[Document]:
        """All documents, as they were given."""
        days = self.days.all(count=self.count)
        for number, (day, text) in enumerate(zip(days, self._texts.all(), strict=True)):
            mask = int(self._kinds_of[number])
            kinds = tuple(kind for at, kind in enumerate(self.kinds) if mask >> at & 1)
            agency, division = self.offices[self.office_of[number]]
            yield Document(self.ids[number], day, kinds, agency, division, text)

    def _find(self, question: Question) -> BitMap:
        """The documents that answer the question: exactly those that a scan would find."""
        long = [term for term in question.terms if len(term) > 2]
        found = self._narrowed(self._required(question), long)
        if found is None:
            return self.whole
        for term in long:
            found = self._checked(found, term)
        return found

    def _narrowed(self, found: BitMap | None, terms: list[str]) -> BitMap | None:
        """Less what lacks a pair of the terms, as long as that is worth the reading."""
        wanted = set(map(frozenset, self._grams.spans_of(_pairs_of(terms))))
        worth, read = _WORTH, list[frozenset[Span]]()
        for spans in sorted(wanted, key=_size):
            if any(earlier <= spans for earlier in read):
                continue
            if found is not None and worth * _checking(len(found)) <= self._reading(spans):
                break  # to read their texts is quicker, and says more
            bitmap = self._bitmaps.read(spans)
            read.append(spans)
            before = self.count if found is None else len(found)
            found = bitmap if found is None else found & bitmap
            if _HARDLY_LESS * before < len(found) < self.count // 2:
                worth /= 2  # pairs that keep company
        return found

    def _reading(self, spans: Iterable[Span]) -> float:
        """Microseconds to read these."""
        sizes = (end - begin for begin, end in spans)
        return sum(
            _DENSE if size * 10 > self.count else _A_BITMAP + size / _BYTES for size in sizes
        )

    def _required(self, question: Question) -> BitMap | None:
        """What stands where it need not be looked at again: filters and short terms."""
        parts = [self.named(each) for each in _values_of(question)]
        short = (term for term in question.terms if len(term) <= 2)
        parts += [self._bitmaps.read(self._grams.spans(term)) for term in short]
        begin, end = self.numbers_between(question.since, question.until)
        if begin > 0 or end < self.count:
            parts.append(BitMap(range(begin, end)))
        found = None
        for part in sorted(parts, key=len):
            found = part if found is None else found & part
        return found

    def _checked(self, found: BitMap, term: str) -> BitMap:
        """Pairs that all occur need not stand in a row: look at the text where nothing says so."""
        if len(found) <= _READ_AT_ONCE:
            return self._texts.holders(term, found, known=False)
        certain = self._certain(term) & found
        doubtful = found - certain
        return certain | self._texts.holders(term, doubtful, known=True) if doubtful else certain

    def _union_of_shared(self, term: str) -> BitMap:
        """Documents with a shared piece, or row of them, in which the term stands."""
        sizes = self._shared_spans[:, 1] - self._shared_spans[:, 0]
        spans = self._shared_spans[self._texts.shared_with(term, sizes=sizes)].tolist()
        return self._bitmaps.read((begin, end) for begin, end in spans)

    def _read_named(self, name: str) -> BitMap:
        place = self._named.get(name)
        if place:
            return self._bitmaps.read([(place[0], place[1])])
        what, _, value = name.partition(":")
        wanted = [at for at, each in enumerate(self.offices) if each[1].startswith(value)]
        if what != "division" or not wanted:
            return BitMap()
        return BitMap(np.flatnonzero(np.isin(self.office_of, wanted)))  # an odd beginning


def _pairs_of(terms: Iterable[str]) -> set[str]:
    """What a document must have to possibly hold the terms."""
    return {term[at : at + 2] for term in terms for at in range(len(term) - 1)}


def _checking(count: int) -> float:
    """Microseconds to look at so many texts."""
    return min(_A_TEXT * count, _GATHERING + _GATHERED * count)


def _size(spans: Iterable[Span]) -> int:
    return sum(end - begin for begin, end in spans)


def _values_of(question: Question) -> list[str]:
    given = {"kind": question.kind, "agency": question.agency, "division": question.division}
    return [f"{name}:{value}" for name, value in given.items() if value]
