"""Fixtures of every test: one template database, copied for each worker and for each committing test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import fasteners
import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from mingjian.ops.grants import apply_grants
from mingjian.ops.postgres import APP, OWNER, PORTAL

_CACHE = Path(__file__).resolve().parent.parent / ".cache"
TEMPLATE = "mingjian_template"
_RUN: dict[str, str] = {}


def pytest_configure(config: pytest.Config) -> None:
    """Give the run one name, the same in all its workers."""
    worker = getattr(config, "workerinput", None)
    _RUN["id"] = worker["testrunuid"] if worker else f"single-{os.getpid()}"


def url_for(role: str, database: str) -> str:
    """A connection URL of the test cluster."""
    if settings.SERVER is not None:
        return str(settings.SERVER.url(role, database))
    base = connection.settings_dict
    return f"postgresql://{role}:{base['PASSWORD']}@/{database}?host={base['HOST']}"


def _run_on_postgres(statement: str) -> None:
    with psycopg.connect(url_for(OWNER, "postgres"), autocommit=True) as owner:
        owner.execute(statement)


def _point_at(database: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = database
    connection.settings_dict["NAME"] = database


def _copy_template(database: str) -> None:
    _run_on_postgres(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
    _run_on_postgres(f'CREATE DATABASE "{database}" TEMPLATE "{TEMPLATE}"')


@pytest.fixture(scope="session")
def template_database(django_db_blocker: DjangoDbBlocker) -> str:
    """Migrated once per run, whatever the number of workers."""
    _CACHE.mkdir(exist_ok=True)
    marker = _CACHE / "template.run"
    run = _RUN["id"]
    with fasteners.InterProcessLock(_CACHE / "template.lock"):
        if not marker.exists() or marker.read_text() != run:
            _run_on_postgres(f'DROP DATABASE IF EXISTS "{TEMPLATE}" WITH (FORCE)')
            _run_on_postgres(f'CREATE DATABASE "{TEMPLATE}"')
            with django_db_blocker.unblock():
                _point_at(TEMPLATE)
                call_command("migrate", verbosity=0)
                apply_grants()
                connection.close()
            marker.write_text(run)
    return TEMPLATE


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, template_database: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Replace pytest-django's: append-only tables cannot be flushed, so databases are copied."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    database = f"mingjian_test_{worker}"
    _copy_template(database)
    _point_at(database)
    yield
    with django_db_blocker.unblock():
        connection.close()
    _run_on_postgres(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


@pytest.fixture
def fresh_database(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """A database of the test's own in which transactions really commit; dropped afterwards."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    database, before = f"mingjian_fresh_{worker}", connection.settings_dict["NAME"]
    _copy_template(database)
    _point_at(database)
    with django_db_blocker.unblock():
        yield database
        connection.close()
    _point_at(before)
    _run_on_postgres(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


@pytest.fixture
def app_connection(fresh_database: str) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """Logged in as the application role, as an intruder with its password would be."""
    with psycopg.connect(url_for(APP, fresh_database), autocommit=True) as intruder:
        yield intruder


@pytest.fixture
def portal_connection(fresh_database: str) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """Logged in as the portal's role."""
    with psycopg.connect(url_for(PORTAL, fresh_database), autocommit=True) as intruder:
        yield intruder
