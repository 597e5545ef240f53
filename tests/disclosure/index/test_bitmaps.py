"""Bitmaps come back from disk as they were, in little room."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mingjian.disclosure.index.bitmaps import pack_bitmap, union_of, unpack_bitmap

COUNT = 200_000
numbers = st.sets(st.integers(0, COUNT - 1), max_size=300).map(sorted)


@given(numbers)
@example([])
@example([0])
@example([COUNT - 1])
@example(list(range(70_000)))
@example(list(range(0, COUNT, 11)))
@example(list(range(0, COUNT, 300)))
def test_what_is_packed_comes_back(given_numbers):
    packed = pack_bitmap(np.array(given_numbers, dtype=np.uint32), count=COUNT)

    assert list(unpack_bitmap(packed)) == given_numbers


@settings(max_examples=20)
@given(st.lists(numbers, max_size=4))
def test_a_union_holds_the_numbers_of_all(lists):
    lists.append(list(range(0, COUNT, 3)))
    packed = [pack_bitmap(np.array(each, dtype=np.uint32), count=COUNT) for each in lists]

    assert list(union_of(packed)) == sorted(set().union(*lists))


def test_a_sparse_bitmap_takes_little_more_than_the_least_possible():
    dice = np.random.default_rng(1)
    for share in (20, 100, 1000):
        chosen = np.flatnonzero(dice.random(COUNT) < 1 / share).astype(np.uint32)
        least = np.log2(share) + 1.5  # bits for each, about
        assert len(pack_bitmap(chosen, count=COUNT)) * 8 < len(chosen) * (least + 2)
