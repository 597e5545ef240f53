"""Guards (数据库守卫): what the database itself refuses.

They stand in ``Meta.constraints``, so migrations carry them. Triggers are ``ENABLE ALWAYS``: they
also fire under ``session_replication_role = replica``. Functions name pg_temp last in their path: a
temporary table of the intruder's own must not stand in for the real one. They stop bugs and
ordinary insiders; a database superuser can drop them, which ``mingjian verify`` shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.constraints import BaseConstraint

_REFUSE = """
CREATE OR REPLACE FUNCTION mingjian_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % refused: rows are append-only', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_ARGV[0];
END $$;
"""

_FROZEN = """
CREATE OR REPLACE FUNCTION mingjian_refuse_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before jsonb := to_jsonb(OLD);
  after jsonb := to_jsonb(NEW);
  name text;
BEGIN
  FOREACH name IN ARRAY TG_ARGV[1:] LOOP
    IF before -> name <> 'null'::jsonb AND before -> name IS DISTINCT FROM after -> name THEN
      RAISE EXCEPTION 'column % of % is frozen once set', name, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_ARGV[0];
    END IF;
  END LOOP;
  RETURN NEW;
END $$;
"""

# The stamp cannot be forged by the writer. ``turn`` is the transaction, lifted to that of the entry
# before: a transaction that began first may write second, and followers must see a stream in order.
_STAMP = """
CREATE SEQUENCE IF NOT EXISTS mingjian_journal_position;
CREATE TABLE IF NOT EXISTS mingjian_journal_epoch (epoch smallint PRIMARY KEY);
INSERT INTO mingjian_journal_epoch SELECT 1 WHERE NOT EXISTS (SELECT FROM mingjian_journal_epoch);
-- Followers run as the application, which has no right to the table itself.
CREATE OR REPLACE FUNCTION mingjian_current_epoch() RETURNS smallint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS
'SELECT max(epoch) FROM mingjian_journal_epoch';
CREATE OR REPLACE FUNCTION mingjian_stamp_entry() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  turn_before bigint;
BEGIN
  NEW.epoch := mingjian_current_epoch();
  NEW.xact := pg_current_xact_id()::text::bigint;
  NEW.position := nextval('mingjian_journal_position');
  SELECT turn INTO turn_before FROM journal_entry
  WHERE stream_id = NEW.stream_id AND seq = NEW.previous_seq AND epoch = NEW.epoch;
  NEW.turn := greatest(NEW.xact, turn_before);
  RETURN NEW;
END $$;
"""

_JOURNALLED = """
CREATE OR REPLACE FUNCTION mingjian_require_entry() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  subject uuid := (to_jsonb(NEW) ->> TG_ARGV[1])::uuid;
  newest record;
BEGIN
  -- Writers of a stream take turns (row lock), so an entry of ours is the stream's newest.
  SELECT xact, epoch INTO newest FROM journal_entry
  WHERE stream_id = subject ORDER BY seq DESC LIMIT 1;
  IF newest.xact IS DISTINCT FROM pg_current_xact_id()::text::bigint
     OR newest.epoch IS DISTINCT FROM mingjian_current_epoch() THEN
    RAISE EXCEPTION '% on % without a journal entry', TG_OP, TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_ARGV[0];
  END IF;
  RETURN NULL;
