"""Texts for the re-check (复核文本): rows of codes, one behind the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from pyroaring import BitMap

from mingjian.disclosure.index.bitmaps import bitmap_of
from mingjian.disclosure.index.chunks import DOC_BITS, group_keys, save_postings
from mingjian.disclosure.index.documents import CHUNK
from mingjian.disclosure.index.files import map_numbers
from mingjian.disclosure.index.phrases import Phrase
from mingjian.disclosure.index.pieces import Numbers, load_pieces, pieces_of
from mingjian.disclosure.index.rows import Rows
from mingjian.disclosure.index.strings import STOP, Strings
from mingjian.disclosure.index.vocabulary import Vocabulary, choose_vocabulary, encode_chunk

# With more doubtful documents than that in a chunk, all its texts are read in one go; more, where
# to look at a code takes longer than a nanosecond. Others are gathered, so many at once.
_MANY, _AT_ONCE = CHUNK >> 4, CHUNK >> 3
# A piece that stands so often, and not less than once in so many documents, has its own bitmap.
_LEAST, _SHARE = 16, 1 << 16
_SHORTEST = 3  # terms of two signs are pairs
_DECODED = 4096
_MOST_ROWS = 64
_DIRECT = 128  # so few are put together again and read


class Texts:
    """All texts of a segment."""

    def __init__(self, folder: Path) -> None:
        self._vocabulary = Vocabulary.load(folder)
        self._codes = map_numbers(folder / "codes.npy")
        self._counts = np.load(folder / "code-counts.npy")
        lengths = np.load(folder / "code-lengths.npy")
        self._ends = np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))
        self._shared = np.load(folder / "shared.npy")
        self._words = self._vocabulary.texts
        self._rows = Strings((folder / "rows.txt").read_bytes().decode().split(STOP))

    def holders(self, term: str, doubtful: BitMap, *, known: bool) -> BitMap:
        """Those of the doubtful documents in which the term stands.

        ``known`` says that none of them has one of the term's shared pieces.
        """
        if len(doubtful) <= _DIRECT:
            return self._read(term, np.array(doubtful.to_array(), dtype=np.int64))
        phrase = Phrase(
            term,
            vocabulary=self._vocabulary,
            counts=self._counts,
            known=self._shared if known else self._shared[:0],
        )
        found, few = BitMap(), []
        numbers = np.array(doubtful.to_array())
        chunks = numbers >> DOC_BITS
        edges = np.searchsorted(chunks, np.arange((int(chunks[-1]) if len(chunks) else -1) + 2))
        many = _MANY * max(1.0, phrase.cost)
        for chunk, (begin, end) in enumerate(pairwise(edges.tolist())):
            if end - begin > many:
                found |= self._in_chunk(phrase, chunk)
            else:
                few.append(numbers[begin:end])
        gathered = np.concatenate(few) if few else numbers[:0]
        for begin in range(0, len(gathered), _AT_ONCE):
            found |= self._in_some(phrase, gathered[begin : begin + _AT_ONCE])
        return found & doubtful

    def shared_with(self, term: str, *, sizes: Numbers) -> Numbers:
        """Numbers of bitmaps: of all shared pieces that hold the term, or of the largest rows.

        A term in one piece is looked for afterwards as if no shared piece held it, so none of them
        may be left out; rows may, and where they are many most are small.
        """
        if len(pieces_of(term)) == 1:
            return np.flatnonzero(np.isin(self._shared, self._vocabulary.holding(term)))
        rows = self._rows.holding(term) + len(self._shared)
        return rows[np.argsort(-sizes[rows], kind="stable")[:_MOST_ROWS]]

    def all(self) -> Iterator[str]:
        """Every text, as it was given."""
        for begin in range(0, len(self._ends) - 1, _DECODED):
            ends = self._ends[begin : begin + _DECODED + 1]
            codes = self._codes[ends[0] : ends[-1]].tolist()
            for first, last in pairwise((ends - ends[0]).tolist()):
                yield "".join([self._words[code] for code in codes[first:last]])[:-1]

    def _read(self, term: str, numbers: Numbers) -> BitMap:
        begins, ends = self._ends[numbers].tolist(), self._ends[numbers + 1].tolist()
        word, found = self._words.__getitem__, []
        for number, begin, end in zip(numbers.tolist(), begins, ends, strict=True):
            if term in "".join(map(word, self._codes[begin:end].tolist())):
                found.append(number)
        return BitMap(found)

    def _in_chunk(self, phrase: Phrase, chunk: int) -> BitMap:
        ends = self._ends[chunk << DOC_BITS : (chunk + 1 << DOC_BITS) + 1]
        codes = np.asarray(self._codes[ends[0] : ends[-1]])
        found = owners_of(phrase.places(codes), ends[1:] - ends[0])
        return bitmap_of(found + (chunk << DOC_BITS))

    def _in_some(self, phrase: Phrase, numbers: Numbers) -> BitMap:
        begins = self._ends[numbers]
        lengths = self._ends[numbers + 1] - begins
        ends = np.cumsum(lengths)
        places = np.repeat(begins - (ends - lengths), lengths)
        places += np.arange(len(places))
        return bitmap_of(numbers[owners_of(phrase.places(self._codes[places]), ends)])


def owners_of(places: Numbers, ends: Numbers) -> Numbers:
    """In which of the rows that end there the places are; some may be named twice."""
    if len(places) < len(ends):
        return np.searchsorted(ends, places, side="right")
    places = np.sort(places)
    before = np.searchsorted(places, np.concatenate(([0], ends)))
    return np.flatnonzero(before[1:] > before[:-1])


def join_texts(half: Path, folders: Sequence[Path]) -> tuple[list[str], list[str]]:
    """The texts of all chunks as codes; for each chunk the documents of what many share.

    Returns the shared pieces, and the rows of them.
    """
    vocabulary = choose_vocabulary(load_pieces(folder) for folder in folders)
    vocabulary.save(half)
    counts = np.zeros(vocabulary.size, dtype=np.int64)
    lengths, total = [], 0
    for folder in folders:
        codes, rows = encode_chunk(vocabulary, load_pieces(folder))
        np.save(folder / "codes.npy", codes)
        counts += np.bincount(codes, minlength=vocabulary.size)
        lengths.append(rows)
        total += len(codes)
    _join_codes(half, folders, total)
    whole = np.concatenate(lengths)
    np.save(half / "code-lengths.npy", whole.astype(np.min_scalar_type(int(whole.max()))))
    np.save(half / "code-counts.npy", counts.astype(np.uint32))
    sizes = np.array([len(text) for text in vocabulary.texts])
    shared = (sizes >= _SHORTEST) & (counts >= max(_LEAST, len(whole) // _SHARE))
    np.save(half / "shared.npy", np.flatnonzero(shared).astype(np.uint32))
    return _share(vocabulary, folders, lengths, shared)


def _share(
    vocabulary: Vocabulary, folders: Sequence[Path], lengths: list[Numbers], shared: Numbers
) -> tuple[list[str], list[str]]:
    """Postings of the shared pieces and rows into the folder of each chunk."""
    rows = Rows(vocabulary.texts)
    for folder, sizes in zip(folders, lengths, strict=True):
        codes = np.load(folder / "codes.npy")
        owners = np.repeat(np.arange(len(sizes), dtype=np.uint64), sizes)
        _save_shared(folder, codes, owners, shared)
        rows.save_chunk(folder, codes, owners)
    return [vocabulary.texts[code] for code in np.flatnonzero(shared).tolist()], list(rows.numbers)


def _join_codes(half: Path, folders: Sequence[Path], total: int) -> None:
    first = np.load(folders[0] / "codes.npy", mmap_mode="r")
    header = {"descr": first.dtype.str, "fortran_order": False, "shape": (total,)}
    with (half / "codes.npy").open("wb") as file:
        np.lib.format.write_array_header_1_0(file, header)
        for folder in folders:
            np.load(folder / "codes.npy").tofile(file)


def _save_shared(folder: Path, codes: Numbers, owners: Numbers, shared: Numbers) -> None:
    """In which documents of a chunk the shared pieces stand."""
    places = np.flatnonzero(shared[codes])
    keys = codes[places].astype(np.uint64) << np.uint64(DOC_BITS) | owners[places]
    save_postings(folder, "shared", group_keys(keys))
