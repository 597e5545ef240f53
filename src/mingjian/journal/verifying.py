"""Verifying the record: recompute every chain from its first entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet

from mingjian.journal.models import Entry, Stream
from mingjian.journal.writing import entry_hash


@dataclass(frozen=True)
class Fault:
    """One place where a chain does not hold; ``seq`` 0 speaks of the stream as a whole."""

    stream_id: UUID
    seq: int
    what: str

    def __str__(self) -> str:
        return f"stream {self.stream_id} entry {self.seq}: {self.what}"


@dataclass(frozen=True)
class Verdict:
    """What was read and what was found."""

    streams: int
    entries: int
    faults: tuple[Fault, ...]


def verify_chains(*, streams: QuerySet[Stream] | None = None) -> Verdict:
    """Re-check all chains (or the given streams'): order, links, hashes, heads. Reads in batches."""
    heads = {s.id: s for s in (Stream.objects.all() if streams is None else streams)}
    entries = Entry.objects.order_by("stream_id", "seq")
    if streams is not None:
        entries = entries.filter(stream_id__in=heads)
    faults: list[Fault] = []
    read, seen = 0, set()
    for stream_id, chain in groupby(entries.iterator(2000), key=lambda entry: entry.stream_id):
        last = _check_chain(chain, faults)
        read += last.seq
        seen.add(stream_id)
        head = heads.get(stream_id)
        if head is None or (head.head_seq, head.head_hash) != (last.seq, last.hash):
            faults.append(Fault(stream_id, last.seq, "head of stream is not its last entry"))
    faults += [
        Fault(stream_id, 0, "head names entries that are gone")
        for stream_id, head in heads.items()
        if head.head_seq and stream_id not in seen
    ]
    return Verdict(len(heads), read, tuple(faults))


def _check_chain(chain: Iterator[Entry], faults: list[Fault]) -> Entry:
    """Append what is wrong in one chain; return its last entry."""
    previous: Entry | None = None
    for entry in chain:
        expected = previous.seq + 1 if previous else 1
        if entry.seq != expected:
            faults.append(Fault(entry.stream_id, entry.seq, f"expected entry {expected}"))
        if entry.previous_hash != (previous.hash if previous else ""):
            faults.append(Fault(entry.stream_id, entry.seq, "does not link to the entry before"))
        if entry.hash != entry_hash(entry):
            faults.append(Fault(entry.stream_id, entry.seq, "content does not match its hash"))
        if previous and entry.at < previous.at:
            faults.append(Fault(entry.stream_id, entry.seq, "time runs backwards"))
        previous = entry
    assert previous is not None  # groupby gives no empty group
    return previous
