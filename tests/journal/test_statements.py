"""Statements that are written once answer as those that Django writes each time."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from mingjian.journal.ids import new_id
from mingjian.journal.models import Entry, Stream
from mingjian.journal.statements import Statement, Written, insert_row
from tests.journal.make import write

pytestmark = pytest.mark.django_db
ADD = Statement("SELECT %(left)s::int + %(right)s::int")
PID = Statement("SELECT pg_backend_pid()")
STAND_IN = UUID(int=7)


@pytest.fixture
def elsewhere() -> Iterator[ThreadPoolExecutor]:
    """A thread with a connection of its own."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        yield thread
        thread.submit(lambda: connection.close()).result()


def end(pid: int) -> None:
    """The server ends that connection, as when it is started anew."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
        assert cursor.fetchone() == (True,)


def test_a_statement_is_asked_with_values_and_counted_with_djangos_queries() -> None:
    with CaptureQueriesContext(connection) as asked:
        found = [ADD.row(left=left, right=2) for left in range(9)]

    assert found == [(left + 2,) for left in range(9)]
    assert len(asked) == 9
    assert "::int +" in asked[0]["sql"]


def test_errors_are_djangos_and_the_transaction_is_its_own() -> None:
    with pytest.raises(DataError), transaction.atomic():
        Statement("SELECT 1 / %(by)s::int").row(by=0)

    assert ADD.row(left=1, right=1) == (2,)


def test_a_connection_lost_between_requests_is_opened_again(elsewhere: ThreadPoolExecutor) -> None:
    lost = elsewhere.submit(PID.row).result()[0]
    end(lost)

    found = elsewhere.submit(PID.first_row).result()

    assert found[0] != lost


def test_a_connection_lost_within_a_transaction_is_not_covered_up(
    elsewhere: ThreadPoolExecutor,
) -> None:
    def lose() -> None:
        with transaction.atomic():
            pids.append(PID.row()[0])
            ended.submit(end, pids[0]).result()
            PID.first_row()

    pids: list[int] = []
    with ThreadPoolExecutor(max_workers=1) as ended:
        with pytest.raises(OperationalError):
            elsewhere.submit(lose).result()
        ended.submit(lambda: connection.close()).result()


def test_a_written_queryset_finds_what_the_queryset_finds_for_each_value() -> None:
    one, other = new_id(), new_id()
    for stream in (one, one, other):
        write(stream, amount=10)
    columns = ("seq", "kind", "payload")
    wanted = Entry.objects.filter(stream_id=STAND_IN).order_by("seq")
    written = Written(wanted.values(*columns), {"stream": STAND_IN})
    rows = Written(wanted, {"stream": STAND_IN})

    for stream in (one, other, new_id()):
        own = Entry.objects.filter(stream_id=stream).order_by("seq")
        assert written.rows(stream=stream) == list(own.values(*columns))
        assert rows.first(stream=stream) == own.first()


def test_what_nobody_may_see_is_not_even_asked() -> None:
    written = Written(Entry.objects.filter(pk__in=[]).values("seq"), {})

    with CaptureQueriesContext(connection) as asked:
        assert written.rows() == []

    assert len(asked) == 0


def test_a_row_is_inserted_as_save_does_and_never_over_another() -> None:
    stream = Stream(id=new_id(), kind="case")

    insert_row(stream)

    assert Stream.objects.get(id=stream.id).kind == "case"
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_row(Stream(id=stream.id, kind="other"))
    with pytest.raises(TypeError, match="save it"):
        insert_row(Entry(id=new_id()))
