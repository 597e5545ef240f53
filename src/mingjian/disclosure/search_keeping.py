"""Keeping the search engine fresh (维护检索索引): built from public records, follows the log.

Reads public tables only, so a portal node can do it. What is published appears as soon as the log
shows it; what is hidden goes before its leaf is written.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from django.db import transaction
from pyroaring import BitMap

from mingjian.disclosure.index.building import SegmentBuilder
from mingjian.disclosure.index.documents import CHUNK, Document
from mingjian.disclosure.index.merging import (
    due_segments,
    merged_segment,
    swap_segments,
    write_segment,
)
from mingjian.disclosure.index.segment import Segment
from mingjian.disclosure.index.store import IndexDamaged, Settler, State, Store
from mingjian.disclosure.models import PublicRecord
from mingjian.disclosure.models.records import PublicRecordQuerySet
from mingjian.ledger.models import Leaf, LogHead

log = logging.getLogger(__name__)

POLL_SECONDS = 0.25
_LEAVES_A_TURN = 20_000
_ROWS_A_FETCH = 2_000
_COLUMNS = (
    *("public_id", "decided_on", "kinds", "agency_id", "division_code", "division_name"),
    "search_text",
)
Progress = Callable[[int, int], None]


class SearchKeeper:
    """The one process that writes the index of this folder."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._settler = Settler(store)
        self._begun = False
        self._merger = ThreadPoolExecutor(max_workers=1)
        self._merging: tuple[tuple[Segment, ...], State, Future[Segment | None]] | None = None

    def follow(self) -> State:
        """Take in what happened since; builds the index where there is none."""
        is_first, state = not self._begun, self._present()
        taken = take_changes(store=self._store, state=state)
        taken = self._merge(taken)
        if is_first or taken is not state:
            self._store.write(taken)
        else:
            self._store.tell_alive()
        self._settler.follow(taken)
        return taken

    def finish(self) -> None:
        """Wait for a merge that runs, and drop its result; what was begun to be settled is."""
        self._merger.shutdown()
        self._settler.finish()

    def _present(self) -> State:
        try:
            state = self._store.read() if self._begun else self._store.recover()
            self._begun = True
        except IndexDamaged as damaged:
            log.error("search index: %s; building it again", damaged)
            state = None
        return state or build_index(store=self._store)

    def _merge(self, state: State) -> State:
        """Start a merge that is due, or take in one that ended."""
        if self._merging is None:
            due = due_segments(state)
            if due:
                work = self._merger.submit(
                    merged_segment, store=self._store, state=state, wanted=due
                )
                self._merging = due, state, work
            return state
        old, begun, work = self._merging
        if not work.done():
            return state
        self._merging = None
        return swap_segments(state=state, begun=begun, old=old, new=work.result())


def spool_of(store: Store) -> Path:
    """Where a building that was stopped goes on."""
    return store.folder / "building"


def build_index(*, store: Store, progress: Progress | None = None) -> State:
    """建立索引 from all public records; goes on where an earlier run was stopped."""
    total = PublicRecord.objects.published().count()
    builder = SegmentBuilder(spool_of(store), note={"cursor": _log_size()})
    documents = _documents_after(builder)
    while chunk := list(islice(documents, CHUNK)):
        builder.add(chunk)
        if progress is not None:
            progress(builder.count, total)
    cursor = builder.note["cursor"]
    segments: tuple[Segment, ...] = ()
    if builder.count:
        target = store.new_segment()
        builder.finish(target)
        segments = (Segment(target),)
    state = State(segments, tuple(BitMap() for _ in segments), cursor, (), 1)
    state = take_changes(store=store, state=state)
    store.settle(state)
    store.write(state)
    store.sweep()
    return state


def take_changes(*, store: Store, state: State) -> State:
    """Follow the log from the cursor; the same state where nothing happened."""
    head = _log_size()
    leaves = Leaf.objects.filter(index__gte=state.cursor, index__lt=head).exclude(public_id="")
    wanted = leaves.order_by("index").values_list("index", "public_id")[:_LEAVES_A_TURN]
    told = list(wanted)
    cursor = head if len(told) < _LEAVES_A_TURN else told[-1][0] + 1
    hidden = _hidden_ids()
    changed = {public_id for _, public_id in told} | set(state.waiting)
    waiting = tuple(sorted(changed & hidden))
    found = list(_documents(PublicRecord.objects.published(), changed)) if changed else []
    gone = (changed | hidden) - {document.public_id for document in found}
    changed_state = state.without(gone)
    if found:
        if changed_state is not state:
            store.write(changed_state)  # what is withdrawn goes before a segment is written
        changed_state = changed_state.without(document.public_id for document in found)
        changed_state = _with_documents(store, changed_state, found)
    if (cursor, waiting) != (state.cursor, state.waiting):
        changed_state = changed_state.with_changes(cursor=cursor, waiting=waiting)
    return changed_state


def _with_documents(store: Store, state: State, found: list[Document]) -> State:
    documents = iter(sorted(found, key=lambda document: document.place))
    target = store.new_segment()
    segment = write_segment(store=store, documents=documents, target=target, durable=False)
    assert segment is not None  # there are documents
    return state.with_changes(segments=(*state.segments, segment), gone=(*state.gone, BitMap()))


def _log_size() -> int:
    return LogHead.objects.values_list("size", flat=True).first() or 0


def _hidden_ids() -> set[str]:
    """Few at any time."""
    hidden = PublicRecord.objects.hidden_unlogged()
    return set(hidden.values_list("public_id", flat=True))


def _documents(records: PublicRecordQuerySet, public_ids: Iterable[str]) -> Iterator[Document]:
    wanted = sorted(public_ids)
    for begin in range(0, len(wanted), _ROWS_A_FETCH):
        part = records.filter(public_id__in=wanted[begin : begin + _ROWS_A_FETCH])
        yield from map(_document, part.values_list(*_COLUMNS))


def _documents_after(builder: SegmentBuilder) -> Iterator[Document]:
    """All published records newest first, after the last that the builder has."""
    records, last = PublicRecord.objects.published(), builder.last
    if last is not None:
        records = records.filter(decided_on__lte=date.fromordinal(-last[0]))
    with transaction.atomic():
        rows = records.order_by("-decided_on").values_list(*_COLUMNS)
        found = map(_document, rows.iterator(chunk_size=_ROWS_A_FETCH))
        # The database may order ids by the rules of a language; the index orders them by code.
        for _, same_day in groupby(found, key=lambda document: document.day):
            for document in sorted(same_day, key=lambda each: each.place):
                if last is None or document.place > last:
                    yield document


def _document(row: tuple[Any, ...]) -> Document:
    public_id, decided_on, kinds, agency, code, division, text = row
    return Document(
        public_id, decided_on.toordinal(), tuple(kinds), agency, f"{code} {division}", text
    )
