"""The causes an agency may choose from (案由): items of its benchmarks first, then the statutes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from mingjian.law.benchmarks import benchmarks_for
from mingjian.law.violations import Line, violations
from mingjian.registry.models import Agency, AgencyPower

Groups = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True)
class Causes:
    """执法权限: the lines an agency enforces, and where."""

    lines: tuple[Line, ...]
    division_code: str


def causes_known_to(agency: Agency, *, on: date) -> Causes:
    """The lines that the agency may enforce today."""
    held = AgencyPower.objects.in_force(on=on).filter(agency=agency)
    return causes_in(agency, set(held.values_list("line", flat=True)))


def causes_in(agency: Agency, lines: Collection[str]) -> Causes:
    """The same where the lines have been read."""
    return Causes(tuple(line for line in Line if line.value in lines), agency.division_code)


def causes_of(place: Causes, *, on: date) -> Groups:
    """案由 by document: each item of a benchmark of the place, then each violation by statute."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in benchmarks_for(lines=place.lines, division_code=place.division_code, on=on):
        label = f"{Line(one.line).label}　裁量基准（{one.document_number}）"
        groups[label] = [(item.id, f"第{item.number}项　{item.title}") for item in one.items]
    for line in place.lines:
        for rule in violations(line):
            groups.setdefault(f"{line.label}　《{rule.law}》", []).append((rule.id, rule.title))
    return list(groups.items())
