"""Checks (公布前核对): a list with a missing element is not published, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mingjian.law.breach import Breach
from mingjian.law.citation import Citation
from mingjian.law.lawbook import LawBook
from mingjian.law.standing.kinds import Element, Filled, ListKind, Row
from mingjian.law.standing.rules import rule_rows
from mingjian.law.violations import Line

LONGEST = 2000
MOST_ROWS = 5000
_ENTRUSTMENT = Citation("行政处罚法", "20", "2")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a list; ``row`` counts from 1, 0 speaks of the whole list."""

    row: int
    element: str
    sentence: str
    cite: Citation

    @property
    def as_breach(self) -> Breach:
        """The fault as a refusal to publish."""
        where = f"第 {self.row} 行" if self.row else "本清单"
        return Breach("LIST", f"{where}{self.sentence}", self.cite, "请补正后重新提交复核。")


@dataclass(frozen=True)
class Table:
    """清单的内容: the elements by title, and the rows."""

    elements: Row
    rows: tuple[Row, ...]

    def column(self, title: str) -> int | None:
        """The place of an element, None where the list has none of that title."""
        return self.elements.index(title) if title in self.elements else None


@dataclass(frozen=True)
class Setting:
    """Where the list belongs: law book, lines of the agency, day."""

    book: LawBook
    lines: tuple[Line, ...]
    on: date


def find_faults(
    *, kind: ListKind, table: Table, setting: Setting, filed: str = ""
) -> tuple[Fault, ...]:
    """Everything that keeps this list from being published, row by row."""
    elements = kind.elements(book=setting.book, on=setting.on)
    titles = tuple(one.title for one in elements)
    if table.elements != titles:
        demanded = "、".join(title for title in titles if title not in table.elements)
        sentence = f"的栏目与规定的不一致{f'，缺少：{demanded}' if demanded else ''}"
        return (Fault(0, "", sentence, kind.cite),)
    found = [*_of_list(kind, table, setting, filed)]
    for number, row in enumerate(table.rows, 1):
        found += _of_row(number, row, elements)
    found += _of_keys(kind, table)
    return tuple(found)


def _of_list(kind: ListKind, table: Table, setting: Setting, filed: str) -> Iterator[Fault]:
    if not table.rows:
        yield Fault(0, "", "没有内容", kind.cite)
    if len(table.rows) > MOST_ROWS:
        yield Fault(0, "", f"有 {len(table.rows)} 行，最多 {MOST_ROWS} 行", kind.cite)
    if kind.filled is Filled.RULES:
        runs = rule_rows(kind=kind.kind, book=setting.book, lines=setting.lines, on=setting.on)
        if table.rows != runs:
            yield Fault(0, "", "与办案系统现在执行的规则不一致，请由规则重新生成", kind.cite)
    filing = kind.filing(book=setting.book, on=setting.on)
    if filing is not None and not filed.strip():
        yield Fault(0, "", "没有填写向同级司法行政机关备案的文号", filing)


def _of_row(number: int, row: Row, elements: Sequence[Element]) -> Iterator[Fault]:
    if len(row) != len(elements):
        yield Fault(number, "", f"有 {len(row)} 栏，应当是 {len(elements)} 栏", elements[0].cite)
        return
    for element, text in zip(elements, row, strict=True):
        if element.is_required and not text.strip():
            yield Fault(number, element.title, f"缺少“{element.title}”", element.cite)
        if len(text) > LONGEST:
            sentence = f"“{element.title}”超过 {LONGEST} 字"
            yield Fault(number, element.title, sentence, element.cite)
    said = dict(zip((one.title for one in elements), row, strict=True))
    if said.get("委托机关") and not said.get("委托书"):
        yield Fault(
            number, "委托书", "写明了委托机关，却没有委托书的事项、权限、期限", _ENTRUSTMENT
        )


def _of_keys(kind: ListKind, table: Table) -> Iterator[Fault]:
    place = table.column(kind.key)
    if place is None:
        return
    keys = [row[place] for row in table.rows if len(row) > place and row[place]]
    for key, count in Counter(keys).items():
        if count > 1:
            yield Fault(0, kind.key, f"有 {count} 行的“{kind.key}”都是“{key}”", kind.cite)
