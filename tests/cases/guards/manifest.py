"""The guards of this release as attackable things: kind, columns, and how to take each away."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mingjian.ops.guards import expected_guards

ROOMS = ("journal_", "seals_", "evidence_", "dossier_", "cases_")


@dataclass(frozen=True)
class Standing:
    """One guard that stands on a table, as the manifest describes it."""

    table: str
    name: str
    definition: str

    @property
    def kind(self) -> str:
        """trigger, check, unique, index or foreign key."""
        starts = {
            "CHECK": "check",
            "FOREIGN KEY": "foreign key",
            "UNIQUE": "unique",
            "PRIMARY KEY": "unique",
            "CREATE UNIQUE INDEX": "index",
            "A CREATE": "trigger",
        }
        return next(kind for start, kind in starts.items() if self.definition.startswith(start))

    @property
    def columns(self) -> list[str]:
        """The columns that a key or an index names first."""
        found = re.search(r"\(([^()]+)\)", self.definition)
        assert found is not None, self.definition
        return [name.strip().strip('"') for name in found[1].split(",")]

    @property
    def arguments(self) -> list[str]:
        """The arguments of a trigger's function; the first is the name that it raises."""
        return re.findall(r"'([^']*)'", self.definition.partition("EXECUTE FUNCTION")[2])

    @property
    def predicate(self) -> str:
        """The condition of a partial index."""
        return self.definition.partition(" WHERE ")[2] or "true"

    @property
    def refers_to_itself(self) -> bool:
        """A foreign key into its own table."""
        return f"REFERENCES {self.table}(" in self.definition

    @property
    def removal(self) -> str:
        """SQL that takes it away."""
        if self.kind == "trigger":
            return f'DROP TRIGGER "{self.name}" ON "{self.table}"'
        if self.kind == "index":
            return f'DROP INDEX "{self.name}"'
        return f'ALTER TABLE "{self.table}" DROP CONSTRAINT "{self.name}" CASCADE'

    def __str__(self) -> str:
        return f"{self.table} {self.name}"


def standing() -> list[Standing]:
    """Every guard that the release promises on journal, dossier and cases."""
    return [
        Standing(table, name, definition)
        for table, guards in expected_guards().items()
        if table.startswith(ROOMS)
        for name, definition in guards.items()
        if name != "not null"
    ]


def not_null_columns() -> dict[str, list[str]]:
    """The columns that may not be empty, by table."""
    return {
        table: guards["not null"].split(", ")
        for table, guards in expected_guards().items()
        if table.startswith(ROOMS)
    }
