"""One segment (索引段): immutable files, mapped into memory; documents numbered newest first."""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from pyroaring import BitMap

from mingjian.disclosure.index.bitmaps import union_of, unpack_bitmap
from mingjian.disclosure.index.chunks import SIGN_BITS, gram_key
from mingjian.disclosure.index.documents import ID_BYTES, Document, Place, Question
from mingjian.disclosure.index.files import map_numbers
from mingjian.disclosure.index.memory import Memory
from mingjian.disclosure.index.texts import Texts

_NAMED_KEPT, _CERTAIN_KEPT = 256, 64
_SIGN = np.uint64(SIGN_BITS)
# So few candidates that no other bitmap is fetched, or one text for so many bytes of it; so few
# that their texts are read at once.
_FEW, _BYTES_A_TEXT, _READ_AT_ONCE = 64, 64, 2000
_KEPT_FROM, _BITMAPS_KEPT = 1 << 14, 128  # large bitmaps come again and again


class Segment:
    """Answers with bitmaps of its own numbers; knows nothing of what was withdrawn since."""

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        self.count: int = meta["count"]
        self.kinds: list[str] = meta["kinds"]
        self.agencies: list[str] = meta["agencies"]
        self.divisions: list[str] = meta["divisions"]
        self._named: dict[str, list[int]] = meta["named"]
        self.days = map_numbers(folder / "days.npy")
        self.agency_of = map_numbers(folder / "agencies.npy")
        self.division_of = map_numbers(folder / "divisions.npy")
        self._kinds_of = map_numbers(folder / "kinds.npy")
        self._by_id = map_numbers(folder / "by-id.npy")
        self._grams = map_numbers(folder / "grams.npy")
        self._places = map_numbers(folder / "places.npy")
        self._shared_places = np.load(folder / "shared-places.npy")
        self._ids = _map_bytes(folder / "ids.bin")
        self._bitmaps = _map_bytes(folder / "bitmaps.bin")
        self._texts = Texts(folder)
        self.whole = BitMap(range(self.count))
        self.named = lru_cache(_NAMED_KEPT)(self._read_named)
        self.find = Memory(self._find, count=self.count)
        self._large = lru_cache(_BITMAPS_KEPT)(self._read)
        self._certain = lru_cache(_CERTAIN_KEPT)(self._union_of_shared)

    def id_at(self, number: int) -> str:
        """公示编号 of a document."""
        return self._ids[number * ID_BYTES : (number + 1) * ID_BYTES].decode("ascii")

    def places(self, numbers: Sequence[int]) -> list[Place]:
        """Minus the day, and the id, of each document."""
        days = self.days[np.asarray(numbers)].tolist() if len(numbers) else []
        return [(-day, self.id_at(at)) for day, at in zip(days, numbers, strict=True)]

    def number_of(self, public_id: str) -> int | None:
        """The document with this id."""
        low, high = 0, self.count
        while low < high:
            middle = (low + high) // 2
            if self.id_at(int(self._by_id[middle])) < public_id:
                low = middle + 1
            else:
                high = middle
        number = int(self._by_id[low]) if low < self.count else -1
        return number if number >= 0 and self.id_at(number) == public_id else None

    def numbers_between(self, since: int | None, until: int | None) -> tuple[int, int]:
        """Days as a range of numbers: newest first, so the later day begins."""
        begin = 0 if until is None else self._first_at_or_before(until)
        end = self.count if since is None else self._first_at_or_before(since - 1)
        return begin, max(begin, end)

    def forget(self) -> None:
        """Drop what was remembered of earlier questions."""
        self.find.clear()
        self.named.cache_clear()
        self._large.cache_clear()
        self._certain.cache_clear()

    def documents(self) -> Iterator[Document]:
        """All documents, as they were given."""
        for number, text in enumerate(self._texts.all()):
            yield self._document(number, text)

    def _document(self, number: int, text: str) -> Document:
        mask = int(self._kinds_of[number])
        return Document(
            self.id_at(number),
            int(self.days[number]),
            tuple(kind for at, kind in enumerate(self.kinds) if mask >> at & 1),
            self.agencies[self.agency_of[number]],
            self.divisions[self.division_of[number]],
            text,
        )

    def _first_at_or_before(self, day: int) -> int:
        low, high = 0, self.count
        while low < high:
            middle = (low + high) // 2
            if self.days[middle] > day:
                low = middle + 1
            else:
                high = middle
        return low

    def _find(self, question: Question) -> BitMap:
        """The documents that answer the question: exactly those that a scan would find."""
        long = [term for term in question.terms if len(term) > 2]
        found = self._required(question)
        spans = sorted((self._span(gram) for gram in _pairs_of(long)), key=_size)
        for begin, end in spans:
            if found is not None and len(found) <= max(_FEW, (end - begin) // _BYTES_A_TEXT):
                break  # to read their texts is quicker, and says more
            bitmap = self._bitmap(begin, end)
            found = bitmap if found is None else found & bitmap
        if found is None:
            return self.whole
        for term in long:
            found = self._checked(found, term)
        return found

    def _required(self, question: Question) -> BitMap | None:
        """What stands where it need not be looked at again: filters and short terms."""
        parts = [self.named(each) for each in _values_of(question)]
        parts += [self._read_gram(term) for term in question.terms if len(term) <= 2]
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
        """Documents with a shared piece in which the term stands."""
        places = self._shared_places
        return self._union(
            (int(places[number]), int(places[number + 1]))
            for number in self._texts.shared_with(term)
        )

    def _read_gram(self, gram: str) -> BitMap:
        begin, end = self._span(gram)
        if begin == end and len(gram) == 1:
            first, last = np.searchsorted(
                self._grams, np.array([ord(gram), ord(gram) + 1], np.uint64) << _SIGN
            )
            spans = self._places[first : last + 1].tolist()
            return self._union(pairwise(spans))
        return self._bitmap(begin, end)

    def _span(self, gram: str) -> tuple[int, int]:
        """Where the bitmap of a pair or sign stands."""
        key = gram_key(gram)
        at = int(np.searchsorted(self._grams, np.uint64(key)))
        if at == len(self._grams) or int(self._grams[at]) != key:
            return 0, 0
        return int(self._places[at]), int(self._places[at + 1])

    def _read_named(self, name: str) -> BitMap:
        place = self._named.get(name)
        if place:
            return self._bitmap(*place)
        what, _, value = name.partition(":")
        wanted = [at for at, each in enumerate(self.divisions) if each.startswith(value)]
        if what != "division" or not wanted:
            return BitMap()
        return BitMap(np.flatnonzero(np.isin(self.division_of, wanted)))  # an odd beginning

    def _bitmap(self, begin: int, end: int) -> BitMap:
        return self._large(begin, end) if end - begin > _KEPT_FROM else self._read(begin, end)

    def _read(self, begin: int, end: int) -> BitMap:
        return unpack_bitmap(self._bitmaps[begin:end]) if end > begin else BitMap()

    def _union(self, spans: Iterable[tuple[int, int]]) -> BitMap:
        return union_of(self._bitmaps[begin:end] for begin, end in spans)


def _pairs_of(terms: Iterable[str]) -> set[str]:
    """What a document must have to possibly hold the terms."""
    return {term[at : at + 2] for term in terms for at in range(len(term) - 1)}


def _size(span: tuple[int, int]) -> int:
    return span[1] - span[0]


def _values_of(question: Question) -> list[str]:
    given = {"kind": question.kind, "agency": question.agency, "division": question.division}
    return [f"{name}:{value}" for name, value in given.items() if value]


def _map_bytes(path: Path) -> mmap.mmap | bytes:
    if path.stat().st_size == 0:
        return b""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
