"""Types of documents (文书种类): the forms of penalty, inspection, permit and supervision, as data.

packs/documents/types/*.toml holds one table a type: what it is called, what it rests on, where it
is kept, and of which elements (要素) it is made. Nothing here knows a case: values come later.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from mingjian.law.citation import Citation

BLANK = "blank"
_FOLDER = resources.files("mingjian.law") / "packs" / "documents" / "types"
# 行政处罚法修订施行之日起使用的式样。
_SINCE = date(2021, 7, 15)


class Shape(StrEnum):
    """版式: how the paper is laid out."""

    LETTER = "letter"  # 决定书、通知书、函
    FORM = "form"  # 审批表、报告
    RECORD = "record"  # 笔录
    LIST = "list"  # 清单、目录
    COVER = "cover"  # 封面、证件
    STRIP = "strip"  # 封条

    @property
    def label(self) -> str:
        """The word shown to people."""
        return _SHAPE_LABELS[self]


_SHAPE_LABELS = {
    Shape.LETTER: "公文",
    Shape.FORM: "表格",
    Shape.RECORD: "笔录",
    Shape.LIST: "清单",
    Shape.COVER: "封面",
    Shape.STRIP: "封条",
}
GROUPS = {"CF": "行政处罚", "JC": "行政检查", "XK": "行政许可", "JD": "执法监督"}
# 多种文书共用的栏目。
_SHARED = {
    "@party": (
        "当事人=party_name",
        "统一社会信用代码=party_code",
        "法定代表人（负责人）=party_representative",
        "住所（住址）=party_address",
    ),
    "@officers": ("执法人员=officers", "执法证号=officer_credentials"),
}


@dataclass(frozen=True)
class Column:
    """栏目: a label, the element that fills it, and how many lines its box has."""

    label: str
    element: str = ""
    lines: int = 1


@dataclass(frozen=True)
class DocumentType:
    """文书种类; ``kind`` names the product's own document where an act makes one."""

    code: str
    title: str
    shape: Shape
    basis: tuple[Citation, ...]
    part: str
    since: date
    until: date | None
    mark: str
    kind: str
    is_external: bool
    is_signed: bool
    addressee: str
    fields: tuple[Column, ...]
    text: tuple[str, ...]
    body: str
    body_from: str
    table: tuple[str, ...]
    rows_from: str
    signatures: tuple[Column, ...]
    has_contact: bool
    note: str

    @property
    def group(self) -> str:
        """行政处罚、行政检查、行政许可、执法监督."""
        return GROUPS[self.code[:2]]

    @property
    def bears_seal(self) -> bool:
        """Letters to the outside bear the organ's seal."""
        return self.is_external and self.shape is Shape.LETTER

    def applies(self, *, on: date) -> bool:
        """是否使用中."""
        return self.since <= on and (self.until is None or on < self.until)


@cache
def document_types() -> tuple[DocumentType, ...]:
    """Every type, in the order of the packs."""
    found = []
    for path in sorted(_FOLDER.iterdir(), key=lambda one: one.name):
        if path.name.endswith(".toml"):
            content = tomllib.loads(path.read_text(encoding="utf-8"))
            found += [_read(row) for row in content["type"]]
    return tuple(found)


def document_type(code: str) -> DocumentType:
    """The type of that code; raises KeyError."""
    return _by_code()[code]


@cache
def _by_code() -> dict[str, DocumentType]:
    return {one.code: one for one in document_types()}


def _read(row: dict[str, Any]) -> DocumentType:
    unknown = set(row) - _KNOWN
    if unknown:
        raise ValueError(f"document type {row['code']}: unknown keys {sorted(unknown)}")
    return DocumentType(
        code=row["code"],
        title=row["title"],
        shape=Shape(row.get("shape", Shape.LETTER)),
        basis=tuple(Citation(*place.split("/")) for place in row["basis"]),
        part=row["part"],
        since=row.get("since", _SINCE),
        until=row.get("until"),
        mark=row.get("mark", ""),
        kind=row.get("kind", ""),
        is_external=row.get("external", False),
        is_signed=row.get("signed", False),
        addressee=row.get("to", ""),
        fields=read_columns(row.get("fields", ())),
        text=tuple(row.get("text", ())),
        body=row.get("body", ""),
        body_from=row.get("body_from", ""),
        table=tuple(row.get("columns", ())),
        rows_from=row.get("rows_from", ""),
        signatures=read_columns(row.get("signs", ())),
        has_contact=row.get("contact", False),
        note=row.get("note", ""),
    )


def read_columns(written: Iterable[str]) -> tuple[Column, ...]:
    """栏目 as the packs write them."""
    return tuple(_column(each) for one in written for each in _SHARED.get(one, (one,)))


def _column(written: str) -> Column:
    said, _, lines = written.partition("|")
    label, _, element = said.partition("=")
    return Column(label, element, int(lines) if lines else 1)


_KNOWN = {
    *("code", "title", "shape", "basis", "part", "since", "until", "mark", "kind", "external"),
    *("signed", "to", "fields", "text", "body", "body_from", "columns", "rows_from", "signs"),
    *("contact", "note"),
}
