"""Building a segment (建段): chunks of 65,536 documents on disk, then one bitmap for each key.

Memory holds one chunk, or one bitmap with the table of keys; what is on disk after a stop is used
again.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from mingjian.disclosure.index.bitmaps import BitmapWriter
from mingjian.disclosure.index.chunks import (
    Numbers,
    Part,
    cut_into_grams,
    merged_postings,
    save_postings,
)
from mingjian.disclosure.index.columns import Values, join_columns, save_columns
from mingjian.disclosure.index.documents import CHUNK, FORMAT, Document, Place
from mingjian.disclosure.index.files import replace_json, seal_folder, sync_folder
from mingjian.disclosure.index.grams import Shared, merge_grams
from mingjian.disclosure.index.pieces import cut_into_pieces, save_pieces
from mingjian.disclosure.index.strings import STOP
from mingjian.disclosure.index.texts import join_texts

_PREFIXES = (2, 4, 6)
_LEAST_ROWS = 32  # documents, for a row of pieces to have a bitmap


@dataclass
class _State:
    """What has been written: sizes of the chunks, values by their numbers, the last document."""

    chunks: list[int] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    offices: list[str] = field(default_factory=list)  # agency, line's end, division
    last: Place | None = None
    note: dict[str, Any] = field(default_factory=dict)
    format: int = FORMAT


class SegmentBuilder:
    """Takes documents newest first, at most CHUNK at a time; every chunk but the last is full."""

    def __init__(
        self, spool: Path, *, note: dict[str, Any] | None = None, durable: bool = True
    ) -> None:
        self._spool, self._durable = spool, durable
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
        """One chunk, durable when this returns, if the builder is."""
        state = self._state
        if not documents:
            return
        if len(documents) > CHUNK or (state.chunks and state.chunks[-1] != CHUNK):
            raise ValueError(f"a chunk of {len(documents)} after {state.chunks[-1:]}")
        folder = self._spool / f"chunk-{len(state.chunks):05}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        kinds, offices = Values(state.kinds), Values(state.offices)
        save_columns(folder, documents, kinds=kinds, offices=offices)
        texts = [document.text for document in documents]
        save_postings(folder, "pairs", cut_into_grams(texts))
        save_pieces(folder, cut_into_pieces(texts))
        state.chunks.append(len(documents))
        state.last = documents[-1].place
        if self._durable:
            sync_folder(folder)
        replace_json(self._spool / "state.json", asdict(state), durable=self._durable)

    def finish(self, target: Path) -> None:
        """The segment, under its name only when it is whole; the spool goes away."""
        half = target.with_name(f"{target.name}.half")
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir()
        folders = [self._spool / f"chunk-{at:05}" for at in range(len(self._state.chunks))]
        join_columns(half, folders)
        with (half / "bitmaps.bin").open("wb") as file:
            written = BitmapWriter(file, count=self.count)
            pieces, rows = join_texts(half, folders)
            shared = _merge_shared(half, folders, pieces, rows, written)
            merge_grams(half, folders, written, shared)
            named = _name_values(half, self._state, written)
        meta = asdict(self._state) | {"count": self.count, "named": named}
        replace_json(half / "meta.json", meta, durable=False)
        seal_folder(half, target, durable=self._durable)
        shutil.rmtree(self._spool)


def _merge_shared(
    half: Path, folders: list[Path], pieces: list[str], rows: list[str], written: BitmapWriter
) -> Shared:
    """A bitmap for each piece, and each row of pieces, that many documents share."""
    parts = [Part(folder, "shared", at) for at, folder in enumerate(folders)]
    documents = [numbers for _, numbers in merged_postings(parts)]
    spans = [written.write_once(numbers) for numbers in documents]
    parts = [Part(folder, "rows", at) for at, folder in enumerate(folders)]
    kept = [(rows[at], docs) for at, docs in merged_postings(parts) if len(docs) >= _LEAST_ROWS]
    spans += [written.write_once(numbers) for _, numbers in kept]
    np.save(half / "shared-spans.npy", np.array(spans, dtype=np.int64).reshape(-1, 2))
    (half / "rows.txt").write_bytes(STOP.join(text for text, _ in kept).encode())
    return Shared(pieces, documents)


def _name_values(half: Path, state: _State, written: BitmapWriter) -> dict[str, list[int]]:
    """Bitmaps of kinds, agencies and divisions (with the divisions above)."""
    named: dict[str, list[int]] = {}
    kinds = np.load(half / "kinds.npy")
    for at, kind in enumerate(state.kinds):
        holders = np.flatnonzero(kinds >> np.uint32(at) & 1)
        named[f"kind:{kind}"] = list(written.write_once(holders))
    column = np.load(half / "offices.npy")
    order = np.argsort(column, kind="stable")
    edges = np.searchsorted(column[order], np.arange(len(state.offices) + 1))
    values: dict[str, list[Numbers]] = {}
    for at, office in enumerate(state.offices):
        agency, _, division = office.partition("\n")
        code = division.partition(" ")[0]
        prefixes = [f"division:{code[:size]}" for size in _PREFIXES if len(code) >= size]
        for name in (f"agency:{agency}", *prefixes):
            values.setdefault(name, []).append(order[edges[at] : edges[at + 1]])
    for name, parts in values.items():
        named[name] = list(written.write_once(np.sort(np.concatenate(parts))))
    return named
