"""Custody (保管记录): every step of a file is an entry of its own stream, written first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from mingjian.journal.models import Entry
from mingjian.journal.writing import write_entry
from mingjian.law.roles import Actor, Role

STREAM = "evidence_file"
# The vault works by itself, under a name that says what it is.
VAULT = Actor(UUID(int=5), "证据库", Role.SYSTEM_ADMIN, None, "证据入库与巡检")


def record(
    *, file_id: UUID, kind: str, by: Actor, at: datetime, payload: Mapping[str, Any]
) -> Entry:
    """Write a step into the file's record."""
    return write_entry(
        stream_id=file_id,
        stream_kind=STREAM,
        kind=f"evidence.{kind}",
        by=by,
        at=at,
        payload={**payload},
    )


def mark_viewed(
    *, file_id: UUID, by: Actor, at: datetime, what: str, details: Mapping[str, Any] | None = None
) -> Entry:
    """登记查看、导出: commits before it returns, so call it before the first byte leaves.

    ``what`` is "viewed", "exported" or "copied"; the purpose is the actor's.
    """
    with transaction.atomic(durable=True):
        return record(file_id=file_id, kind=what, by=by, at=at, payload=details or {})


def custody_of(*, file_id: UUID) -> list[Entry]:
    """保管链: every step of the file, in order."""
    return list(Entry.objects.filter(stream_id=file_id).order_by("seq"))
