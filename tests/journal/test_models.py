"""The chain in the database: what no entry can be, tried with raw SQL."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from mingjian.journal.ids import new_id
from mingjian.journal.models import Entry, Stream
from tests.journal.make import write
from tests.naming import plain_id

in_database = pytest.mark.django_db
STREAM, OTHER = new_id(), new_id()


def insert_copy(of: Entry, **changes: Any) -> None:
    """Insert a copy of an entry with other values, past every line of our code."""
    fields = [field for field in Entry._meta.concrete_fields if field.attname != "payload"]
    values: dict[str, Any] = {str(f.column): getattr(of, f.attname) for f in fields}
    values |= {"id": new_id(), "hash": new_id().hex, "payload": "{}", **changes}
    columns = ", ".join(values)
    marks = ", ".join(["%s"] * len(values))
    with transaction.atomic(), connection.cursor() as sql:
        sql.execute(f"INSERT INTO journal_entry ({columns}) VALUES ({marks})", [*values.values()])
        sql.execute("SET CONSTRAINTS ALL IMMEDIATE")


def two_entries() -> tuple[Entry, Entry]:
    return write(STREAM), write(STREAM)


@in_database
def test_a_right_copy_would_pass() -> None:
    _, last = two_entries()

    insert_copy(last, seq=3, previous_seq=2, previous_hash=last.hash)

    assert Entry.objects.filter(stream_id=STREAM).count() == 3


@in_database
@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"seq": 5, "previous_seq": 4}, "entry_links_to_previous"),
        ({"seq": 5, "previous_seq": None}, "entry_follows_the_one_before"),
        ({"seq": 3, "previous_seq": 1}, "entry_follows_the_one_before"),
        ({"seq": 0, "previous_seq": None}, "entry_follows_the_one_before"),
        ({"seq": 1, "previous_seq": None}, "entry_follows_the_one_before"),
        ({"seq": 2, "previous_seq": 1}, "entry_seq_once_per_stream"),
        ({"previous_hash": "0" * 64}, "entry_links_to_previous"),
        ({"stream_id": OTHER}, "entry_links_to_previous"),
        ({"actor_name": ""}, "entry_names_actor_role_purpose"),
        ({"actor_role": ""}, "entry_names_actor_role_purpose"),
        ({"purpose": ""}, "entry_names_actor_role_purpose"),
        ({"kind": ""}, "entry_names_actor_role_purpose"),
    ],
    ids=plain_id,
)
def test_an_entry_outside_the_chain_is_refused(changes: dict[str, Any], constraint: str) -> None:
    _, last = two_entries()
    write(OTHER)
    right = {"seq": 3, "previous_seq": 2, "previous_hash": last.hash}

    with pytest.raises(IntegrityError, match=constraint):
        insert_copy(last, **{**right, **changes})


@in_database
def test_a_chain_cannot_fork() -> None:
    first, last = two_entries()

    with pytest.raises(IntegrityError, match=r"entry_chain_cannot_fork|entry_seq_once"):
        insert_copy(last, seq=3, previous_seq=2, previous_hash=first.hash)


@in_database
def test_the_writer_cannot_choose_its_place_in_the_followers_order() -> None:
    _, last = two_entries()

    insert_copy(
        last,
        seq=3,
        previous_seq=2,
        previous_hash=last.hash,
        epoch=9,
        turn=1,
        position=1,
    )

    stored = Entry.objects.get(stream_id=STREAM, seq=3)
    assert (stored.epoch, stored.turn > 1, stored.position > 1) == (1, True, True)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET payload = '{}'",
        "DELETE FROM journal_entry",
        "TRUNCATE journal_entry CASCADE",
        "DELETE FROM journal_stream",
        "UPDATE mingjian_journal_epoch SET epoch = 2",
        "ALTER TABLE journal_entry DISABLE TRIGGER ALL",
        "DROP TRIGGER entry_append_only ON journal_entry",
        "SET session_replication_role = replica",
        "SELECT setval('mingjian_journal_position', 1)",
        "SELECT * FROM mingjian_journal_epoch",
    ],
)
def test_the_application_role_cannot_undo_the_record(
    statement: str, app_connection: psycopg.Connection[tuple[object, ...]]
) -> None:
    write(STREAM)

    with pytest.raises(psycopg.Error):
        app_connection.execute(statement)


@in_database
def test_a_stream_keeps_its_kind_and_stays() -> None:
    write(STREAM)

    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        Stream.objects.filter(id=STREAM).update(kind="other")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Stream.objects.filter(id=STREAM)._raw_delete("default")
