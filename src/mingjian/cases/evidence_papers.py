"""Lists of evidence as papers (证据目录、对应表), set from the rows of the case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from mingjian.cases.models import Case, Evidence
from mingjian.cases.proof import Item, Matrix
from mingjian.law.dates import long_date
from mingjian.law.procedure import EvidenceKind
from mingjian.law.proof import CLEAR_FACTS

CATALOGUE = "证据目录"
CATALOGUE_COLUMNS = ("序号", "种类", "名称", "证明对象", "取得日期", "收集人")
MATRIX = "证据与待证事实对应表"
_MATRIX_COLUMNS = ("序号", "违法行为", "待证事实", "依据", "证据")


def catalogue_table(matrix: Matrix) -> list[list[str]]:
    """证据目录 line by line: what the item proves, and the facts it was linked to."""
    return [_catalogue_line(one, _facts_of(one, matrix)) for one in matrix.items]


def evidence_catalogue(case: Case, matrix: Matrix, *, on: date) -> dict[str, Any]:
    """证据目录."""
    officers = [one.name for one in (case.lead_officer, case.assisting_officer) if one]
    return {
        **list_content(case, title=CATALOGUE, on=on),
        "columns": list(CATALOGUE_COLUMNS),
        "table": catalogue_table(matrix) or [["1", *[""] * (len(CATALOGUE_COLUMNS) - 1)]],
        "signatures": [["办案人员", "、".join(officers)]],
    }


def proof_table(case: Case, matrix: Matrix, *, on: date) -> dict[str, Any]:
    """证据与待证事实对应表, with its gaps said above it."""
    facts = [(count, fact) for count in matrix.counts for fact in count.facts]
    table = [
        [
            str(number),
            count.title,
            f"{fact.point.kind.title}：{fact.point.title}",
            "；".join(str(cite) for cite in fact.point.cites),
            "、".join(one.code for one in fact.proved_by) or ("缺" if fact.gap else "未适用"),
        ]
        for number, (count, fact) in enumerate(facts, 1)
    ]
    said = "；".join(gap.sentence.rstrip("。") for gap in matrix.gaps)
    return {
        **list_content(case, title=MATRIX, on=on),
        "rows": [["缺口", said or f"没有（{CLEAR_FACTS}）", 1]],
        "columns": list(_MATRIX_COLUMNS),
        "table": table,
    }


def list_content(case: Case, *, title: str, on: date) -> dict[str, Any]:
    """A list in the forms of the house, still without lines."""
    return {
        "shape": "list",
        "agency": case.agency.name,
        "title": title,
        "number": case.number or case.lead_number.text,
        "external": False,
        **dict.fromkeys(("addressee", "body", "body_text"), ""),
        **{name: [] for name in ("rows", "paragraphs", "table", "signatures", "contact")},
        "body_lines": 0,
        "columns": [],
        "dated": long_date(on),
        "sealed": False,
    }


def _catalogue_line(one: Item, facts: Iterable[str]) -> list[str]:
    row = one.evidence
    named = "、".join(facts)
    return [
        str(one.serial),
        EvidenceKind(row.kind).title,
        row.title,
        f"{row.proves}（对应：{named}）" if named else row.proves,
        f"{row.collected_on:%Y-%m-%d}",
        _collectors(row),
    ]


def _facts_of(item: Item, matrix: Matrix) -> list[str]:
    facts = [fact for count in matrix.counts for fact in count.facts]
    return [one.point.kind.title for one in facts if item in one.proved_by]


def _collectors(row: Evidence) -> str:
    return "、".join(one.name for one in (row.collected_by, row.collected_with) if one) or "提供"
