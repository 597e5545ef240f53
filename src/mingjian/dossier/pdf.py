"""Documents as PDF (文书版式文件): set by Typst from the frozen content, the same bytes every time.

PDF/A-2a and PDF/UA-1 (archival, accessible). A character that no font has is refused before
setting: a name must never become an empty box.
"""

from __future__ import annotations

import json
from base64 import b32encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any

import typst
from fontTools.ttLib import TTFont
from pylopdf_fonts_zh_cn import sans_path, serif_path

from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document
from mingjian.seals.provider import Place

OFFICIAL, FORMS = "official.typ", "forms.typ"
_TEMPLATES = "templates/documents"
_A4_HEIGHT = 297 / 25.4 * 72
_CODE_BYTES = 10
_KEPT = 32  # a paper is some 100 kB
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


def render_pdf(document: Document) -> bytes:
    """The document as it is printed, without seal; raises MissingGlyphs."""
    return print_document(document).pdf


def print_document(document: Document) -> Printed:
    """Set the document; the same content gives the same bytes. Raises MissingGlyphs."""
    bears_seal = bool(document.content.get("sealed"))
    return print_content(
        content=_content_of(document), template=OFFICIAL, at=document.made_at, bears_seal=bears_seal
    )


def render_signed(document: Document, signed: Mapping[str, Any]) -> bytes:
    """The document, and after it a sheet with what was signed (签名页). Raises MissingGlyphs."""
    content = {**_content_of(document), "signed": signed}
    printed = print_content(
        content=content, template=OFFICIAL, at=document.made_at, bears_seal=False
    )
    return printed.pdf


def _content_of(document: Document) -> dict[str, Any]:
    bears_seal = bool(document.content.get("sealed"))
    return {
        **document.content,
        "external": DocumentKind(document.kind).is_external,
        "check_code": check_code(document) if bears_seal else "",
    }


def print_content(
    *, content: Mapping[str, Any], template: str, at: datetime, bears_seal: bool
) -> Printed:
    """Set any content with one of our templates. Raises MissingGlyphs."""
    refuse_missing_glyphs(_texts(content))
    return _printed(_inputs(content)["content"], template, _seconds(at), bears_seal)


# Looked at, approved and sealed are the same bytes: they are set once, not three times.
@lru_cache(maxsize=_KEPT)
def _printed(content: str, template: str, seconds: int, bears_seal: bool) -> Printed:
    with _ONE_AT_A_TIME:
        compiler = _compiler(template)
        made = compiler.compile(
            format="pdf",
            sys_inputs={"content": content},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=seconds,
        )
        # The query reads the layout just made, which Typst still holds.
        found = compiler.query("<seal-place>", field="value", one=True) if bears_seal else None
    assert isinstance(made, bytes)  # one format, no output file: the bytes themselves
    return Printed(made, _seal_place(found) if found else None)


def picture_of(*, content: Mapping[str, Any], template: str, dots_per_inch: int) -> bytes:
    """The first page as PNG, for looking at a form before using it. Raises MissingGlyphs."""
    refuse_missing_glyphs(_texts(content))
    return _pictures(_inputs(content)["content"], template, dots_per_inch)[0]


def pages_of(document: Document, *, dots_per_inch: int) -> tuple[bytes, ...]:
    """Every page as PNG, for whoever signs it page by page. Raises MissingGlyphs."""
    content = _content_of(document)
    refuse_missing_glyphs(_texts(content))
    return _pages(_inputs(content)["content"], dots_per_inch)


# The same few pages are asked for one by one while somebody reads them.
@lru_cache(maxsize=4)
def _pages(content: str, dots_per_inch: int) -> tuple[bytes, ...]:
    return tuple(_pictures(content, OFFICIAL, dots_per_inch))


def _pictures(content: str, template: str, dots_per_inch: int) -> list[bytes]:
    with _ONE_AT_A_TIME:
        pages = _compiler(template).compile(
            format="png", ppi=dots_per_inch, sys_inputs={"content": content}
        )
    made = pages if isinstance(pages, list) else [pages]
    return [page for page in made if page is not None]


def _inputs(content: Mapping[str, Any]) -> dict[str, str]:
    return {"content": json.dumps(content, ensure_ascii=False)}


def check_code(document: Document) -> str:
    """核验码: printed on the paper; nobody can guess it without having seen the document."""
    letters = b32encode(bytes.fromhex(document.content_hash)[:_CODE_BYTES]).decode("ascii")
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


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


def _texts(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return "".join(_texts(item) for item in value.values())
    if isinstance(value, list | tuple):
        return "".join(_texts(item) for item in value)
    return ""


def _seconds(moment: datetime) -> int:
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(seconds=1)
