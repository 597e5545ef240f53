"""The press (印刷): many papers at once, set by processes of their own on every core.

Typst holds Python's lock while it works, so threads do not help. A child gets orders on its
standard input and answers with files; it has no environment, no database and no keys. The bytes are
those of ``typesetting.set_pdf``, whoever sets them.
"""

from __future__ import annotations

import atexit
import json
import os
import resource
import subprocess
import sys
from collections import deque
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from threading import Lock, Thread, Timer
from typing import BinaryIO

import typst

from mingjian.dossier.typesetting import Order, Printed, set_pdf
from mingjian.seals.provider import Place

_MEMORY = 2 * 1024 * 1024 * 1024
_MOST_PROCESSES = 4
# Starting a process takes as long as some twenty papers.
_FEW = 20
_IDLE_SECONDS = 60.0
# A child does one thing over and over: it keeps its memory (some 6 % quicker), on one thread.
_MEMORY_HABITS = {
    "MALLOC_TRIM_THRESHOLD_": "1000000000",
    "MALLOC_TOP_PAD_": "67108864",
    "RAYON_NUM_THREADS": "1",
}


@dataclass(frozen=True)
class NotPrinted:
    """A paper that could not be set; the others are not held up by it."""

    why: str


Result = Printed | NotPrinted


class Press:
    """Processes that are ready to set papers; ``close`` ends them."""

    def __init__(self, *, processes: int) -> None:
        self._workers = [_Worker() for _ in range(processes)]

    def print_all(self, orders: Sequence[Order]) -> list[Result]:
        """Every order, in the order given; each worker takes the next one that is waiting."""
        waiting = deque(enumerate(orders))
        done: dict[int, Result] = {}
        threads = [
            Thread(target=_work, args=(worker, waiting, done), daemon=True)
            for worker in self._workers
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return [done[number] for number in range(len(orders))]

    def close(self) -> None:
        """End the processes."""
        for worker in self._workers:
            worker.close()


def _work(worker: _Worker, waiting: deque[tuple[int, Order]], done: dict[int, Result]) -> None:
    while True:
        try:
            number, order = waiting.popleft()
        except IndexError:
            return
        done[number] = worker.print(order)


class _Worker:
    """One child; started again where it died."""

    def __init__(self) -> None:
        self._child = _start()

    def print(self, order: Order) -> Result:
        try:
            return _ask(self._child, order)
        except (OSError, EOFError, ValueError) as error:
            self.close()
            self._child = _start()
            return NotPrinted(f"排版进程中断：{error}")

    def close(self) -> None:
        self._child.kill()
        self._child.communicate()


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # our own interpreter and module, no shell
        [sys.executable, "-m", "mingjian.dossier.press"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": ":".join(sys.path), "LC_ALL": "C.UTF-8", **_MEMORY_HABITS},
    )


def _ask(child: subprocess.Popen[bytes], order: Order) -> Result:
    assert child.stdin is not None  # a pipe, as the other end
    assert child.stdout is not None
    child.stdin.write(json.dumps(asdict(order)).encode() + b"\n")
    child.stdin.flush()
    line = child.stdout.readline()
    if not line:
        raise EOFError("no answer")
    said = json.loads(line)
    if said["fault"]:
        return NotPrinted(said["fault"])
    pdf = child.stdout.read(said["size"])
    if len(pdf) != said["size"]:
        raise EOFError("half an answer")
    return Printed(pdf, Place(*said["place"]) if said["place"] else None)


def main(orders: BinaryIO, answers: BinaryIO) -> None:
    """The child: one order a line, until nobody asks any more."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    for line in orders:
        pdf, said = b"", {"fault": "", "size": 0, "place": None}
        try:
            printed = set_pdf(Order(**json.loads(line)))
        except (typst.TypstError, ValueError, KeyError) as error:
            said["fault"] = str(error) or type(error).__name__
        else:
            pdf, place = printed.pdf, printed.seal_place
            said |= {"size": len(pdf), "place": [place.page, place.x, place.y] if place else None}
        answers.write(json.dumps(said).encode() + b"\n" + pdf)
        answers.flush()


class _Shared:
    """The press of this server process: warm while it is used, gone a minute after."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._press: Press | None = None
        self._timer: Timer | None = None

    def print_all(self, orders: Sequence[Order]) -> list[Result]:
        with self._lock:
            if self._press is None and len(orders) < _FEW:
                return [_set_here(one) for one in orders]
            if self._timer:
                self._timer.cancel()
            self._press = self._press or Press(processes=cores())
            try:
                return self._press.print_all(orders)
            finally:
                self._timer = Timer(_IDLE_SECONDS, self.close)
                self._timer.daemon = True
                self._timer.start()

    def close(self) -> None:
        with self._lock:
            if self._press:
                self._press.close()
            self._press = None


def _set_here(order: Order) -> Result:
    try:
        return set_pdf(order)
    except (typst.TypstError, ValueError) as error:
        return NotPrinted(str(error))


def cores() -> int:
    """How many processes set papers side by side."""
    return min(len(os.sched_getaffinity(0)), _MOST_PROCESSES)


_shared = _Shared()
atexit.register(_shared.close)


def print_all(*, orders: Sequence[Order]) -> list[Result]:
    """Set many papers, as many side by side as there are cores; a few are set here and now."""
    return _shared.print_all(orders)


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
