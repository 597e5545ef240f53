"""I17: the portal's role reads the public tables; every other table of the database refuses it."""

from __future__ import annotations

import psycopg
from django.apps import apps

from tests.disclosure.make import published

PUBLIC = {
    *("disclosure_publicrecord", "disclosure_publicagency", "disclosure_numberaccount"),
    *("ledger_leaf", "ledger_loghead", "ledger_checkpoint", "ledger_cosignature"),
    *("seals_publicseal", "disclosure_publiclist"),
}
# 视图：只露出证件公开的栏目，底下的名录表仍然不可读。
VIEWS = {"disclosure_publiccredential"}


def test_the_portal_reads_the_public_tables_and_no_other(portal_connection):
    published()
    tables = portal_connection.execute(
        "SELECT schemaname, tablename FROM pg_tables "
        "WHERE schemaname NOT IN ('pg_catalog', 'information_schema') UNION ALL "
        "SELECT schemaname, viewname FROM pg_views "
        "WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
    ).fetchall()

    readable = {table for schema, table in tables if may_read(portal_connection, schema, table)}

    assert readable == PUBLIC | VIEWS
    assert len(tables) > 50


def test_the_portal_writes_nothing(portal_connection):
    published()

    for table in PUBLIC | VIEWS:
        for statement in (f"DELETE FROM {table}", f"INSERT INTO {table} SELECT * FROM {table}"):
            try:
                portal_connection.execute(statement)
            except (
                psycopg.errors.InsufficientPrivilege,
                psycopg.errors.ObjectNotInPrerequisiteState,  # a view over several tables
            ):
                continue
            raise AssertionError(f"the portal may run: {statement}")


def test_the_public_tables_say_so_and_hold_nothing_but_public_fields():
    public = {model for model in apps.get_models() if getattr(model, "public_table", False)}

    assert {model._meta.db_table for model in public} == PUBLIC | VIEWS
    for model in public:
        assert set(model.classification.values()) == {"public"}
        assert not {f.related_model for f in model._meta.fields if f.related_model} - public


def may_read(connection, schema: object, table: object) -> bool:
    try:
        connection.execute(f'SELECT * FROM "{schema}"."{table}" LIMIT 1')
    except psycopg.errors.InsufficientPrivilege:
        return False
    return True
