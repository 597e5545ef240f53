"""Comparison of the jurisdictions (各地规定对照): the packs as one Markdown page.

``python -m mingjian.law.pack_table docs/jurisdictions.md`` writes it; a test keeps it up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.lawbook import LawBook, load_lawbook, pack_ids
from mingjian.law.pack_entries import LimitEntry, Value

_INHERITED = "〃"
_NOTHING = "–"
_SLUGS = {
    "public_interest": "涉及重大公共利益",
    "major_rights": "直接关系重大权益",
    "after_hearing": "经过听证程序",
    "complex": "疑难复杂、涉及多个法律关系",
    "by_law": "法律、法规、规章规定",
    "every_penalty": "全部行政处罚",
    "every_compulsion": "全部行政强制",
    "coordination": "协调机制",
    "written_opinion_resubmit": "按书面意见处理后再次报送",
    "consult_then_deliberate": "协商不成的集体讨论决定",
    "agency_head": "行政执法主体负责人",
    "main_head": "行政主要负责人",
    "social_impact": "具有一定社会影响的",
    "every_decision": "全部处罚决定",
}
_QUALITIES = {
    "sourced": "有出处",
    "memory, high": "凭记忆，较有把握",
    "memory, medium": "凭记忆，待核",
    "local practice": "个别地方的做法",
    "assumption": "本系统的假定",
}
# 长标题在表里用简称。
_SHORT_TITLES = {
    "国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度"
    "重大执法决定法制审核制度的指导意见": "三项制度指导意见",
    "国务院办公厅关于严格规范涉企行政检查的意见": "涉企检查意见",
}

Row = tuple[str, ...]


def render_jurisdictions(*, lawbooks: Sequence[LawBook], on: date) -> str:
    """The page: who they are, where they differ and where not, what still wants checking."""
    values = _value_rows(lawbooks, on)
    limits = _limit_rows(lawbooks, on)
    head = ("全国", *(book.name for book in lawbooks))
    parts = [
        "# 各地规定对照",
        _introduction(on),
        "## 文件",
        _documents(lawbooks),
        "## 各地不同的参数",
        _table(("参数", *head), [row for row, differs in values if differs]),
        "## 各地不同的期限",
        _table(("期限", *head), [row for row, differs in limits if differs]),
        "## 各地写明而相同的规定",
        _table(("事项", *head), [row for row, differs in values + limits if not differs]),
        "## 待核实的全国规定",
        _table(("事项", "规定", "依据", "来源"), _unconfirmed(lawbooks[0], on)),
    ]
    return "\n\n".join(parts) + "\n"


def current_day(lawbooks: Sequence[LawBook]) -> date:
    """The last day on which something in these packs begins: the page is of that day.

    Taken from the packs, not from a clock, so that the page changes only when a pack does.
    """
    days = [value.since for book in lawbooks for value in book.national.values]
    days += [value.since for book in lawbooks for value in book.jurisdiction.values]
    days += [entry.since for book in lawbooks for entry in book.national.limits]
    days += [entry.since for book in lawbooks for entry in book.jurisdiction.limits]
    return max(days)


def _introduction(on: date) -> str:
    short = "；".join(f"《{title}》即《{full}》" for full, title in _SHORT_TITLES.items())
    return (
        "本页由 `python -m mingjian.law.pack_table docs/jurisdictions.md` 自 `law/packs` 生成，"
        f"请勿手改。列出{long_date(on)}施行的、至少一地写明的参数和期限：括号内为该地文件的条目，"
        f"“{_INHERITED}”为沿用全国规定，“{_NOTHING}”为未规定。标“底线”的，地方可以更严，不得更宽，"
        f"违反的地方包不能载入。{short}。"
    )


def _documents(lawbooks: Sequence[LawBook]) -> str:
    rows = [
        (
            header.name,
            f"`{header.id}`",
            header.division_code,
            f"《{header.document}》",
            header.document_number or "原文未载",
            long_date(header.since),
            header.note,
        )
        for header in (lawbook.header for lawbook in lawbooks)
    ]
    return _table(("名称", "包", "区划代码", "文件", "文号", "起算日", "说明"), rows)


def _value_rows(lawbooks: Sequence[LawBook], on: date) -> list[tuple[Row, bool]]:
    keys = {value.key for book in lawbooks for value in book.values(on=on) if value.is_local}
    rows = []
    for key in sorted(keys):
        found = [book.find(key, on=on) for book in lawbooks]
        row = (
            f"{lawbooks[0].parameter(key).title}<br>`{key}`",
            _national_value(lawbooks[0].national_value(key, on=on)),
            *(_local_value(book, value) for book, value in zip(lawbooks, found, strict=True)),
        )
        rows.append((row, len({_comparable(value) for value in found}) > 1))
    return rows


def _limit_rows(lawbooks: Sequence[LawBook], on: date) -> list[tuple[Row, bool]]:
    acts = {entry.act for book in lawbooks for entry in book.limit_entries(on=on) if entry.is_local}
    rows = []
    for act in sorted(acts):
        found = [book.find_limit_entry(act, on=on) for book in lawbooks]
        title = next(entry.limit.title for entry in found if entry)
        row = (
            f"{title}<br>`{act}`",
            _national_limit(lawbooks[0].national_limit(act, on=on)),
            *(_local_limit(book, entry) for book, entry in zip(lawbooks, found, strict=True)),
        )
        rows.append((row, len({entry.text if entry else None for entry in found}) > 1))
    return rows


def _unconfirmed(lawbook: LawBook, on: date) -> list[Row]:
    """Every national statement that is not sourced, so that a jurist sees what to check."""
    values = [
        (lawbook.parameter(value.key).title, _shown(value), _cited(value.cite), value.quality)
        for value in lawbook.national.values
        if value.quality != "sourced" and value == lawbook.national_value(value.key, on=on)
    ]
    limits = [
        (entry.limit.title, entry.text, _cited(entry.limit.cite), entry.quality)
        for entry in lawbook.national.limits
        if entry.quality != "sourced" and entry == lawbook.national_limit(entry.act, on=on)
    ]
    return [(*row[:3], _QUALITIES[row[3]]) for row in values + limits]


def _national_value(value: Value | None) -> str:
    if value is None:
        return _NOTHING
    return _lines(_shown(value), "底线" if value.floor else "", _cited(value.cite))


def _national_limit(entry: LimitEntry | None) -> str:
    if entry is None:
        return _NOTHING
    return _lines(entry.text, "底线" if entry.floor else "", _cited(entry.limit.cite))


def _local_value(book: LawBook, value: Value | None) -> str:
    if value is None:
        return _NOTHING
    return f"{_shown(value)}（{_place(book, value.cite)}）" if value.is_local else _INHERITED


def _local_limit(book: LawBook, entry: LimitEntry | None) -> str:
    if entry is None:
        return _NOTHING
    return f"{entry.text}（{_place(book, entry.limit.cite)}）" if entry.is_local else _INHERITED


def _place(book: LawBook, cite: Citation) -> str:
    """The place alone: title and number of the document stand in the first table."""
    return cite.place.removeprefix(f"（{book.header.document_number}）")


def _cited(cite: Citation) -> str:
    text = str(cite)
    for full, title in _SHORT_TITLES.items():
        text = text.replace(full, title)
    return text


def _shown(value: Value) -> str:
    if value.unit != "slug":
        return value.text
    slugs = value.value if isinstance(value.value, tuple) else (value.value,)
    return "；".join(_SLUGS.get(str(slug), str(slug)) for slug in slugs)


def _comparable(value: Value | None) -> object:
    """Two lists with the same members in another order say the same."""
    if value is None:
        return None
    return frozenset(value.value) if isinstance(value.value, tuple) else value.value


def _lines(*texts: str) -> str:
    return "<br>".join(filter(None, texts))


def _table(head: Sequence[str], rows: Sequence[Row]) -> str:
    lines = [tuple(head), ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def main() -> None:
    """Write the page to the file named on the command line."""
    lawbooks = [load_lawbook(each) for each in pack_ids()]
    page = render_jurisdictions(lawbooks=lawbooks, on=current_day(lawbooks))
    Path(sys.argv[1]).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
