"""Fixtures of every test: a database for each worker, and one for each test that commits."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as chance
from pytest_django import DjangoDbBlocker

from mingjian.ops.postgres import APP, PORTAL
from tests.browsers import chromium
from tests.databases import (
    copy_database,
    drop_database,
    drop_leftovers,
    log_folder,
    make_template,
    name_for,
    point_at,
    url_for,
)

# The same examples in every run, so that a red run is somebody's change; `make soak` takes others.
# Machines are noisy: how long an example takes says nothing.
chance.register_profile(
    "same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
chance.register_profile("other", parent=chance.get_profile("same"), derandomize=False)
chance.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

__all__ = ["chromium", "url_for"]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind; workers leave it to the process that started them."""
    if settings.configured and not hasattr(config, "workerinput"):
        drop_leftovers()


@pytest.fixture(scope="session")
def worker_name(request: pytest.FixtureRequest) -> str:
    """``gw0``…, or ``main`` without pytest-xdist."""
    return str(getattr(request.config, "workerinput", {}).get("workerid", "main"))


@pytest.fixture(scope="session")
def template_database(django_db_blocker: DjangoDbBlocker) -> str:
    """Migrated once per run, whatever the number of workers."""
    with django_db_blocker.unblock():
        return make_template()


@pytest.fixture(scope="session")
def django_db_setup(
    worker_name: str, template_database: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Replace pytest-django's: append-only tables cannot be flushed, so databases are copied."""
    database = name_for(worker_name)
    copy_database(source=template_database, target=database)
    point_at(database)
    yield
    with django_db_blocker.unblock():
        connection.close()
    drop_database(database)


@pytest.fixture(autouse=True)
def forgotten_log(worker_name: str) -> None:
    """A test that is rolled back leaves no log; neither may the files that it signed."""
    shutil.rmtree(log_folder(name_for(worker_name)), ignore_errors=True)


@pytest.fixture
def fresh_database(
    worker_name: str,
    template_database: str,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[str]:
    """A database of the test's own in which transactions really commit; dropped afterwards."""
    database, before = name_for(f"{worker_name}_fresh"), connection.settings_dict["NAME"]
    copy_database(source=template_database, target=database)
    point_at(database)
    with django_db_blocker.unblock():
        yield database
        connection.close()
    point_at(before)
    drop_database(database)


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
