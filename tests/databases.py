"""Test databases: migrated once per schema, copied for each worker and each committing test.

Several runs may share the cluster: each database carries the process id of the run it belongs to,
and what a dead run left behind is dropped by the next one.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from pathlib import Path
from typing import TypeAlias

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from mingjian.ops.grants import apply_grants, refuse_temporary_tables
from mingjian.ops.postgres import OWNER

# A worker of pytest-xdist is a child of the process that the run was started in.
RUN = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
Connection: TypeAlias = psycopg.Connection[tuple[str, ...]]
_SOURCE = Path(__file__).resolve().parents[1] / "src" / "mingjian"
_SHARED = "mingjian_template_"
_TEMPLATES = 20260101  # key of the lock under which templates are made
_OURS = re.compile(r"mingjian_test_(\d+)_\w+")


def name_for(what: str) -> str:
    """The name of a database of this run."""
    return f"mingjian_test_{RUN}_{what}"


def url_for(role: str, database: str) -> str:
    """A connection URL of the test cluster."""
    if settings.SERVER is not None:
        return str(settings.SERVER.url(role, database))
    base = connection.settings_dict
    return f"postgresql://{role}:{base['PASSWORD']}@/{database}?host={base['HOST']}"


def log_folder(database: str) -> Path:
    """Where the log of this database keeps its files; both are made and forgotten together."""
    return Path(settings.DATA_DIR) / "logs" / database


def point_at(database: str) -> None:
    """Let Django's connection lead to ``database`` from now on."""
    connection.close()
    settings.LOG_FOLDER = log_folder(database)
    settings.OPEN_DATA_FOLDER = log_folder(database) / "open"
    settings.DATABASES["default"]["NAME"] = database
    connection.settings_dict["NAME"] = database


def make_template() -> str:
    """The migrated template of this run, whichever worker comes first; returns its name."""
    own, shared = name_for("template"), f"{_SHARED}{_schema_digest()}"
    with _as_administrator() as server:
        server.execute("SELECT pg_advisory_lock(%s)", [_TEMPLATES])
        if own not in _databases(server):
            if shared not in _databases(server):
                _make_shared_template(server, shared)
            copy_database(source=shared, target=own)
    return own


def _make_shared_template(server: Connection, name: str) -> None:
    """Migrate once for all runs of this schema; a failed migration leaves no template."""
    for database in _databases(server):
        if database.startswith(_SHARED):
            server.execute(_statement("DROP DATABASE {} WITH (FORCE)", database))
    raw = name_for("raw")
    server.execute(_statement("DROP DATABASE IF EXISTS {} WITH (FORCE)", raw))
    server.execute(_statement("CREATE DATABASE {} OWNER {} TEMPLATE template0", raw, OWNER))
    before = connection.settings_dict["NAME"]
    point_at(raw)
    call_command("migrate", verbosity=0)
    apply_grants()
    point_at(before)
    server.execute(_statement("ALTER DATABASE {} RENAME TO {}", raw, name))


def _schema_digest() -> str:
    """Changes with whatever makes the schema: migrations, models, guards, grants, libraries."""
    files = [*_SOURCE.glob("*/migrations/*.py"), *_SOURCE.glob("*/models/*.py")]
    files += [*_SOURCE.glob("*/models.py"), *_SOURCE.glob("journal/guards.py")]
    files += [*_SOURCE.glob("ops/grants.py"), _SOURCE.parents[1] / "requirements" / "dev.lock"]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(files))).hexdigest()[:16]


def copy_database(*, source: str, target: str) -> None:
    """Make ``target`` anew as a copy of ``source``, which nobody may be connected to."""
    shutil.rmtree(log_folder(target), ignore_errors=True)
    with _as_administrator() as server:
        server.execute(_statement("DROP DATABASE IF EXISTS {} WITH (FORCE)", target))
        server.execute(_statement("CREATE DATABASE {} OWNER {} TEMPLATE {}", target, OWNER, source))
        # Privileges of the database itself are the one thing that a copy does not take along.
        server.execute(refuse_temporary_tables(target).encode())


def drop_database(database: str) -> None:
    """Drop it, whoever is still connected."""
    with _as_administrator() as server:
        server.execute(_statement("DROP DATABASE IF EXISTS {} WITH (FORCE)", database))


def drop_leftovers() -> None:
    """Drop the databases of this run and of runs whose process is gone."""
    with _as_administrator() as server:
        for database in _databases(server):
            ours = _OURS.fullmatch(database)
            if ours and (int(ours[1]) == RUN or not _is_running(int(ours[1]))):
                server.execute(_statement("DROP DATABASE IF EXISTS {} WITH (FORCE)", database))


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _databases(server: Connection) -> list[str]:
    return [name for (name,) in server.execute("SELECT datname FROM pg_database").fetchall()]


def _as_administrator() -> Connection:
    # The embedded cluster's superuser may end other sessions; elsewhere the owner has to do.
    role = "postgres" if os.environ.get("MINGJIAN_TEST_EMBEDDED") else OWNER
    return psycopg.connect(url_for(role, "postgres"), autocommit=True)


def _statement(text: str, *names: str) -> sql.Composed:
    return sql.SQL(text).format(*(sql.Identifier(name) for name in names))
