"""An intruder with the application's password: every way to change what was written is closed.

Real logins, real commits: the statement must fail by the COMMIT at the latest, and the table is the
same afterwards.
"""

from __future__ import annotations

from collections.abc import Callable

import psycopg
import pytest
from django.apps import apps
from django.db import models

from mingjian.journal.guards import AppendOnly, NoDelete
from mingjian.ops.postgres import APP, OWNER, PORTAL

Session = psycopg.Connection[tuple[object, ...]]
ROOMS = ("journal", "evidence", "dossier", "cases")


def tables_with(guard: type) -> list[str]:
    """The tables of the rooms that carry such a guard."""
    found = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
    return [model._meta.db_table for model in found if _has(model, guard)]


def _has(model: type[models.Model], guard: type) -> bool:
    return any(isinstance(one, guard) for one in model._meta.constraints)


KEPT = tables_with(AppendOnly)
STAYING = tables_with(NoDelete)
# {t} is the table, {c} its first column, {k} the columns of its primary key.
CHANGES = {
    "update": "UPDATE {t} SET {c} = {c}",
    "update nothing": "UPDATE {t} SET {c} = {c} WHERE false",
    "update from": "UPDATE {t} SET {c} = x.{c} FROM {t} x WHERE x.ctid = {t}.ctid",
    "on conflict": "INSERT INTO {t} SELECT * FROM {t}"
    " ON CONFLICT ({k}) DO UPDATE SET {c} = EXCLUDED.{c}",
    "merge update": "MERGE INTO {t} USING {t} x ON x.ctid = {t}.ctid"
    " WHEN MATCHED THEN UPDATE SET {c} = x.{c}",
    "for update": "SELECT FROM {t} FOR UPDATE",
    "with update": "WITH x AS (UPDATE {t} SET {c} = {c} RETURNING 1) SELECT count(*) FROM x",
}
REMOVALS = {
    "delete": "DELETE FROM {t}",
    "delete nothing": "DELETE FROM {t} WHERE false",
    "truncate": "TRUNCATE {t}",
    "truncate cascade": "TRUNCATE {t} CASCADE",
    "truncate restart": "TRUNCATE {t} RESTART IDENTITY CASCADE",
    "merge delete": "MERGE INTO {t} USING {t} x ON x.ctid = {t}.ctid WHEN MATCHED THEN DELETE",
    "with delete": "WITH x AS (DELETE FROM {t} RETURNING 1) SELECT count(*) FROM x",
    "drop": "DROP TABLE {t} CASCADE",
}
DISARMS = {
    "disable triggers": "ALTER TABLE {t} DISABLE TRIGGER ALL",
    "disable user triggers": "ALTER TABLE {t} DISABLE TRIGGER USER",
    "swallow by rule": "CREATE RULE swallow AS ON UPDATE TO {t} DO INSTEAD NOTHING",
    "trigger of one's own": "CREATE TRIGGER own BEFORE INSERT ON {t} FOR EACH ROW"
    " EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "drop the key": "ALTER TABLE {t} DROP CONSTRAINT {p} CASCADE",
    "take over": f"ALTER TABLE {{t}} OWNER TO {APP}",
    "rename": "ALTER TABLE {t} RENAME TO gone",
    "add a column": "ALTER TABLE {t} ADD COLUMN spare text",
    "open a hole": "ALTER TABLE {t} ALTER COLUMN {c} DROP NOT NULL",
    "row security": "ALTER TABLE {t} ENABLE ROW LEVEL SECURITY",
    "shadow": "CREATE TEMPORARY TABLE {t} (LIKE public.{t})",
}


def fill_in(session: Session, form: str, table: str) -> str:
    """The form for that table."""
    key = session.execute(
        "SELECT c.conname, string_agg(a.attname, ', ') FROM pg_constraint c"
        " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY(c.conkey)"
        " WHERE c.contype = 'p' AND c.conrelid = %s::regclass GROUP BY c.conname",
        [table],
    ).fetchone()
    assert key is not None
    column = str(key[1]).split(", ")[0]
    return form.format(t=table, c=column, k=key[1], p=key[0])


def content_of(session: Session, table: str) -> object:
    """A digest of the whole table, as committed."""
    session.rollback()
    found = session.execute(f"SELECT md5(string_agg(x::text, '' ORDER BY x::text)) FROM {table} x")
    row = found.fetchone()
    session.rollback()
    return row[0] if row else None


def expect_refusal(session: Session, table: str, act: Callable[[], object]) -> None:
    """The act fails by its commit at the latest, and the table is as it was."""
    before = content_of(session, table)

    def act_and_commit() -> None:
        act()
        session.commit()

    with pytest.raises(psycopg.Error):
        act_and_commit()
    assert content_of(session, table) == before


def privileges_on(session: Session, table: str) -> object:
    """Who may do what on the table."""
    found = session.execute("SELECT relacl FROM pg_class WHERE oid = %s::regclass", [table])
    return found.fetchall()


@pytest.mark.parametrize("table", KEPT)
@pytest.mark.parametrize("form", [*CHANGES.values(), *REMOVALS.values()], ids=[*CHANGES, *REMOVALS])
def test_what_was_written_is_neither_changed_nor_removed(
    intruder: Session, form: str, table: str
) -> None:
    statement = fill_in(intruder, form, table)

    expect_refusal(intruder, table, lambda: intruder.execute(statement))


