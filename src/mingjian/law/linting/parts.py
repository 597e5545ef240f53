"""Parts that a document must have (法定内容): by kind, from data, each with its article."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from mingjian.law.citation import Citation
from mingjian.law.linting.paper import CaseSheet, Finding, Gravity, Paper

_REMEDY_KINDS = frozenset({"penalty_decision", "no_penalty_decision"})
_DAYS = re.compile(r"(\d+|[一二三四五六七八九十]+)日内向[^。；]*申请行政复议")
_MONTHS = re.compile(r"(\d+|[一二三四五六七八九十]+)个月内[^。；]*(?:起诉|提起行政诉讼)")
_NUMERALS = {"十五": 15, "三十": 30, "六十": 60, "三": 3, "六": 6}


@dataclass(frozen=True)
class RequiredPart:
    """法定内容: found where any of ``words`` stands in a heading, a field or the text."""

    title: str
    words: tuple[str, ...]
    cite: Citation


def l51_statutory_parts_are_there(paper: Paper, sheet: CaseSheet) -> Iterator[Finding]:
    """文书应当载明法律规定的事项。"""
    said = "\n".join((*paper.headings, *_labels(paper), paper.whole))
    for part in required_parts().get(paper.kind, ()):
        if not any(re.search(words, said) for words in part.words):
            yield Finding(
                "L51",
                Gravity.SERIOUS,
                "全文",
                f"没有写明{part.title}",
                f"请补充{part.title}。",
                part.cite,
            )


def l52_the_remedy_names_organ_court_and_periods(
    paper: Paper, sheet: CaseSheet
) -> Iterator[Finding]:
    """写明复议机关、管辖法院的全称和期限。"""
    if paper.kind not in _REMEDY_KINDS:
        return
    text = paper.whole
    wanted = (
        (sheet.reconsideration_body, "行政复议机关", Citation("行政复议法", "20")),
        (sheet.court, "管辖法院", Citation("行政诉讼法", "46")),
    )
    for name, label, cite in wanted:
        if name and name not in text:
            yield Finding(
                "L52",
                Gravity.SERIOUS,
                "救济途径",
                f"没有写明{label}的全称“{name}”",
                "请写明全称，不写“上级机关”“人民法院”等概称。",
                cite,
            )
    yield from _periods(text, sheet)


def _periods(text: str, sheet: CaseSheet) -> Iterator[Finding]:
    for pattern, right, unit, cite in (
        (_DAYS, sheet.reconsideration_days, "日", Citation("行政复议法", "20")),
        (_MONTHS, sheet.sue_months, "个月", Citation("行政诉讼法", "46")),
    ):
        found = pattern.search(text)
        written = _number(found[1]) if found else None
        if written != right:
            act = "申请行政复议" if unit == "日" else "提起行政诉讼"
            said = f"写作{written}{unit}" if written else "没有写明"
            yield Finding(
                "L52",
                Gravity.SERIOUS,
                "救济途径",
                f"{act}的期限{said}，应为{right}{unit}",
                "请按照法定期限更正。",
                cite,
            )


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else _NUMERALS.get(text)


def _labels(paper: Paper) -> list[str]:
    filled = [label for label, value in paper.content.get("fields", ()) if str(value).strip()]
    signed = [label for label, _ in paper.content.get("signatures", ())]
    seal = ["印章"] if paper.content.get("sealed") else []
    return [*filled, *signed, *seal, "文号" if paper.number else ""]


@cache
def required_parts() -> dict[str, tuple[RequiredPart, ...]]:
    """The parts by kind of document, from packs/documents/required_parts.toml."""
    path = resources.files("mingjian.law") / "packs" / "documents" / "required_parts.toml"
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        kind: tuple(
            RequiredPart(
                row["title"], tuple(row["words"]), Citation(row["law"], *row["place"].split("/"))
            )
            for row in rows
        )
        for kind, rows in content.items()
    }
