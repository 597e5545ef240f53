"""Every guard by itself: on a table stripped of all others it refuses; taken away, the row changes.

So no guard of the release stands there without effect, and deleting one makes a test fail.
"""

from __future__ import annotations

import pytest
from django.db import connection

from tests.cases.guards.attacks import (
    FORBIDDEN,
    attacks_on,
    execute,
    refusal_of,
    strip,
    types_of,
    update,
)
from tests.cases.guards.manifest import Standing, not_null_columns, standing

STAMP = "entry_stamped"
GUARDS = [guard for guard in standing() if guard.name != STAMP]


@pytest.mark.parametrize("guard", GUARDS, ids=str)
def test_alone_it_refuses_and_without_it_the_row_changes(guard: Standing) -> None:
    strip(guard.table, keep=guard)
    named = guard.arguments[0] if guard.arguments else guard.name
    statements = attacks_on(guard)

    refused_by = {statement: refusal_of(statement) for statement in statements}
    assert refused_by == dict.fromkeys(statements, named)

    with connection.cursor() as sql:
        sql.execute(guard.removal)
    changed = [execute(statement) for statement in statements]
    assert all(rows != 0 for rows in changed)


@pytest.mark.parametrize(("table", "columns"), not_null_columns().items())
def test_a_column_that_may_not_be_empty_is_not(table: str, columns: list[str]) -> None:
    strip(table)

    for column in columns:
        emptied = update(table, f'"{column}" = NULL')
        assert refusal_of(emptied) == column

        with connection.cursor() as sql:
            sql.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" DROP NOT NULL')
        assert execute(emptied) == 1


def test_the_stamp_of_an_entry_is_the_database_s_own() -> None:
    stamp = next(guard for guard in standing() if guard.name == STAMP)
    strip("journal_entry", keep=stamp)
    columns = ", ".join(f'"{c}"' for c in types_of("journal_entry") if c not in ("xact", "turn"))
    forged = f"""INSERT INTO journal_entry ({columns}, xact, turn)
        SELECT {columns}, 1, 1 FROM journal_entry LIMIT 1"""

    execute(forged)
    assert _stamped_with(1) == 0

    with connection.cursor() as sql:
        sql.execute(stamp.removal)
    execute(forged)
    assert _stamped_with(1) == 1


def _stamped_with(xact: int) -> int:
    with connection.cursor() as sql:
        sql.execute("SELECT count(*) FROM journal_entry WHERE xact = %s", [xact])
        return int(sql.fetchone()[0])


def test_every_check_of_the_release_has_its_forbidden_row() -> None:
    written = {
        guard.name
        for guard in standing()
        if guard.kind == "check" and not guard.name.endswith("_check")
    }

    assert written == set(FORBIDDEN)
