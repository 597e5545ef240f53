"""The list of enforcement items (执法事项清单)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import QueryDict

from mingjian.desk.listing import Page, link_with, page_of
from mingjian.registry.kinds import ItemKind
from mingjian.registry.models import EnforcementItem
from mingjian.web.parts import ActiveFilter, Chip

LONGEST_QUERY = 100


@dataclass(frozen=True)
class ItemRow:
    """One item."""

    item: EnforcementItem
    kind: str


@dataclass(frozen=True)
class ItemList:
    """What the list shows."""

    query: str
    chips: list[Chip]
    active: list[ActiveFilter]
    rows: list[ItemRow]
    page: Page


def list_items(*, query: QueryDict, on: date) -> ItemList:
    """Items on the lists that day, by agency and code; two queries."""
    words = query.get("q", "").strip()[:LONGEST_QUERY]
    items = EnforcementItem.objects.in_force(on=on)
    for word in words.split():
        items = items.filter(
            Q(title__icontains=word)
            | Q(code__icontains=word)
            | Q(basis__icontains=word)
            | Q(agency__name__icontains=word)
        )
    kind = query.get("kind", "")
    if kind in set(ItemKind):
        items = items.filter(kind=kind)
    page = page_of(query, total=items.count())
    ordered = items.select_related("agency").order_by("agency__name", "code", "id")
    return ItemList(
        query=words,
        chips=_chips(query),
        active=[ActiveFilter(f"检索“{words}”", link_with(query, q=""))] if words else [],
        rows=[ItemRow(item, ItemKind(item.kind).title) for item in ordered[page.start : page.stop]],
        page=page,
    )


def _chips(query: QueryDict) -> list[Chip]:
    chosen = query.get("kind", "")
    return [
        Chip("全部", link_with(query, kind=""), not chosen),
        *(Chip(one.title, link_with(query, kind=one.value), chosen == one) for one in ItemKind),
    ]
