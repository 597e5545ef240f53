"""The database server: three roles without power, one database, the tools that come with it."""

from __future__ import annotations

import psycopg
import pytest
from django.conf import settings

from mingjian.ops.postgres import (
    APP,
    OWNER,
    PORTAL,
    ensure_database,
    ensure_roles,
    postgres_tool,
    run_tool,
)
from tests.databases import name_for, url_for

needs_embedded = pytest.mark.skipif(
    settings.SERVER is None, reason="the operator's own cluster has its own superuser"
)


@needs_embedded
def test_roles_and_database_are_made_once() -> None:
    name = name_for("made")
    with psycopg.connect(url_for("postgres", "postgres"), autocommit=True) as superuser:
        for _ in range(2):
            ensure_roles(superuser)
            ensure_database(superuser, name)

        owner = superuser.execute(
            "SELECT pg_get_userbyid(datdba), pg_encoding_to_char(encoding) FROM pg_database"
            " WHERE datname = %s",
            [name],
        ).fetchone()
        superuser.execute(f'DROP DATABASE "{name}"')

    assert owner == (OWNER, "UTF8")


@needs_embedded
@pytest.mark.parametrize("role", [OWNER, APP, PORTAL])
def test_no_role_is_a_superuser_or_makes_roles(role: str) -> None:
    with psycopg.connect(url_for("postgres", "postgres")) as superuser:
        found = superuser.execute(
            "SELECT rolsuper OR rolcreaterole OR rolbypassrls FROM pg_roles WHERE rolname = %s",
            [role],
        ).fetchone()

    assert found == (False,)


@needs_embedded
def test_the_embedded_server_listens_to_no_network() -> None:
    with psycopg.connect(url_for("postgres", "postgres")) as superuser:
        found = superuser.execute("SHOW listen_addresses").fetchone()

    assert found == ("",)


def test_its_tools_are_found_and_run() -> None:
    assert run_tool("psql", "--version").startswith("psql (PostgreSQL)")


def test_an_unknown_tool_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="pg_wunder"):
        postgres_tool("pg_wunder")
