"""Statements for tests of the log."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction

from mingjian.journal.ids import new_public_id
from mingjian.ledger.leaf import LeafType, Statement
from mingjian.ledger.models import Leaf
from mingjian.ledger.sequencing import place_waiting
from mingjian.ledger.submitting import submit_statements

MONDAY = datetime(2026, 5, 11, 1, 30, tzinfo=UTC)


def published(public_id: str = "", *, version: int = 1) -> Statement:
    """A publication of nothing in particular."""
    return Statement(
        type=LeafType.PUBLISH,
        public_id=public_id or new_public_id(),
        version=version,
        effective_at=MONDAY,
        commitments={"sha256": "ab" * 32},
    )


def corrected(public_id: str, *, version: int = 2) -> Statement:
    """A correction of it."""
    return Statement(LeafType.CORRECT, public_id, version, MONDAY, {"sha256": "cd" * 32}, "wrong")


def withdrawn(public_id: str) -> Statement:
    """Its withdrawal."""
    return Statement(LeafType.WITHDRAW, public_id, 1, MONDAY, {}, "revoked")


def append(*statements: Statement) -> list[Leaf]:
    """Submit in a transaction of their own, and have them placed."""
    submit(*statements)
    while place_waiting():
        pass
    found = Leaf.objects.order_by("-index")[: len(statements)]
    return sorted(found, key=lambda leaf: leaf.index)


def submit(*statements: Statement) -> None:
    """Only submit."""
    with transaction.atomic():
        submit_statements(statements=statements)
