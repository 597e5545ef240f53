"""I17: the portal's role reads the public tables; every other table of the database refuses it."""

from __future__ import annotations

import json

import psycopg
import pytest
from django.apps import apps

from tests.disclosure.make import published

PUBLIC = {
    *("disclosure_publicrecord", "disclosure_publicagency", "disclosure_numberaccount"),
    *("ledger_leaf", "ledger_loghead", "ledger_checkpoint", "ledger_cosignature"),
    *("seals_publicseal", "disclosure_publiclist"),
}
# 视图：只露出证件公开的栏目，底下的名录表仍然不可读。
VIEWS = {
    *("disclosure_publiccredential", "disclosure_publicrequest", "disclosure_publicreply"),
}


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


HAND_IN = "SELECT mingjian_hand_in_request(%s)"


def test_the_portal_hands_in_through_one_function_and_in_no_other_way(portal_connection):
    _, shown = published()
    handed = json.dumps(a_request(shown.public_id))

    first = portal_connection.execute(HAND_IN, [handed]).fetchone()
    again = portal_connection.execute(HAND_IN, [handed]).fetchone()

    assert first == again
    for statement in (
        "SELECT * FROM disclosure_requestintake",
        "INSERT INTO disclosure_requestintake (number) VALUES ('x')",
        "UPDATE disclosure_requestintake SET content = ''",
        "DELETE FROM disclosure_requestintake",
        "CREATE OR REPLACE FUNCTION mingjian_hand_in_request(jsonb) RETURNS text LANGUAGE sql"
        " AS 'SELECT 1::text'",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            portal_connection.execute(statement)


WRONG = [
    ({"public_id": "no-such-record"}, "intake_of_a_standing_record"),
    ({"kind": "complaint"}, "intake_kind_and_capacity"),
    ({"kind": "restoration"}, "intake_kind_and_capacity"),
    ({"content": ""}, "intake_is_written"),
    ({"network": ""}, "intake_is_written"),
]


def test_the_function_refuses_what_the_form_refuses_and_a_flood(portal_connection):
    _, shown = published()
    for change, constraint in WRONG:
        with pytest.raises(psycopg.errors.CheckViolation) as refused:
            hand_in(portal_connection, {**a_request(shown.public_id), **change})
        assert refused.value.diag.constraint_name == constraint, change

    for serial in range(11):
        several = {"nonce": f"n{serial}", "network": f"w{serial}"}
        handed = {**a_request(shown.public_id), **several}
        if serial < 10:
            hand_in(portal_connection, handed)
    with pytest.raises(psycopg.errors.CheckViolation, match="too many"):
        hand_in(portal_connection, handed)


def hand_in(connection, handed: dict[str, str]) -> None:
    connection.execute(HAND_IN, [json.dumps(handed)])


def a_request(public_id: str) -> dict[str, str]:
    return {
        "nonce": "once",
        "kind": "correction",
        "public_id": public_id,
        "field": "",
        "content": "罚款数额与决定书不一致。",
        "evidence": "",
        "applicant": "赵六六",
        "contact": "示范街9号传达室",
        "capacity": "other",
        "network": "somewhere",
    }
