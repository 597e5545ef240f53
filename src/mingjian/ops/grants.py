"""Privileges (数据库权限): what each role may do, derived from the models after migrating."""

from __future__ import annotations

from django.apps import apps
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder

from mingjian.journal.guards import AppendOnly, NoDelete
from mingjian.ops.postgres import APP, PORTAL

# What the portal may do besides reading: hand in, through a function that decides what is written.
PORTAL_FUNCTIONS = ("mingjian_hand_in_request(jsonb)",)


def apply_grants() -> None:
    """Give both roles exactly their privileges; run as owner. TRUNCATE is granted to nobody."""
    with connection.cursor() as sql:
        sql.execute("SELECT current_database()")
        sql.execute(refuse_temporary_tables(sql.fetchone()[0]))
        sql.execute(f'REVOKE ALL ON ALL TABLES IN SCHEMA public FROM "{APP}", "{PORTAL}"')
        sql.execute(f'GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO "{APP}"')
        sql.execute(f'GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO "{APP}"')
        for function in PORTAL_FUNCTIONS:
            sql.execute(f'REVOKE ALL ON FUNCTION {function} FROM PUBLIC, "{PORTAL}"')
            sql.execute(f'GRANT EXECUTE ON FUNCTION {function} TO "{PORTAL}"')
        tables = set(connection.introspection.table_names(sql, include_views=True))
        # The start-up check asks whether the database is as new as the program.
        migrations = MigrationRecorder.Migration._meta.db_table
        sql.execute(f'GRANT SELECT ON "{migrations}" TO "{APP}"')
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            if table not in tables:
                continue  # a model without its migration: `make migrations` names it
            sql.execute(f'GRANT {app_privileges(model)} ON "{table}" TO "{APP}"')
            if is_public(model):
                sql.execute(f'GRANT SELECT ON "{table}" TO "{PORTAL}"')


def refuse_temporary_tables(database: str) -> str:
    """SQL: neither role may make temporary tables, which could shadow what a guard reads."""
    return f'REVOKE TEMPORARY, CREATE ON DATABASE "{database}" FROM PUBLIC, "{APP}", "{PORTAL}"'


def app_privileges(model: type[models.Model]) -> str:
    """SELECT and INSERT on every table; UPDATE and DELETE only where no guard forbids them."""
    # Our unmanaged models are views; those of procrastinate are tables that its worker writes.
    if not model._meta.managed and model.__module__.startswith("mingjian."):
        return "SELECT"
    kinds = {type(constraint) for constraint in model._meta.constraints}
    if AppendOnly in kinds:
        return "SELECT, INSERT"
    if NoDelete in kinds:
        return "SELECT, INSERT, UPDATE"
    return "SELECT, INSERT, UPDATE, DELETE"


def is_public(model: type[models.Model]) -> bool:
    """The portal may read this table (``public_table = True`` on the model)."""
    return bool(getattr(model, "public_table", False))
