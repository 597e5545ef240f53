"""What an intruder with the application's password cannot do to the log."""

from __future__ import annotations

import psycopg
import pytest

from mingjian.ledger.submitting import NotInTransaction, submit_statements
from tests.ledger.make import append, published

REFUSED = (psycopg.errors.InsufficientPrivilege, psycopg.errors.IntegrityError)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_leaf SET ground = 'x'",
        "DELETE FROM ledger_leaf",
        "TRUNCATE ledger_leaf",
        "DELETE FROM ledger_loghead",
        "UPDATE ledger_loghead SET size = 0",
        "UPDATE ledger_loghead SET size = 99",
        "INSERT INTO ledger_loghead (id, size) VALUES (2, 0)",
        "INSERT INTO ledger_leaf SELECT 9, 8, type, 'B', 1, NULL, effective_at, ground, data, "
        "repeat('0', 64), subtrees FROM ledger_leaf",
        # Right hash, but a gap before it.
        "INSERT INTO ledger_leaf SELECT 9, 8, type, 'B', 1, NULL, effective_at, ground, "
        "'x'::bytea, encode(sha256('\\x00'::bytea || 'x'::bytea), 'hex'), subtrees "
        "FROM ledger_leaf",
    ],
)
def test_the_log_cannot_be_tampered_with(app_connection, statement):
    append(published())

    with pytest.raises(REFUSED):
        app_connection.execute(statement)


def test_the_portal_reads_the_public_log_only(portal_connection):
    append(published())

    for table in ("leaf", "loghead", "checkpoint", "cosignature"):
        portal_connection.execute(f"SELECT count(*) FROM ledger_{table}")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            portal_connection.execute(f"DELETE FROM ledger_{table}")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        portal_connection.execute("SELECT * FROM ledger_submission")


def test_leaves_need_the_transaction_of_their_act(fresh_database):
    with pytest.raises(NotInTransaction):
        submit_statements(statements=[published()])
