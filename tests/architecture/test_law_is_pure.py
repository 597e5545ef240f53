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
FILES = {"open", "Path", "write_text", "write_bytes", "unlink", "mkdir", "eval", "exec"}


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


def test_the_law_reads_its_packs_and_touches_no_other_file() -> None:
    """Packs come through importlib.resources; only a module run as a program writes its page."""
    found = [
        f"{name_of(path)}:{call.lineno} {ast.unparse(call.func)}()"
        for path in LAW
        for part in functions_of(path)
        if part.node.name != "main"
        for call in ast.walk(part.node)
        if isinstance(call, ast.Call) and ast.unparse(call.func).rpartition(".")[2] in FILES
    ]

    assert found == []


def test_the_law_knows_no_other_room() -> None:
    found = [
        f"{name_of(path)}: {origin}"
        for path in LAW
        for origin in imports_of(path).values()
        if origin.startswith("mingjian.") and not origin.startswith("mingjian.law")
    ]

    assert found == []
