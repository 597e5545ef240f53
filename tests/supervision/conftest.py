"""The room's own database: one campaign over told cases, committed; tests go on and roll back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.databases import copy_database, drop_database, name_for, point_at
from tests.supervision.make import Told, tell_campaign


@pytest.fixture(scope="package")
def told_campaign(
    worker_name: str,
    template_database: str,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Told]:
    """Five decided cases, drawn, reviewers assigned."""
    database, before = name_for(f"{worker_name}_appraisal"), connection.settings_dict["NAME"]
    copy_database(source=template_database, target=database)
    point_at(database)
    with django_db_blocker.unblock():
        told = tell_campaign()
        connection.close()
    yield told
    with django_db_blocker.unblock():
        connection.close()
    point_at(before)
    drop_database(database)


@pytest.fixture
def told(told_campaign: Told, db: None) -> Told:
    """The same, in a transaction that is rolled back."""
    return told_campaign
