"""Violations (违法行为、案由): what statutes forbid, and the sanctions they allow."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from mingjian.law.circumstances import (
    ALWAYS,
    Circumstances,
    Condition,
    FlagTest,
    Subject,
    read_condition,
)
from mingjian.law.citation import Citation
from mingjian.law.fines import FineRule, read_fine
from mingjian.law.penalties import PenaltyKind
from mingjian.law.places import read_place
from mingjian.law.provisions import statute


class Line(StrEnum):
    """执法领域: the line an agency enforces."""

    WATER = "water"
    CIVIL_AFFAIRS = "civil-affairs"
    MARKET = "market"
    URBAN = "urban"
    WORK_SAFETY = "work-safety"
    ENVIRONMENT = "environment"

    @property
    def label(self) -> str:
        """The Chinese name shown to people."""
        return LINE_LABELS[self]


LINE_LABELS = {
    Line.WATER: "水利",
    Line.CIVIL_AFFAIRS: "民政",
    Line.MARKET: "市场监管",
    Line.URBAN: "城市管理",
    Line.WORK_SAFETY: "安全生产",
    Line.ENVIRONMENT: "生态环境",
}


@dataclass(frozen=True)
class Sanction:
    """一项处罚: the statute's own words (``text``) and what they come to.

    ``optional``: the words are 可以 (可以并处), not 并处; ``choice``: one of the kinds (或者).
    ``wording`` is the statute's own name for a penalty of art. 9 (责令停产停业整顿).
    ``subject`` None: whoever acted, but not the persons in charge.
    """

    text: str
    kinds: tuple[PenaltyKind, ...]
    cite: Citation
    optional: bool = False
    choice: bool = False
    fine: FineRule | None = None
    when: Condition = ALWAYS
    condition_text: str = ""
    subject: Subject | None = None
    wording: str = ""

    @property
    def correction_first(self) -> bool:
        """Whether it may follow only after an order to correct was not obeyed (逾期不改正)."""
        return bool(self.when.alternatives) and all(
            FlagTest("overdue", True) in tests for tests in self.when.alternatives
        )

    def meets(self, circumstances: Circumstances) -> bool:
        """Whether it is a sanction against this kind of party at all."""
        if self.subject is None:
            return circumstances.subject is not Subject.RESPONSIBLE
        return self.subject is circumstances.subject


@dataclass(frozen=True)
class Violation:
    """案由: one violation as agencies name it, with 违反条款 and 处罚条款.

    ``orders`` are what the article orders besides penalties (责令停止违法行为). ``quotes`` hold the
    penal provision, and ``since`` its day, when its statute is not shipped with the packs.
    """

    id: str
    title: str
    line: Line
    subjects: frozenset[Subject]
    forbids: tuple[Citation, ...]
    penalises: tuple[Citation, ...]
    sanctions: tuple[Sanction, ...]
    since: date | None = None
    orders: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    quote: str = ""
    note: str = ""

    @property
    def correction_first(self) -> bool:
        """Whether every sanction waits for an order to correct that was not obeyed."""
        return all(sanction.correction_first for sanction in self.sanctions)

    @property
    def law(self) -> str:
        """The statute that penalises it."""
        return self.penalises[0].law

    def applies(self, *, on: date) -> bool:
        """Whether the provisions this violation was read from were in force that day."""
        if self.since is not None:
            return self.since <= on
        return statute(self.law).versions[-1].applies(on=on)


def violation(violation_id: str) -> Violation:
    """The violation of that id."""
    return _all()[violation_id]


def violations(line: Line | None = None) -> tuple[Violation, ...]:
    """All violations, or those of one line, in the order of the packs."""
    return tuple(one for one in _all().values() if line in (None, one.line))


@cache
def _all() -> Mapping[str, Violation]:
    found: dict[str, Violation] = {}
    folder = files("mingjian.law").joinpath("packs/national/violations")
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".toml"):
            continue
        pack = tomllib.loads(file.read_text("utf-8"))
        for row in pack["violation"]:
            one = _read_violation(row, line=Line(pack["line"]), since=pack.get("since", {}))
            if one.id in found:
                raise ValueError(f"violation id used twice: {one.id}")
            found[one.id] = one
    return found


def _read_violation(row: Mapping[str, Any], *, line: Line, since: Mapping[str, date]) -> Violation:
    law = row["law"]
    penalises = tuple(read_place(text, law=law) for text in row["penalises"])
    return Violation(
        id=row["id"],
        title=row["title"],
        line=line,
        subjects=frozenset(Subject(name) for name in row.get("subjects", list(Subject))),
        forbids=tuple(read_place(text, law=law) for text in row["forbids"]),
        penalises=penalises,
        sanctions=tuple(_read_sanction(one, cite=penalises[0]) for one in row["sanctions"]),
        since=since.get(law),
        orders=tuple(row.get("orders", ())),
        facts=tuple(row.get("facts", {}).items()),
        quote=row.get("quote", ""),
        note=row.get("note", ""),
    )


def _read_sanction(row: Mapping[str, Any], *, cite: Citation) -> Sanction:
    return Sanction(
        text=row["text"],
        kinds=tuple(PenaltyKind(name) for name in row["kinds"]),
        cite=read_place(row["cite"], law=cite.law) if "cite" in row else cite,
        optional=row.get("optional", False),
        choice=row.get("choice", False),
        fine=read_fine(row["fine"]) if "fine" in row else None,
        when=read_condition(row.get("when")),
        condition_text=row.get("if", ""),
        subject=Subject(row["subject"]) if "subject" in row else None,
        wording=row.get("wording", ""),
    )
