"""Kinds of standing lists (清单种类): their elements by place, their key, and why.

One schema for all lists: ``packs/standing/lists.toml`` names them, the law packs say which
elements a place demands, and a row is a tuple of texts in the order of the elements.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from mingjian.law.citation import Citation
from mingjian.law.dates import add_months
from mingjian.law.lawbook import LawBook

_FILE = "packs/standing/lists.toml"
Row = tuple[str, ...]


class Filled(StrEnum):
    """由谁形成: typed by the agency, taken from the registry, or the rules themselves."""

    TYPED = "typed"
    REGISTRY = "registry"
    RULES = "rules"


class UnknownList(LookupError):
    """There is no standing list of that kind."""


@dataclass(frozen=True)
class Element:
    """栏目: one column, with the provision that demands it."""

    title: str
    is_required: bool
    cite: Citation


@dataclass(frozen=True)
class ListKind:
    """清单种类. ``key`` names the element that tells the rows apart."""

    kind: str
    title: str
    about: str
    filled: Filled
    key: str
    cite: Citation
    review_months: int
    before: Row = ()
    after: Row = ()
    optional: frozenset[str] = frozenset()
    elements_key: str = ""
    own_elements: Row = ()
    filing_key: str = ""

    def elements(self, *, book: LawBook, on: date) -> tuple[Element, ...]:
        """The elements this place demands on that day, in order, none twice."""
        named, cite = self.own_elements, self.cite
        if self.elements_key:
            value = book.value(self.elements_key, on=on)
            named, cite = tuple(value.value), value.cite
        titles = dict.fromkeys((*self.before, *named, *self.after))
        demanded = set(named)
        return tuple(
            Element(title, title not in self.optional, cite if title in demanded else self.cite)
            for title in titles
        )

    def filing(self, *, book: LawBook, on: date) -> Citation | None:
        """备案: the provision that demands filing with 司法行政机关 first, where one does."""
        if not self.filing_key:
            return None
        value = book.value(self.filing_key, on=on)
        return value.cite if value.value else None

    def review_by(self, *, published_on: date) -> date:
        """复核日期: the last day on which the list may stand unreviewed."""
        return add_months(published_on, self.review_months)


def list_kind(kind: str) -> ListKind:
    """The kind of that name; raises UnknownList."""
    try:
        return _all()[kind]
    except KeyError:
        raise UnknownList(kind) from None


def list_kinds() -> tuple[ListKind, ...]:
    """Every kind, in the order in which people look for them."""
    return tuple(_all().values())


@cache
def _all() -> Mapping[str, ListKind]:
    text = files("mingjian.law").joinpath(_FILE).read_text("utf-8")
    return {row["kind"]: _read(row) for row in tomllib.loads(text)["list"]}


def _read(row: Mapping[str, Any]) -> ListKind:
    return ListKind(
        kind=row["kind"],
        title=row["title"],
        about=row["about"],
        filled=Filled(row["filled"]),
        key=row["key"],
        cite=Citation(**row["cite"]),
        review_months=row["review_months"],
        before=tuple(row.get("before", ())),
        after=tuple(row.get("after", ())),
        optional=frozenset(row.get("optional", ())),
        elements_key=row.get("elements_key", ""),
        own_elements=tuple(row.get("elements", ())),
        filing_key=row.get("filing_key", ""),
    )
