"""Recorders: where one stands, what may come next, which numbers are missing between its clips."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.law.devices import (
    AFTER,
    ALLOWED,
    DeviceAct,
    Gap,
    Standing,
    find_gaps,
    standing_after,
)

NUMBERS = st.lists(st.integers(1, 40), max_size=20)


def test_a_device_that_was_only_registered_is_in_store() -> None:
    assert standing_after(None) is Standing.IN_STORE
    assert standing_after(DeviceAct.ISSUE) is Standing.ISSUED


def test_every_act_can_be_done_from_somewhere_and_nothing_follows_the_end() -> None:
    possible = {act for acts in ALLOWED.values() for act in acts}

    assert possible == set(DeviceAct) == set(AFTER)
    assert ALLOWED[Standing.RETIRED] == ()


@pytest.mark.parametrize(
    ("numbers", "explained", "found"),
    [
        ([], [], []),
        ([7], [], []),
        ([1, 2, 3], [], []),
        ([3, 1], [], [Gap(2, 2)]),
        ([1, 6, 6, 9], [], [Gap(2, 5), Gap(7, 8)]),
        ([1, 6], [Gap(2, 5)], []),
        ([1, 6], [Gap(3, 4)], [Gap(2, 2), Gap(5, 5)]),
        ([1, 6], [Gap(4, 9), Gap(1, 2)], [Gap(3, 3)]),
    ],
)
def test_what_is_missing_and_not_explained(
    numbers: list[int], explained: list[Gap], found: list[Gap]
) -> None:
    assert list(find_gaps(numbers, explained=explained)) == found


@given(NUMBERS, st.lists(st.tuples(st.integers(1, 40), st.integers(0, 5)), max_size=4))
def test_each_missing_number_is_in_one_gap_unless_explained(
    numbers: list[int], told: list[tuple[int, int]]
) -> None:
    explained = [Gap(first, first + more) for first, more in told]
    spoken_for = {n for gap in explained for n in range(gap.first, gap.last + 1)}
    missing = set(range(min(numbers), max(numbers))) - set(numbers) if numbers else set()

    found = [n for gap in find_gaps(numbers, explained=explained) for n in _all(gap)]

    assert sorted(found) == sorted(missing - spoken_for)


def test_a_gap_reads_as_people_say_it() -> None:
    assert (Gap(3, 3).words, Gap(3, 5).words) == ("第3段", "第3至5段")


def _all(gap: Gap) -> range:
    return range(gap.first, gap.last + 1)
