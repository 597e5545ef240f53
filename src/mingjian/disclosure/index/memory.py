"""What was found before (检索记忆): answers that took long are kept, up to so many bytes.

A segment never changes, so neither does an answer about it.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from pyroaring import BitMap

from mingjian.disclosure.index.documents import Question

_WORTH_KEEPING_SECONDS = 0.0001
_MOST_BYTES = 96 << 20
_OVERHEAD = 300


class Memory:
    """Bitmaps of one segment by question, the least recently used go first."""

    def __init__(self, find: Callable[[Question], BitMap], *, count: int) -> None:
        self._find, self._dense = find, count // 8
        self._kept: OrderedDict[Question, tuple[BitMap, int]] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def __call__(self, question: Question) -> BitMap:
        with self._lock:
            kept = self._kept.get(question)
            if kept is not None:
                self._kept.move_to_end(question)
                return kept[0]
        begun = time.perf_counter()
        found = self._find(question)
        if time.perf_counter() - begun > _WORTH_KEEPING_SECONDS:
            self._keep(question, found)
        return found

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self._bytes = 0

    def _keep(self, question: Question, found: BitMap) -> None:
        size = min(2 * len(found), self._dense) + _OVERHEAD
        with self._lock:
            if question not in self._kept:
                self._kept[question] = found, size
                self._bytes += size
            while self._bytes > _MOST_BYTES:
                _, (_, freed) = self._kept.popitem(last=False)
                self._bytes -= freed
