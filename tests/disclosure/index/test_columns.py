"""Ids, days and offices come back from little room as they were, and ids are found again."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.disclosure.index.columns import ID_BYTES, Days, Ids, pack_ids, unpack_ids

SIGNS = "-0123456789ABCXYZ_abcxyz"
public_ids = st.lists(st.text(st.sampled_from(SIGNS), min_size=22, max_size=22), min_size=1)


@given(public_ids)
def test_packed_ids_come_back_and_sort_as_they_are_written(ids):
    packed = [pack_ids([each]) for each in ids]

    assert unpack_ids(packed) == ids
    assert {len(each) for each in packed} == {ID_BYTES}
    assert unpack_ids(sorted(packed)) == sorted(ids)


@pytest.mark.parametrize("wrong", ["", "a" * 21, "a" * 23, "é" * 22, "a" * 21 + "+", "编" * 22])
def test_what_is_no_id_is_refused(wrong):
    with pytest.raises(ValueError, match=r"."):
        pack_ids([wrong])


def test_ids_are_found_even_where_most_of_their_signs_agree(tmp_path):
    ids = [f"{serial:022}" for serial in range(500)] + ["x" * 22, "x" * 21 + "y"]
    (tmp_path / "ids.bin").write_bytes(pack_ids(ids))
    found = Ids(tmp_path / "ids.bin")

    assert found.numbers_of(ids[::7]) == list(range(0, 502, 7))
    assert found.numbers_of([ids[501], "z" * 22, "短", f"{777:022}"]) == [501]
    assert found.numbers_of([]) == []
    assert found[501] == ids[501]


def test_days_are_ranges_of_documents(tmp_path):
    days = [9, 9, 9, 7, 4, 4]
    np.save(tmp_path / "days.npy", np.array([[9, 7, 4], [0, 3, 4]], dtype=np.uint32))
    found = Days(tmp_path / "days.npy")

    assert found.of(range(6)) == list(found.all(count=6)) == days
    assert (found.newest, found.oldest) == (9, 4)
    for day in range(12):
        later = sum(each > day for each in days)
        assert found.first_at_or_before(day, count=6) == later, day
