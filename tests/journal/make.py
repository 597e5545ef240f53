"""Streams, actors and writers for tests of the record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection, transaction

from mingjian.journal.ids import new_id
from mingjian.journal.models import Entry
from mingjian.journal.writing import write_entry
from mingjian.law.roles import Actor, Role
from mingjian.ops.postgres import APP

MONDAY = datetime(2026, 5, 11, 9, 30, tzinfo=UTC)
SOMEONE = Actor(new_id(), "张三", Role.CASE_OFFICER, None, "测试")
Result = TypeVar("Result")


def write(stream_id: UUID, kind: str = "noted", *, at: datetime = MONDAY, **payload: Any) -> Entry:
    """One entry in a transaction of its own."""
    with transaction.atomic():
        return write_entry(
            stream_id=stream_id, stream_kind="test", kind=kind, by=SOMEONE, at=at, payload=payload
        )


@contextmanager
def as_application() -> Iterator[None]:
    """Work with the rights of the application role, as the running product does."""
    owner = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = APP
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["USER"] = owner


class Writer:
    """Another database session, which does what it is told step by step."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._open: list[transaction.Atomic] = []

    def do(self, act: Callable[[], Result]) -> Result:
        """Do it in this session and wait for the end."""
        return self._thread.submit(act).result(timeout=20)

    def begin(self) -> None:
        self.do(self._enter)

    def write(self, stream_id: UUID) -> Entry:
        return self.do(lambda: write(stream_id))

    def commit(self) -> None:
        self.do(lambda: self._open.pop().__exit__(None, None, None))

    def roll_back(self) -> None:
        self.do(self._leave_in_error)

    @property
    def is_open(self) -> bool:
        return bool(self._open)

    def stop(self) -> None:
        if self._open:
            self.roll_back()
        self.do(lambda: connection.close())  # in its own thread
        self._thread.shutdown()

    def _enter(self) -> None:
        atomic = transaction.atomic()
        atomic.__enter__()
        self._open.append(atomic)

    def _leave_in_error(self) -> None:
        error = RuntimeError("rolled back on purpose")
        self._open.pop().__exit__(RuntimeError, error, None)


@contextmanager
def writers(count: int) -> Iterator[list[Writer]]:
    """Several sessions, closed in the end whatever happens."""
    sessions = [Writer() for _ in range(count)]
    try:
        yield sessions
    finally:
        for session in sessions:
            session.stop()
