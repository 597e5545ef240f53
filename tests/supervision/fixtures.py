"""The database of one told campaign: told once a run, whichever package asks first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.databases import copy_database, name_for, point_at
from tests.supervision.make import Told, tell_campaign

_told: dict[str, Told] = {}


@pytest.fixture
def at_told_campaign(
    worker_name: str,
    template_database: str,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Told]:
    """Work in that database; it goes with the other leftovers of the run."""
    database, before = name_for(f"{worker_name}_appraisal"), connection.settings_dict["NAME"]
    is_new = database not in _told
    if is_new:
        copy_database(source=template_database, target=database)
    point_at(database)
    if is_new:
        with django_db_blocker.unblock():
            _told[database] = tell_campaign()
            connection.close()
    yield _told[database]
    with django_db_blocker.unblock():
        connection.close()
    point_at(before)


@pytest.fixture
def told(at_told_campaign: Told, db: None) -> Told:
    """Four decided cases, two drawn, a reviewer each; in a transaction that is rolled back."""
    return at_told_campaign
