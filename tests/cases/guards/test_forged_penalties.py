"""On-the-spot penalties by SQL, as the application: outside the law's caps, persons and day."""

from __future__ import annotations

import psycopg
import pytest

pytestmark = pytest.mark.django_db
NOBODY = "00000000-0000-4000-8000-000000000000"
_COPY = """
    INSERT INTO cases_summarypenalty
    SELECT (jsonb_populate_record(p, %s::jsonb)).* FROM cases_summarypenalty p LIMIT 1"""
_OF_AN_ORDINARY_CASE = """
    INSERT INTO cases_summarypenalty
    SELECT (jsonb_populate_record(
      p, jsonb_build_object('case_id', c.id, 'decided_by_person_id', o.person_id))).*
    FROM cases_summarypenalty p, cases_case c JOIN registry_officer o ON o.id = c.lead_officer_id
    WHERE c.procedure NOT LIKE 'summary%' LIMIT 1"""

FORGED = {
    "a cap of one's own": (
        '{"cap_yuan": 5000, "fine_yuan": 4000}',
        "summary_penalty_within_the_law",
    ),
    "cash of one's own": ('{"spot_cash_yuan": 5000}', "summary_penalty_within_the_law"),
    "before their cards": ('{"decided_on": "2023-05-11"}', "summary_penalty_by_two_officers"),
    "by a stranger": (f'{{"decided_by_person_id": "{NOBODY}"}}', "summary_penalty_by_two_officers"),
}


@pytest.mark.parametrize(("changes", "guard"), FORGED.values(), ids=FORGED)
def test_a_forged_penalty_is_refused(intruder, changes, guard):
    with pytest.raises(psycopg.errors.CheckViolation) as refused:
        intruder.execute(_COPY, [changes])

    assert refused.value.diag.constraint_name == guard


def test_an_ordinary_case_gets_no_summary_penalty(intruder):
    with pytest.raises(psycopg.errors.CheckViolation) as refused:
        intruder.execute(_OF_AN_ORDINARY_CASE)

    assert refused.value.diag.constraint_name == "summary_penalty_within_the_law"


@pytest.mark.parametrize("table", ["cases_summarypenalty", "cases_cashfine", "cases_summaryfiling"])
@pytest.mark.parametrize("attack", ["DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_what_was_imposed_cannot_go(intruder, table, attack):
    with pytest.raises(psycopg.Error):
        intruder.execute(attack.format(table))
