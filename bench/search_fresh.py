"""Publishing and withdrawing while the portal is under load (发布、撤下时效): seconds until seen.

The keeper here does what the portal's does in each turn, but hears of changes from a list in place
of the log in PostgreSQL: what reading the log takes is not in the figures.
"""

from __future__ import annotations

import json
import secrets
import statistics
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

from pyroaring import BitMap

from mingjian.disclosure.index.documents import Document
from mingjian.disclosure.index.merging import (
    due_segments,
    merged_segment,
    swap_segments,
    write_segment,
)
from mingjian.disclosure.index.segment import Segment
from mingjian.disclosure.index.store import Settler, State, Store

_TURN_SECONDS = 0.25  # POLL_SECONDS of the portal's keeper, which needs its database
_TIMES, _LOOK_EVERY, _AT_MOST = 20, 0.02, 20.0
_CLIENTS = 16
# Where the keeper is late the table answers; here there is none, and the question is asked again.
_NO_TABLE = 500


class Keeper:
    """Follows a list of what was published and withdrawn."""

    def __init__(self, folder: Path) -> None:
        self._store = Store(folder / "search")
        self._settler = Settler(self._store)
        self._lock, self._ended = threading.Lock(), threading.Event()
        self._published: list[Document] = []
        self._withdrawn: list[str] = []
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._merging: tuple[tuple[Segment, ...], State, Future[Segment | None]] | None = None

    def publish(self, document: Document) -> None:
        """As a leaf in the log would."""
        with self._lock:
            self._published.append(document)

    def withdraw(self, public_id: str) -> None:
        """As a leaf in the log would."""
        with self._lock:
            self._withdrawn.append(public_id)

    @contextmanager
    def keeping(self) -> Iterator[Keeper]:
        """Runs until the end; the index is then what it was before."""
        before = self._store.read()
        assert before is not None
        thread = threading.Thread(target=self._run)
        thread.start()
        try:
            time.sleep(2 * _TURN_SECONDS)
            yield self
        finally:
            self._ended.set()
            thread.join()
            self._pool.shutdown()
            self._settler.finish()
            self._store.settle(before)
            self._store.write(before)
            self._store.sweep()

    def _run(self) -> None:
        while not self._ended.wait(_TURN_SECONDS):
            with self._lock:
                published, self._published = self._published, []
                withdrawn, self._withdrawn = self._withdrawn, []
            state = self._store.read()
            assert state is not None
            taken = state.without(withdrawn)
            if published and taken is not state:
                self._store.write(taken)
            taken = self._merge(self._with(taken, published))
            if taken is state:
                self._store.tell_alive()
            else:
                self._store.write(taken)
            self._settler.follow(taken)

    def _with(self, state: State, published: list[Document]) -> State:
        if not published:
            return state
        documents = iter(sorted(published, key=lambda document: document.place))
        target = self._store.new_segment()
        segment = write_segment(
            store=self._store, documents=documents, target=target, durable=False
        )
        assert segment is not None
        return state.with_changes(segments=(*state.segments, segment), gone=(*state.gone, BitMap()))

    def _merge(self, state: State) -> State:
        if self._merging is None:
            due = due_segments(state)
            if due:
                work = self._pool.submit(merged_segment, store=self._store, state=state, wanted=due)
                self._merging = due, state, work
            return state
        old, begun, work = self._merging
        if not work.done():
            return state
        self._merging = None
        return swap_segments(state=state, begun=begun, old=old, new=work.result())


def measure_freshness(*, keeper: Keeper, port: int, script: Path, sample: Document) -> None:
    """Seconds from the change to the first answer that knows of it, under full load."""
    seconds = int(_TIMES * 4)
    command = ["wrk", "-t1", f"-c{_CLIENTS}", f"-d{seconds}s", "-s", str(script)]
    load = subprocess.Popen(  # noqa: S603
        [*command, f"http://127.0.0.1:{port}"], stdout=subprocess.DEVNULL
    )
    seen, gone = [], []
    try:
        time.sleep(1)
        for _ in range(_TIMES):
            name = "".join(chr(0x4E00 + secrets.randbelow(6000)) for _ in range(8))
            public_id = secrets.token_urlsafe(16)
            text = f"{name}\n{sample.text}"
            place = (sample.day, sample.kinds, sample.agency, sample.division)
            keeper.publish(Document(public_id, *place, text))
            seen.append(_until(port, name, 1))
            keeper.withdraw(public_id)
            gone.append(_until(port, name, 0))
        busy = load.poll() is None
    finally:
        load.terminate()
        load.wait(timeout=30)
    for what, times in (("searchable", seen), ("gone", gone)):
        middle, longest = statistics.median(times), max(times)
        print(f"{what:10} after {middle:.2f} s, {longest:.2f} s at most, of {len(times)}")
    print(f"under load to the end: {busy}")


def _until(port: int, name: str, total: int) -> float:
    begun = time.perf_counter()
    while time.perf_counter() - begun < _AT_MOST:
        address = f"http://127.0.0.1:{port}/search.json?q={quote(name)}&n={secrets.token_hex(4)}"
        try:
            with urlopen(address) as answer:
                if json.load(answer)["total"] == total:
                    return time.perf_counter() - begun
        except HTTPError as error:
            if error.code != _NO_TABLE:
                raise
        time.sleep(_LOOK_EVERY)
    raise TimeoutError(f"{name} is not {total} after {_AT_MOST} s")
