"""Versions of the procedure (程序版本): a running case stays on the table it was begun under.

A version that has been published is never edited: `tests/law/procedure/test_versions.py` pins the
fingerprint of each. A change of law is one more version beside them, with the day it begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from mingjian.law.procedure import ordinary, ordinary_2
from mingjian.law.procedure.moves import Arrival, Rule, Table, Transition


@dataclass(frozen=True)
class Version:
    """程序版本: for every case whose 案源 is registered from ``since`` on."""

    id: str
    since: date
    table: Table


VERSIONS = (
    Version(ordinary.VERSION, date(2021, 7, 15), ordinary.TABLE),  # 行政处罚法（2021）施行
    Version(ordinary_2.VERSION, date(2026, 2, 1), ordinary_2.TABLE),  # 行政执法监督条例施行
)
_TABLES = {version.id: version.table for version in VERSIONS}


class UnknownProcedure(LookupError):
    """No table of that version."""


def table_of(version: str) -> Table:
    """The table of a version as stored on a case."""
    try:
        return _TABLES[version]
    except KeyError:
        known = ", ".join(_TABLES)
        raise UnknownProcedure(f"no procedure {version!r}; there are: {known}") from None


def version_for(*, on: date) -> str:
    """The version under which a case begins that is registered on that day."""
    begun = [version.id for version in VERSIONS if version.since <= on]
    return begun[-1] if begun else VERSIONS[0].id


def fingerprint(table: Table) -> str:
    """SHA-256 of the lines of a table: places, targets, roles, rules in their order."""
    return sha256("\n".join(_lines(table)).encode()).hexdigest()


def versions_without(rule: Rule) -> tuple[str, ...]:
    """The versions that do not know this rule: the database leaves their cases alone."""
    return tuple(
        version.id
        for version in VERSIONS
        if not any(rule in (*one.rules, *one.details) for one in version.table.values())
    )


def _lines(table: Table) -> Iterator[str]:
    for move, one in table.items():
        named = [sorted(state.value for state in one.sources), sorted(one.roles)]
        rules = [[rule.__name__ for rule in part] for part in (one.rules, one.details)]
        told = [rule.__name__ for rule in one.warnings]
        yield f"{move.value}: {named} -> {_targets(one)} {rules} {told}"


def _targets(transition: Transition) -> list[str]:
    target = transition.target
    several = target if isinstance(target, tuple) else (target,)
    return [
        f"{one.state.value} {one.words}" if isinstance(one, Arrival) else one.value if one else ""
        for one in several
    ]
