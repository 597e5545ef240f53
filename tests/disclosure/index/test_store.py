"""Readers of the index: they see each change at once, and believe no keeper that is silent."""

from __future__ import annotations

import os
import time

import pytest

from mingjian.disclosure.index.store import IndexDamaged, State, Store

LEASE = 10.0


def state_of(number: int) -> State:
    return State((), (), number, (), number)


@pytest.fixture
def kept(tmp_path) -> Store:
    made = Store(tmp_path)
    made.write(state_of(1))
    return made


def test_every_change_is_seen_by_the_next_question_however_quickly_they_follow(kept):
    reader = Store(kept.folder)

    for number in range(2, 60):
        kept.write(state_of(number))

        seen = reader.read_fresh(within=LEASE)
        assert seen is not None
        assert seen.number == number


def test_a_keeper_that_is_silent_or_never_spoke_is_not_believed(kept, tmp_path):
    reader = Store(kept.folder)
    assert reader.read_fresh(within=LEASE) is not None

    long_ago = time.time() - LEASE
    os.utime(kept.folder / "alive", (long_ago, long_ago))

    assert reader.read_fresh(within=LEASE) is None
    assert Store(tmp_path / "nothing").read_fresh(within=LEASE) is None


def test_a_damaged_state_is_refused_at_every_question(kept):
    reader = Store(kept.folder)
    assert reader.read_fresh(within=LEASE) is not None

    (kept.folder / "current.json").write_text("{", encoding="utf-8")
    kept.tell_alive()

    for _ in range(2):
        with pytest.raises(IndexDamaged):
            reader.read_fresh(within=LEASE)
