"""Verifying the log: intact it is silent, and a changed byte is named."""

from __future__ import annotations

import psycopg
import pytest

from mingjian.ledger.log import current_root
from mingjian.ledger.verifying import verify_log
from mingjian.ops.postgres import OWNER
from tests.databases import url_for
from tests.ledger.make import append, published


@pytest.mark.django_db
def test_an_intact_log_has_no_faults():
    append(*(published() for _ in range(9)))

    verdict = verify_log()

    assert (verdict.size, verdict.root, verdict.faults) == (9, current_root(), ())


@pytest.mark.parametrize(
    ("tampering", "fault"),
    [
        ("UPDATE ledger_leaf SET data = 'x' WHERE index = 3", "leaf 3: bytes do not have"),
        ("UPDATE ledger_leaf SET subtrees = 'x' WHERE index = 5", "leaf 5: stored subtrees"),
        ("DELETE FROM ledger_leaf WHERE index = 8", "head says 9 leaves, there are 8"),
    ],
)
def test_what_a_database_owner_changes_is_found(fresh_database, tampering, fault):
    append(*(published() for _ in range(9)))
    with psycopg.connect(url_for(OWNER, fresh_database), autocommit=True) as owner:
        owner.execute("ALTER TABLE ledger_leaf DISABLE TRIGGER USER")
        owner.execute("ALTER TABLE ledger_submission DROP CONSTRAINT submission_has_its_place")
        owner.execute(tampering)

    assert any(found.startswith(fault) for found in verify_log().faults)
