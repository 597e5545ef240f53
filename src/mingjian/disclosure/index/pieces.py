"""Cutting texts into pieces (切片): numbers and words, with the marks that follow them.

Whether a cut falls between two signs depends on these two alone. So a phrase is cut as the texts
are that hold it: its inner pieces are pieces of theirs, its first one ends a piece, its last one
begins one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[Any]
LINE_END = "\n"
_MARKS = r",。、;:!?…·()《》〈〉“”\"'「」『』/\-"
# Long codes are cut after some of their letters, addresses after what they are made of, and names
# of firms before 有限公司.
_NUMBER, _LETTER = "0-9.n-z", "a-m"
_PLACE, _FIRM = "省市县区镇乡村路道巷", "有"
_OTHER = f"[^{_NUMBER}{_LETTER}{_PLACE}{_FIRM}{_MARKS}\n]"
_CUT = re.compile(
    f"(?:[{_NUMBER}]*[{_LETTER}]|[{_NUMBER}]+"
    f"|{_FIRM}?{_OTHER}*[{_PLACE}]|{_FIRM}?{_OTHER}+|{_FIRM})[{_MARKS}]*\n?|[{_MARKS}]+\n?|\n"
)


@dataclass(frozen=True)
class Pieces:
    """Texts of a chunk: different pieces, and for each text which ones stand in a row."""

    texts: list[str]
    stream: Numbers
    lengths: Numbers


def pieces_of(text: str) -> list[str]:
    """All of the text, cut."""
    return _CUT.findall(text)


def cut_into_pieces(texts: Sequence[str]) -> Pieces:
    """Each text ended by a line's end, which no phrase can hold."""
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    lengths, parts = [], []
    for text in texts:
        found = _CUT.findall(text + LINE_END)
        lengths.append(len(found))
        parts.append(np.array([numbers[piece] for piece in found], dtype=np.uint32))
    stream = np.concatenate(parts) if parts else np.array([], dtype=np.uint32)
    return Pieces(list(numbers), stream, np.array(lengths, dtype=np.uint32))


def save_pieces(folder: Path, pieces: Pieces) -> None:
    """Into the folder of a chunk."""
    (folder / "pieces.txt").write_bytes("".join(pieces.texts).encode())
    np.save(folder / "piece-sizes.npy", np.array([len(each) for each in pieces.texts], np.uint32))
    np.save(folder / "stream.npy", pieces.stream)
    np.save(folder / "lengths.npy", pieces.lengths)


def load_pieces(folder: Path) -> Pieces:
    """From the folder of a chunk."""
    whole = (folder / "pieces.txt").read_bytes().decode()
    texts, begin = [], 0
    for size in np.load(folder / "piece-sizes.npy").tolist():
        texts.append(whole[begin : begin + size])
        begin += size
    return Pieces(texts, np.load(folder / "stream.npy"), np.load(folder / "lengths.npy"))
