"""Differences (两版之间): which rows came, went and changed, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.law.standing.checks import Table
from mingjian.law.standing.kinds import ListKind, Row


@dataclass(frozen=True)
class Change:
    """One changed element of a row."""

    element: str
    before: str
    after: str


@dataclass(frozen=True)
class RowChange:
    """One row that differs: added (``before`` empty), removed (``after`` empty) or changed."""

    key: str
    before: Row
    after: Row
    changes: tuple[Change, ...]

    @property
    def word(self) -> str:
        """新增、移出、修改."""
        return "新增" if not self.before else "修改" if self.after else "移出"


@dataclass(frozen=True)
class Difference:
    """两版之间的全部变化; ``columns`` are elements that only one of them has."""

    rows: tuple[RowChange, ...]
    columns: tuple[str, ...]
    unchanged: int

    @property
    def is_empty(self) -> bool:
        return not self.rows and not self.columns

    def count(self, word: str) -> int:
        """How many rows are 新增, 移出 or 修改."""
        return sum(row.word == word for row in self.rows)


def compare(*, kind: ListKind, before: Table, after: Table) -> Difference:
    """Rows are the same row where their key is; the order of rows says nothing."""
    old, new = _by_key(kind, before), _by_key(kind, after)
    rows = []
    for key in dict.fromkeys((*old, *new)):
        changes = _changes(before, after, old.get(key, ()), new.get(key, ()))
        if changes:
            rows.append(RowChange(key, old.get(key, ()), new.get(key, ()), changes))
    columns = tuple(sorted(set(before.elements) ^ set(after.elements))) if before.rows else ()
    return Difference(tuple(rows), columns, len(old.keys() | new.keys()) - len(rows))


def _by_key(kind: ListKind, table: Table) -> dict[str, Row]:
    """Rows by key; a row without one, or with another's, is known by its place."""
    place, found = table.column(kind.key), dict[str, Row]()
    for number, row in enumerate(table.rows, 1):
        key = row[place] if place is not None and len(row) > place else ""
        found[key if key and key not in found else f"第 {number} 行"] = row
    return found


def _changes(before: Table, after: Table, old: Row, new: Row) -> tuple[Change, ...]:
    was = dict(zip(before.elements, old, strict=False))
    now = dict(zip(after.elements, new, strict=False))
    titles = dict.fromkeys((*after.elements, *before.elements))
    pairs = ((title, was.get(title, ""), now.get(title, "")) for title in titles)
    return tuple(Change(title, one, other) for title, one, other in pairs if one != other)
