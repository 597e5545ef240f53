"""Who writes what: a room writes its own tables, the shells write nothing and see what they may."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import SOURCE, calls_in, imports_of, name_of, python_files, rooms

WRITES = {
    *("create", "acreate", "bulk_create", "bulk_update", "get_or_create", "update_or_create"),
    *("update", "delete", "save"),
}
SHELLS = ["desk", "portal", "web"]
# Reading a case starts with what the person may see; the last lock is taken by id, for an act.
OF_CASES = {"visible_to", "none"}
EXCEPTIONS = {
    ("src/mingjian/desk/cases/doing.py", "locked_with_parties"),
    # How many running cases a switch of packs leaves alone: a number, no case.
    ("src/mingjian/desk/parameters/switching.py", "filter"),
}


def models_of(path: Path) -> dict[str, str]:
    """{name: room} of the models that a module imports."""
    return {
        name: origin.split(".")[1]
        for name, origin in imports_of(path).items()
        if origin.startswith("mingjian.") and ".models" in origin
    }


def manager_calls(path: Path) -> Iterator[tuple[str, list[str], int]]:
    """(model, methods from first to last, line) of every chain that starts at ``Model.objects``."""
    for call in calls_in(path):
        methods: list[str] = []
        node: ast.expr = call
        while isinstance(node, ast.Call | ast.Attribute | ast.Subscript):
            if isinstance(node, ast.Attribute):
                methods.append(node.attr)
            node = node.func if isinstance(node, ast.Call) else node.value
        if isinstance(node, ast.Name) and methods and methods[-1] == "objects":
            yield node.id, methods[-2::-1], call.lineno


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.name)
def test_a_room_writes_no_table_of_another(room: Path) -> None:
    foreign = [
        f"{name_of(path)}:{line} {model}.objects.{'.'.join(methods)}"
        for path in python_files(room)
        for model, methods, line in manager_calls(path)
        if models_of(path).get(model, room.name) != room.name and WRITES & set(methods)
    ]

    assert foreign == []


@pytest.mark.parametrize("shell", SHELLS)
def test_shells_save_and_delete_nothing(shell: str) -> None:
    found = [
        f"{name_of(path)}:{call.lineno} .{call.func.attr}()"
        for path in python_files(SOURCE / shell)
        for call in calls_in(path)
        if isinstance(call.func, ast.Attribute) and call.func.attr in {"save", "delete"}
    ]

    assert found == []


@pytest.mark.parametrize("shell", SHELLS)
def test_shells_reach_cases_only_through_what_the_person_may_see(shell: str) -> None:
    found = [
        f"{name_of(path)}:{line} Case.objects.{methods[0]}"
        for path in python_files(SOURCE / shell)
        for model, methods, line in manager_calls(path)
        if model == "Case"
        and methods[0] not in OF_CASES
        and (name_of(path), methods[0]) not in EXCEPTIONS
    ]

    assert found == []


def test_the_portal_reads_what_was_published_and_nothing_else() -> None:
    found = {
        f"{name_of(path)}: {model} of {room}"
        for path in python_files(SOURCE / "portal")
        for model, room in models_of(path).items()
        if room not in {"disclosure", "ledger"} and (room, model) != ("seals", "PublicSeal")
    }

    assert found == set()


def test_a_template_shows_and_asks_no_manager() -> None:
    templates = SOURCE.rglob("templates/**/*.html")

    assert [name_of(one) for one in templates if ".objects" in one.read_text("utf-8")] == []