END $$;
"""


class Guard(BaseConstraint):
    """A constraint made of SQL that Django has no word for. Subclasses give ``up`` and ``down``."""

    def up(self, table: str, model: type[models.Model]) -> str:
        """SQL that puts the guard on ``table``."""
        raise NotImplementedError

    def down(self, table: str) -> str:
        """SQL that removes it."""
        raise NotImplementedError

    def create_sql(
        self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> Any:
        assert model is not None
        return self.up(model._meta.db_table, model)

    def remove_sql(
        self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> Any:
        assert model is not None
        return self.down(model._meta.db_table)

    def constraint_sql(
        self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> Any:
        # Cannot stand inside CREATE TABLE: run after it, as Django does with conditional indexes.
        assert model is not None
        assert schema_editor is not None
        schema_editor.deferred_sql.append(self.up(model._meta.db_table, model))

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """The database judges; there is nothing to check in Python."""

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Guard):
            return self.deconstruct() == other.deconstruct()
        return NotImplemented

    def __hash__(self) -> int:
        return hash((type(self), self.name))


def _trigger(name: str, table: str, when: str, call: str, *, each: str = "ROW") -> str:
    return (
        f'CREATE TRIGGER "{name}" {when} ON "{table}" FOR EACH {each} EXECUTE FUNCTION {call};\n'
        f'ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER "{name}";\n'
    )


class AppendOnly(Guard):
    """只增不改: UPDATE, DELETE and TRUNCATE are refused."""

    def up(self, table: str, model: type[models.Model]) -> str:
        call = f"mingjian_refuse_change('{self.name}')"
        return (
            _REFUSE
            + _trigger(self.name, table, "BEFORE UPDATE OR DELETE", call)
            + _trigger(f"{self.name}_all", table, "BEFORE TRUNCATE", call, each="STATEMENT")
        )

    def down(self, table: str) -> str:
        return (
            f'DROP TRIGGER "{self.name}" ON "{table}"; DROP TRIGGER "{self.name}_all" ON "{table}";'
        )


class NoDelete(Guard):
    """不得删除: rows may change, never go."""

    def up(self, table: str, model: type[models.Model]) -> str:
        call = f"mingjian_refuse_change('{self.name}')"
        return (
            _REFUSE
            + _trigger(self.name, table, "BEFORE DELETE", call)
            + _trigger(f"{self.name}_all", table, "BEFORE TRUNCATE", call, each="STATEMENT")
        )

    def down(self, table: str) -> str:
        return (
            f'DROP TRIGGER "{self.name}" ON "{table}"; DROP TRIGGER "{self.name}_all" ON "{table}";'
        )


class FrozenFields(Guard):
    """一经确定不得变更: the named fields, once not null, keep their value."""

    def __init__(self, *, name: str, fields: Iterable[str]) -> None:
        super().__init__(name=name)
        self.fields = tuple(fields)

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, tuple(args), {**kwargs, "fields": list(self.fields)}

    def up(self, table: str, model: type[models.Model]) -> str:
        columns = ", ".join(f"'{_column(model, field)}'" for field in self.fields)
        call = f"mingjian_refuse_frozen('{self.name}', {columns})"
        return _FROZEN + _trigger(self.name, table, "BEFORE UPDATE", call)

    def down(self, table: str) -> str:
        return f'DROP TRIGGER "{self.name}" ON "{table}";'


class StampTransaction(Guard):
    """The database writes transaction and position of a journal entry, not the caller."""

    def up(self, table: str, model: type[models.Model]) -> str:
        return _STAMP + _trigger(self.name, table, "BEFORE INSERT", "mingjian_stamp_entry()")

    def down(self, table: str) -> str:
        return f'DROP TRIGGER "{self.name}" ON "{table}";'


class Journalled(Guard):
    """留痕: at commit, a changed row needs an entry of its stream in the same transaction."""

    def __init__(self, *, name: str, stream_field: str) -> None:
        super().__init__(name=name)
        self.stream_field = stream_field

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, tuple(args), {**kwargs, "stream_field": self.stream_field}

    def up(self, table: str, model: type[models.Model]) -> str:
        column = _column(model, self.stream_field)
        return _JOURNALLED + (
            f'CREATE CONSTRAINT TRIGGER "{self.name}" AFTER INSERT OR UPDATE ON "{table}" '
            f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW "
            f"EXECUTE FUNCTION mingjian_require_entry('{self.name}', '{column}');\n"
            f'ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER "{self.name}";\n'
        )

    def down(self, table: str) -> str:
        return f'DROP TRIGGER "{self.name}" ON "{table}";'


class CompositeForeignKey(Guard):
    """A deferred foreign key over several columns: ties a row to *that* row with *those* values."""

    def __init__(
        self, *, name: str, fields: Iterable[str], to: str, to_fields: Iterable[str]
    ) -> None:
        super().__init__(name=name)
        self.fields = tuple(fields)
        self.to = to
        self.to_fields = tuple(to_fields)

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        own = {"fields": list(self.fields), "to": self.to, "to_fields": list(self.to_fields)}
        return path, tuple(args), {**kwargs, **own}

    def create_sql(
        self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> Any:
        # The same migration may make the key of the other table only later: run at its end.
        self.constraint_sql(model, schema_editor)
        return ""

    def up(self, table: str, model: type[models.Model]) -> str:
        # In a migration the models are historical ones: ask the same registry.
        registry = model._meta.apps if hasattr(model._meta, "apps") else apps
        target = registry.get_model(self.to)
        own = ", ".join(f'"{_column(model, field)}"' for field in self.fields)
        theirs = ", ".join(f'"{_column(target, field)}"' for field in self.to_fields)
        return (
            f'ALTER TABLE "{table}" ADD CONSTRAINT "{self.name}" FOREIGN KEY ({own}) '
            f'REFERENCES "{target._meta.db_table}" ({theirs}) DEFERRABLE INITIALLY DEFERRED;'
        )

    def down(self, table: str) -> str:
        return f'ALTER TABLE "{table}" DROP CONSTRAINT "{self.name}";'


class RowRule(Guard):
    """A rule over other tables that no CHECK can say: ``body`` is PL/pgSQL that raises."""

    def __init__(self, *, name: str, body: str, when: str = "BEFORE INSERT") -> None:
        super().__init__(name=name)
        self.body = body
        self.when = when

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, tuple(args), {**kwargs, "body": self.body, "when": self.when}

    def up(self, table: str, model: type[models.Model]) -> str:
        function = (
            f'CREATE OR REPLACE FUNCTION "{self.name}"() RETURNS trigger LANGUAGE plpgsql '
            f"SECURITY DEFINER SET search_path = public, pg_temp AS $$\n{self.body}\n$$;\n"
        )
        return function + _trigger(self.name, table, self.when, f'"{self.name}"()')

    def down(self, table: str) -> str:
        return f'DROP TRIGGER "{self.name}" ON "{table}"; DROP FUNCTION "{self.name}"();'


class CommitRule(RowRule):
    """A row rule that is asked at commit, when every row of the transaction is there."""

    def __init__(self, *, name: str, body: str, when: str = "AFTER INSERT") -> None:
        super().__init__(name=name, body=body, when=when)

    def up(self, table: str, model: type[models.Model]) -> str:
        plain = super().up(table, model)
        return plain.replace("CREATE TRIGGER", "CREATE CONSTRAINT TRIGGER", 1).replace(
            "FOR EACH ROW", "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW", 1
        )


def _column(model: type[models.Model], field: str) -> str:
    return str(model._meta.get_field(field).column)  # type: ignore[union-attr]  # always concrete
