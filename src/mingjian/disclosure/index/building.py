"""Building a segment (建段): chunks of 65,536 documents on disk, then one bitmap for each key.

Memory holds one chunk, or one bitmap with the table of keys; what is on disk after a stop is used
again.
"""

from __future__ import annotations

import json
import shutil
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from pyroaring import BitMap

from mingjian.disclosure.index.bitmaps import BitmapWriter, bitmap_of
from mingjian.disclosure.index.chunks import (
    DOC_BITS,
    LINE_END,
    SIGN_BITS,
    SIGN_PAIRS,
    Numbers,
    cut_into_grams,
    save_postings,
)
from mingjian.disclosure.index.documents import CHUNK, FORMAT, ID_BYTES, Document, Place
from mingjian.disclosure.index.files import map_numbers, replace_json, seal_folder, sync
from mingjian.disclosure.index.pieces import cut_into_pieces, save_pieces
from mingjian.disclosure.index.texts import join_texts

_LOW = (1 << SIGN_BITS) - 1
_PREFIXES = (2, 4, 6)


@dataclass
class _State:
    """What has been written: sizes of the chunks, values by their numbers, the last document."""

    chunks: list[int] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)
    divisions: list[str] = field(default_factory=list)
    last: Place | None = None
    note: dict[str, Any] = field(default_factory=dict)
    format: int = FORMAT


class SegmentBuilder:
    """Takes documents newest first, at most CHUNK at a time; every chunk but the last is full."""

    def __init__(self, spool: Path, *, note: dict[str, Any] | None = None) -> None:
        self._spool = spool
        self._state = _State(note=note or {})
        if (spool / "state.json").exists():
            kept = json.loads((spool / "state.json").read_text(encoding="utf-8"))
            if kept.get("format") == FORMAT:
                self._state = _State(**kept)
            else:
                shutil.rmtree(spool)
        spool.mkdir(parents=True, exist_ok=True)

    @property
    def count(self) -> int:
        """Documents so far."""
        return sum(self._state.chunks)

    @property
    def last(self) -> Place | None:
        """The place after which to go on."""
        return (self._state.last[0], self._state.last[1]) if self._state.last else None

    @property
    def note(self) -> dict[str, Any]:
        """What was noted when the building began."""
        return self._state.note

    def add(self, documents: Sequence[Document]) -> None:
        """One chunk, durable when this returns."""
        state = self._state
        if not documents:
            return
        if len(documents) > CHUNK or (state.chunks and state.chunks[-1] != CHUNK):
            raise ValueError(f"a chunk of {len(documents)} after {state.chunks[-1:]}")
        folder = self._spool / f"chunk-{len(state.chunks):05}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        _write_columns(folder, documents, state)
        texts = [document.text for document in documents]
        save_postings(folder, "pairs", cut_into_grams(texts))
        save_pieces(folder, cut_into_pieces(texts))
        state.chunks.append(len(documents))
        state.last = documents[-1].place
        for file in folder.iterdir():
            sync(file)
        replace_json(self._spool / "state.json", asdict(state))

    def finish(self, target: Path) -> None:
        """The segment, under its name only when it is whole; the spool goes away."""
        half = target.with_name(f"{target.name}.half")
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir()
        folders = [self._spool / f"chunk-{at:05}" for at in range(len(self._state.chunks))]
        _join_columns(half, folders)
        with (half / "bitmaps.bin").open("wb") as file:
            written = BitmapWriter(file, count=self.count)
            _merge_pairs(half, folders, written)
            join_texts(half, folders)
            _merge_shared(half, folders, written)
            named = _name_values(half, self._state, written)
        meta = asdict(self._state) | {"count": self.count, "named": named}
        replace_json(half / "meta.json", meta)
        seal_folder(half, target)
        shutil.rmtree(self._spool)


def _narrow(numbers: Numbers) -> Numbers:
    """The same numbers in as few bytes as the greatest needs."""
    return numbers.astype(np.min_scalar_type(int(numbers.max())))


def _write_columns(folder: Path, documents: Sequence[Document], state: _State) -> None:
    ids = "".join(document.public_id for document in documents).encode("ascii")
    if len(ids) != ID_BYTES * len(documents):
        raise ValueError(f"public ids have {ID_BYTES} signs")
    (folder / "ids.bin").write_bytes(ids)
    kinds, agencies = _Values(state.kinds), _Values(state.agencies)
    divisions = _Values(state.divisions)
    columns = {
        "days": [document.day for document in documents],
        "kinds": [sum(1 << kinds.number(kind) for kind in set(d.kinds)) for d in documents],
        "agencies": [agencies.number(document.agency) for document in documents],
        "divisions": [divisions.number(document.division) for document in documents],
    }
    for name, numbers in columns.items():
        np.save(folder / f"{name}.npy", np.array(numbers, dtype=np.uint32))


