"""Listening (守听): the notice is heard while a round is taken in, however long that takes.

A large batch keeps the follower busy for minutes: leaves are one transaction, dumps are written
anew. Hiding must not wait for any of it, so a second thread, with a connection of its own, does
nothing but ask for the notice.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection
from django.utils import timezone

from mingjian.disclosure.following.notice import BadNotice
from mingjian.ledger.following import BytesRefused
from mingjian.ops.node.fetching import OriginAway
from mingjian.ops.node.following import Follower, NotTaken, Say

# The round meets the same and tells it in the state.
_TOLD_BY_THE_ROUND = (OriginAway, NotTaken, BadNotice, BytesRefused)


@contextmanager
def listening(follower: Follower, *, every: float, say: Say) -> Iterator[None]:
    """Hear what is to be hidden every so many seconds, until the block ends."""
    stop = threading.Event()
    thread = threading.Thread(target=_listen, args=(follower, every, stop, say), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _listen(follower: Follower, every: float, stop: threading.Event, say: Say) -> None:
    try:
        while not stop.wait(every):
            try:
                follower.hear(at=timezone.now())
            except _TOLD_BY_THE_ROUND:
                continue
            except (DatabaseError, OSError) as error:
                say(f"守听通告：{error}")
                connection.close()
    finally:
        connection.close()
