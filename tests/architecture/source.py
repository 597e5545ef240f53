"""The repository as the tests of its shape see it: files, functions, classes, imports."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "mingjian"
TESTS = ROOT / "tests"
Function = ast.FunctionDef | ast.AsyncFunctionDef


def rooms() -> list[Path]:
    """The rooms of the house."""
    return sorted(path.parent for path in SOURCE.glob("*/__init__.py"))


@cache
def python_files(folder: Path) -> tuple[Path, ...]:
    """Every module below the folder; migrations are written by Django."""
    found = (path for path in folder.rglob("*.py") if "migrations" not in path.parts)
    return tuple(sorted(found))


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    """The path from the root of the repository."""
    return str(path.relative_to(ROOT))


def lines_of(path: Path) -> int:
    """How many lines the file has."""
    return len(path.read_text(encoding="utf-8").splitlines())


@dataclass(frozen=True)
class Part:
    """A function or a class with its length in lines."""

    name: str
    lines: int
    node: Function | ast.ClassDef


def functions_of(path: Path) -> Iterator[Part]:
    """Every function of a module, nested ones included."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, Function):
            yield _part(path, node)


def classes_of(path: Path) -> Iterator[Part]:
    """Every class of a module."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ClassDef):
            yield _part(path, node)


def _part(path: Path, node: Function | ast.ClassDef) -> Part:
    assert node.end_lineno is not None
    lines = node.end_lineno - node.lineno + 1
    return Part(f"{name_of(path)}:{node.lineno} {node.name}", lines, node)


def calls_in(path: Path) -> Iterator[ast.Call]:
    """Every call of a module."""
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call))


def imports_of(path: Path) -> dict[str, str]:
    """{name as used: dotted origin} of everything a module imports."""
    found = {}
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}
        elif isinstance(node, ast.Import):
            found |= {one.asname or one.name: one.name for one in node.names}
    return found


@cache
def tracked_files() -> tuple[Path, ...]:
    """Every file that is in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return tuple(ROOT / name for name in listed.stdout.split("\0") if name)
