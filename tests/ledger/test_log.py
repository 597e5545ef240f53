"""The log as a table: no gap, no fork, no change, and proofs from a handful of rows."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from mingjian.ledger import merkle
from mingjian.ledger.log import (
    current_root,
    current_size,
    prove_consistency,
    prove_inclusion,
)
from mingjian.ledger.models import Leaf, LogHead
from tests.ledger.make import append, corrected, published, withdrawn
from tests.ledger.test_merkle import tree_hash

pytestmark = pytest.mark.django_db


def all_data() -> list[bytes]:
    return [bytes(data) for data in Leaf.objects.order_by("index").values_list("data", flat=True)]


def test_an_empty_log_has_the_empty_root():
    assert (current_size(), current_root()) == (0, merkle.EMPTY_ROOT)


def test_leaves_are_numbered_from_zero_without_a_gap():
    first = append(published(), published())
    second = append(published())

    assert [leaf.index for leaf in (*first, *second)] == [0, 1, 2]
    assert LogHead.objects.get().size == current_size() == 3


def test_a_leaf_names_the_last_leaf_of_its_record():
    first = append(published("A" * 22), published())[0]
    second = append(corrected("A" * 22))[0]
    third = append(withdrawn("A" * 22))[0]

    assert [leaf.previous_hash for leaf in (first, second, third)] == [
        None,
        first.hash,
        second.hash,
    ]


def test_every_root_and_proof_is_that_of_the_leaf_bytes():
    for size in (1, 2, 5, 1, 13):
        append(*(published() for _ in range(size)))
    data = all_data()

    assert [current_root(size=n) for n in range(23)] == [tree_hash(data[:n]) for n in range(23)]
    assert all(prove_inclusion(index=n, size=size).holds for size in (7, 22) for n in range(size))


def test_a_proof_reads_a_fixed_number_of_queries(django_assert_num_queries):
    append(*(published() for _ in range(40)))

    with django_assert_num_queries(2):
        prove_inclusion(index=17, size=40)


def test_the_log_proves_that_it_only_grew():
    append(*(published() for _ in range(6)))
    before = current_root()
    append(*(published() for _ in range(5)))

    path = prove_consistency(old_size=6, new_size=11)

    assert merkle.verify_consistency(
        old_size=6, new_size=11, old_root=before, new_root=current_root(), path=path
    )


def test_nothing_follows_a_withdrawal():
    append(published("A" * 22))
    append(withdrawn("A" * 22))

    with pytest.raises(IntegrityError, match="withdrawn for good"):
        append(corrected("A" * 22))


def test_a_record_is_published_once():
    append(published("A" * 22))

    with pytest.raises(IntegrityError):
        append(published("A" * 22))


def test_a_leaf_with_a_wrong_hash_is_refused():
    append(published())
    forged = Leaf.objects.get(index=0)
    forged.index, forged.previous_index, forged.public_id = 1, 0, "B" * 22

    with pytest.raises(IntegrityError, match="hash of its bytes"):
        _insert(forged, hash="0" * 64)


def _insert(leaf: Leaf, **changes: object) -> None:
    for name, value in changes.items():
        setattr(leaf, name, value)
    with transaction.atomic():
        leaf.save(force_insert=True)
        connection.check_constraints()
