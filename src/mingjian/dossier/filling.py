"""Filling a type with values (填充): what the case knows is written, the rest stays blank."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mingjian.law.document_types import BLANK, Column, DocumentType, Shape

GAP = "＿＿＿＿＿＿"
# 清单至少留出的空行、笔录正文的空行。
_LIST_ROWS = 10
_RECORD_LINES = 16
_ELEMENT = re.compile(r"\{(\w+)\}")
_SENTENCE_ENDS = "。；！？"


@dataclass(frozen=True)
class Values:
    """要素: texts by name, and tables by name (a row is a list of texts)."""

    texts: Mapping[str, str]
    tables: Mapping[str, Sequence[Sequence[str]]]

    def of(self, element: str) -> str:
        """The text of an element, empty where the case does not have it."""
        return self.texts.get(element, "")


def fill_type(*, kind: DocumentType, values: Values) -> dict[str, Any]:
    """The content of a document of this type, ready to be set."""
    return {
        "shape": kind.shape.value,
        "agency": values.of("agency") or GAP,
        "title": kind.title,
        "number": _number(kind, values),
        "external": kind.is_external and kind.shape is Shape.LETTER,
        "addressee": _addressee(kind, values),
        "rows": [[one.label, values.of(one.element), one.lines] for one in kind.fields],
        "paragraphs": [_sentence(text, values) for text in kind.text],
        "body": kind.body,
        "body_text": values.of(kind.body_from),
        "body_lines": 0 if values.of(kind.body_from) else _RECORD_LINES,
        "columns": list(kind.table),
        "table": _table(kind, values),
        "signatures": [_signature(one, values) for one in kind.signatures],
        "contact": _contact(values) if kind.has_contact else [],
        "dated": values.of("dated") or "　　　年　月　日",
        "sealed": kind.bears_seal,
    }


def elements_of(kind: DocumentType) -> set[str]:
    """Every element that the type asks for."""
    named = {name for text in kind.text for name in _ELEMENT.findall(text)}
    named |= {one.element for one in (*kind.fields, *kind.signatures)}
    named |= {kind.addressee, kind.body_from}
    return named - {"", BLANK}


def _number(kind: DocumentType, values: Values) -> str:
    if not kind.mark:
        return ""
    own = values.of(f"number_{kind.kind}") if kind.kind else ""
    return (
        own or f"{values.of('number_prefix')}{kind.mark}〔{values.of('year') or '　　　　'}〕　号"
    )


def _addressee(kind: DocumentType, values: Values) -> str:
    if kind.addressee == BLANK:
        return GAP
    return values.of(kind.addressee) or (GAP if kind.addressee else "")


def _sentence(text: str, values: Values) -> str:
    """The text with its elements; a value's own full stop does not stand before another sign."""

    def put(found: re.Match[str]) -> str:
        value = values.of(found[1]) or GAP
        follows = text[found.end() : found.end() + 1]
        if follows and value[-1] in _SENTENCE_ENDS and follows in "的，。；、一":
            return value.rstrip(_SENTENCE_ENDS)
        return value

    return _ELEMENT.sub(put, text)


def _table(kind: DocumentType, values: Values) -> list[list[str]]:
    if not kind.table:
        return []
    rows = [list(row) for row in values.tables.get(kind.rows_from, ())]
    wanted = _LIST_ROWS if kind.shape is Shape.LIST else 4
    empty = [[""] * len(kind.table) for _ in range(wanted - len(rows))]
    return [*rows, *empty]


def _signature(one: Column, values: Values) -> list[str]:
    return [one.label, values.of(one.element)]


def _contact(values: Values) -> list[str]:
    return [values.of("agency_address") or GAP, values.of("agency_phone") or GAP]
