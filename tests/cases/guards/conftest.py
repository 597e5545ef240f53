"""Something to attack, and somebody who attacks it."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from mingjian.ops.postgres import APP
from tests.cases.guards.committed import tell_everything
from tests.databases import url_for


@pytest.fixture(autouse=True)
def everything_told(db: None) -> None:
    """Committed cases with rows in every table, told once by a session of its own."""
    tell_everything()


@pytest.fixture
def intruder(
    everything_told: None, case_database: str
) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """Logged in as the application, in one open transaction."""
    with psycopg.connect(url_for(APP, case_database)) as session:
        yield session
        session.rollback()
