"""The sequencer: places without a gap, one winner, nothing lost."""

from __future__ import annotations

import threading

import psycopg
import pytest
from django.db import connection, transaction

from mingjian.ledger import merkle
from mingjian.ledger.log import current_root, current_size
from mingjian.ledger.models import Leaf, LogHead, Submission
from mingjian.ledger.sequencing import LostRace, place_waiting
from mingjian.ledger.verifying import verify_log
from mingjian.ops.postgres import APP
from tests.databases import url_for
from tests.ledger.make import corrected, published, submit, withdrawn

REFUSED = (psycopg.errors.InsufficientPrivilege, psycopg.errors.IntegrityError)


@pytest.mark.django_db
def test_what_waits_is_placed_in_order_a_batch_at_a_time():
    submit(*(published() for _ in range(7)))

    counts = [place_waiting(batch=3) for _ in range(4)]

    assert counts == [3, 3, 1, 0]
    placed = list(Submission.objects.order_by("id").values_list("place", flat=True))
    assert placed == list(range(7))
    assert verify_log().faults == ()


@pytest.mark.django_db
def test_leaves_are_the_bytes_that_were_submitted():
    submit(published("A" * 22), corrected("A" * 22), withdrawn("A" * 22))

    place_waiting()

    submitted = Submission.objects.order_by("id").values_list("hash", "place")
    assert list(submitted) == list(Leaf.objects.order_by("index").values_list("hash", "index"))
    hashes = [merkle.leaf_hash(bytes(leaf.data)) for leaf in Leaf.objects.order_by("index")]
    assert current_root() == merkle.node_hash(merkle.node_hash(*hashes[:2]), hashes[2])


def test_a_place_counts_only_when_committed(fresh_database):
    submit(published())

    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        place_waiting()

    assert current_size() == 0


def test_of_two_sequencers_one_wins_each_place_and_nothing_is_lost(fresh_database):
    submit(*(published() for _ in range(60)))
    lost: list[LostRace] = []

    def run() -> None:
        while True:
            try:
                if not place_waiting(batch=4):
                    break
            except LostRace as race:
                lost.append(race)
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert current_size() == LogHead.objects.get().size == 60
    assert not Submission.objects.filter(place__isnull=True).exists()
    assert verify_log().faults == ()


def test_a_head_that_moved_meanwhile_makes_the_batch_void(fresh_database, monkeypatch):
    submit(published(), published())
    place_waiting(batch=1)
    true_head = LogHead.objects.values_list
    monkeypatch.setattr(
        "mingjian.ledger.sequencing.LogHead.objects.values_list",
        lambda *names, **how: _Stale(true_head(*names, **how)),
    )

    with pytest.raises(LostRace):
        place_waiting(batch=1)

    assert current_size() == 1


class _Stale:
    """A head read before somebody else moved it."""

    def __init__(self, real: object) -> None:
        self.real = real

    def get(self, **which: object) -> int:
        return 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_submission SET place = 5",
        "UPDATE ledger_submission SET place = NULL",
        "UPDATE ledger_submission SET data = 'x'",
        "UPDATE ledger_submission SET public_id = 'B'",
        "DELETE FROM ledger_submission",
        "TRUNCATE ledger_submission CASCADE",
        "INSERT INTO ledger_submission (type, public_id, version, effective_at, ground, data, hash)"
        " SELECT type, 'B', 1, effective_at, ground, 'y', hash FROM ledger_submission",
        # A leaf that nobody submitted.
        "INSERT INTO ledger_leaf SELECT 1, 0, 'publish', 'B', 1, NULL, effective_at, ground,"
        " 'x'::bytea, encode(sha256('\\x00'::bytea || 'x'::bytea), 'hex'), subtrees"
        " FROM ledger_leaf",
        # A second head, a head moved without leaves, a release without a checkpoint.
        "UPDATE ledger_loghead SET size = 2",
        "UPDATE ledger_loghead SET released_size = 1",
    ],
)
def test_the_queue_and_the_head_cannot_be_tampered_with(fresh_database, statement):
    submit(published())
    place_waiting()

    with (
        psycopg.connect(url_for(APP, fresh_database), autocommit=True) as intruder,
        pytest.raises(REFUSED),
    ):
        intruder.execute(statement)
