"""Rows of a case (案件各表): every table of this room that belongs to one case, in one query.

An act and a page need all of them at once; a query for each table would cost more than the act.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import connection, models

from mingjian.cases.models import Case

_Rows = dict[type[models.Model], list[models.Model]]


def read_rows(case: Case) -> None:
    """Fill the caches of ``case.evidence.all()``, ``case.decision``… with what the tables hold now.

    Filters and orders on a related manager still ask the database.
    """
    rows = _read(case)
    case._prefetched_objects_cache = prefetched = {}  # type: ignore[attr-defined]  # Django's own
    for relation in _relations():
        found = rows[relation.related_model]
        for row in found:
            relation.field.set_cached_value(row, case)
        if relation.one_to_one:
            relation.set_cached_value(case, found[0] if found else None)
        else:
            prefetched[relation.cache_name] = _as_read(getattr(case, relation.cache_name), found)
    _join_one_to_one(rows)


def _read(case: Case) -> _Rows:
    found: _Rows = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_statement(), {"case": case.pk})
        for number, text in cursor.fetchall():
            model = _relations()[number].related_model
            # Sums of money must not become floating point on the way.
            found[model].append(_instance(model, json.loads(text, parse_float=Decimal)))
    return found


@cache
def _relations() -> tuple[Any, ...]:
    """Every foreign key of this room that points to the case."""
    return tuple(
        one for one in Case._meta.related_objects if one.related_model._meta.app_label == "cases"
    )


@cache
def _statement() -> str:
    parts = []
    for number, relation in enumerate(_relations()):
        table, column = relation.related_model._meta.db_table, relation.field.column
        parts.append(
            f"SELECT {number}, row_to_json(t)::text FROM {table} t WHERE t.{column} = %(case)s"  # noqa: S608
        )
    return " UNION ALL ".join(parts)


def _instance(model: type[models.Model], content: dict[str, Any]) -> models.Model:
    fields: list[Any] = list(model._meta.concrete_fields)
    values = [_value(field, content[field.column]) for field in fields]
    return model.from_db(connection.alias, [field.attname for field in fields], values)


def _value(field: Any, value: Any) -> Any:
    """As psycopg would give it; a foreign key is what its target's key is."""
    return getattr(field, "target_field", field).to_python(value)


def _as_read(manager: Any, rows: list[models.Model]) -> Any:
    """The related queryset as ``prefetch_related`` leaves it: already evaluated."""
    queryset = manager.get_queryset()
    queryset._result_cache = rows
    queryset._prefetch_done = True
    return queryset


def _join_one_to_one(rows: _Rows) -> None:
    """Evidence and its verdict, notice and its service: each finds the other without a query."""
    for field in _fields_between():
        parents = {parent.pk: parent for parent in rows[field.related_model]}
        for parent in parents.values():
            field.remote_field.set_cached_value(parent, None)
        for row in rows[field.model]:
            parent = parents[getattr(row, field.attname)]
            field.set_cached_value(row, parent)
            field.remote_field.set_cached_value(parent, row)


@cache
def _fields_between() -> tuple[Any, ...]:
    return tuple(_one_to_one_fields({one.related_model for one in _relations()}))


def _one_to_one_fields(room: set[type[models.Model]]) -> Iterator[Any]:
    for model in room:
        for field in model._meta.concrete_fields:
            if field.one_to_one and field.related_model in room:
                yield field
