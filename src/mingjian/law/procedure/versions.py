"""Versions of the procedure (程序版本): a running case stays on the table it was opened under."""

from __future__ import annotations

from mingjian.law.procedure import ordinary
from mingjian.law.procedure.moves import Table

_TABLES: dict[str, Table] = {ordinary.VERSION: ordinary.TABLE}


class UnknownProcedure(LookupError):
    """No table of that version."""


def table_of(version: str) -> Table:
    """The table of a version as stored on a case."""
    try:
        return _TABLES[version]
    except KeyError:
        known = ", ".join(_TABLES)
        raise UnknownProcedure(f"no procedure {version!r}; there are: {known}") from None
