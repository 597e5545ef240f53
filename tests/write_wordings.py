"""Write down which papers acts make, and the digest of the words they write (``wordings.toml``).

The words are the string constants of the functions that write a paper and of what they call in the
room of cases, in the order of the source: a rearranged function keeps its digest, a changed
sentence does not, and a form that was filed shows as changed since.
"""

from __future__ import annotations

import ast
import hashlib
import inspect
import os
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FunctionType
from typing import Any

import django

TARGET = (
    Path(__file__).resolve().parent.parent / "src/mingjian/law/packs/documents/forms/wordings.toml"
)
_HEAD = """# 办案环节自动制作的文书：名称，和制作它的代码所写文字的 SHA-256。
# 由 python -m tests.write_wordings 生成；文字有变的，已经备案的式样显示为“备案后有变动”。
"""
Writers = dict[str, tuple[Callable[..., Any], ...]]


def wordings_text() -> str:
    """The manifest as it should be now."""
    # Settings must be named before the models are read.
    from mingjian.dossier.kinds import DocumentKind
    from tests.wording_writers import writers

    parts = [_HEAD]
    for kind in DocumentKind:
        words = [word for writer in writers()[kind.value] for word in _words(writer, set())]
        text = digest_of(words)
        parts.append(f'[[wording]]\nkind = "{kind}"\ntitle = "{kind.title}"\ndigest = "{text}"\n')
    return "\n".join(parts)


def digest_of(words: list[str]) -> str:
    """SHA-256 of the words, each kept apart from the next."""
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()


def _words(writer: Callable[..., Any], seen: set[object]) -> Iterator[str]:
    if writer in seen:
        return
    seen.add(writer)
    tree = ast.parse(textwrap.dedent(inspect.getsource(writer)))
    body = tree.body[0]
    assert isinstance(body, ast.FunctionDef)
    yield from _words_of_nodes(body.body[_has_docstring(body) :], writer, seen)


def _has_docstring(body: ast.FunctionDef) -> bool:
    return ast.get_docstring(body) is not None


def _words_of_nodes(
    nodes: list[ast.stmt], writer: Callable[..., Any], seen: set[object]
) -> Iterator[str]:
    names = inspect.getmodule(writer).__dict__
    for node in (one for stmt in nodes for one in _in_order(stmt)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        if isinstance(node, ast.Name):
            yield from _words_of_value(names.get(node.id), seen)


def _in_order(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _in_order(child)


def _words_of_value(value: object, seen: set[object]) -> Iterator[str]:
    """A helper of the room of cases, or a table of words at the head of its module."""
    if isinstance(value, FunctionType) and value.__module__.startswith("mingjian.cases"):
        yield from _words(value, seen)
    elif isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        yield from (one for one in value if isinstance(one, str))
    elif isinstance(value, dict):
        yield from (one for one in value.values() if isinstance(one, str))


def write_wordings(path: Path = TARGET) -> None:
    """Write the manifest."""
    path.write_text(wordings_text(), encoding="utf-8")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    write_wordings()
