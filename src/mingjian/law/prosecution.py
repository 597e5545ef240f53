"""Thresholds of criminal cases (立案追诉标准): where an administrative case may be a crime.

A hint, not a finding: whether it is a crime, the judicial organs say. The table holds only what a
published standard states as an amount; crimes without one are left to the officers.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

_FILE = files("mingjian.law") / "packs" / "prosecution" / "thresholds.toml"

# 案由 → 数额名称 → 数额
Figures = Mapping[str, Mapping[str, Decimal]]


@dataclass(frozen=True)
class Threshold:
    """一条追诉标准: ``least`` of what ``label`` measures; ``link`` ties the violation to it."""

    id: str
    crime: str
    violations: frozenset[str]
    label: str
    unit: str
    least: Decimal
    since: date
    text: str
    source: str
    link: str


@dataclass(frozen=True)
class PassedThreshold:
    """达到的追诉标准, with the figure of this case."""

    threshold: Threshold
    figure: Decimal

    @property
    def amount(self) -> str:
        """The figure with its thousands."""
        return f"{self.figure:,.0f}"

    @property
    def words(self) -> str:
        """为什么提示, in one clause."""
        one = self.threshold
        return f"{one.label}{self.amount}{one.unit}，达到{one.crime}的追诉标准（{one.source}）"


@cache
def all_thresholds() -> tuple[Threshold, ...]:
    """The table."""
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))["threshold"]
    return tuple(
        Threshold(
            **{
                **row,
                "violations": frozenset(row["violations"]),
                "least": Decimal(row["least"]),
            }
        )
        for row in rows
    )


def passed_thresholds(*, figures: Figures, on: date) -> tuple[PassedThreshold, ...]:
    """The standards that the figures of these violations reach on that day."""
    return tuple(_passed(all_thresholds(), figures, on))


def _passed(
    thresholds: Iterable[Threshold], figures: Figures, on: date
) -> Iterable[PassedThreshold]:
    for one in thresholds:
        if one.since > on:
            continue
        found = [figures[each].get(one.label) for each in sorted(one.violations & set(figures))]
        reached = [figure for figure in found if figure is not None and figure >= one.least]
        if reached:
            yield PassedThreshold(one, max(reached))
