"""What pages hand to the template parts: small frozen records, no thinking left for templates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from mingjian.law.breach import Breach
from mingjian.law.citation import Citation


class Tone(StrEnum):
    """What a mark means; the part adds icon and word, colour alone says nothing."""

    PLAIN = "plain"
    INFO = "info"
    GOOD = "good"
    WARN = "warn"
    LATE = "late"  # overdue only: the one other use of seal red


@dataclass(frozen=True)
class Link:
    """A link with its words; without ``url`` it is the place where the reader stands."""

    label: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class NavItem:
    """One entry of the navigation; ``count`` only where something waits."""

    label: str
    url: str
    icon: str = ""
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Tab:
    """One view of the same list; a link, so it has an address."""

    label: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class SummaryRow:
    """One line of a summary list: label, value, where it is written."""

    label: str
    value: Any
    cite: Citation | None = None
    url: str = ""
    kind: str = "text"  # text | amount | date | official


@dataclass(frozen=True)
class Counter:
    """A figure that filters the list below it; ``definition`` says what is counted."""

    label: str
    count: int
    url: str
    tone: Tone = Tone.PLAIN
    current: bool = False
    definition: str = ""


@dataclass(frozen=True)
class FacetOption:
    """One value of a facet with its exact count."""

    label: str
    count: int
    url: str
    current: bool = False


@dataclass(frozen=True)
class Facet:
    """One way to narrow a result list (类别, 机关, 区划, 年份)."""

    title: str
    options: tuple[FacetOption, ...]
    clear_url: str = ""


@dataclass(frozen=True)
class Chip:
    """A ready-made filter above a desk list."""

    label: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class ActiveFilter:
    """A condition in force, and the address without it."""

    label: str
    remove_url: str


class StageState(StrEnum):
    """Where a stage stands."""

    DONE = "done"
    NOW = "now"
    OWED = "owed"
    AHEAD = "ahead"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Stage:
    """One stage of the procedure (立案, 调查 … 结案)."""

    label: str
    state: StageState
    on: date | None = None
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class Entry:
    """One entry of the record on a timeline; the journal gives ``number`` and ``digest``."""

    at: datetime
    title: str
    who: str = ""
    detail: str = ""
    kind: str = ""
    number: int | None = None
    digest: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Step:
    """A legal step (法定步骤): allowed when nothing is breached, else shown with reasons."""

    label: str
    url: str
    breaches: tuple[Breach, ...] = ()
    method: str = "post"
    hint: str = ""
    cite: Citation | None = None

    @property
    def is_allowed(self) -> bool:
        """Whether the law lets the step be taken now."""
        return not self.breaches


@dataclass(frozen=True)
class DiffRow:
    """One field inside and outside; ``public`` None is withheld, ``rule`` says why."""

    label: str
    internal: str
    public: str | None
    rule: str = ""
    cite: Citation | None = None

    @property
    def change(self) -> str:
        """withheld, changed or same."""
        if self.public is None:
            return "withheld"
        return "same" if self.public == self.internal else "changed"


@dataclass(frozen=True)
class Paging:
    """Where the reader stands in a list; addresses are made by the page (keyset or number)."""

    previous_url: str = ""
    next_url: str = ""
    total: int | None = None
    first: int | None = None
    last: int | None = None
