"""Columns of a segment (列): ids, days and offices, each in as little room as it needs.

Ids are seventeen bytes each, six bits a sign, in the order of the signs, so that they sort as the
ids do. Days are ranges of documents, because the newest come first. Agency and division are one
number, because few of the possible pairs of them occur.
"""

from __future__ import annotations

from binascii import Error, a2b_base64, b2a_base64
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise, repeat
from mmap import ACCESS_READ, mmap
from pathlib import Path

import numpy as np

from mingjian.disclosure.index.chunks import Numbers
from mingjian.disclosure.index.documents import Document

ID_SIGNS, ID_BYTES = 22, 17
_SORTED = b"-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_TO_BASE64 = bytes(dict(zip(_SORTED, _BASE64, strict=True)).get(sign, 0) for sign in range(256))
_FROM_BASE64 = bytes.maketrans(_BASE64, _SORTED)
_PADDING = "--"  # to whole groups of four signs; nothing but zeros
_TOLD_APART = slice(8, 16)  # bytes of an id that seldom agree


def pack_ids(public_ids: Sequence[str]) -> bytes:
    """公示编号, 17 bytes each."""
    if any(len(each) != ID_SIGNS for each in public_ids):
        raise ValueError(f"public ids have {ID_SIGNS} signs")
    signs = "".join(each + _PADDING for each in public_ids).encode("ascii")
    whole = np.frombuffer(a2b_base64(signs.translate(_TO_BASE64), strict_mode=True), np.uint8)
    return whole.reshape(-1, ID_BYTES + 1)[:, :ID_BYTES].tobytes()


def unpack_ids(packed: Collection[bytes]) -> list[str]:
    """The ids of 17 bytes each."""
    whole = b"\0".join((*packed, b""))
    signs = b2a_base64(whole, newline=False).translate(_FROM_BASE64).decode("ascii")
    return [signs[at : at + ID_SIGNS] for at in range(0, len(signs), ID_SIGNS + len(_PADDING))]


class Ids:
    """Ids by number, and numbers by id."""

    def __init__(self, path: Path) -> None:
        self._data = map_bytes(path)

    def __getitem__(self, number: int) -> str:
        return self.of([number])[0]

    def of(self, numbers: Iterable[int]) -> list[str]:
        """The ids of these documents."""
        begins = [number * ID_BYTES for number in numbers]
        return unpack_ids([self._data[begin : begin + ID_BYTES] for begin in begins])

    def numbers_of(self, public_ids: Collection[str]) -> list[int]:
        """Where these ids stand; those that are not there are left out."""
        wanted = set(filter(None, map(_packed, public_ids)))
        if not wanted or not self._data:
            return []
        rows = np.frombuffer(self._data, dtype=np.uint8).reshape(-1, ID_BYTES)
        few = np.sort(_told_apart(np.frombuffer(b"".join(wanted), np.uint8).reshape(-1, ID_BYTES)))
        keys = _told_apart(rows)
        places = np.minimum(np.searchsorted(few, keys), len(few) - 1)
        likely = np.flatnonzero(few[places] == keys).tolist()
        return [number for number in likely if rows[number].tobytes() in wanted]


def _packed(public_id: str) -> bytes | None:
    """None for what cannot be an id."""
    try:
        return pack_ids([public_id])
    except (ValueError, Error):
        return None


def _told_apart(rows: Numbers) -> Numbers:
    return np.ascontiguousarray(rows[:, _TOLD_APART]).view(np.uint64)[:, 0]


class Days:
    """The day of each document, as ranges: the later day first."""

    def __init__(self, path: Path) -> None:
        days, begins = np.load(path)
        self._days: list[int] = days.tolist()
        self._rising = self._days[::-1]
        self._edges: list[int] = begins.tolist()

    @property
    def newest(self) -> int:
        """The latest day."""
        return self._days[0]

    @property
    def oldest(self) -> int:
        """The earliest day."""
        return self._days[-1]

    def of(self, numbers: Iterable[int]) -> list[int]:
        """The days of these documents."""
        days, edges = self._days, self._edges
        return [days[bisect_right(edges, number) - 1] for number in numbers]

    def all(self, *, count: int) -> Iterator[int]:
        """The day of every document, one after the other."""
        for day, (begin, end) in zip(self._days, pairwise([*self._edges, count]), strict=True):
            yield from repeat(day, end - begin)

    def first_at_or_before(self, day: int, *, count: int) -> int:
        """The first document that is not later; ``count`` where there is none."""
        later = len(self._days) - bisect_right(self._rising, day)
        return self._edges[later] if later < len(self._edges) else count


def save_columns(
    folder: Path, documents: Sequence[Document], *, kinds: Values, offices: Values
) -> None:
    """Into the folder of a chunk."""
    (folder / "ids.bin").write_bytes(pack_ids([document.public_id for document in documents]))
    columns = {
        "days": [document.day for document in documents],
        "kinds": [sum(1 << kinds.number(kind) for kind in set(d.kinds)) for d in documents],
        "offices": [offices.number(f"{d.agency}\n{d.division}") for d in documents],
    }
    for name, numbers in columns.items():
        np.save(folder / f"{name}.npy", np.array(numbers, dtype=np.uint32))


class Values:
    """Values by number, in the order in which they were first met."""

    def __init__(self, values: list[str]) -> None:
        self._values = values
        self._numbers = {value: at for at, value in enumerate(values)}

    def number(self, value: str) -> int:
        """The value's number, a new one where it was never met."""
        found = self._numbers.get(value)
        if found is None:
            found = self._numbers[value] = len(self._values)
            self._values.append(value)
        return found


def join_columns(half: Path, folders: Sequence[Path]) -> None:
    """The columns of all chunks, one behind the other."""
    (half / "ids.bin").write_bytes(b"".join((each / "ids.bin").read_bytes() for each in folders))
    for name in ("kinds", "offices"):
        np.save(half / f"{name}.npy", narrow(_joined(folders, name)))
    days = _joined(folders, "days").astype(np.int64)
    begins = np.flatnonzero(np.concatenate(([True], days[1:] != days[:-1])))
    np.save(half / "days.npy", np.stack((days[begins], begins)).astype(np.uint32))


def _joined(folders: Sequence[Path], name: str) -> Numbers:
    return np.concatenate([np.load(folder / f"{name}.npy") for folder in folders])


def narrow(numbers: Numbers) -> Numbers:
    """The same numbers in as few bytes as the greatest needs."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))


def map_bytes(path: Path) -> mmap | bytes:
    """The bytes of a file, read when they are looked at."""
    if path.stat().st_size == 0:
        return b""
    with path.open("rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)
