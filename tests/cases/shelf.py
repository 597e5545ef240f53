"""A shelf of told cases: each is told once and committed; tests go on with it and roll back."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from django.db import connection

from mingjian.ops.demo.story import Telling


@dataclass
class Shelf:
    """Open only while the tests work in a database of this package (``conftest.py``)."""

    is_open: bool = False
    _told: dict[str, Telling] = field(default_factory=dict)

    def take(self, key: str, tell: Callable[[], Telling]) -> Telling:
        """The case of that key, told in a session of its own the first time it is asked for."""
        if key not in self._told:
            with ThreadPoolExecutor(max_workers=1) as other_session:
                self._told[key] = other_session.submit(_commit, tell).result(timeout=120)
        return replace(self._told[key], done=[])

    def close(self) -> None:
        """Forget the cases, for their database goes."""
        self.is_open = False
        self._told.clear()


def _commit(tell: Callable[[], Telling]) -> Telling:
    """Run in a thread of its own, Django opens a connection of its own, which commits."""
    try:
        return tell()
    finally:
        connection.close()


shelf = Shelf()
