"""The list page of the law book: search, topics, marks, one page of lines."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from mingjian.desk.listing import Page, link_with, page_of
from mingjian.desk.parameters.shelf import KeptPack, Line, lines_of
from mingjian.desk.parameters.topics import Topic
from mingjian.web.parts import ActiveFilter, Chip

LONGEST_QUERY = 100
# 常用筛选：参数名、显示的字、是否符合。
_MARKS = (
    ("kind", "limit", "期限"),
    ("kind", "value", "数额、清单"),
    ("origin", "local", "本地规定"),
    ("quality", "open", "待核实"),
)


@dataclass(frozen=True)
class LawList:
    """What the page shows."""

    query: str
    packs: list[Chip]
    topics: list[Chip]
    marks: list[Chip]
    active: list[ActiveFilter]
    lines: list[Line]
    page: Page


def list_law(*, packs: list[KeptPack], pack: KeptPack, query: QueryDict, on: date) -> LawList:
    """The law book of ``pack`` narrowed by the address."""
    words = query.get("q", "").strip()[:LONGEST_QUERY]
    found = [
        line
        for line in lines_of(pack.lawbook, on=on)
        if line.holds(words.split()) and _is_marked(line, query)
    ]
    counted = Counter(line.topic for line in found)
    topic = query.get("topic", "")
    chosen = [line for line in found if line.topic == topic] if topic in set(Topic) else found
    page = page_of(query, total=len(chosen))
    return LawList(
        query=words,
        packs=pack_chips(packs, pack, query),
        topics=_topic_chips(counted, topic, query),
        marks=_mark_chips(query),
        active=[ActiveFilter(f"检索“{words}”", link_with(query, q=""))] if words else [],
        lines=chosen[page.start : page.stop],
        page=page,
    )


def pack_chips(packs: list[KeptPack], chosen: KeptPack, query: QueryDict) -> list[Chip]:
    """Whose law book: the own one first."""
    return [
        Chip(
            f"{pack.name}（适用）" if pack.is_own else pack.name,
            link_with(query, pack=pack.pack_id),
            pack is chosen,
        )
        for pack in packs
    ]


def _is_marked(line: Line, query: QueryDict) -> bool:
    kind = query.get("kind", "")
    return (
        (kind != "limit" or line.is_limit)
        and (kind != "value" or not line.is_limit)
        and (query.get("origin") != "local" or line.is_local)
        and (query.get("quality") != "open" or line.quality != "sourced")
    )


def _topic_chips(counted: Counter[Topic], topic: str, query: QueryDict) -> list[Chip]:
    everything = Chip("全部类别", link_with(query, topic=""), not topic, counted.total())
    return [
        everything,
        *(
            Chip(one.title, link_with(query, topic=one.value), topic == one, counted[one])
            for one in Topic
            if counted[one] or topic == one
        ),
    ]


def _mark_chips(query: QueryDict) -> list[Chip]:
    return [
        Chip(
            label,
            link_with(query, **{name: "" if query.get(name) == value else value}),
            query.get(name) == value,
        )
        for name, value, label in _MARKS
    ]
