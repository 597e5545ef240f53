"""The manifest: what was dropped, altered, added or granted is named, and nothing else."""

from __future__ import annotations

import pytest
from django.db import connection

from mingjian.ops.guards import (
    MANIFEST,
    compare,
    expected_guards,
    guard_differences,
    live_guards,
    manifest_text,
)
from mingjian.ops.postgres import APP, PORTAL

BEFORE = {"a_table": {"kept": "CHECK (x)", "gone": "CHECK (y)", "changed": "CHECK (z)"}}
AFTER = {"a_table": {"kept": "CHECK (x)", "changed": "CHECK (true)", "new": "CHECK (w)"}}
# What an insider with the owner's password might do, and what the check must say of it.
TAMPERING = [
    (
        "DROP TRIGGER decision_append_only ON cases_decision",
        "cases_decision: guard decision_append_only is missing",
    ),
    (
        "ALTER TABLE cases_decision DISABLE TRIGGER decision_append_only",
        "cases_decision: guard decision_append_only differs",
    ),
    (
        "ALTER TABLE cases_decision ENABLE TRIGGER decision_append_only",
        "cases_decision: guard decision_append_only differs",
    ),
    (
        "ALTER TABLE cases_decision DROP CONSTRAINT decision_reviewed_where_due",
        "cases_decision: guard decision_reviewed_where_due is missing",
    ),
    (
        "ALTER TABLE cases_decision DROP CONSTRAINT decision_reviewed_where_due,"
        " ADD CONSTRAINT decision_reviewed_where_due CHECK (true)",
        "cases_decision: guard decision_reviewed_where_due differs",
    ),
    (
        "ALTER TABLE cases_decision DROP CONSTRAINT decision_review_is_of_this_text",
        "cases_decision: guard decision_review_is_of_this_text is missing",
    ),
    ("DROP INDEX case_number_once", "cases_case: guard case_number_once is missing"),
    (
        "ALTER TABLE cases_decision ALTER COLUMN needs_review DROP NOT NULL",
        "cases_decision: guard not null differs",
    ),
    (
        "CREATE OR REPLACE FUNCTION mingjian_refuse_change() RETURNS trigger LANGUAGE plpgsql"
        " AS 'BEGIN RETURN NEW; END'",
        "functions: guard mingjian_refuse_change differs",
    ),
    (
        "ALTER FUNCTION mingjian_require_entry() SECURITY INVOKER",
        "functions: guard mingjian_require_entry differs",
    ),
    (
        "ALTER FUNCTION mingjian_require_entry() RESET search_path",
        "functions: guard mingjian_require_entry differs",
    ),
    (
        "CREATE RULE swallow AS ON INSERT TO journal_entry DO INSTEAD NOTHING",
        "journal_entry: guard swallow is not in the manifest",
    ),
    (
        "CREATE TRIGGER own BEFORE INSERT ON journal_entry FOR EACH ROW"
        " EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "journal_entry: guard own is not in the manifest",
    ),
    (f"GRANT UPDATE ON cases_decision TO {APP}", f"grants: guard cases_decision {APP} differs"),
    (
        f"GRANT UPDATE (fine_yuan) ON cases_decision TO {APP}",
        f"grants: guard cases_decision {APP} differs",
    ),
    (
        f"GRANT SELECT ON registry_party TO {PORTAL}",
        f"grants: guard registry_party {PORTAL} is not in the manifest",
    ),
    (
        "GRANT SELECT ON registry_party TO PUBLIC",
        "grants: guard registry_party PUBLIC is not in the manifest",
    ),
]


def execute(statement: str) -> None:
    with connection.cursor() as sql:
        sql.execute(statement)


def test_the_comparison_names_what_is_missing_new_and_different() -> None:
    assert compare(BEFORE, AFTER) == [
        "a_table: guard changed differs: CHECK (true)",
        "a_table: guard gone is missing",
        "a_table: guard new is not in the manifest",
    ]


def test_a_table_that_is_gone_misses_all_its_guards() -> None:
    assert len(compare(BEFORE, {})) == 3


def test_the_manifest_is_written_the_same_way_every_time() -> None:
    assert manifest_text(dict(reversed(BEFORE.items()))) == manifest_text(BEFORE)
    assert manifest_text(BEFORE).endswith("}\n")


@pytest.mark.django_db
def test_the_committed_manifest_is_that_of_a_freshly_migrated_database() -> None:
    """After a change of models run ``make guards`` and commit what it wrote."""
    assert compare(expected_guards(), live_guards()) == [], f"{MANIFEST}: run `make guards`"


@pytest.mark.django_db
@pytest.mark.parametrize(("tampering", "line"), TAMPERING)
def test_the_check_says_exactly_what_was_done(tampering: str, line: str) -> None:
    before = live_guards()

    execute(tampering)

    (difference,) = compare(before, live_guards())
    assert difference.startswith(line)


DROPPED = [
    (table, name)
    for table, guards in expected_guards().items()
    for name, definition in guards.items()
    if definition.startswith("A CREATE")
]


@pytest.mark.django_db
@pytest.mark.parametrize(("table", "name"), DROPPED)
def test_every_trigger_is_missed_when_it_is_dropped(table: str, name: str) -> None:
    before = live_guards()

    execute(f'DROP TRIGGER "{name}" ON "{table}"')

    found = set(compare(before, live_guards()))
    missed = f"{table}: guard {name} is missing"
    # A rule's own function has no other user and leaves the list with it.
    assert found in ({missed}, {missed, f"functions: guard {name} is missing"})


CHECKS = [
    (table, name)
    for table, guards in expected_guards().items()
    for name, definition in guards.items()
    if definition.startswith(("CHECK", "FOREIGN KEY"))
]


@pytest.mark.django_db
@pytest.mark.parametrize(("table", "name"), CHECKS)
def test_every_check_and_foreign_key_is_missed_when_it_is_dropped(table: str, name: str) -> None:
    before = live_guards()

    execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')

    assert compare(before, live_guards()) == [f"{table}: guard {name} is missing"]


KEYS = [
    (table, name, definition)
    for table, guards in expected_guards().items()
    for name, definition in guards.items()
    if definition.startswith(("UNIQUE", "PRIMARY KEY", "CREATE UNIQUE INDEX"))
]


@pytest.mark.django_db
@pytest.mark.parametrize(("table", "name", "definition"), KEYS)
def test_every_key_is_missed_with_what_rests_on_it(table: str, name: str, definition: str) -> None:
    before = live_guards()
    is_index = definition.startswith("CREATE")

    execute(
        f'DROP INDEX "{name}"'
        if is_index
        else f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}" CASCADE'
    )

    live = live_guards()
    gone = {(t, g) for t in before for g in before[t] if g not in live.get(t, {})}
    assert (table, name) in gone
    assert all(before[t][g].startswith("FOREIGN KEY") for t, g in gone - {(table, name)})


@pytest.mark.django_db
def test_an_untouched_database_differs_in_nothing_from_itself() -> None:
    assert compare(live_guards(), live_guards()) == []
    assert isinstance(guard_differences(), list)