class _Values:
    """Values by number, in the order in which they were first met."""

    def __init__(self, values: list[str]) -> None:
        self._values = values
        self._numbers = {value: at for at, value in enumerate(values)}

    def number(self, value: str) -> int:
        found = self._numbers.get(value)
        if found is None:
            found = self._numbers[value] = len(self._values)
            self._values.append(value)
        return found


def _join_columns(half: Path, folders: list[Path]) -> None:
    ids = b"".join((folder / "ids.bin").read_bytes() for folder in folders)
    (half / "ids.bin").write_bytes(ids)
    order = np.argsort(np.frombuffer(ids, dtype=f"S{ID_BYTES}"), kind="stable")
    np.save(half / "by-id.npy", order.astype(np.uint32))
    for name in ("days", "kinds", "agencies", "divisions"):
        whole = np.concatenate([np.load(folder / f"{name}.npy") for folder in folders])
        np.save(half / f"{name}.npy", _narrow(whole))


def _merge_pairs(half: Path, folders: list[Path], written: BitmapWriter) -> None:
    """A bitmap for each pair; for a sign only where it begins many: its pairs say the same."""
    parts = [_Part(folder, "pairs", at) for at, folder in enumerate(folders)]
    keys, begins = array("Q"), array("Q")
    for sign, group in groupby(_merged(parts), key=lambda each: each[0] >> SIGN_BITS):
        pairs = list(group)
        if many := len(pairs) > SIGN_PAIRS:
            pairs.insert(0, (sign << SIGN_BITS, _union([numbers for _, numbers in pairs])))
        for key, numbers in pairs:
            if key & _LOW != LINE_END or not many:
                keys.append(key)
                begins.append(written.write(numbers))
    begins.append(written.end)
    np.save(half / "grams.npy", np.array(keys, dtype=np.uint64))
    np.save(half / "places.npy", _narrow(np.array(begins, dtype=np.uint64)))


def _union(lists: list[Numbers]) -> Numbers:
    return np.array(BitMap.union(BitMap(), *map(bitmap_of, lists)).to_array(), dtype=np.uint32)


class _Part:
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


def _merged(parts: list[_Part]) -> Iterable[tuple[int, Numbers]]:
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


def _merge_shared(half: Path, folders: list[Path], written: BitmapWriter) -> None:
    """A bitmap for each piece that many documents share, then for each two pieces in a row."""
    begins = []
    for name in ("shared", "pieces"):
        parts = [_Part(folder, name, at) for at, folder in enumerate(folders)]
        begins += [written.write(numbers) for _, numbers in _merged(parts)]
    np.save(half / "shared-places.npy", np.array([*begins, written.end], dtype=np.uint64))


def _name_values(half: Path, state: _State, written: BitmapWriter) -> dict[str, list[int]]:
    """Bitmaps of kinds, agencies and divisions (with the divisions above)."""
    named: dict[str, list[int]] = {}
    kinds = np.load(half / "kinds.npy")
    for at, kind in enumerate(state.kinds):
        begin = written.write(np.flatnonzero(kinds >> np.uint32(at) & 1))
        named[f"kind:{kind}"] = [begin, written.end]
    for name, values in (("agency", state.agencies), ("division", state.divisions)):
        column = np.load(half / f"{'agencies' if name == 'agency' else 'divisions'}.npy")
        order = np.argsort(column, kind="stable")
        edges = np.searchsorted(column[order], np.arange(len(values) + 1))
        parts = {value: order[edges[at] : edges[at + 1]] for at, value in enumerate(values)}
        for key, numbers in (parts if name == "agency" else _with_prefixes(parts)).items():
            begin = written.write(np.sort(numbers))
            named[f"{name}:{key}"] = [begin, written.end]
    return named


def _with_prefixes(parts: dict[str, Numbers]) -> dict[str, Numbers]:
    """Documents by the first two, four, six digits of the division; "230100 …" is also "2301"."""
    found: dict[str, list[Numbers]] = {}
    for value, numbers in parts.items():
        code = value.partition(" ")[0]
        for size in _PREFIXES:
            if len(code) >= size:
                found.setdefault(code[:size], []).append(numbers)
    return {prefix: np.concatenate(each) for prefix, each in found.items()}
