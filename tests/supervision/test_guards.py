"""The database itself refuses: rows copied with one lie, by somebody who writes SQL."""

from __future__ import annotations

import json

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from mingjian.journal.guards import Guard
from mingjian.supervision.models import Sampled
from tests.supervision.make import Told

TABLES = sorted(model._meta.db_table for model in apps.get_app_config("supervision").get_models())
_CASE = "(SELECT case_id FROM supervision_sampled WHERE serial = 2)"
_AGENCY = f"(SELECT agency_id FROM cases_case WHERE id = {_CASE})"
_REVIEWER = "(SELECT reviewer_person_id FROM supervision_assignment a JOIN supervision_sheet h ON h.assignment_id = a.id LIMIT 1)"  # noqa: E501
_FIRST = "(SELECT id FROM supervision_sampled WHERE serial = 1)"
_NEW = "gen_random_uuid()"
_UNREASONED = json.dumps([{"number": "301", "lost": "0.5", "reason": " "}])
# 守卫、表、复制一行时改写的列。
FORGED = [
    ("roster_is_open", "rosterentry", {"id": _NEW}),
    ("roster_as_listed", "roster", {"case_count": "case_count + 1"}),
    ("roster_as_listed", "roster", {"fingerprint": "repeat('0', 64)"}),
    ("seed_as_committed", "draw", {"seed": "repeat('00', 32)"}),
    ("sampled_as_drawn", "sampled", {"id": _NEW, "serial": "serial + 1"}),
    ("sampled_as_drawn", "sampled", {"id": _NEW, "rank": "repeat('0', 64)"}),
    (
        "sampled_as_drawn",
        "sampled",
        {
            "id": _NEW,
            "case_id": "(SELECT r.case_id FROM supervision_rosterentry r WHERE NOT EXISTS"
            " (SELECT FROM supervision_sampled s WHERE s.case_id = r.case_id) LIMIT 1)",
        },
    ),
    ("reviewer_is_independent", "assignment", {"id": _NEW, "reviewer_agency_id": _AGENCY}),
    (
        "reviewer_is_independent",
        "assignment",
        {
            "id": _NEW,
            "reviewer_person_id": "(SELECT actor_person_id FROM journal_entry e JOIN"
            " supervision_sampled s ON s.case_id = e.stream_id LIMIT 1)",
        },
    ),
    (
        "reviewer_is_independent",
        "assignment",
        {
            "id": _NEW,
            "reviewer_person_id": "(SELECT o.person_id FROM registry_officer o"
            f" WHERE o.agency_id = {_AGENCY} AND NOT EXISTS (SELECT FROM journal_entry e"
            f" WHERE e.stream_id = {_CASE} AND e.actor_person_id = o.person_id) LIMIT 1)",
        },
    ),
    (
        "withdrawal_before_the_sheet",
        "withdrawal",
        {"assignment_id": "(SELECT assignment_id FROM supervision_sheet LIMIT 1)"},
    ),
    ("sheet_is_reasoned", "sheet", {"marks": f"'{_UNREASONED}'::jsonb"}),
    ("sheet_is_reasoned", "sheet", {"marks": "'[]'::jsonb"}),
    (
        "sheet_is_reasoned",
        "sheet",
        {"assignment_id": "(SELECT assignment_id FROM supervision_withdrawal)"},
    ),
    ("appraisal_finding_after_sheets", "finding", {"sampled_id": _FIRST}),
    ("appraisal_finding_after_sheets", "finding", {"confirmed_by_person_id": _REVIEWER}),
    ("appeal_in_time", "appeal", {"sampled_id": _FIRST}),
    ("appeal_in_time", "appeal", {"filed_on": "filed_on + 16"}),
    ("appeal_in_time", "appeal", {"agency_id": _NEW}),
    ("answered_by_another", "appealanswer", {"answered_by_person_id": _REVIEWER}),
    ("final_after_appeal", "finalresult", {"sampled_id": _FIRST}),
    ("final_after_appeal", "finalresult", {"marks": "'[]'::jsonb"}),
    ("campaign_period_is_one", "campaign", {"id": _NEW, "decided_to": "decided_from - 1"}),
    ("campaign_size_or_share", "campaign", {"id": _NEW, "sample_percent": "10"}),
    ("campaign_size_or_share", "campaign", {"id": _NEW, "sample_size": "NULL"}),
    ("campaign_size_or_share", "campaign", {"id": _NEW, "sample_size": "0"}),
    ("campaign_one_or_two_reviewers", "campaign", {"id": _NEW, "reviewers_each": "0"}),
    ("campaign_journalled", "campaign", {"id": _NEW}),
]
# 先有规则、后有检查：去掉该表的规则以后，检查本身也拒绝。
BARE = [
    ("roster_holds_the_sample", "roster", {"sample_count": "case_count + 1"}),
    ("reviewer_withdrawal_has_reasons", "withdrawal", {"reasons": "''"}),
    ("appeal_has_reasons", "appeal", {"reasons": "''"}),
    ("appeal_has_reasons", "appeal", {"numbers": "'[]'::jsonb"}),
    ("appeal_answer_has_reasons", "appealanswer", {"reasons": "''"}),
    ("reviewer_once_a_dossier", "assignment", {"id": _NEW}),
    ("roster_names_a_case_once", "rosterentry", {"id": _NEW}),
    ("sampled_once", "sampled", {"id": _NEW}),
]


