"""Writing the record."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection, transaction

from mingjian.journal.ids import new_id
from mingjian.journal.models import Entry, Stream
from mingjian.journal.verifying import verify_chains
from mingjian.journal.writing import NotInTransaction, entry_hash, write_entry
from tests.journal.make import MONDAY, SOMEONE, write, writers

STREAM = new_id()


@pytest.mark.django_db
def test_an_entry_says_who_did_what_when_in_which_role_and_why() -> None:
    with transaction.atomic():
        write_entry(
            stream_id=STREAM,
            stream_kind="case",
            kind="case.open",
            by=SOMEONE,
            at=MONDAY,
            acted_on=date(2026, 5, 11),
            payload={"reasons": "有违法事实"},
        )

    entry = Entry.objects.select_related("stream").get(stream_id=STREAM)
    assert (entry.stream.kind, entry.kind, entry.at) == ("case", "case.open", MONDAY)
    assert (entry.actor_person_id, entry.actor_name) == (SOMEONE.person_id, "张三")
    assert (entry.actor_role, entry.purpose) == ("case_officer", "测试")
    assert (entry.acted_on, entry.payload) == (date(2026, 5, 11), {"reasons": "有违法事实"})


@pytest.mark.django_db
def test_each_entry_links_to_the_one_before() -> None:
    first, second, third = (write(STREAM) for _ in range(3))

    assert [entry.seq for entry in (first, second, third)] == [1, 2, 3]
    assert (first.previous_hash, second.previous_hash) == ("", first.hash)
    assert third.previous_hash == second.hash
    assert Stream.objects.get(id=STREAM).head_hash == third.hash


@pytest.mark.django_db
def test_a_subject_taken_for_new_is_still_continued_where_it_has_a_stream() -> None:
    first = write(STREAM)

    with transaction.atomic():
        second = write_entry(
            stream_id=STREAM, stream_kind="case", kind="x", by=SOMEONE, at=MONDAY, begins=True
        )

    assert (second.seq, second.previous_hash) == (2, first.hash)
    assert Entry.objects.get(id=second.id).position == second.position


@pytest.mark.django_db
def test_a_stored_entry_has_the_hash_it_was_written_with() -> None:
    write(STREAM, payload=None, amount=10, on=date(2026, 5, 11), 中文="键")

    entry = Entry.objects.get(stream_id=STREAM)

    assert entry_hash(entry) == entry.hash


@pytest.mark.django_db
def test_a_clock_that_went_back_does_not_turn_the_record_round() -> None:
    write(STREAM, at=MONDAY)

    later = write(STREAM, at=MONDAY - timedelta(hours=1))

    assert later.at == MONDAY


@pytest.mark.usefixtures("fresh_database")
def test_an_entry_needs_the_transaction_of_its_act() -> None:
    with pytest.raises(NotInTransaction):
        write_entry(stream_id=STREAM, stream_kind="test", kind="noted", by=SOMEONE, at=MONDAY)

    assert not Stream.objects.exists()


@pytest.mark.usefixtures("fresh_database")
def test_an_act_that_fails_leaves_no_entry() -> None:
    with writers(1) as (writer,):
        writer.begin()
        writer.write(STREAM)
        writer.roll_back()

    assert not Entry.objects.exists()


def write_many(stream_id: UUID, start: Barrier) -> None:
    start.wait(timeout=20)
    for _ in range(15):
        write(stream_id)
    connection.close()


@pytest.mark.usefixtures("fresh_database")
def test_concurrent_writers_keep_one_chain() -> None:
    start = Barrier(3)

    with ThreadPoolExecutor(3) as threads:
        list(threads.map(lambda _: write_many(STREAM, start), range(3)))

    numbers = Entry.objects.filter(stream_id=STREAM).order_by("seq").values_list("seq", flat=True)
    assert list(numbers) == list(range(1, 46))
    assert not verify_chains().faults
