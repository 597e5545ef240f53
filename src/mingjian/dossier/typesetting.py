"""Typesetting (排版): content as JSON in, PDF out. Knows no Django, so that a press can run it.

The same content, template and moment give the same bytes, in whatever process they are set.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any

import typst
from fontTools.ttLib import TTFont
from pylopdf_fonts_zh_cn import sans_path, serif_path

from mingjian.seals.provider import Place

OFFICIAL, FORMS = "official.typ", "forms.typ"
_TEMPLATES = "templates/documents"
_A4_HEIGHT = 297 / 25.4 * 72
# One compiler keeps fonts and template warm; it is not made for two threads at once.
_ONE_AT_A_TIME = Lock()


class MissingGlyphs(ValueError):
    """Characters that no installed font can draw."""

    def __init__(self, characters: str) -> None:
        self.characters = characters
        super().__init__(
            f"不能生成文书：字体中没有“{characters}”。请核对是否录入有误；确为生僻字的，"
            "请联系系统管理员安装含有该字的字体。"
        )


@dataclass(frozen=True)
class Printed:
    """版式文件, and where on it the seal belongs (none where it bears no seal)."""

    pdf: bytes
    seal_place: Place | None


@dataclass(frozen=True)
class Order:
    """排版任务: everything that decides the bytes."""

    content: str
    template: str
    seconds: int
    bears_seal: bool


def order_of(*, content: Mapping[str, Any], template: str, at: datetime, bears_seal: bool) -> Order:
    """The order for this content. Raises MissingGlyphs."""
    refuse_missing_glyphs(texts_of(content))
    return Order(as_json(content), template, seconds_of(at), bears_seal)


def set_pdf(order: Order) -> Printed:
    """Set it, here and now."""
    with _ONE_AT_A_TIME:
        compiler = _compiler(order.template)
        made = compiler.compile(
            format="pdf",
            sys_inputs={"content": order.content},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=order.seconds,
        )
        # The query reads the layout just made, which Typst still holds.
        found = (
            compiler.query("<seal-place>", field="value", one=True) if order.bears_seal else None
        )
    assert isinstance(made, bytes)  # one format, no output file: the bytes themselves
    return Printed(made, _seal_place(found) if found else None)


def set_pictures(*, content: str, template: str, dots_per_inch: int) -> list[bytes]:
    """Every page as PNG."""
    with _ONE_AT_A_TIME:
        pages = _compiler(template).compile(
            format="png", ppi=dots_per_inch, sys_inputs={"content": content}
        )
    made = pages if isinstance(pages, list) else [pages]
    return [page for page in made if page is not None]


def as_json(content: Mapping[str, Any]) -> str:
    """The content as the templates read it."""
    return json.dumps(content, ensure_ascii=False)


def _seal_place(found: str) -> Place:
    value = json.loads(found)
    # Typst counts pages from one and down from the upper edge, PDF from zero and up.
    return Place(page=value["page"] - 1, x=value["x"], y=_A4_HEIGHT - value["y"])


def refuse_missing_glyphs(text: str) -> None:
    """Raise MissingGlyphs for characters outside the shipped fonts."""
    missing = sorted({character for character in text if not _is_drawn(character)})
    if missing:
        raise MissingGlyphs("".join(missing))


def _is_drawn(character: str) -> bool:
    return character.isspace() or ord(character) in _known_characters()


@cache
def _known_characters() -> frozenset[int]:
    with TTFont(serif_path(), lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _compiler(name: str) -> typst.Compiler:
    template = Path(str(files("mingjian.dossier").joinpath(_TEMPLATES))) / name
    return typst.Compiler(  # type: ignore[misc]  # its stub leaves a type parameter open
        input=template,
        root=template.parent,
        font_paths=[str(serif_path().parent), str(sans_path().parent)],
        ignore_system_fonts=False,
    )


def texts_of(value: Any) -> str:
    """Every word in it, one after the other."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return "".join(texts_of(item) for item in value.values())
    if isinstance(value, list | tuple):
        return "".join(texts_of(item) for item in value)
    return ""


def seconds_of(moment: datetime) -> int:
    """The moment as Typst takes it."""
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(seconds=1)
