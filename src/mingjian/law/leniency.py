"""Leniency lists (首违不罚、轻微不罚清单): an officer who does not use them owes the reasons."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from mingjian.law.circumstances import Circumstances, Relief
from mingjian.law.citation import Citation
from mingjian.law.divisions import is_within
from mingjian.law.grounds import Effect, grounds, grounds_of

_FOLDER = "packs/leniency"
_FIRST = "first-violation"


class LeniencyKind(StrEnum):
    """清单的种类 (行政处罚法 art. 33 first paragraph)."""

    FIRST = "first"
    SLIGHT = "slight"

    @property
    def label(self) -> str:
        """The Chinese name shown to people."""
        return {"first": "首违不罚", "slight": "轻微不罚"}[self.value]


@dataclass(frozen=True)
class LeniencyRow:
    """清单事项: a violation that a published list allows not to be punished.

    ``needs`` are what must be established: "first", or one of ``circumstances.FLAGS``.
    """

    id: str
    kind: LeniencyKind
    title: str
    violations: frozenset[str]
    needs: tuple[str, ...]
    cite: Citation
    document_number: str
    division_code: str
    since: date
    until: date | None = None

    @property
    def sentence(self) -> str:
        """The list's consequence, without the final 。."""
        source = f"{self.cite}（{self.document_number}）"
        return f"{self.title}的，可以不予行政处罚（{self.kind.label}，{source}）"

    def applies(self, *, rule_id: str, division_code: str, on: date) -> bool:
        """Whether the list is in force there that day and names this violation."""
        in_force = self.since <= on and (self.until is None or on < self.until)
        here = not self.division_code or (
            bool(division_code) and is_within(division_code, self.division_code)
        )
        return in_force and here and rule_id in self.violations

    def is_met_by(self, case: Circumstances) -> bool:
        """Whether everything it needs is established."""
        return all(
            case.offence_count == 1 if need == "first" else case.flag(need) for need in self.needs
        )


def leniency_rows(*, rule_id: str, division_code: str, on: date) -> tuple[LeniencyRow, ...]:
    """适用的清单事项 for that violation, there and then."""
    known = _all()
    return tuple(
        one for one in known if one.applies(rule_id=rule_id, division_code=division_code, on=on)
    )


def open_leniency(*, circumstances: Circumstances, rows: Sequence[LeniencyRow]) -> tuple[str, ...]:
    """可以从宽而未从宽: established, allowed, and not used; the officer must say why.

    What the law commands (应当) is not here: it cannot be left unused.
    """
    if circumstances.relief is Relief.EXEMPTED:
        return ()
    found = [
        ground.sentence
        for ground in grounds_of(circumstances=circumstances)
        if not ground.must
        and (ground.effect is Effect.EXEMPT or _is_unused(ground.effect, circumstances))
    ]
    found += [row.sentence for row in rows if row.is_met_by(circumstances)]
    return tuple(found)


def first_violation_hint(*, circumstances: Circumstances) -> str:
    """首违提示: a first, corrected violation whose harm nobody has weighed yet; empty if none."""
    weighed = circumstances.grounds & {_FIRST, "slight-and-harmless"} or circumstances.relief
    if weighed or circumstances.offence_count > 1 or not circumstances.corrected_promptly:
        return ""
    return f"初次违法并已及时改正：{grounds()[_FIRST].sentence}。请认定危害后果是否轻微"


def _is_unused(effect: Effect, case: Circumstances) -> bool:
    return effect is Effect.LENIENT and case.relief is None


@cache
def _all() -> tuple[LeniencyRow, ...]:
    found: list[LeniencyRow] = []
    folder = files("mingjian.law").joinpath(_FOLDER)
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            found += read_list(tomllib.loads(file.read_text("utf-8")))
    return tuple(found)


def read_list(pack: Mapping[str, Any]) -> list[LeniencyRow]:
    """The rows of one published list."""
    return [
        LeniencyRow(
            id=row["id"],
            kind=LeniencyKind(row["kind"]),
            title=row["title"],
            violations=frozenset(row["violations"]),
            needs=tuple(row["needs"]),
            cite=Citation(law=pack["name"]),
            document_number=pack["document_number"],
            division_code=pack["division_code"],
            since=pack["since"],
            until=pack.get("until"),
        )
        for row in pack["row"]
    ]
