"""Documents as PDF (文书版式文件): set by Typst from the frozen content, the same bytes every time.

PDF/A-2a and PDF/UA-1 (archival, accessible). A character that no font has is refused before
setting: a name must never become an empty box.
"""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.looks import template_for
from mingjian.dossier.models import Document
from mingjian.dossier.typesetting import (
    FORMS,
    OFFICIAL,
    MissingGlyphs,
    Order,
    Printed,
    as_json,
    order_of,
    refuse_missing_glyphs,
    set_pdf,
    set_pictures,
    texts_of,
)

__all__ = [
    "FORMS",
    "OFFICIAL",
    "MissingGlyphs",
    "Printed",
    "check_code",
    "content_of",
    "order_for",
    "pages_of",
    "picture_of",
    "print_content",
    "print_document",
    "refuse_missing_glyphs",
    "render_pdf",
    "render_signed",
]
_CODE_BYTES = 10
_KEPT = 32  # a paper is some 100 kB


def render_pdf(document: Document) -> bytes:
    """The document as it is printed, without seal; raises MissingGlyphs."""
    return print_document(document).pdf


def print_document(document: Document) -> Printed:
    """Set the document; the same content gives the same bytes. Raises MissingGlyphs."""
    return _printed(order_for(document))


def order_for(document: Document) -> Order:
    """What a press needs to print this document as ``print_document`` does. MissingGlyphs."""
    bears_seal = bool(document.content.get("sealed"))
    content = content_of(document)
    template = template_for(content, OFFICIAL)
    return order_of(content=content, template=template, at=document.made_at, bears_seal=bears_seal)


def render_signed(document: Document, signed: Mapping[str, Any]) -> bytes:
    """The document, and after it a sheet with what was signed (签名页). Raises MissingGlyphs."""
    content = {**content_of(document), "signed": signed}
    template = template_for(content, OFFICIAL)
    printed = print_content(
        content=content, template=template, at=document.made_at, bears_seal=False
    )
    return printed.pdf


def content_of(document: Document) -> dict[str, Any]:
    """What the template gets of this document."""
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
    order = order_of(content=content, template=template, at=at, bears_seal=bears_seal)
    return _printed(order)


# Looked at, approved and sealed are the same bytes: they are set once, not three times.
_printed = lru_cache(maxsize=_KEPT)(set_pdf)


def picture_of(*, content: Mapping[str, Any], template: str, dots_per_inch: int) -> bytes:
    """The first page as PNG, for looking at a form before using it. Raises MissingGlyphs."""
    refuse_missing_glyphs(texts_of(content))
    found = set_pictures(content=as_json(content), template=template, dots_per_inch=dots_per_inch)
    return found[0]


def pages_of(document: Document, *, dots_per_inch: int) -> tuple[bytes, ...]:
    """Every page as PNG, for whoever signs it page by page. Raises MissingGlyphs."""
    content = content_of(document)
    refuse_missing_glyphs(texts_of(content))
    return _pages(as_json(content), template_for(content, OFFICIAL), dots_per_inch)


# The same few pages are asked for one by one while somebody reads them.
@lru_cache(maxsize=4)
def _pages(content: str, template: str, dots_per_inch: int) -> tuple[bytes, ...]:
    return tuple(set_pictures(content=content, template=template, dots_per_inch=dots_per_inch))


def check_code(document: Document) -> str:
    """核验码: printed on the paper; nobody can guess it without having seen the document."""
    letters = b32encode(bytes.fromhex(document.content_hash)[:_CODE_BYTES]).decode("ascii")
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))
