"""What each database role may do: exactly this, on every table."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection, models

from mingjian.journal.guards import AppendOnly, NoDelete
from mingjian.ops.postgres import APP, PORTAL

pytestmark = pytest.mark.django_db
PRIVILEGES = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
MODELS = apps.get_models(include_auto_created=True)
# What the public site reads. A table that is added here is a decision to publish it.
PUBLISHED = {
    "disclosure_publicagency",
    "disclosure_publicrecord",
    *("ledger_leaf", "ledger_loghead", "ledger_checkpoint", "ledger_cosignature"),
    "disclosure_numberaccount",
    "seals_publicseal",
    "disclosure_publiclist",
    # A view: officers who may enforce, without the persons behind them.
    "disclosure_publiccredential",
    # Views: how a request stands, and what a party said beside its decision; nobody's contact.
    *("disclosure_publicrequest", "disclosure_publicreply"),
}
VIEWS = {"disclosure_publiccredential", "disclosure_publicrequest", "disclosure_publicreply"}
# Tables without a model of ours.
OTHERS = {
    "django_migrations": {"SELECT"},
    "mingjian_journal_epoch": set(),
}


def ask(question: str, *values: object) -> object:
    """One answer of the database."""
    with connection.cursor() as sql:
        sql.execute(question, values)
        return sql.fetchone()[0]


def held(role: str, table: str) -> set[str]:
    """The privileges of the role on the table, its memberships and PUBLIC included."""
    question = "SELECT has_table_privilege(%s, %s, %s)"
    return {one for one in PRIVILEGES if ask(question, role, f'"{table}"', one)}


def owed(model: type[models.Model]) -> set[str]:
    """What the application needs, from the guards of the table."""
    if model._meta.db_table in VIEWS:
        return {"SELECT"}
    guards = {type(constraint) for constraint in model._meta.constraints}
    if AppendOnly in guards:
        return {"SELECT", "INSERT"}
    return {"SELECT", "INSERT", "UPDATE"} | (set() if NoDelete in guards else {"DELETE"})


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.db_table)
def test_the_application_may_do_what_the_guards_leave_open(model: type[models.Model]) -> None:
    assert held(APP, model._meta.db_table) == owed(model)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.db_table)
def test_the_portal_reads_what_is_published_and_nothing_else(model: type[models.Model]) -> None:
    table = model._meta.db_table

    assert held(PORTAL, table) == ({"SELECT"} if table in PUBLISHED else set())


@pytest.mark.parametrize("table", OTHERS)
def test_tables_without_a_model_are_closed(table: str) -> None:
    assert held(APP, table) == OTHERS[table]
    assert held(PORTAL, table) == set()


def test_no_table_is_forgotten() -> None:
    known = {model._meta.db_table for model in MODELS} | set(OTHERS)

    assert {t for t in connection.introspection.table_names() if t not in known} == set()


@pytest.mark.parametrize("role", [APP, PORTAL])
@pytest.mark.parametrize("privilege", ["CREATE", "TEMPORARY"])
def test_no_role_makes_tables_of_its_own(role: str, privilege: str) -> None:
    asked = "SELECT has_database_privilege(%s, current_database(), %s)"

    assert ask(asked, role, privilege) is False
    assert ask("SELECT has_schema_privilege(%s, 'public', 'CREATE')", role) is False


@pytest.mark.parametrize("role", [APP, PORTAL])
def test_no_role_has_more_power_than_its_grants(role: str) -> None:
    attributes = "rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication"

    assert ask(f"SELECT {attributes} FROM pg_roles WHERE rolname = %s", role) is False
    memberships = "SELECT count(*) FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member"
    assert ask(f"{memberships} WHERE r.rolname = %s", role) == 0


def test_the_portal_reads_no_sequence_and_sees_no_column_beside_its_tables() -> None:
    columns = """SELECT count(*) FROM information_schema.column_privileges
        WHERE grantee = %s AND NOT table_name = ANY(%s)"""
    sequences = """SELECT count(*) FROM pg_sequences WHERE schemaname = 'public'
        AND has_sequence_privilege(%s, quote_ident(sequencename), 'USAGE')"""

    assert ask(columns, PORTAL, sorted(PUBLISHED)) == 0
    assert ask(sequences, PORTAL) == 0
