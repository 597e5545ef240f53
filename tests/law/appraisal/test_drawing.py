"""The draw: the seed and the roster decide, nothing else."""

from __future__ import annotations

import random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.law.appraisal import commitment_of, draw_sample, fingerprint_of, sample_count

SEED = "5a" * 32
ROSTER = [UUID(int=number) for number in range(1, 41)]


def test_the_order_of_the_roster_does_not_matter() -> None:
    shuffled = random.Random(1).sample(ROSTER, len(ROSTER))

    assert draw_sample(seed=SEED, roster=ROSTER, count=7) == draw_sample(
        seed=SEED, roster=shuffled, count=7
    )


def test_one_more_case_changes_the_fingerprint_and_the_ranks() -> None:
    longer = [*ROSTER, UUID(int=99)]

    before = draw_sample(seed=SEED, roster=ROSTER, count=40)
    after = draw_sample(seed=SEED, roster=longer, count=41)

    assert fingerprint_of(ROSTER) != fingerprint_of(longer)
    assert not {one.rank for one in before} & {one.rank for one in after}


def test_another_seed_draws_another_sample() -> None:
    first = draw_sample(seed=SEED, roster=ROSTER, count=10)
    second = draw_sample(seed="5b" * 32, roster=ROSTER, count=10)

    assert {one.case_id for one in first} != {one.case_id for one in second}


def test_every_case_is_drawn_about_equally_often() -> None:
    drawn = dict.fromkeys(ROSTER, 0)
    for number in range(2000):
        for one in draw_sample(seed=f"{number:064x}", roster=ROSTER, count=10):
            drawn[one.case_id] += 1

    assert all(400 < times < 600 for times in drawn.values())


@given(st.sets(st.uuids(), min_size=1, max_size=30), st.integers(1, 40))
def test_the_sample_is_part_of_the_roster(roster: set[UUID], count: int) -> None:
    drawn = draw_sample(seed=SEED, roster=roster, count=count)

    assert len({one.case_id for one in drawn} & roster) == min(count, len(roster))
    assert [one.serial for one in drawn] == list(range(1, len(drawn) + 1))


@pytest.mark.parametrize(
    ("size", "percent", "count"),
    [(5, None, 5), (500, None, 40), (None, 1, 1), (None, 10, 4), (None, 11, 5), (None, 100, 40)],
)
def test_a_number_or_a_share_is_drawn(size: int | None, percent: int | None, count: int) -> None:
    assert sample_count(roster_count=40, size=size, percent=percent) == count


def test_number_and_share_together_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="either"):
        sample_count(roster_count=40, size=5, percent=5)


def test_a_seed_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="64"):
        commitment_of("5a")
