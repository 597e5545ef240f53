"""The guard manifest (守卫清单): what the release expects the database to enforce.

The manifest is made from a freshly migrated database and committed; ``mingjian verify`` and every
start of the server compare it with the live catalogue. A dropped guard stops the server.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from django.apps import apps
from django.db import connection

MANIFEST = "guards_manifest.json"

_CONSTRAINTS = """
SELECT c.conrelid::regclass::text, c.conname, pg_get_constraintdef(c.oid)
FROM pg_constraint c
WHERE c.contype IN ('c', 'u', 'f', 'p', 'x') AND c.conrelid::regclass::text = ANY(%s)
"""
_TRIGGERS = """
SELECT t.tgrelid::regclass::text, t.tgname, t.tgenabled::text || ' ' || pg_get_triggerdef(t.oid)
FROM pg_trigger t
WHERE NOT t.tgisinternal AND t.tgrelid::regclass::text = ANY(%s)
"""
_INDEXES = """
SELECT i.indrelid::regclass::text, i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
FROM pg_index i
WHERE i.indisunique AND i.indrelid::regclass::text = ANY(%s)
"""
_RULES = """
SELECT r.tablename, r.rulename, r.definition
FROM pg_rules r
WHERE r.schemaname = 'public' AND r.tablename = ANY(%s)
"""
# Text of the body, rights it runs with, and the path it looks up tables in.
_FUNCTIONS = """
SELECT p.proname, concat_ws(' ', md5(p.prosrc), CASE WHEN p.prosecdef THEN 'definer' END,
  array_to_string(p.proconfig, ' '))
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname = 'public' AND (p.proname LIKE 'mingjian\\_%%' OR p.oid IN (
  SELECT t.tgfoid FROM pg_trigger t
  WHERE NOT t.tgisinternal AND t.tgrelid::regclass::text = ANY(%s)
))
"""
# Read from the catalogue: information_schema hides from a role what was granted to others.
_GRANTS = """
SELECT c.relname || ' ' || coalesce(r.rolname, 'PUBLIC'),
  string_agg(DISTINCT a.privilege_type, ', ' ORDER BY a.privilege_type)
FROM pg_class c
LEFT JOIN pg_attribute t ON t.attrelid = c.oid AND t.attacl IS NOT NULL
CROSS JOIN LATERAL aclexplode(coalesce(c.relacl, '{}') || coalesce(t.attacl, '{}')) a
LEFT JOIN pg_roles r ON r.oid = a.grantee
WHERE c.relnamespace = 'public'::regnamespace AND a.grantee <> c.relowner
  AND c.relname = ANY(%s)
GROUP BY c.relname, r.rolname
"""
# A CHECK lets NULL pass, so a column that may not be empty is a guard too.
_NOT_NULL = """
SELECT a.attrelid::regclass::text, 'not null', string_agg(a.attname, ', ' ORDER BY a.attname)
FROM pg_attribute a
WHERE a.attnotnull AND a.attnum > 0 AND NOT a.attisdropped AND a.attrelid::regclass::text = ANY(%s)
GROUP BY a.attrelid
"""

_WITHOUT_MODEL = ["mingjian_journal_epoch"]

Snapshot = dict[str, dict[str, str]]


def guarded_tables() -> list[str]:
    """The tables of our own rooms."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("mingjian.")]
    return sorted([*_WITHOUT_MODEL, *(model._meta.db_table for model in ours)])


def live_guards() -> Snapshot:
    """What the connected database enforces now: {table: {guard: definition}}, functions, grants."""
    tables = guarded_tables()
    found: Snapshot = {}
    with connection.cursor() as sql:
        # A unique constraint stands in both lists: its own definition comes last.
        for query in (_INDEXES, _CONSTRAINTS, _TRIGGERS, _RULES, _NOT_NULL):
            sql.execute(query, [tables])
            for table, name, definition in sql.fetchall():
                found.setdefault(table.strip('"'), {})[name.strip('"')] = definition
        sql.execute(_FUNCTIONS, [tables])
        found["functions"] = dict(sql.fetchall())
        sql.execute(_GRANTS, [tables])
        found["grants"] = dict(sql.fetchall())
    return {table: dict(sorted(guards.items())) for table, guards in sorted(found.items())}


def expected_guards() -> Snapshot:
    """The manifest that came with this release."""
    text = files("mingjian.ops").joinpath(MANIFEST).read_text(encoding="utf-8")
    manifest: Snapshot = json.loads(text)
    return manifest


def guard_differences() -> list[str]:
    """One line per guard that is missing, altered or unknown; empty = as released."""
    return compare(expected_guards(), live_guards())


def compare(expected: Mapping[str, Mapping[str, str]], live: Mapping[str, Any]) -> list[str]:
    """The differences, in a stable order."""
    lines = []
    for table in sorted({*expected, *live}):
        before, after = expected.get(table, {}), live.get(table, {})
        for name in sorted({*before, *after}):
            if name not in after:
                lines.append(f"{table}: guard {name} is missing")
            elif name not in before:
                lines.append(f"{table}: guard {name} is not in the manifest")
            elif before[name] != after[name]:
                lines.append(f"{table}: guard {name} differs: {after[name]}")
    return lines


def manifest_text(snapshot: Snapshot) -> str:
    """The manifest as it is committed."""
    return json.dumps(snapshot, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
