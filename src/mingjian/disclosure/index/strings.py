"""Many short texts in one (短文本集): in which of them a term stands."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mingjian.disclosure.index.pieces import Numbers

STOP = "\0"


class Strings:
    """Texts without the sign that keeps them apart."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._whole = STOP + STOP.join(texts) + STOP
        sizes = np.fromiter((len(each) + 1 for each in texts), np.int64, count=len(texts))
        self._begins = np.cumsum(sizes) - sizes + 1

    def holding(self, term: str) -> Numbers:
        """Numbers of the texts in which it stands, ascending."""
        places, at = [], self._whole.find(term)
        while at >= 0:
            places.append(at)
            at = self._whole.find(term, at + 1)
        found = np.searchsorted(self._begins, np.array(places, dtype=np.int64), side="right")
        fresh = np.ones(len(found), dtype=bool)
        fresh[1:] = found[1:] != found[:-1]
        return found[fresh] - 1
