"""What the engine is told of a record (索引文献), and what it is asked (检索式)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

# What is on disk; an index, or a half-built one, of another format is built again.
FORMAT = 3
CHUNK = 1 << 16  # documents of one container of a Roaring bitmap
# Newest day first, then the id: the order of all lists.
Place: TypeAlias = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Document:
    """One public record; ``day`` is the decision's ``date.toordinal()``, ``text`` normalised.

    ``division`` is its code, a blank, and its name.
    """

    public_id: str
    day: int
    kinds: tuple[str, ...]
    agency: str
    division: str
    text: str

    @property
    def place(self) -> Place:
        """Sorts documents newest first; the id settles ties."""
        return -self.day, self.public_id


@dataclass(frozen=True, slots=True)
class Question:
    """Terms are normalised and all required; "" and None restrict nothing; days both included.

    ``division`` is the beginning of a code.
    """

    terms: tuple[str, ...] = ()
    kind: str = ""
    agency: str = ""
    division: str = ""
    since: int | None = None
    until: int | None = None
