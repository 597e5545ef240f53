"""Following the record: nothing skipped, nothing twice, each stream in its order."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

import psycopg
import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingjian.journal.following import follow
from mingjian.journal.ids import new_id
from mingjian.journal.models import Entry, Follower
from mingjian.ops.postgres import OWNER
from tests.conftest import url_for
from tests.journal.make import Writer, as_application, write, writers

pytestmark = pytest.mark.usefixtures("fresh_database")

X, Y = new_id(), new_id()


def read(name: str = "search", *, limit: int = 500) -> list[Entry]:
    """What the follower is handed now."""
    got: list[Entry] = []
    follow(name=name, handle=got.append, limit=limit)
    return got


def test_a_follower_reads_each_entry_once() -> None:
    first, second = write(X), write(Y)

    assert read() == [first, second]
    assert read() == []


def test_two_followers_read_for_themselves() -> None:
    entry = write(X)

    assert read("search") == [entry]
    assert read("exchange") == [entry]


def test_a_limit_cuts_the_batch_and_not_the_record() -> None:
    written = [write(stream) for stream in (X, Y, X, Y, X)]

    assert read(limit=2) + read(limit=2) + read(limit=2) == written


def test_an_entry_not_yet_committed_holds_back_what_came_after() -> None:
    with writers(1) as (slow,):
        slow.begin()
        early = slow.write(X)
        late = write(Y)

        assert read() == []

        slow.commit()
        assert read() == [early, late]


def test_a_rolled_back_transaction_holds_back_nothing() -> None:
    with writers(1) as (slow,):
        slow.begin()
        slow.write(X)
        late = write(Y)
        slow.roll_back()

    assert read() == [late]


def test_a_transaction_that_began_first_but_wrote_second_comes_second() -> None:
    """Its number is lower; by numbers alone a withdrawal could come before the publication."""
    with writers(1) as (first,):
        first.begin()
        first.write(Y)
        published = write(X)
        withdrawn = first.write(X)
        first.commit()

    assert [entry for entry in read() if entry.stream_id == X] == [published, withdrawn]


def test_the_order_holds_although_a_third_transaction_still_runs() -> None:
    with writers(2) as (first, other):
        first.begin()
        first.write(Y)
        other.begin()
        other.write(new_id())
        published = write(X)
        withdrawn = first.write(X)
        first.commit()
        early = read()
        other.commit()

        got = [entry for entry in early + read() if entry.stream_id == X]
    assert got == [published, withdrawn]


def test_a_transaction_in_another_database_holds_back_nothing() -> None:
    with psycopg.connect(url_for(OWNER, "postgres")) as elsewhere:
        elsewhere.execute("SELECT pg_current_xact_id()")
        entry = write(X)

        assert read() == [entry]


def test_what_a_handler_writes_is_read_next_time() -> None:
    write(X)

    follow(name="search", handle=lambda entry: write(Y))
    write(X)

    assert [entry.stream_id for entry in read()] == [Y, X]


def test_a_follower_inside_a_longer_act_skips_nothing() -> None:
    """Its own later entry gets a lower turn than what others committed meanwhile."""
    with writers(1) as (other,), transaction.atomic():
        write(X)
        other.write(Y)
        early = read()
        write(X)

    assert early == []
    assert [entry.stream_id for entry in read()] == [X, X, Y]


def test_a_follower_that_fails_reads_the_same_again() -> None:
    entry = write(X)

    def fail(entry: Entry) -> None:
        raise RuntimeError("no disk")

    with pytest.raises(RuntimeError):
        follow(name="search", handle=fail)

    assert read() == [entry]


def test_two_processes_of_one_follower_take_turns() -> None:
    entry = write(X)
    with writers(1) as (other,):
        other.begin()
        got = other.do(read)
        with connection.cursor() as sql:
            sql.execute("SET lock_timeout = '200ms'")

        with pytest.raises(Exception, match="lock timeout"):
            read()

        other.commit()
    assert (got, read()) == ([entry], [])


def test_after_a_restore_the_old_epoch_comes_first() -> None:
    old = write(X)
    with connection.cursor() as sql:
        sql.execute("INSERT INTO mingjian_journal_epoch VALUES (2)")
    new = write(X)

    assert read() == [old, new]
    assert Follower.objects.get(name="search").epoch == 2


def test_the_application_role_can_follow() -> None:
    entry = write(X)

    with as_application():
        got = read()

    assert got == [entry]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["begin", "write", "write", "commit", "roll back", "follow"]),
        st.integers(0, 2),
        st.integers(0, 2),
    ),
    max_size=30,
)


@dataclass
class Session:
    """A writer, and what it wrote and nobody can see yet."""

    writer: Writer
    waiting: list[Entry] = field(default_factory=list)

    def take(self, step: str, stream: UUID, others: list[Session]) -> list[Entry]:
        """One step; returns what it committed. A stream another session holds is left alone."""
        if step == "begin" and not self.writer.is_open:
            self.writer.begin()
        elif step == "write" and not any(other.holds(stream) for other in others):
            entry = self.writer.write(stream)
            if not self.writer.is_open:
                return [entry]
            self.waiting.append(entry)
        elif step == "commit" and self.writer.is_open:
            self.writer.commit()
            return self.forget()
        elif step == "roll back" and self.writer.is_open:
            self.writer.roll_back()
            self.forget()
        return []

    def holds(self, stream: UUID) -> bool:
        return any(entry.stream_id == stream for entry in self.waiting)

    def forget(self) -> list[Entry]:
        gone, self.waiting = self.waiting, []
        return gone


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_whatever_the_writers_do_nothing_is_skipped_repeated_or_turned_round(
    steps: list[tuple[str, int, int]],
) -> None:
    name, streams = str(new_id()), [new_id() for _ in range(3)]
    read(name)
    committed: list[Entry] = []
    got: list[Entry] = []

    with writers(3) as threads:
        sessions = [Session(writer) for writer in threads]
        for step, number, stream in steps:
            if step == "follow":
                got += read(name, limit=2)
            others = sessions[:number] + sessions[number + 1 :]
            committed += sessions[number].take(step, streams[stream], others)
    while batch := read(name, limit=3):
        got += batch

    assert sorted(entry.id for entry in got) == sorted(entry.id for entry in committed)
    for stream_id in streams:
        chain = [entry.seq for entry in got if entry.stream_id == stream_id]
        assert chain == sorted(chain)
