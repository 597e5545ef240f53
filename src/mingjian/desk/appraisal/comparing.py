"""The marks of one dossier side by side: reviewers before the finding, the finding afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from mingjian.law.appraisal import Verdict, Workings, restore_mark, workings_of
from mingjian.supervision.appraisal.concluding import differing_items
from mingjian.supervision.appraisal.sheets import standard_of
from mingjian.supervision.appraisal.statistics import standing_score
from mingjian.supervision.models import Sampled
from mingjian.supervision.models.results import Scored


@dataclass(frozen=True)
class Opinion:
    """What one reviewer (or the finding) says of an item."""

    who: str
    assignment_id: str
    verdict: str
    lost: str
    reason: str


@dataclass(frozen=True)
class FoundRow:
    """An item with a fault, or on which reviewers differ."""

    number: str
    name: str
    opinions: tuple[Opinion, ...]
    differs: bool
    is_fault: bool


def found_rows(found: Sampled) -> list[FoundRow]:
    """Only what somebody has to read: faults and differences."""
    items, score = standard_of(found.campaign), standing_score(found)
    marks: dict[str, dict[str, Opinion]] = {}
    sources: list[tuple[str, str, list[Mapping[str, str]]]] = (
        [("评查意见", "", score.marks)]
        if score
        else [
            (one.assignment.reviewer_name, str(one.assignment_id), one.marks)
            for one in found.sheets.select_related("assignment")
        ]
    )
    for who, key, given in sources:
        for mark in given:
            label = Verdict(mark["verdict"]).label
            opinion = Opinion(who, key, label, mark["lost"], mark["reason"])
            marks.setdefault(mark["number"], {})[who] = opinion
    differing = set() if score else set(differing_items({UUID(k): m for _, k, m in sources}))
    rows = [
        FoundRow(
            number,
            items.item(number).name,
            tuple(given.values()),
            number in differing,
            any(one.verdict == Verdict.FAULT.label for one in given.values()),
        )
        for number, given in sorted(marks.items())
    ]
    return [row for row in rows if row.is_fault or row.differs]


def workings_for(found: Sampled, score: Scored | None) -> Workings | None:
    """How the score comes about; None before there is one."""
    if score is None:
        return None
    marks = [restore_mark(one) for one in score.marks]
    return workings_of(items=standard_of(found.campaign), marks=marks)


def choices_of(typed: Mapping[str, str]) -> dict[str, UUID]:
    """Whose mark the confirmer chose, by item; what is no id chooses nobody."""
    found = {}
    for name, value in typed.items():
        if name.startswith("c-"):
            try:
                found[name.removeprefix("c-")] = UUID(value)
            except ValueError:
                continue
    return found
