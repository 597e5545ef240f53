"""The shelf (法律依据清单): which packs are kept, and every entry of one law book as a line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mingjian.access.scopes import Scope
from mingjian.desk.parameters.topics import Topic, topic_of_limit, topic_of_value
from mingjian.desk.parameters.words import QUALITIES, value_text
from mingjian.law.citation import Citation
from mingjian.law.lawbook import LawBook, LimitEntry, Value
from mingjian.registry.models import Agency, LawPack
from mingjian.registry.packs import lawbook_by_hash
from mingjian.web.parts import Tone


@dataclass(frozen=True)
class KeptPack:
    """法律参数包: the newest snapshot kept of one pack; ``is_own``: the person's agency uses it."""

    pack_id: str
    name: str
    version: str
    hash: str
    is_own: bool

    @property
    def lawbook(self) -> LawBook:
        """Its law book (cached by hash)."""
        return lawbook_by_hash(self.hash)


@dataclass(frozen=True)
class Line:
    """One entry of the law book as a row of the list."""

    key: str
    title: str
    text: str
    cite: Citation
    topic: Topic
    is_limit: bool
    is_local: bool
    quality: str
    note: str

    @property
    def quality_text(self) -> str:
        """有出处, 凭记忆…"""
        return QUALITIES[self.quality][0]

    @property
    def quality_tone(self) -> Tone:
        """How much the quality should worry the reader."""
        return QUALITIES[self.quality][1]

    def holds(self, words: list[str]) -> bool:
        """Whether every word occurs somewhere in the entry."""
        text = f"{self.title} {self.text} {self.cite} {self.note} {self.key}"
        return all(word in text for word in words)


def kept_packs(*, scope: Scope) -> list[KeptPack]:
    """The newest snapshot of every pack, the person's own first; two queries."""
    own = _own_pack_ids(scope)
    newest = LawPack.objects.order_by("pack_id", "-loaded_at").distinct("pack_id")
    packs = [
        KeptPack(pack_id, name, version, pack_hash, pack_id in own)
        for pack_id, name, version, pack_hash in newest.values_list(
            "pack_id", "name", "version", "hash"
        )
    ]
    return sorted(packs, key=lambda pack: not pack.is_own)


def chosen_pack(packs: list[KeptPack], pack_id: str) -> KeptPack | None:
    """The pack the address names, else the own one; None where none was ever loaded."""
    named = next((pack for pack in packs if pack.pack_id == pack_id), None)
    return named or next(iter(packs), None)


def lines_of(lawbook: LawBook, *, on: date) -> list[Line]:
    """Everything in force on that day, topic by topic, time limits first."""
    lines = [_line_of_limit(entry) for entry in lawbook.limit_entries(on=on)]
    lines += [
        _line_of_value(value, lawbook.parameter(value.key).title) for value in lawbook.values(on=on)
    ]
    order = list(Topic)
    return sorted(lines, key=lambda line: (order.index(line.topic), not line.is_limit, line.key))


def _own_pack_ids(scope: Scope) -> frozenset[str]:
    """The pack of the person's agency, or those of the division they supervise."""
    if scope.agency_id is not None:
        agencies = Agency.objects.filter(id=scope.agency_id)
    elif scope.division_prefix:
        agencies = Agency.objects.within(scope.division_prefix)
    else:
        return frozenset()
    return frozenset(agencies.values_list("pack_id", flat=True))


def _line_of_limit(entry: LimitEntry) -> Line:
    limit = entry.limit
    return Line(
        key=entry.act,
        title=limit.title,
        text=entry.text,
        cite=limit.cite,
        topic=topic_of_limit(limit.id, act=entry.act),
        is_limit=True,
        is_local=entry.is_local,
        quality=entry.quality,
        note=entry.note,
    )


def _line_of_value(value: Value, title: str) -> Line:
    return Line(
        key=value.key,
        title=title,
        text=value_text(value),
        cite=value.cite,
        topic=topic_of_value(value.key, rule=value.rule),
        is_limit=False,
        is_local=value.is_local,
        quality=value.quality,
        note=value.note,
    )
