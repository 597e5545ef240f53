"""Several segments answer as one: pages, counts, merging, and what is gone."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from pyroaring import BitMap

from mingjian.disclosure.index.documents import Question
from mingjian.disclosure.index.merging import (
    due_segments,
    merged_segment,
    swap_segments,
    write_segment,
)
from mingjian.disclosure.index.searching import Hits
from mingjian.disclosure.index.store import IndexDamaged, Settler, State, Store
from tests.disclosure.index.test_segment import made_documents

DOCUMENTS = made_documents(240)
GONE = [DOCUMENTS[5].public_id, DOCUMENTS[100].public_id]
STANDING = [each for each in DOCUMENTS if each.public_id not in GONE]


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Store:
    """Twelve segments with every twelfth document, two documents gone."""
    made = Store(tmp_path_factory.mktemp("search"))
    segments = [
        write_segment(store=made, documents=iter(DOCUMENTS[at::12]), target=made.new_segment())
        for at in range(12)
    ]
    state = State(tuple(s for s in segments if s), tuple(BitMap() for _ in segments), 7, (), 1)
    made.write(state.without(GONE))
    return made


@pytest.fixture
def state(store) -> State:
    found = store.read()
    assert found is not None
    return found


@pytest.mark.parametrize("offset", [0, 1, 19, 100, 230, 237, 238, 500])
def test_pages_run_through_all_segments_newest_first(state, offset):
    page = Hits(state, Question()).page(offset=offset, count=20)

    assert page == [each.place for each in STANDING][offset : offset + 20]


def test_counts_are_those_of_a_loop(state):
    hits = Hits(state, Question())
    years = Counter(date.fromordinal(each.day).year for each in STANDING)

    assert hits.total == len(STANDING)
    assert hits.count_years() == years
    assert hits.count_kinds() == Counter(kind for each in STANDING for kind in each.kinds)
    assert hits.count_agencies() == Counter(each.agency for each in STANDING)
    assert hits.count_divisions() == Counter(each.division for each in STANDING)
    assert sum(hits.count_provinces(["23", "43", "99"]).values()) == len(STANDING)


def test_nothing_found_counts_nothing(state):
    hits = Hits(state, Question(("没有这样的词",)))

    assert (hits.total, hits.page(offset=0, count=5), hits.count_years()) == (0, [], {})


def test_merging_changes_no_answer_and_forgets_what_is_gone(store, state):
    due = due_segments(state)
    new = merged_segment(store=store, state=state, wanted=due)
    late = STANDING[3].public_id  # withdrawn while the merge ran

    after = swap_segments(state=state.without([late]), begun=state, old=due, new=new)

    assert len(due) == 12
    assert len(after.segments) == 1
    assert not due_segments(after)
    assert sorted(each.public_id for each in after.segments[0].documents()) == sorted(
        each.public_id for each in STANDING
    )
    places = [each.place for each in STANDING if each.public_id != late]
    assert Hits(after, Question()).page(offset=0, count=300) == places


def test_a_few_small_segments_are_no_reason_to_write_a_large_one_again(state, monkeypatch):
    large, *small = state.segments
    monkeypatch.setattr(large, "count", 1_000_000)
    eight = state.with_changes(segments=(large, *small[:8]))
    nine = state.with_changes(segments=(large, *small[:9]))

    assert due_segments(eight) == ()
    assert due_segments(nine) == tuple(small[:9])


def test_another_process_sees_the_same_state(store, state):
    seen = Store(store.folder).read()

    assert seen is not None
    assert (seen.cursor, seen.number, seen.gone) == (7, state.number, state.gone)
    assert Hits(seen, Question(("食",))).total == Hits(state, Question(("食",))).total


def test_a_keeper_begins_where_a_power_cut_cannot_have_harmed(tmp_path):
    made = Store(tmp_path)
    first = one_segment(made, 0, State((), (), 3, (), 1))
    made.settle(first)
    made.write(one_segment(made, 1, first))
    made.write(one_segment(made, 2, first).with_changes(cursor=9))
    (tmp_path / "current.json").write_text("")  # what a disk may make of it

    begun = Store(tmp_path)
    recovered = begun.recover()

    assert recovered is not None
    assert (recovered.cursor, recovered.number) == (first.cursor, first.number)
    assert Hits(recovered, Question()).total == len(DOCUMENTS[0::12])
    assert Store(tmp_path / "nothing").recover() is None


def one_segment(store: Store, at: int, state: State) -> State:
    """The state with one segment more, which is not durable yet."""
    documents, target = iter(DOCUMENTS[at::12]), store.new_segment()
    segment = write_segment(store=store, documents=documents, target=target, durable=False)
    assert segment is not None
    return state.with_changes(segments=(*state.segments, segment), gone=(*state.gone, BitMap()))


def test_what_is_being_written_or_was_settled_is_not_swept(tmp_path):
    made = Store(tmp_path)
    first = one_segment(made, 0, State((), (), 3, (), 1))
    made.write(first)
    made.settle(first)
    (made.new_segment().with_suffix(".half")).mkdir()
    (tmp_path / "segment-left-behind").mkdir()
    second = one_segment(made, 1, State((), (), 3, (), 2))
    made.write(second)

    made.sweep()

    names = {each.name for each in tmp_path.glob("segment-*")}
    assert {first.segments[0].name, second.segments[0].name} <= names
    assert len(names) == 3
    assert "segment-left-behind" not in names


def test_states_are_settled_beside_the_turns(tmp_path):
    made = Store(tmp_path)
    first = one_segment(made, 0, State((), (), 3, (), 1))
    settler = Settler(made)

    settler.follow(first)
    settler.finish()

    recovered = Store(tmp_path).recover()
    assert recovered is not None
    assert recovered.number == first.number


def test_a_segment_merged_in_the_turn_it_was_added_is_not_kept_twice(tmp_path):
    made = Store(tmp_path)
    state = State((), (), 0, (), 1)
    for at in range(9):
        state = one_segment(made, at, state)
    due = due_segments(state)
    new = merged_segment(store=made, state=state, wanted=due)
    made.write(state)
    opened = Store(tmp_path).read()  # the same segments, opened again
    assert opened is not None

    after = swap_segments(state=opened, begun=state, old=due, new=new)

    assert [segment.count for segment in after.segments] == [9 * 20]


def test_a_record_taken_in_again_still_stands_when_both_its_segments_are_merged(tmp_path):
    made = Store(tmp_path)
    state = State((), (), 0, (), 1)
    for at in range(9):
        state = one_segment(made, at, state)
    again = [each.public_id for each in state.segments[0].documents()]
    state = one_segment(made, 0, state.without(again))  # corrected: the old one goes, a new comes
    due = due_segments(state)
    new = merged_segment(store=made, state=state, wanted=due)

    after = swap_segments(state=state, begun=state, old=due, new=new)
    later = swap_segments(state=state.without(again), begun=state, old=due, new=new)

    assert after.segments[0].count - len(after.gone[0]) == 9 * 20
    assert later.segments[0].count - len(later.gone[0]) == 8 * 20


def test_one_keeper_at_a_time(store):
    with store.keeping() as first, Store(store.folder).keeping() as second:
        assert (first, second) == (True, False)
    with store.keeping() as again:
        assert again


def test_a_flipped_bit_is_found_by_the_checksums(store, state, tmp_path):
    assert store.faults() == []
    path = store.folder / state.segments[0].name / "days.npy"
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))

    faults = store.faults()
    path.write_bytes(whole)

    assert faults == [f"{state.segments[0].name}/days.npy"]


def test_an_index_of_another_format_is_not_read(store, tmp_path):
    (tmp_path / "current.json").write_text('{"format": 0, "segments": []}')

    with pytest.raises(IndexDamaged, match="format 0, not 3"):
        Store(tmp_path).read()
    assert Store(tmp_path / "nothing").read() is None
