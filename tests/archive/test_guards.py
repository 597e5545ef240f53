"""What the database itself refuses: each attack is one statement on a filed dossier."""

from __future__ import annotations

from datetime import date

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from mingjian.archive.keeping import place_hold, propose_destruction
from mingjian.archive.kinds import HoldGround
from mingjian.archive.models import Destruction, Dossier
from tests.archive.make import Filed, expire

# Constraint → statements that it refuses. Deferred ones are checked at once (SET CONSTRAINTS).
ATTACKS: dict[str, list[str]] = {
    "hand_over_append_only": ["UPDATE archive_handover SET note = 'x'"],
    "dossier_frozen": [
        "UPDATE archive_dossier SET archive_number = '1'",
        "UPDATE archive_dossier SET filed_on = filed_on + 1",
        "UPDATE archive_dossier SET retention_code = 'D10'",
        "UPDATE archive_dossier SET case_head_hash = 'x'",
    ],
    "dossier_kept_not_shorter": ["UPDATE archive_dossier SET retain_until = retain_until - 1"],
    "dossier_stays": ["DELETE FROM archive_dossier", "TRUNCATE archive_dossier CASCADE"],
    "dossier_item_append_only": [
        "UPDATE archive_item SET first_page = first_page + 1",
        "UPDATE archive_item SET sha256 = sm3",
        "DELETE FROM archive_item",
    ],
    "package_append_only": [
        "UPDATE archive_package SET seal_sha256 = seal_sm3",
        "DELETE FROM archive_package",
    ],
    "check_report_append_only": [
        "UPDATE archive_checkreport SET passed = NOT passed",
        "DELETE FROM archive_checkreport",
    ],
    "hold_frozen": [
        "UPDATE archive_hold SET reasons = 'x'",
        "UPDATE archive_hold SET lifted_at = NULL, lifted_by_name = '', lifted_because = ''",
    ],
    "hold_lifted_whole_or_not": ["UPDATE archive_hold SET lifted_because = ''"],
    "hold_stays": ["DELETE FROM archive_hold"],
    "retention_change_append_only": ["DELETE FROM archive_retentionchange"],
    "loan_frozen": [
        "UPDATE archive_borrowing SET purpose = 'x'",
        "UPDATE archive_borrowing SET until = until + interval '1 day'",
        "UPDATE archive_borrowing SET approved = false, until = NULL",
    ],
    "loan_stays": ["DELETE FROM archive_borrowing"],
    "loan_view_append_only": ["DELETE FROM archive_borrowview"],
    "viewed_while_lent": [
        """INSERT INTO archive_borrowview SELECT gen_random_uuid(), what,
           viewed_at + interval '60 days', borrowing_id, dossier_id FROM archive_borrowview"""
    ],
    "destroyed_after_its_term": [
        """INSERT INTO archive_destruction SELECT id, 'x', now(), gen_random_uuid(), 'x', NULL, '',
           NULL FROM archive_dossier"""
    ],
    "dossier_of_ended_case": [
        """INSERT INTO archive_dossier SELECT (jsonb_populate_record(d, jsonb_build_object(
           'id', gen_random_uuid(), 'agency_id', gen_random_uuid()))).* FROM archive_dossier d"""
    ],
    "loan_decided_whole_or_not": [
        "UPDATE archive_borrowing SET approved = NULL",
        "UPDATE archive_borrowing SET decided_at = NULL, until = NULL",
        "UPDATE archive_borrowing SET until = NULL",
    ],
    "loan_approved_by_another": [
        "UPDATE archive_borrowing SET decided_by_person_id = borrower_person_id"
    ],
    "dossier_filed_by_another": [
        "UPDATE archive_dossier SET filed_by_person_id = handed_by_person_id"
    ],
    "dossier_journalled": ["UPDATE archive_dossier SET retain_until = retain_until + 1"],
}
# Before these CHECKs a trigger stands that refuses the same; they are tried without it.
BEHIND = {
    **dict.fromkeys(["loan_approved_by_another", "loan_decided_whole_or_not"], "loan_frozen"),
    "dossier_filed_by_another": "dossier_frozen",
}
TABLES = {"loan_frozen": "archive_borrowing", "dossier_frozen": "archive_dossier"}
EACH = [(name, attack) for name, attacks in ATTACKS.items() for attack in attacks]


@pytest.mark.parametrize(("name", "attack"), EACH)
def test_the_database_refuses(name: str, attack: str, busy: Filed) -> None:
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        strike(name, attack)

    assert constraint_of(refused.value) == name


def strike(name: str, attack: str) -> None:
    """One statement, and what is checked at commit at once."""
    with connection.cursor() as sql:
        if name in BEHIND:
            table = TABLES[BEHIND[name]]
            sql.execute(f'ALTER TABLE {table} DISABLE TRIGGER "{BEHIND[name]}"')
        sql.execute(attack)
        sql.execute("SET CONSTRAINTS ALL IMMEDIATE")


def constraint_of(error: DatabaseError) -> str:
    """The guard that spoke; TRUNCATE has a trigger of its own with the guard's name."""
    assert isinstance(error.__cause__, psycopg.Error)
    return str(error.__cause__.diag.constraint_name)


def test_a_dossier_under_a_hold_is_not_destroyed_by_the_database(filed: Filed) -> None:
    expire(filed.dossier)
    act = {"dossier_id": filed.dossier.id, "by": filed.archivist, "at": filed.at}
    place_hold(ground=HoldGround.CRIME, reasons="协助调查。", **act)

    with pytest.raises(DatabaseError, match="under a hold"), transaction.atomic():
        Destruction.objects.create(
            dossier=filed.dossier,
            appraisal="x",
            proposed_at=filed.at,
            proposed_by_person_id=filed.archivist.person_id,
            proposed_by_name="x",
        )


def test_one_person_alone_cannot_destroy(filed: Filed) -> None:
    expire(filed.dossier)
    act = {"dossier_id": filed.dossier.id, "by": filed.archivist, "at": filed.at}
    propose_destruction(appraisal="没有保存价值。", on=date(2026, 11, 22), **act)

    with pytest.raises(DatabaseError, match="destroyed_by_two_persons"), transaction.atomic():
        Destruction.objects.filter(dossier=filed.dossier).update(
            approved_by_person_id=filed.archivist.person_id, destroyed_at=filed.at
        )


def test_the_term_of_an_unexpired_dossier_stays(filed: Filed) -> None:
    assert filed.dossier.retain_until is not None
    assert not Dossier.objects.due_for_appraisal(on=filed.on).exists()
