"""The node's database (节点数据库): the public tables and nothing else.

It is made from the models themselves, without the guards that ask tables of the desk: a node has
none. It holds nothing of its own, so a newer program simply makes it again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connection, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.constraints import BaseConstraint

from mingjian.disclosure.following.taking_in import make_own_tables
from mingjian.journal.guards import AppendOnly, CompositeForeignKey
from mingjian.ops.grants import is_public, refuse_temporary_tables
from mingjian.ops.postgres import PORTAL

_PLAIN = (models.CheckConstraint, models.UniqueConstraint, AppendOnly)
_SCHEMA = "node_schema"


def public_models() -> list[type[models.Model]]:
    """Those that a portal reads, each after the ones it points to."""
    found = [model for model in apps.get_models() if is_public(model)]
    placed: list[type[models.Model]] = []
    while len(placed) < len(found):
        ready = [each for each in found if each not in placed and _needs(each) <= {*placed, each}]
        placed += ready
    return placed


def make_tables() -> bool:
    """建表, unless they are those of this program already; True where they were made anew."""
    statements = _statements()
    wanted = hashlib.sha256("\n".join(statements).encode()).hexdigest()
    if _standing() == wanted:
        return False
    with connection.cursor() as sql:
        sql.execute("DROP SCHEMA public CASCADE")
        sql.execute("CREATE SCHEMA public")
        for statement in statements:
            sql.execute(statement)
        make_own_tables()
        for model in public_models():
            sql.execute(f'GRANT SELECT ON "{model._meta.db_table}" TO "{PORTAL}"')
        sql.execute(f'GRANT USAGE ON SCHEMA public TO "{PORTAL}"')
        sql.execute(refuse_temporary_tables(connection.settings_dict["NAME"]))
        sql.execute(f"CREATE TABLE {_SCHEMA} (digest text)")
        sql.execute(f"INSERT INTO {_SCHEMA} VALUES (%s)", [wanted])  # noqa: S608  # a name of ours
    return True


def _standing() -> str:
    with connection.cursor() as sql:
        sql.execute("SELECT to_regclass(%s)", [_SCHEMA])
        if sql.fetchone()[0] is None:
            return ""
        sql.execute(f"SELECT digest FROM {_SCHEMA}")  # noqa: S608  # a name of ours
        return str(sql.fetchone()[0])


def _statements() -> list[str]:
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        for model in public_models():
            with _own_constraints(model):
                editor.create_model(model)
        _finish(editor)
        return [str(statement) for statement in editor.collected_sql]


def _finish(editor: BaseDatabaseSchemaEditor) -> None:
    for statement in editor.deferred_sql:
        editor.execute(statement, params=None)
    editor.deferred_sql.clear()


@contextmanager
def _own_constraints(model: type[models.Model]) -> Iterator[None]:
    kept = model._meta.constraints
    model._meta.constraints = [each for each in kept if _stands_alone(each)]
    try:
        yield
    finally:
        model._meta.constraints = kept


def _stands_alone(constraint: BaseConstraint) -> bool:
    """Whether it asks no table that a node has not."""
    if isinstance(constraint, CompositeForeignKey):
        return is_public(apps.get_model(constraint.to))
    return isinstance(constraint, _PLAIN)


def _needs(model: type[models.Model]) -> set[type[models.Model]]:
    related = {field.related_model for field in model._meta.fields if field.related_model}
    return {each for each in related if isinstance(each, type) and each is not model}
