"""Verifying the record: recompute every chain from its first entry.

Each of the two queries reads one snapshot, so entries written meanwhile are no faults. Epoch, turn
and position of an entry are the followers' order, not content: they are checked to run forward,
not hashed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from mingjian.journal.canonical import ALGORITHMS, VERSION
from mingjian.journal.following import current_epoch
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
    """Re-check all chains (or the given streams'): order, links, hashes, heads."""
    chosen = Stream.objects.all() if streams is None else streams
    epoch = current_epoch()
    entries = Entry.objects.select_related("stream").order_by("stream_id", "seq")
    if streams is not None:
        entries = entries.filter(stream__in=streams)
    faults: list[Fault] = []
    checked = read = 0
    for _, chain in groupby(entries.iterator(2000), key=lambda entry: entry.stream_id):
        checked += 1
        read += _check_chain(chain, epoch, faults)
    emptied = chosen.filter(~Exists(Entry.objects.filter(stream=OuterRef("pk"))), head_seq__gt=0)
    for stream in emptied:
        checked += 1
        faults.append(Fault(stream.id, 0, "head names entries that are gone"))
    return Verdict(checked, read, tuple(faults))


def _check_chain(chain: Iterator[Entry], epoch: int, faults: list[Fault]) -> int:
    """Append what is wrong in one chain; return the number of its entries."""
    previous: Entry | None = None
    count = 0
    for entry in chain:
        count += 1
        faults += [Fault(entry.stream_id, entry.seq, what) for what in _wrong(entry, previous)]
        previous = entry
    assert previous is not None  # groupby gives no empty group
    if previous.epoch > epoch:
        faults.append(Fault(previous.stream_id, previous.seq, "is of an epoch that is to come"))
    head = previous.stream
    if (head.head_seq, head.head_hash, head.head_at) != (previous.seq, previous.hash, previous.at):
        faults.append(Fault(previous.stream_id, previous.seq, "head is not the last entry"))
    return count


def _wrong(entry: Entry, previous: Entry | None) -> Iterator[str]:
    """What is wrong with an entry, given the one before it in the table."""
    expected = previous.seq + 1 if previous else 1
    if entry.seq != expected:
        yield f"expected entry {expected}"
    if (entry.previous_seq or 0) != entry.seq - 1:
        yield "names another entry as the one before"
    if entry.previous_hash != (previous.hash if previous else ""):
        yield "does not link to the entry before"
    if entry.version != VERSION or entry.algorithm not in ALGORITHMS:
        yield f"unknown form: version {entry.version}, algorithm {entry.algorithm!r}"
    elif entry.hash != entry_hash(entry):
        yield "content does not match its hash"
    if previous and entry.at < previous.at:
        yield "time runs backwards"
    if previous and _order(entry) <= _order(previous):
        yield "followers' order runs backwards"
    if entry.turn != max(entry.xact, _turn_before(entry, previous)):
        yield "has not the turn that the database gave it"


def _turn_before(entry: Entry, previous: Entry | None) -> int:
    return previous.turn if previous and previous.epoch == entry.epoch else 0


def _order(entry: Entry) -> tuple[int, int, int]:
    return entry.epoch, entry.turn, entry.position
