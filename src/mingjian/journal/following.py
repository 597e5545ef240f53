"""Following the record: a cursor that never skips or repeats an entry, whatever the writers do.

Entries become visible in commit order, not in the order they were numbered. A follower therefore
reads only entries whose turn no running transaction can still give, in the order (epoch, turn,
position); within a stream that is the order of its chain. ``epoch`` grows when a backup is restored
into a new cluster, whose transaction numbers start again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection, transaction

from mingjian.journal.models import Entry, Follower

# The smallest turn that a running transaction may still give. Transactions of other databases share
# the numbers but cannot write here: those surely elsewhere are left out, our own never is.
_HORIZON = """
WITH taken AS (SELECT pg_current_snapshot() AS snapshot),
running AS (SELECT pg_snapshot_xip(snapshot)::text::bigint AS number FROM taken),
elsewhere AS (
  SELECT held.transactionid::text::bigint AS number
  FROM pg_locks AS held JOIN pg_stat_activity AS session USING (pid)
  WHERE held.locktype = 'transactionid' AND held.mode = 'ExclusiveLock' AND held.granted
    AND session.datname <> current_database()
)
SELECT least(
  (SELECT pg_snapshot_xmax(snapshot)::text::bigint FROM taken),
  pg_current_xact_id_if_assigned()::text::bigint,
  (SELECT min(number) FROM running
   WHERE number % 4294967296 NOT IN (SELECT number FROM elsewhere))
)
"""


def follow(*, name: str, handle: Callable[[Entry], Any], limit: int = 500) -> int:
    """Hand the next entries to ``handle`` and move the cursor, in one transaction; return how many.

    If ``handle`` raises, the cursor stays. Two processes with the same name take turns (row lock).
    """
    with transaction.atomic():
        Follower.objects.get_or_create(name=name)
        cursor = Follower.objects.select_for_update().get(name=name)
        entries = _after(cursor, limit)
        for entry in entries:
            handle(entry)
        if entries:
            last = entries[-1]
            cursor.epoch, cursor.turn, cursor.position = last.epoch, last.turn, last.position
            cursor.save(update_fields=["epoch", "turn", "position"])
    return len(entries)


def current_epoch() -> int:
    """How often this record was restored into a new cluster, counted from 1."""
    return _ask("SELECT mingjian_current_epoch()")


def _ask(question: str) -> int:
    with connection.cursor() as sql:
        sql.execute(question)
        return int(sql.fetchone()[0])


def _after(cursor: Follower, limit: int) -> list[Entry]:
    epoch = current_epoch()
    # Every transaction below is over, and the next query sees what it did.
    horizon = _ask(_HORIZON)
    return list(
        Entry.objects.extra(  # constant SQL; row comparison has no ORM form in 5.2
            where=[
                "(epoch, turn, position) > (%s, %s, %s)",
                "(epoch < %s OR turn < %s)",
            ],
            params=[cursor.epoch, cursor.turn, cursor.position, epoch, horizon],
        )
        .select_related("stream")
        .order_by("epoch", "turn", "position")[:limit]
    )
