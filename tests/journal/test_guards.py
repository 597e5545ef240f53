"""Guards: each one refuses, and without it the same statement passes.

The tables are made and dropped by Django's schema editor, as migrations do it.
"""

from __future__ import annotations

from uuid import UUID

import psycopg
import pytest
from django.db import DatabaseError, connection, models, transaction
from django.test.utils import isolate_apps

from mingjian.journal.guards import (
    AppendOnly,
    CompositeForeignKey,
    FrozenFields,
    Guard,
    Journalled,
    NoDelete,
    RowRule,
)
from mingjian.journal.ids import new_id
from tests.conftest import url_for
from tests.journal.make import write

pytestmark = pytest.mark.usefixtures("fresh_database")

ONE, TWO = (str(new_id()) for _ in range(2))
PAGE = f"INSERT INTO scratch_page VALUES ('{ONE}', 'a', NULL, '{ONE}', 'red')"
BOOKS = f"INSERT INTO scratch_book VALUES ('{ONE}', 'red'), ('{TWO}', 'blue')"
NO_TITLE = "BEGIN IF NEW.title = '' THEN RAISE EXCEPTION 'no title'; END IF; RETURN NEW; END"

# guard, a statement it refuses on a table with one row, a word of the refusal
REFUSALS = [
    (AppendOnly(name="kept"), "UPDATE scratch_page SET title = 'b'", "append-only"),
    (AppendOnly(name="kept"), "DELETE FROM scratch_page", "append-only"),
    (AppendOnly(name="kept"), "TRUNCATE scratch_page", "append-only"),
    (NoDelete(name="stays"), "DELETE FROM scratch_page", "append-only"),
    (NoDelete(name="stays"), "TRUNCATE scratch_page", "append-only"),
    (
        FrozenFields(name="frozen", fields=["title", "closed_on"]),
        "UPDATE scratch_page SET title = 'b'",
        "frozen once set",
    ),
    (
        RowRule(name="titled", body=NO_TITLE, when="BEFORE INSERT OR UPDATE"),
        "UPDATE scratch_page SET title = ''",
        "no title",
    ),
    (
        CompositeForeignKey(
            name="same_colour",
            fields=["book", "colour"],
            to="journal.Book",
            to_fields=["id", "colour"],
        ),
        "UPDATE scratch_page SET colour = 'blue'",
        "same_colour",
    ),
    (
        Journalled(name="noted", stream_field="book"),
        "UPDATE scratch_page SET title = 'b'",
        "without a journal entry",
    ),
]
GUARDS = list({guard.name: guard for guard, _, _ in REFUSALS}.values())
each_refusal = pytest.mark.parametrize(
    ("guard", "statement", "word"), REFUSALS, ids=[f"{g.name} {s}" for g, s, _ in REFUSALS]
)


@isolate_apps("mingjian.journal")
def book_and_page(guard: Guard) -> tuple[type[models.Model], type[models.Model]]:
    """A book, and its pages with the guard."""

    class Book(models.Model):
        id = models.UUIDField(primary_key=True)
        colour = models.TextField()

        class Meta:
            app_label = "journal"
            db_table = "scratch_book"
            constraints = [models.UniqueConstraint(fields=["id", "colour"], name="book_colour")]

    class Page(models.Model):
        id = models.UUIDField(primary_key=True)
        title = models.TextField()
        closed_on = models.DateField(null=True)
        book = models.ForeignKey(Book, models.PROTECT, db_constraint=False)
        colour = models.TextField()

        class Meta:
            app_label = "journal"
            db_table = "scratch_page"
            constraints = [guard]

    return Book, Page


def guarded_table(guard: Guard) -> type[models.Model]:
    """The table with one row in it."""
    book, model = book_and_page(guard)
    with connection.schema_editor() as schema:
        schema.create_model(book)
        schema.create_model(model)
    execute(BOOKS)
    with transaction.atomic():
        write(UUID(ONE))
        execute(PAGE)
    return model


def execute(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as sql:
        sql.execute(statement)


def change_page_and_write(stream_id: UUID) -> None:
    with transaction.atomic():
        execute("UPDATE scratch_page SET title = 'b'")
        write(stream_id)


@each_refusal
def test_a_guard_refuses(guard: Guard, statement: str, word: str) -> None:
    guarded_table(guard)

    with pytest.raises(DatabaseError, match=word):
        execute(statement)


@each_refusal
def test_without_the_guard_the_same_statement_passes(
    guard: Guard, statement: str, word: str
) -> None:
    model = guarded_table(guard)

    with connection.schema_editor() as schema:
        schema.remove_constraint(model, guard)

    execute(statement)


@each_refusal
def test_a_guard_added_to_a_table_with_rows_refuses(
    guard: Guard, statement: str, word: str
) -> None:
    model = guarded_table(guard)
    with connection.schema_editor() as schema:
        schema.remove_constraint(model, guard)
        schema.add_constraint(model, guard)

    with pytest.raises(DatabaseError, match=word):
        execute(statement)


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_a_guard_is_rebuilt_from_its_migration(guard: Guard) -> None:
    _, args, options = guard.deconstruct()

    assert type(guard)(*args, **options) == guard


@pytest.mark.parametrize(
    ("guard", "statement"),
    [(g, s) for g, s, _ in REFUSALS if not isinstance(g, CompositeForeignKey)],
    ids=lambda value: getattr(value, "name", value),
)
def test_a_trigger_fires_even_where_replication_skips_triggers(
    guard: Guard, statement: str, fresh_database: str
) -> None:
    guarded_table(guard)

    with psycopg.connect(url_for("postgres", fresh_database), autocommit=True) as superuser:
        superuser.execute("SET session_replication_role = replica")

        with pytest.raises(psycopg.Error):
            superuser.execute(statement)


def test_a_frozen_field_may_be_filled_once() -> None:
    guarded_table(FrozenFields(name="frozen", fields=["closed_on"]))

    execute("UPDATE scratch_page SET closed_on = '2026-05-11'")

    with pytest.raises(DatabaseError, match="frozen once set"):
        execute("UPDATE scratch_page SET closed_on = NULL")


def test_a_row_with_no_delete_may_still_change() -> None:
    guarded_table(NoDelete(name="stays"))

    execute("UPDATE scratch_page SET title = 'b'")


def test_an_entry_of_an_earlier_transaction_does_not_count() -> None:
    guarded_table(Journalled(name="noted", stream_field="book"))
    write(UUID(ONE))

    with pytest.raises(DatabaseError, match="without a journal entry"):
        execute("UPDATE scratch_page SET title = 'b'")


def test_an_entry_of_another_stream_does_not_count() -> None:
    guarded_table(Journalled(name="noted", stream_field="book"))

    with pytest.raises(DatabaseError, match="without a journal entry"):
        change_page_and_write(UUID(TWO))


def test_the_entry_may_come_after_the_change_and_in_a_savepoint() -> None:
    guarded_table(Journalled(name="noted", stream_field="book"))

    change_page_and_write(UUID(ONE))


def test_a_transaction_number_of_an_earlier_cluster_does_not_count(fresh_database: str) -> None:
    """After a restore the numbers start again: an old entry may bear the number of today's act."""
    guarded_table(Journalled(name="noted", stream_field="book"))
    execute("INSERT INTO mingjian_journal_epoch VALUES (2)")

    execute("ALTER TABLE journal_entry DISABLE TRIGGER entry_append_only")

    with pytest.raises(DatabaseError, match="without a journal entry"):
        execute(
            "UPDATE journal_entry SET xact = pg_current_xact_id()::text::bigint;"
            "UPDATE scratch_page SET title = 'b'"
        )
