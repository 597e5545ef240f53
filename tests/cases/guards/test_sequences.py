"""No random sequence of acts and SQL that lacks what a penalty needs ends with a decision."""

from __future__ import annotations

import os

import pytest

from tests.cases.guards.sequences import ACTS, FORGERIES, try_sequences

pytestmark = pytest.mark.django_db
# `make soak` asks for ten thousand with a seed of its own.
COUNT = int(os.environ.get("MINGJIAN_SEQUENCES", "60"))
SEED = int(os.environ.get("MINGJIAN_SEED", "20261122"))


def test_no_illegal_sequence_ends_with_a_decision() -> None:
    tally = try_sequences(count=COUNT, seed=SEED)

    print(tally)
    assert tally.decisions == []
    assert tally.sequences == COUNT
    assert len(tally.tried) > len(ACTS | FORGERIES) * 0.8
    # 也要有走得通的步骤：否则什么也没有试到。
    assert tally.steps / 4 < tally.refused < tally.steps * 0.95
