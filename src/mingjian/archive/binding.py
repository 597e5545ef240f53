"""Binding (装订): the whole volume as one PDF for reading: cover, catalogue, papers, 备考表.

Papers are set in as they are; the page number stands lower right; cover, catalogue and 备考表 bear
none. It is a reading copy: what counts are the files in the package.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst
from pylopdf_fonts_zh_cn import sans_path, serif_path

from mingjian.archive.models import Dossier, Item
from mingjian.archive.papers import count_pages
from mingjian.archive.store import read_paper
from mingjian.cases.days import day_of
from mingjian.cases.models import Case
from mingjian.cases.paper_values import values_of
from mingjian.dossier.filling import fill_type
from mingjian.dossier.pdf import FORMS, print_content
from mingjian.law.archiving import Volume, retention_title
from mingjian.law.dates import long_date
from mingjian.law.document_types import document_type

_TEMPLATES = "templates/documents"
_COVER, _CATALOGUE, _NOTES = "CF54", "CF55", "CF56"
_CASE = ("agency", "party", "lead_number", "lead_officer", "assisting_officer", "decision")


def bind_volume(*, dossier: Dossier, volumes: Sequence[Volume]) -> bytes:
    """The volumes one after the other, ready to be read or printed."""
    case = Case.objects.select_related(*_CASE).get(id=dossier.case_id)
    parts: list[tuple[bytes, int]] = []  # file, first stamped page (0: none)
    for volume in volumes:
        items = list(dossier.items.filter(volume=volume.value).order_by("serial"))
        parts += [(_cover(dossier, case, volume), 0), (_catalogue(dossier, volume, items), 0)]
        parts += [(read_paper(digest=item.sha256), item.first_page) for item in items]
        parts.append((_notes(dossier, volume, items), 0))
    return _bind(parts, title=f"{dossier.archive_number} {dossier.title}")


def _cover(dossier: Dossier, case: Case, volume: Volume) -> bytes:
    kind = document_type(_COVER)
    values = values_of(case=case, on=dossier.filed_on)
    content = fill_type(kind=replace(kind, title=f"卷宗封面（{volume.title}）"), values=values)
    own = {
        "归档日期": long_date(dossier.filed_on),
        "保管期限": retention_title(dossier.retention_code),
        "档号": dossier.archive_number,
        "案件名称": dossier.title,
        "结案日期": long_date(dossier.closed_on),
    }
    content["rows"] = [[label, own.get(label, text), n] for label, text, n in content["rows"]]
    return _printed(content, dossier)


def _catalogue(dossier: Dossier, volume: Volume, items: Sequence[Item]) -> bytes:
    content = _blank(_CATALOGUE, dossier, f"卷内文件目录（{volume.title}）")
    content["table"] = [
        [
            str(item.serial),
            item.number,
            item.title,
            f"{item.dated:%Y-%m-%d}",
            page_range(item),
            remark(item),
        ]
        for item in items
    ]
    return _printed(content, dossier)


def _notes(dossier: Dossier, volume: Volume, items: Sequence[Item]) -> bytes:
    content = _blank(_NOTES, dossier, f"卷内备考表（{volume.title}）")
    pages = sum(item.pages for item in items)
    said = f"本卷共{len(items)}件{pages}页。"
    said += f"移交说明：{dossier.hand_over.note}" if dossier.hand_over.note else ""
    own = {
        "案件编号": dossier.case.number or dossier.case.lead_number.text,
        "本卷情况说明": said + (f"归档说明：{dossier.note}" if dossier.note else ""),
        "立卷人": dossier.hand_over.handed_by_name,
        "立卷日期": long_date(dossier.hand_over.handed_on),
        "检查人": dossier.filed_by_name,
        "检查日期": long_date(dossier.filed_on),
    }
    content["rows"] = [[label, own.get(label, text), n] for label, text, n in content["rows"]]
    return _printed(content, dossier)


def page_range(item: Item) -> str:
    """3 or 3-5."""
    last = item.first_page + item.pages - 1
    return str(item.first_page) if last == item.first_page else f"{item.first_page}-{last}"


def remark(item: Item) -> str:
    """备注: filed later than the rest, or made long after the day that it bears."""
    if item.filing > 1:
        return f"第{item.filing - 1}次补充归档"
    made = day_of(item.made_at)
    return f"{made:%Y-%m-%d}补做" if item.document_id and made > item.dated else ""


def _blank(code: str, dossier: Dossier, title: str) -> dict[str, Any]:
    kind = replace(document_type(code), title=title)
    values = values_of(case=dossier.case, on=dossier.filed_on)
    return fill_type(kind=kind, values=replace(values, tables={}))


def _printed(content: dict[str, Any], dossier: Dossier) -> bytes:
    at, content = dossier.filed_at, {**content, "unnumbered": True}
    return print_content(content=content, template=FORMS, at=at, bears_seal=False).pdf


def _bind(parts: Iterable[tuple[bytes, int]], *, title: str) -> bytes:
    templates = Path(str(files("mingjian.dossier").joinpath(_TEMPLATES)))
    with tempfile.TemporaryDirectory() as name:
        folder, pages = Path(name), []
        for serial, (pdf, first) in enumerate(parts):
            file = f"{serial:04d}.pdf"
            (folder / file).write_bytes(pdf)
            for number in range(count_pages(pdf)):
                pages.append([file, number + 1, str(first + number) if first else ""])
        for template in ("volume.typ", "layout.typ"):
            (folder / template).write_bytes((templates / template).read_bytes())
        made = typst.compile(  # type: ignore[misc]  # its stub leaves a type parameter open
            input=folder / "volume.typ",
            root=folder,
            font_paths=[str(serif_path().parent), str(sans_path().parent)],
            sys_inputs={"pages": json.dumps(pages), "title": title},
            pdf_standards=["2.0"],  # that of sealed papers, which no older file can hold
        )
    assert isinstance(made, bytes)  # one format, no output file: the bytes themselves
    return made
