"""The archive's own database: one filed and packed dossier stays in it from test to test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from mingjian.registry.packs import load_packs
from tests.archive.make import Filed, file_a_case, live_through_everything, shelf_key
from tests.cases.shelf import shelf
from tests.cases.story import EARLY, an_administrator
from tests.databases import copy_database, drop_database, name_for, point_at


@pytest.fixture(scope="package", autouse=True)
def archive_database(
    worker_name: str,
    template_database: str,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[str]:
    """A database of this package with the law packs in it."""
    database, before = name_for(f"{worker_name}_archive"), connection.settings_dict["NAME"]
    copy_database(source=template_database, target=database)
    point_at(database)
    with django_db_blocker.unblock():
        load_packs(by=an_administrator(), at=EARLY)
    shelf.is_open = True
    yield database
    shelf.close()
    with django_db_blocker.unblock():
        connection.close()
    point_at(before)
    drop_database(database)


@pytest.fixture
def filed(db: None) -> Filed:
    """A closed case, handed over, filed and packed; what a test does to its rows is undone."""
    return Filed.of(shelf.take(shelf_key(), file_a_case))


@pytest.fixture
def busy(db: None) -> Filed:
    """A dossier that was lent, held, checked and extended: a row in every table but the stub's."""
    return Filed.of(shelf.take("a busy dossier", live_through_everything))