@pytest.mark.parametrize("table", STAYING)
@pytest.mark.parametrize("form", REMOVALS.values(), ids=REMOVALS)
def test_what_may_change_still_never_goes(intruder: Session, form: str, table: str) -> None:
    statement = fill_in(intruder, form, table)

    expect_refusal(intruder, table, lambda: intruder.execute(statement))


@pytest.mark.parametrize("table", [*KEPT, *STAYING])
@pytest.mark.parametrize("form", DISARMS.values(), ids=DISARMS)
def test_no_guard_is_disarmed(intruder: Session, form: str, table: str) -> None:
    statement = fill_in(intruder, form, table)

    expect_refusal(intruder, table, lambda: intruder.execute(statement))


@pytest.mark.parametrize("table", [*KEPT, *STAYING])
@pytest.mark.parametrize("to", [APP, PORTAL, "PUBLIC"])
def test_nobody_grants_what_is_not_his_to_give(intruder: Session, to: str, table: str) -> None:
    """PostgreSQL answers such a GRANT with a mere warning, so the privileges are compared."""
    before = privileges_on(intruder, table)

    intruder.execute(f"GRANT ALL ON {table} TO {to}")

    assert privileges_on(intruder, table) == before


@pytest.mark.parametrize("table", [*KEPT, *STAYING])
def test_a_copied_row_is_refused_by_copy_too(intruder: Session, table: str) -> None:
    with intruder.cursor().copy(f"COPY {table} TO STDOUT") as out:
        rows = b"".join(bytes(block) for block in out)
    assert rows

    def copy_back() -> None:
        with intruder.cursor().copy(f"COPY {table} FROM STDIN") as into:
            into.write(rows)

    expect_refusal(intruder, table, copy_back)


@pytest.mark.parametrize("table", [t for t in KEPT if t.startswith(("cases_", "dossier_"))])
def test_no_row_comes_in_without_an_entry_of_its_case(intruder: Session, table: str) -> None:
    """A row of the same content under a new key: only the record is missing."""
    key = fill_in(intruder, "{k}", table)
    new_row = f"""INSERT INTO {table} SELECT (jsonb_populate_record(
        x, jsonb_build_object('{key}', gen_random_uuid()))).* FROM {table} x LIMIT 1"""

    expect_refusal(intruder, table, lambda: intruder.execute(new_row))


OF_THE_SESSION = [
    "SET session_replication_role = replica",
    "SET SESSION session_replication_role = 'local'",
    f"SET ROLE {OWNER}",
    f"SET SESSION AUTHORIZATION {OWNER}",
    "SET ROLE postgres",
    "ALTER SYSTEM SET session_preload_libraries = 'x'",
    f"ALTER ROLE {APP} SUPERUSER",
    f"ALTER ROLE {APP} BYPASSRLS",
    f"GRANT {OWNER} TO {APP}",
    "CREATE ROLE helper",
    "CREATE SCHEMA hiding",
    "CREATE TABLE hiding (a int)",
    "CREATE TEMPORARY TABLE journal_entry (xact bigint)",
    "CREATE EXTENSION dblink",
    "CREATE FUNCTION own() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE OR REPLACE FUNCTION mingjian_refuse_change() RETURNS trigger LANGUAGE plpgsql"
    " AS 'BEGIN RETURN NEW; END'",
    "CREATE OR REPLACE FUNCTION mingjian_require_entry() RETURNS trigger LANGUAGE plpgsql"
    " AS 'BEGIN RETURN NULL; END'",
    "CREATE OR REPLACE FUNCTION review_by_neutral_person() RETURNS trigger LANGUAGE plpgsql"
    " AS 'BEGIN RETURN NEW; END'",
    "DROP FUNCTION mingjian_refuse_change() CASCADE",
    "ALTER FUNCTION mingjian_refuse_change() RENAME TO gone",
    "ALTER FUNCTION mingjian_require_entry() SECURITY INVOKER",
    "DROP TRIGGER decision_append_only ON cases_decision",
    "ALTER TABLE cases_decision DISABLE TRIGGER decision_after_hearing",
    "ALTER TABLE cases_decision DROP CONSTRAINT decision_reviewed_where_due",
    "ALTER TABLE cases_decision ALTER CONSTRAINT decision_is_the_proposal NOT DEFERRABLE",
    "DROP INDEX case_number_once",
    "SELECT setval('mingjian_journal_position', 1)",
    "INSERT INTO mingjian_journal_epoch VALUES (9)",
    "UPDATE pg_trigger SET tgenabled = 'D'",
    "DELETE FROM pg_constraint",
    "COPY journal_entry TO PROGRAM 'cat'",
    "COPY journal_entry FROM '/etc/hostname'",
    "SELECT pg_read_file('/etc/hostname')",
    "SELECT lo_import('/etc/hostname')",
    "REASSIGN OWNED BY CURRENT_USER TO postgres",
    "DROP DATABASE mingjian",
]


@pytest.mark.parametrize("statement", OF_THE_SESSION)
def test_the_session_gains_no_power(intruder: Session, statement: str) -> None:
    with pytest.raises(psycopg.Error):
        intruder.execute(statement)


def test_a_case_is_not_moved_without_an_entry(intruder: Session) -> None:
    moved = "UPDATE cases_case SET state = 'closed' WHERE state <> 'closed'"

    expect_refusal(intruder, "cases_case", lambda: intruder.execute(moved))