def execute(statement: str) -> int:
    """Rows changed; what is deferred is checked at once."""
    with transaction.atomic(), connection.cursor() as sql:
        sql.execute(statement)
        rows = sql.rowcount
        sql.execute("SET CONSTRAINTS ALL IMMEDIATE")
        return int(rows)


def refused_by(statement: str) -> str:
    """The name of the guard that refused."""
    with pytest.raises(DatabaseError) as refusal:
        execute(statement)
    return str(refusal.value.__cause__.diag.constraint_name)  # type: ignore[union-attr]  # psycopg


def copy_of(table: str, lies: dict[str, str]) -> str:
    """INSERT one more row like the newest one, but for the lies."""
    with connection.cursor() as sql:
        description = connection.introspection.get_table_description(sql, f"supervision_{table}")
    columns = [one.name for one in description]
    values = ", ".join(lies.get(name, f'"{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    return (
        f"INSERT INTO supervision_{table} ({names}) "
        f"SELECT {values} FROM supervision_{table} LIMIT 1"
    )


@pytest.mark.parametrize(("guard", "table", "lies"), FORGED)
def test_a_forged_row_is_refused(told: Told, guard: str, table: str, lies: dict[str, str]) -> None:
    assert refused_by(copy_of(table, lies)) == guard


@pytest.mark.parametrize(("guard", "table", "lies"), BARE)
def test_without_its_rule_a_check_still_refuses(
    told: Told, guard: str, table: str, lies: dict[str, str]
) -> None:
    with connection.cursor() as sql:
        sql.execute(f"ALTER TABLE supervision_{table} DISABLE TRIGGER USER")

    assert refused_by(copy_of(table, lies)) == guard


@pytest.mark.parametrize("table", TABLES)
def test_nothing_that_was_written_is_changed_or_removed(told: Told, table: str) -> None:
    with connection.cursor() as sql:
        column = connection.introspection.get_table_description(sql, table)[-1].name
    statements = [
        f'UPDATE "{table}" SET "{column}" = "{column}"',
        f'DELETE FROM "{table}"',
        f'TRUNCATE "{table}" CASCADE',
    ]

    names = {refused_by(statement) for statement in statements}

    assert all(name.endswith("append_only") for name in names)


@pytest.mark.parametrize("table", TABLES)
def test_a_row_without_an_entry_does_not_commit(told: Told, table: str) -> None:
    name = table.removeprefix("supervision_")
    model = apps.get_model("supervision", name)
    guards = [one.name for one in model._meta.constraints if isinstance(one, Guard)]

    assert any(one.endswith("journalled") for one in guards)
    assert any(one.endswith("append_only") for one in guards)


def test_the_drawn_sample_cannot_be_exchanged(told: Told) -> None:
    before = list(Sampled.objects.filter(campaign_id=told.campaign_id).values_list("case_id"))

    refused_by("DELETE FROM supervision_sampled")
    refused_by(copy_of("sampled", {"id": _NEW, "serial": "3"}))

    after = list(Sampled.objects.filter(campaign_id=told.campaign_id).values_list("case_id"))
    assert after == before
