"""The law floor knows no clock, no database, no network and no file but its packs."""

from __future__ import annotations

import ast

from tests.architecture.source import (
    SOURCE,
    calls_in,
    functions_of,
    imports_of,
    name_of,
    python_files,
)

LAW = python_files(SOURCE / "law")
CLOCKS = {"now", "today", "utcnow", "localtime", "time", "monotonic", "localdate"}
WORLD = ("django", "psycopg", "requests", "urllib", "http", "socket", "os", "subprocess", "random")
IMPURE = ("time", "secrets", "uuid.uuid4", "uuid.uuid7", "io", "shutil", "tempfile")
FILES = {"write_text", "write_bytes", "read_text", "read_bytes", "unlink", "mkdir", "touch"}


def test_the_law_asks_no_clock() -> None:
    found = [
        f"{name_of(path)}:{call.lineno} {ast.unparse(call.func)}()"
        for path in LAW
        for call in calls_in(path)
        if isinstance(call.func, ast.Attribute) and call.func.attr in CLOCKS
    ]

    assert found == []


def test_the_law_imports_nothing_of_the_world() -> None:
    found = [
        f"{name_of(path)}: {origin}"
        for path in LAW
        for origin in imports_of(path).values()
        if origin.split(".")[0] in WORLD or origin in IMPURE or origin.split(".")[0] in IMPURE
    ]

    assert found == []


def test_the_law_opens_no_file_but_its_packs() -> None:
    """A module that writes a document when it is run as a program does so outside functions."""
    found = [
        f"{name_of(path)}:{call.lineno} {ast.unparse(call.func)}()"
        for path in LAW
        for part in functions_of(path)
        for call in ast.walk(part.node)
        if isinstance(call, ast.Call) and _touches_files(call, imports_of(path))
    ]

    assert found == []


def _touches_files(call: ast.Call, imported: dict[str, str]) -> bool:
    if isinstance(call.func, ast.Name):
        return call.func.id in {"open", "eval", "exec", "Path"}
    is_file = isinstance(call.func, ast.Attribute) and call.func.attr in FILES
    return is_file and "importlib.resources.files" not in imported.values()


def test_the_law_knows_no_other_room() -> None:
    found = [
        f"{name_of(path)}: {origin}"
        for path in LAW
        for origin in imports_of(path).values()
        if origin.startswith("mingjian.") and not origin.startswith("mingjian.law")
    ]

    assert found == []
