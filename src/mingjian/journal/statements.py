"""Statements written once (预备语句): the same few words asked of the database all day.

Django writes a statement anew for every question, which costs more than the answer of a short one.
These are written once; PostgreSQL keeps their plan. They are asked through Django's own connection:
in its transaction, counted with its queries, errors as Django's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from operator import itemgetter
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import OperationalError, connection
from django.db.models import Model, QuerySet
from psycopg import Cursor

Parameters = Mapping[str, Any]


class _BoundByServer(Cursor[tuple[Any, ...]]):
    """Parameters go beside the statement, so that the server can prepare it."""

    def execute(self, query: Any, params: Any = None, **_: Any) -> _BoundByServer:
        # psycopg does not say what it has prepared, and Django's log of queries asks.
        return super().execute(query, params, prepare=not connection.queries_logged)


class Statement:
    """One statement with named parameters: ``%(name)s``."""

    def __init__(self, text: str) -> None:
        self.text = text

    def rows(self, **parameters: Any) -> list[tuple[Any, ...]]:
        """All rows."""
        return _ask(self.text, parameters)

    def run(self, **parameters: Any) -> None:
        """Do it; nothing comes back."""
        with connection.cursor() as cursor:
            cursor.cursor = _BoundByServer(connection.connection)
            cursor.execute(self.text, parameters)

    def row(self, **parameters: Any) -> tuple[Any, ...] | None:
        """The first row, None without one."""
        found = self.rows(**parameters)
        return found[0] if found else None

    def first_row(self, **parameters: Any) -> tuple[Any, ...] | None:
        """The same as the first question of a request: it is itself the test of the connection.

        A connection that was lost while nobody used it is opened again, once.
        """
        if connection.connection is None or connection.in_atomic_block:
            return self.row(**parameters)
        connection.health_check_done = True  # type: ignore[attr-defined]  # Django's own
        try:
            return self.row(**parameters)
        except OperationalError:
            if connection.is_usable():
                raise
            connection.close()
            return self.row(**parameters)


class Written:
    """A queryset written by Django once, with stand-ins for what changes.

    A stand-in is a value that no row has. Where Django made something of it that is not found again
    among the parameters, the statement finds nothing: it never finds more than the queryset.
    """

    def __init__(self, queryset: QuerySet[Any, Any], stand_ins: Mapping[str, Any]) -> None:
        compiler = queryset.query.get_compiler(connection=connection)
        try:
            self._text, parameters = compiler.as_sql()
        except EmptyResultSet:  # nobody may see anything
            self._text, parameters = "", ()
            return
        self._parameters = [_slot(one, stand_ins) for one in parameters]
        self._model = queryset.model
        self._names = queryset.query.values_select
        self._added = list(queryset.query.annotation_select)
        self._compiler = compiler
        self._converters = compiler.get_converters([one[0] for one in compiler.select])

    def rows(self, **values: Any) -> list[dict[str, Any]]:
        """What ``values(…)`` gives, with these values in place of the stand-ins."""
        return [dict(zip(self._names, row, strict=True)) for row in self._rows(values)]

    def first(self, **values: Any) -> Any:
        """The first row as an instance, where the queryset asks for whole rows; None without."""
        names = [field.attname for field in self._model._meta.concrete_fields]
        for row in self._rows(values):
            found = self._model.from_db(connection.alias, names, row[: len(names)])
            for name, value in zip(self._added, row[len(names) :], strict=True):
                setattr(found, name, value)
            return found
        return None

    def _rows(self, values: Mapping[str, Any]) -> Any:
        if not self._text:
            return []
        rows = _ask(self._text, [fill(values) for fill in self._parameters])
        if not self._converters:
            return rows
        return self._compiler.apply_converters(rows, self._converters)


def insert_row(row: Model) -> None:
    """``row.save(force_insert=True)`` for a row that lets the database give it nothing."""
    statement, fields = _insertion(type(row))
    values = {
        field.attname: field.get_db_prep_save(field.pre_save(row, True), connection)
        for field in fields
    }
    statement.run(**values)
    row._state.adding, row._state.db = False, connection.alias


@cache
def _insertion(model: type[Model]) -> tuple[Statement, list[Any]]:
    fields = list(model._meta.concrete_fields)
    if any(field.db_returning for field in fields):
        raise TypeError(f"the database gives {model.__name__} values: save it")
    names = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(f"%({field.attname})s" for field in fields)
    table = model._meta.db_table
    return Statement(f'INSERT INTO "{table}" ({names}) VALUES ({values})'), fields  # noqa: S608


def _ask(text: str, parameters: Parameters | list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.cursor = _BoundByServer(connection.connection)
        cursor.execute(text, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _slot(parameter: Any, stand_ins: Mapping[str, Any]) -> Callable[[Mapping[str, Any]], Any]:
    """How this parameter is made of the values: one of them, a text with one in it, or fixed."""
    for name, stand_in in stand_ins.items():
        if parameter == stand_in:
            return itemgetter(name)
        if isinstance(parameter, str) and isinstance(stand_in, str) and stand_in in parameter:
            return partial(_within, parameter, stand_in, name)
    return lambda _: parameter


def _within(text: str, stand_in: str, name: str, values: Mapping[str, Any]) -> str:
    return text.replace(stand_in, values[name])
