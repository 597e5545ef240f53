"""Writing the record: one entry per legal act, in the transaction of the act itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models.fields import NOT_PROVIDED
from psycopg.types.json import Jsonb

from mingjian.journal.canonical import VERSION, digest, plain
from mingjian.journal.ids import new_id
from mingjian.journal.models import Entry
from mingjian.journal.statements import Statement
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
    begins: bool = False,
) -> Entry:
    """Append one entry (记录) to the subject's chain and return it.

    ``at``: aware receive time; it is lifted to the stream's last time if the clock went back.
    ``payload``: facts of the act in plain values. Raises NotInTransaction outside ``atomic``.
    ``begins``: the subject is new, so its stream most likely is (only how fast it goes).
    """
    if not connection.in_atomic_block:
        raise NotInTransaction(f"write_entry({kind!r}) outside transaction.atomic")
    seq, previous_hash, latest = _head(stream_id, stream_kind, begins=begins)
    entry = Entry(
        id=new_id(),
        stream_id=stream_id,
        seq=seq + 1,
        previous_seq=seq or None,
        previous_hash=previous_hash,
        kind=kind,
        at=max(at, latest) if latest else at,
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
    _keep(entry)
    return entry


_Head = tuple[int, str, datetime | None]
_LOCK = Statement(
    "SELECT head_seq, head_hash, head_at FROM journal_stream WHERE id = %(id)s FOR UPDATE"
)
_BEGIN = Statement(
    "INSERT INTO journal_stream (id, kind, head_seq, head_hash, head_at) "
    "VALUES (%(id)s, %(kind)s, 0, '', NULL) ON CONFLICT (id) DO NOTHING "
    "RETURNING head_seq, head_hash, head_at"
)


def _head(stream_id: UUID, kind: str, *, begins: bool) -> _Head:
    """Where the stream ends, made if it is new; its writers take turns until they commit."""
    found = None if begins else _LOCK.row(id=stream_id)
    if found is None:
        # Nobody sees the row we made; another's is waited for, and then locked.
        found = _BEGIN.row(id=stream_id, kind=kind) or _LOCK.row(id=stream_id)
    assert found is not None  # streams are never deleted
    seq, last_hash, latest = found
    return seq, last_hash, latest


_SENT = [field for field in Entry._meta.concrete_fields if field.db_default is NOT_PROVIDED]
_STAMPED = [field.attname for field in Entry._meta.concrete_fields if field not in _SENT]
# One statement: the entry, and the stream's end moved to it.
_KEEP = Statement(
    f"""WITH head AS (
        UPDATE journal_stream SET head_seq = %(seq)s, head_hash = %(hash)s, head_at = %(at)s
        WHERE id = %(stream_id)s)
    INSERT INTO journal_entry ({", ".join(field.attname for field in _SENT)})
    VALUES ({", ".join(f"%({field.attname})s" for field in _SENT)})
    RETURNING {", ".join(_STAMPED)}"""  # noqa: S608  # column names of our own model
)


def _keep(entry: Entry) -> None:
    values = {field.attname: getattr(entry, field.attname) for field in _SENT}
    stamps = _KEEP.row(**{**values, "payload": Jsonb(entry.payload)})
    for name, stamp in zip(_STAMPED, stamps or (), strict=True):
        setattr(entry, name, stamp)
    entry._state.adding, entry._state.db = False, connection.alias


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
