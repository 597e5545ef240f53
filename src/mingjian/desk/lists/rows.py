"""Rows (逐行修改): which row the address means, and the list with it changed."""

from __future__ import annotations

from django.http import Http404

from mingjian.law.standing.checks import Table
from mingjian.law.standing.kinds import Row


def row_of(text: str, table: Table) -> int:
    """The row's number, 0 for a new one; 404 for a row that is not there."""
    if not text:
        return 0
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    if not 1 <= number <= len(table.rows):
        raise Http404(f"no row {text!r}")
    return number


def changed_rows(table: Table, number: int, row: Row | None) -> list[Row]:
    """The rows with one put in its place, added at the end (0) or taken off (None)."""
    rows = list(table.rows)
    if number == 0:
        return [*rows, row] if row is not None else rows
    rows[number - 1 : number] = [row] if row is not None else []
    return rows
