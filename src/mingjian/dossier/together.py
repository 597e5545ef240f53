"""Printing together (合并打印): many papers set as one file, so that fonts are embedded once.

It is for the printer, not for the file: sealed papers are in it as pages, without their seals'
signatures. What counts are the papers themselves.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path
from typing import Any

import typst
from pyhanko.pdf_utils.reader import PdfFileReader
from pylopdf_fonts_zh_cn import sans_path, serif_path

from mingjian.dossier.looks import FOLDER, looks_in, named_look
from mingjian.dossier.typesetting import as_json, refuse_missing_glyphs, seconds_of, texts_of

_TEMPLATE = "together.typ"


@dataclass(frozen=True)
class Part:
    """One paper: its content, or its own file where it bears a seal or signatures."""

    title: str
    content: Mapping[str, Any] | None = None
    pdf: bytes = b""


def print_together(
    *,
    parts: Sequence[Part],
    title: str,
    agency: str,
    at: datetime,
    templates: Traversable = FOLDER,
) -> bytes:
    """One file with every part, each on pages of its own, in its own look. Raises MissingGlyphs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        papers = [_paper(part, folder, place) for place, part in enumerate(parts)]
        refuse_missing_glyphs(texts_of(papers))
        _lay_templates(templates, folder, {one["look"] for one in papers if "look" in one})
        compiler = typst.Compiler(input=folder / _TEMPLATE, root=folder, font_paths=_fonts())
        # 盖章文件是 PDF 2.0，较早的版本嵌不进去。
        content = {"title": title, "agency": agency, "papers": papers}
        made = compiler.compile(
            format="pdf",
            sys_inputs={"content": as_json(content)},
            pdf_standards=["2.0"],
            timestamp=seconds_of(at),
        )
    assert isinstance(made, bytes)  # one format, no output file: the bytes themselves
    return made


def _paper(part: Part, folder: Path, place: int) -> Mapping[str, Any]:
    if part.content is not None:
        return {**part.content, "look": named_look(part.content)}
    file = f"{place:04d}.pdf"
    (folder / file).write_bytes(part.pdf)
    pages = int(PdfFileReader(BytesIO(part.pdf)).root["/Pages"]["/Count"])
    return {"file": file, "pages": pages, "title": part.title}


def _lay_templates(templates: Traversable, folder: Path, used: set[str]) -> None:
    """The frame, and each look that a paper names in a folder of that name."""
    (folder / _TEMPLATE).write_bytes(templates.joinpath(_TEMPLATE).read_bytes())
    known = looks_in(templates)
    for look in (known[one] for one in used):
        place = folder / "looks" / look.id
        place.mkdir(parents=True)
        for name in look.files:
            (place / name).write_bytes(templates.joinpath(look.template(name)).read_bytes())


@cache
def _fonts() -> typst.Fonts:
    """Read once: looking through the fonts takes longer than a paper."""
    return typst.Fonts(font_paths=[serif_path().parent, sans_path().parent])
