"""Items of dossier appraisal (案卷评查项目): a standard is data with a validity, kept as a pack.

packs/appraisal/<id>/ holds set.toml (name, source, validity, grades) and items.csv, a row an item.
Another jurisdiction brings its own folder; nothing of a standard stands in code.
"""

from __future__ import annotations

import csv
import hashlib
import json
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

_FOLDER = resources.files("mingjian.law") / "packs" / "appraisal"
FULL = Decimal(100)
FREE, ADVICE = "free", "advice"


class Dimension(StrEnum):
    """评查维度: lawfulness deducts from 100, regularity earns its points, the rest adjusts."""

    LEGALITY = "合法性"
    REGULARITY = "合规性"
    ADJUSTMENT = "加减分"


class Auto(StrEnum):
    """能否由数据核对: wholly, in part, or only by a person."""

    YES = "yes"
    PART = "part"
    NO = "no"


class Procedure(StrEnum):
    """程序类别 to which an item belongs; a dossier may hold several."""

    ALL = "全部"
    PENALTY = "处罚"
    ORDINARY = "处罚-普通"
    SUMMARY = "处罚-简易"
    COERCION = "强制"
    MEASURE = "强制措施"
    OWN_EXECUTION = "机关强制执行"
    COURT = "申请法院"
    INSPECTION = "检查"


@dataclass(frozen=True)
class Item:
    """评查项目. ``options``: the amounts that may be taken (or, negative, added); none = free."""

    number: str
    dimension: Dimension
    procedure: Procedure
    document: str
    title: str
    points: Decimal
    options: tuple[Decimal, ...]
    is_advice: bool
    may_veto: bool
    auto: Auto

    @property
    def name(self) -> str:
        """How people call it: the document, then what is looked at."""
        return f"{self.document}：{self.title}" if self.document else self.title

    def allows(self, lost: Decimal) -> bool:
        """Whether this may be the loss of the item."""
        if lost == 0:
            return True
        if self.is_advice:
            return False
        if self.dimension is Dimension.REGULARITY:
            return 0 < lost <= self.points
        return lost in self.options if self.options else 0 < lost <= FULL


@dataclass(frozen=True)
class Grade:
    """等次: from this score on."""

    title: str
    least: Decimal


@dataclass(frozen=True)
class ItemSet:
    """评查标准: items in order, grades from the best down."""

    id: str
    name: str
    source: str
    since: date
    until: date | None
    items: tuple[Item, ...]
    grades: tuple[Grade, ...]

    def item(self, number: str) -> Item:
        """The item of that number; raises KeyError."""
        return self._by_number[number]

    def applicable(self, procedures: Collection[Procedure]) -> tuple[Item, ...]:
        """The items a dossier of these procedures is measured by."""
        return tuple(
            item
            for item in self.items
            if item.procedure is Procedure.ALL or item.procedure in procedures
        )

    def applies(self, *, on: date) -> bool:
        """是否施行中."""
        return self.since <= on and (self.until is None or on < self.until)

    def export(self) -> dict[str, Any]:
        """Plain values: a campaign keeps the standard it was held under."""
        content: dict[str, Any] = json.loads(json.dumps(asdict(self), default=str))
        return content

    @property
    def hash(self) -> str:
        """Fingerprint of the content."""
        text = json.dumps(self.export(), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def _by_number(self) -> Mapping[str, Item]:
        return _index(self.items)


@cache
def _index(items: tuple[Item, ...]) -> Mapping[str, Item]:
    return {item.number: item for item in items}


@cache
def item_sets() -> tuple[ItemSet, ...]:
    """Every standard of the packs, by id."""
    folders = sorted((one for one in _FOLDER.iterdir() if one.is_dir()), key=lambda one: one.name)
    return tuple(
        read_item_set(
            header=(folder / "set.toml").read_text(encoding="utf-8"),
            rows=(folder / "items.csv").read_text(encoding="utf-8"),
        )
        for folder in folders
    )


def item_set(set_id: str) -> ItemSet:
    """The standard of that id; raises KeyError."""
    found = {one.id: one for one in item_sets()}
    return found[set_id]


def read_item_set(*, header: str, rows: str) -> ItemSet:
    """A standard from its two files; raises ValueError with what is wrong."""
    head = tomllib.loads(header)
    items = tuple(_item(row) for row in csv.DictReader(rows.splitlines()))
    numbers = [item.number for item in items]
    if len(set(numbers)) != len(numbers):
        twice = sorted({one for one in numbers if numbers.count(one) > 1})
        raise ValueError(f"{head['id']}: items given twice: {twice}")
    grades = tuple(Grade(one["title"], Decimal(one["from"])) for one in head["grade"])
    return ItemSet(
        head["id"], head["name"], head["source"], head["since"], head.get("until"), items, grades
    )


def restore_item_set(content: Mapping[str, Any]) -> ItemSet:
    """A standard as ``export`` wrote it down."""
    return ItemSet(
        id=content["id"],
        name=content["name"],
        source=content["source"],
        since=date.fromisoformat(content["since"]),
        until=date.fromisoformat(content["until"]) if content["until"] else None,
        items=tuple(_restored(one) for one in content["items"]),
        grades=tuple(Grade(one["title"], Decimal(one["least"])) for one in content["grades"]),
    )


def _restored(content: Mapping[str, Any]) -> Item:
    return Item(
        number=content["number"],
        dimension=Dimension(content["dimension"]),
        procedure=Procedure(content["procedure"]),
        document=content["document"],
        title=content["title"],
        points=Decimal(content["points"]),
        options=tuple(Decimal(one) for one in content["options"]),
        is_advice=content["is_advice"],
        may_veto=content["may_veto"],
        auto=Auto(content["auto"]),
    )


def _item(row: Mapping[str, str]) -> Item:
    dimension, written = Dimension(row["dimension"]), row["points"]
    listed = () if written in {FREE, ADVICE} else tuple(written.split("/"))
    options = tuple(-Decimal(one[1:]) if one[0] == "+" else Decimal(one) for one in listed)
    if any(abs(one) > FULL or one == 0 for one in options):
        raise ValueError(f"item {row['number']}: points {written!r} out of range")
    regular = dimension is Dimension.REGULARITY
    return Item(
        number=row["number"],
        dimension=dimension,
        procedure=Procedure(row["procedure"]),
        document=row["document"],
        title=row["title"],
        points=options[0] if regular else Decimal(0),
        options=() if regular else options,
        is_advice=written == ADVICE,
        may_veto=row["veto"] != "no",
        auto=Auto(row["auto"]),
    )
