"""Merging segments (合并): many small ones become one, without what was withdrawn."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import islice
from pathlib import Path

from pyroaring import BitMap

from mingjian.disclosure.index.building import SegmentBuilder
from mingjian.disclosure.index.documents import CHUNK, Document
from mingjian.disclosure.index.segment import Segment
from mingjian.disclosure.index.store import State, Store

# More than so many segments below a size become one.
_MANY = 8
_SIZES = (1_000, CHUNK, 16 * CHUNK)


def write_segment(
    *, store: Store, documents: Iterator[Document], target: Path, durable: bool = True
) -> Segment | None:
    """A segment of these documents, newest first; None where there is none.

    One that is not durable is there at once; ``Store.settle`` makes it so.
    """
    spool = store.folder / f"spool-{target.name}"
    shutil.rmtree(spool, ignore_errors=True)
    builder = SegmentBuilder(spool, durable=durable)
    while chunk := list(islice(documents, CHUNK)):
        builder.add(chunk)
    if not builder.count:
        shutil.rmtree(spool)
        return None
    builder.finish(target)
    return Segment(target)


def due_segments(state: State) -> tuple[Segment, ...]:
    """Which segments should become one now; none where all is well."""
    before = 0
    for size in _SIZES:
        small = tuple(segment for segment in state.segments if segment.count < size)
        # Only one's equals are counted: a few small ones are no reason to write a large one again.
        if sum(segment.count >= before for segment in small) > _MANY:
            return small
        before = size
    return ()


def merged_segment(*, store: Store, state: State, wanted: Sequence[Segment]) -> Segment | None:
    """One segment of what still stands in these; takes its time, changes nothing."""
    gone = dict(zip(state.segments, state.gone, strict=True))
    streams = [_standing(segment, gone[segment]) for segment in wanted]
    documents = merge(*streams, key=lambda document: document.place)
    return write_segment(store=store, documents=documents, target=store.new_segment())


def swap_segments(
    *, state: State, begun: State, old: Sequence[Segment], new: Segment | None
) -> State:
    """The state with one segment in place of several, less what was withdrawn meanwhile.

    ``begun``: the state that ``new`` was made from.
    """
    names = {segment.name for segment in old}
    kept = [
        (segment, gone)
        for segment, gone in zip(state.segments, state.gone, strict=True)
        if segment.name not in names
    ]
    if new is not None:
        kept.append((new, _gone_since(state, begun, names, new)))
    return state.with_changes(
        segments=tuple(segment for segment, _ in kept), gone=tuple(gone for _, gone in kept)
    )


def _gone_since(state: State, begun: State, old: set[str], new: Segment) -> BitMap:
    """Of the merged, what went after the merge began.

    What was gone before may stand in another of them: a corrected record, or one that was taken in
    twice while it was being published.
    """
    before = {segment.name: gone for segment, gone in zip(begun.segments, begun.gone, strict=True)}
    found = BitMap()
    for segment, gone in zip(state.segments, state.gone, strict=True):
        if segment.name in old:
            since = gone - before[segment.name]
            found.update(new.ids.numbers_of(segment.ids.of(since)))
    return found


def _standing(segment: Segment, gone: BitMap) -> Iterator[Document]:
    for number, document in enumerate(segment.documents()):
        if number not in gone:
            yield document
