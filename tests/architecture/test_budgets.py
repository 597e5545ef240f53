"""Budgets: short files, short functions, no late imports, no silenced checker without a reason."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.architecture.source import (
    SOURCE,
    TESTS,
    Function,
    Part,
    classes_of,
    functions_of,
    lines_of,
    name_of,
    python_files,
    rooms,
    tree_of,
)

FILE, FUNCTION, TEST, CLASS, VIEW, TEMPLATE, README = 400, 40, 30, 200, 20, 150, 60
SHELLS = [SOURCE / "desk", SOURCE / "portal"]
EVERYWHERE = [*python_files(SOURCE), *python_files(TESTS)]


def too_long(parts: Iterable[Part], budget: int) -> list[str]:
    """Those over the budget, with their length."""
    return [f"{part.name}: {part.lines} lines" for part in parts if part.lines > budget]


def is_test(part: Part) -> bool:
    """A test function is a sentence and shorter than others."""
    return part.node.name.startswith("test_")


def is_view(part: Part) -> bool:
    """Views say who may enter."""
    assert isinstance(part.node, Function)
    marks = [ast.unparse(one).partition("(")[0] for one in part.node.decorator_list]
    return bool({"staff", "public"} & set(marks))


def test_files_are_short() -> None:
    long = [f"{name_of(path)}: {lines_of(path)}" for path in EVERYWHERE if lines_of(path) > FILE]

    assert long == []


def test_functions_are_short() -> None:
    found = [part for path in EVERYWHERE for part in functions_of(path)]

    assert too_long((part for part in found if not is_test(part)), FUNCTION) == []
    assert too_long((part for part in found if is_test(part)), TEST) == []


def test_classes_are_short() -> None:
    assert too_long((part for path in EVERYWHERE for part in classes_of(path)), CLASS) == []


def test_views_are_short() -> None:
    views = [
        part
        for shell in SHELLS
        for path in python_files(shell)
        for part in functions_of(path)
        if is_view(part)
    ]

    assert len(views) > 50
    assert too_long(views, VIEW) == []


def test_templates_are_short() -> None:
    templates = sorted(SOURCE.rglob("templates/**/*.html"))

    assert len(templates) > 50
    assert [name_of(one) for one in templates if lines_of(one) > TEMPLATE] == []


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.name)
def test_each_room_says_what_it_is_for(room: Path) -> None:
    readme = room / "README.md"

    assert readme.exists()
    assert lines_of(readme) <= README


def test_nothing_is_imported_inside_a_function() -> None:
    late = [
        f"{part.name}: line {node.lineno}"
        for path in python_files(SOURCE)
        for part in functions_of(path)
        for node in ast.walk(part.node)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert late == []


def test_a_silenced_checker_has_a_reason() -> None:
    silent = re.compile(r"#\s*type:\s*ignore(\[[^\]]*\])?\s*$")
    found = [
        f"{name_of(path)}:{number}"
        for path in EVERYWHERE
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if silent.search(line)
    ]

    assert found == []


def test_every_module_and_every_public_function_of_the_house_says_what_it_is() -> None:
    modules = [path for path in python_files(SOURCE) if is_documented(path)]
    silent = [name_of(path) for path in modules if not ast.get_docstring(tree_of(path))]
    for path in modules:
        for node in tree_of(path).body:
            named = isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_")
            if named and not ast.get_docstring(node):
                silent.append(f"{name_of(path)}:{node.lineno} {node.name}")

    assert silent == []


def is_documented(path: Path) -> bool:
    """Django finds application classes and commands by their names, which say enough."""
    by_name = path.name == "apps.py" or {"commands", "static"} & set(path.parts)
    return not by_name and bool(path.read_text(encoding="utf-8").strip())
