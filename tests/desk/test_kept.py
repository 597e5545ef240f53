"""What is kept between requests is exact: the same snapshot, the same rows."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from mingjian.desk.kept import kept

pytestmark = pytest.mark.django_db


def count() -> int:
    with connection.cursor() as sql:
        sql.execute("SELECT count(*) FROM kept_probe")
        return int(sql.fetchone()[0])


@pytest.fixture
def elsewhere(db: None) -> Iterator[ThreadPoolExecutor]:
    """A session that commits, with a table of its own."""

    def run(statement: str) -> None:
        with connection.cursor() as sql:
            sql.execute(statement)

    with ThreadPoolExecutor(max_workers=1) as session:
        session.submit(run, "CREATE TABLE kept_probe (id int)").result()
        yield session
        session.submit(run, "DROP TABLE kept_probe").result()
        session.submit(lambda: connection.close()).result()


def test_a_figure_is_counted_again_after_a_commit_and_only_then(
    elsewhere: ThreadPoolExecutor,
) -> None:
    asked = []

    def counted() -> int:
        asked.append(1)
        return count()

    def story() -> list[int]:
        found = [kept("probe", counted), kept("probe", counted)]
        with connection.cursor() as sql:
            sql.execute("INSERT INTO kept_probe VALUES (1)")
        return [*found, kept("probe", counted), kept("probe", counted)]

    figures = elsewhere.submit(story).result()

    assert figures == [0, 0, 1, 1]
    assert 2 <= len(asked) <= 4  # other sessions of this server may commit in between


def test_within_a_transaction_nothing_is_kept(elsewhere: ThreadPoolExecutor) -> None:
    def story() -> list[int]:
        with transaction.atomic(), connection.cursor() as sql:
            before = kept("atomic", count)
            sql.execute("INSERT INTO kept_probe VALUES (1)")
            return [before, kept("atomic", count)]

    assert elsewhere.submit(story).result() == [0, 1]
