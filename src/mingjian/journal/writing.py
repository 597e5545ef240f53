"""Writing the record: one entry per legal act, in the transaction of the act itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from mingjian.journal.canonical import VERSION, digest, plain
from mingjian.journal.ids import new_id
from mingjian.journal.models import Entry, Stream
from mingjian.law.roles import Actor, Visitor

DOMAIN = "journal-entry"


class NotInTransaction(RuntimeError):
    """An entry must be written in the transaction of the act that it records."""


def write_entry(
    *,
    stream_id: UUID,
    stream_kind: str,
    kind: str,
    by: Actor | Visitor,
    at: datetime,
    acted_on: date | None = None,
    payload: Mapping[str, Any] | None = None,
) -> Entry:
    """Append one entry (记录) to the subject's chain and return it.

    ``at``: aware receive time; it is lifted to the stream's last time if the clock went back.
    ``payload``: facts of the act in plain values. Raises NotInTransaction outside ``atomic``.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction(f"write_entry({kind!r}) outside transaction.atomic")
    stream = _locked_stream(stream_id, stream_kind)
    entry = Entry(
        id=new_id(),
        stream=stream,
        seq=stream.head_seq + 1,
        previous_seq=stream.head_seq or None,
        previous_hash=stream.head_hash,
        kind=kind,
        at=max(at, stream.head_at) if stream.head_at else at,
        acted_on=acted_on,
        actor_person_id=by.person_id,
        actor_name=by.name,
        actor_role=by.role.value,
        actor_agency_id=by.agency_id,
        purpose=by.purpose,
        payload=plain(payload or {}),
        version=VERSION,
    )
    entry.hash = entry_hash(entry)
    entry.save(force_insert=True)
    stream.head_seq, stream.head_hash, stream.head_at = entry.seq, entry.hash, entry.at
    stream.save(update_fields=["head_seq", "head_hash", "head_at"])
    return entry


def _locked_stream(stream_id: UUID, kind: str) -> Stream:
    """The stream, made if it is new; its writers take turns until they commit."""
    locked = Stream.objects.select_for_update().filter(id=stream_id)
    stream = locked.first()
    if stream is None:
        Stream.objects.get_or_create(id=stream_id, defaults={"kind": kind})
        stream = locked.get()
    return stream


def entry_hash(entry: Entry) -> str:
    """The hash that links the chain: over everything the entry says and the hash before it."""
    return digest(DOMAIN, entry_content(entry), algorithm=entry.algorithm)


def entry_content(entry: Entry) -> dict[str, Any]:
    """Everything that the entry says, as it is hashed."""
    return {
        "stream": entry.stream_id,
        "seq": entry.seq,
        "previous": entry.previous_hash,
        "id": entry.id,
        "kind": entry.kind,
        "at": entry.at,
        "acted_on": entry.acted_on,
        "person": entry.actor_person_id,
        "name": entry.actor_name,
        "role": entry.actor_role,
        "agency": entry.actor_agency_id,
        "purpose": entry.purpose,
        "payload": entry.payload,
    }
