"""Verifying the record: whoever changes it past all guards is found."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from mingjian.journal.ids import new_id
from mingjian.journal.models import Entry, Stream
from mingjian.journal.verifying import verify_chains
from mingjian.journal.writing import entry_hash
from tests.journal.make import write

pytestmark = pytest.mark.django_db

STREAM, OTHER, EMPTY = new_id(), new_id(), new_id()

# every column of an entry and a value it did not have
TAMPERINGS: dict[str, Any] = {
    "id": str(new_id()),
    "stream_id": str(EMPTY),
    "seq": 9,
    "previous_seq": 9,
    "kind": "forged",
    "at": "2020-01-01T00:00:00Z",
    "acted_on": "2020-01-01",
    "actor_person_id": str(new_id()),
    "actor_name": "李四",
    "actor_role": "agency_head",
    "actor_agency_id": str(new_id()),
    "purpose": "其他",
    "payload": '{"fine": 99}',
    "algorithm": "sm3",
    "version": 2,
    "previous_hash": "0" * 64,
    "hash": "0" * 64,
    "epoch": 9,
    "xact": 10**12,
    "turn": 10**12,
}
# The order inside one turn shows only between two entries of the chain.
ORDER_ONLY = {"position": 0}


def do_as_superuser(statement: str, *values: Any) -> None:
    """What somebody can do who owns the tables: take the guards off first."""
    with connection.cursor() as sql:
        sql.execute("SET CONSTRAINTS ALL IMMEDIATE")
        sql.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        sql.execute("ALTER TABLE journal_stream DISABLE TRIGGER USER")
        for constraint in ("entry_links_to_previous", "entry_follows_the_one_before"):
            sql.execute(f"ALTER TABLE journal_entry DROP CONSTRAINT IF EXISTS {constraint}")
        sql.execute(statement, values)


@pytest.fixture(autouse=True)
def _two_chains() -> None:
    for number in range(3):
        write(STREAM, fine=number)
    write(OTHER)
    Stream.objects.create(id=EMPTY, kind="test")


def test_an_untouched_record_holds() -> None:
    verdict = verify_chains()

    assert (verdict.streams, verdict.entries, verdict.faults) == (2, 4, ())


def test_every_column_has_its_tampering() -> None:
    columns = {field.column for field in Entry._meta.concrete_fields}

    assert set(TAMPERINGS) | set(ORDER_ONLY) == columns


@pytest.mark.parametrize("seq", [1, 2, 3])
@pytest.mark.parametrize("column", TAMPERINGS)
def test_one_changed_field_is_found(column: str, seq: int) -> None:
    do_as_superuser(
        f"UPDATE journal_entry SET {column} = %s WHERE stream_id = %s AND seq = %s",
        *(TAMPERINGS[column], STREAM, seq),
    )

    assert verify_chains().faults


@pytest.mark.parametrize("seq", [2, 3])
def test_an_entry_moved_forward_in_the_followers_order_is_found(seq: int) -> None:
    do_as_superuser(
        "UPDATE journal_entry SET position = 0 WHERE stream_id = %s AND seq = %s", STREAM, seq
    )

    assert verify_chains().faults


@pytest.mark.parametrize("seq", [1, 2, 3])
def test_a_removed_entry_is_found(seq: int) -> None:
    do_as_superuser("DELETE FROM journal_entry WHERE stream_id = %s AND seq = %s", STREAM, seq)

    assert verify_chains().faults


def test_a_removed_chain_is_found() -> None:
    do_as_superuser("DELETE FROM journal_entry WHERE stream_id = %s", STREAM)

    (fault,) = verify_chains().faults

    assert str(fault) == f"stream {STREAM} entry 0: head names entries that are gone"


def test_a_cut_tail_is_found_even_if_every_hash_fits() -> None:
    do_as_superuser("DELETE FROM journal_entry WHERE stream_id = %s AND seq > 1", STREAM)

    (fault,) = verify_chains().faults

    assert fault.what == "head is not the last entry"


def test_an_entry_rewritten_with_its_own_hash_breaks_the_link_after_it() -> None:
    forged = Entry.objects.get(stream_id=STREAM, seq=2)
    forged.actor_name = "李四"
    do_as_superuser(
        "UPDATE journal_entry SET actor_name = '李四', hash = %s WHERE id = %s",
        *(entry_hash(forged), forged.id),
    )

    (fault,) = verify_chains().faults

    assert (fault.seq, fault.what) == (3, "does not link to the entry before")


@pytest.mark.parametrize(
    "change", ["head_seq = 2", "head_hash = 'x'", "head_at = '2020-01-01T00:00:00Z'"]
)
def test_a_changed_head_is_found(change: str) -> None:
    do_as_superuser(f"UPDATE journal_stream SET {change} WHERE id = %s", STREAM)

    assert verify_chains().faults


def test_one_stream_can_be_verified_alone() -> None:
    do_as_superuser("UPDATE journal_entry SET kind = 'forged' WHERE stream_id = %s", OTHER)

    verdict = verify_chains(streams=Stream.objects.filter(id=STREAM))

    assert (verdict.streams, verdict.entries, verdict.faults) == (1, 3, ())
