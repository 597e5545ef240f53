"""One segment (索引段): immutable files, mapped into memory; documents numbered newest first."""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
from pyroaring import BitMap

from mingjian.disclosure.index.chunks import DOC_BITS, gram_key
from mingjian.disclosure.index.documents import ID_BYTES, Document, Question
from mingjian.disclosure.index.files import map_numbers
from mingjian.disclosure.index.memory import Memory
from mingjian.disclosure.index.texts import BLOCK, unpack_block

_NAMED_KEPT, _CERTAIN_KEPT = 256, 64
_BLOCK_BITS = BLOCK.bit_length() - 1


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
        self._string_places = map_numbers(folder / "string-places.npy")
        self._strings = "\n" + (folder / "strings.txt").read_text(encoding="utf-8") + "\n"
        ends = [at for at, sign in enumerate(self._strings) if sign == "\n"]
        self._string_ends = np.array(ends[1:])
        self._blocks = map_numbers(folder / "blocks.npy")
        self._dictionary_ends = map_numbers(folder / "dictionaries.npy")
        self._dictionaries = (folder / "dictionaries.bin").read_bytes()
        self._ids = _map_bytes(folder / "ids.bin")
        self._bitmaps = _map_bytes(folder / "bitmaps.bin")
        self._texts = _map_bytes(folder / "texts.bin")
        self.whole = BitMap(range(self.count))
        self.named = lru_cache(_NAMED_KEPT)(self._read_named)
        self.find = Memory(self._find, count=self.count)
        self._certain = lru_cache(_CERTAIN_KEPT)(self._union_of_strings)

    def id_at(self, number: int) -> str:
        """公示编号 of a document."""
        return self._ids[number * ID_BYTES : (number + 1) * ID_BYTES].decode("ascii")

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
        self._certain.cache_clear()

    def documents(self) -> Iterator[Document]:
        """All documents, as they were given."""
        for begin in range(0, self.count, BLOCK):
            for offset, text in enumerate(self._block(begin >> _BLOCK_BITS)):
                yield self._document(begin + offset, text.decode())

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
        parts = [self._read_gram(gram) for gram in _grams_of(question.terms)]
        parts += [self.named(each) for each in _values_of(question)]
        begin, end = self.numbers_between(question.since, question.until)
        if begin > 0 or end < self.count:
            parts.append(BitMap(range(begin, end)))
        if not parts:
            return self.whole
        found = min(parts, key=len)
        for part in parts:
            if part is not found:
                found = found & part
        for term in question.terms:
            if len(term) > 2 and found:
                found = self._checked(found, term)
        return found

    def _checked(self, found: BitMap, term: str) -> BitMap:
        """Pairs that all occur need not stand in a row: look at the text where nothing says so."""
        certain = self._certain(term) & found
        doubtful = found - certain
        if not doubtful:
            return certain
        wanted, held, texts = term.encode(), -1, []
        for number in doubtful:
            block = number >> _BLOCK_BITS
            if block != held:
                held, texts = block, self._block(block)
            if wanted in texts[number - (block << _BLOCK_BITS)]:
                certain.add(number)
        return certain

    def _union_of_strings(self, term: str) -> BitMap:
        """Documents with a frequent string in which the term stands."""
        numbers = set()
        at = self._strings.find(term)
        while at >= 0:
            number = int(np.searchsorted(self._string_ends, at))
            numbers.add(number)
            at = self._strings.find(term, int(self._string_ends[number]))
        places = self._string_places
        return BitMap.union(
            BitMap(), *(self._bitmap(int(places[n]), int(places[n + 1])) for n in sorted(numbers))
        )

    def _read_gram(self, gram: str) -> BitMap:
        key = gram_key(gram)
        at = int(np.searchsorted(self._grams, np.uint64(key)))
        if at == len(self._grams) or int(self._grams[at]) != key:
            return BitMap()
        return self._bitmap(int(self._places[at]), int(self._places[at + 1]))

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
        found: BitMap = BitMap.deserialize(self._bitmaps[begin:end])
        return found

    def _block(self, block: int) -> list[bytes]:
        chunk = block << _BLOCK_BITS >> DOC_BITS
        begin, end = self._dictionary_ends[chunk], self._dictionary_ends[chunk + 1]
        data = self._texts[int(self._blocks[block]) : int(self._blocks[block + 1])]
        return unpack_block(data, self._dictionaries[begin:end])


def _grams_of(terms: tuple[str, ...]) -> set[str]:
    """What a document must have to possibly hold the terms."""
    found = {term for term in terms if len(term) == 1}
    for term in terms:
        found.update(term[at : at + 2] for at in range(len(term) - 1))
    return found


def _values_of(question: Question) -> list[str]:
    given = {"kind": question.kind, "agency": question.agency, "division": question.division}
    return [f"{name}:{value}" for name, value in given.items() if value]


def _map_bytes(path: Path) -> mmap.mmap | bytes:
    if path.stat().st_size == 0:
        return b""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
