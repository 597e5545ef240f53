"""Reviewers in proportion to officers (法制审核人员配备): warned, never a bar to handling cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.http import QueryDict

from mingjian.access.scopes import Scope
from mingjian.desk.listing import Page, page_of
from mingjian.law.citation import Citation
from mingjian.law.lawbook import LawBook
from mingjian.registry.models import Agency, LawPack
from mingjian.registry.packs import lawbook_by_hash

KEY = "review.staff_ratio"


@dataclass(frozen=True)
class StaffLine:
    """One agency: officers and reviewers in office, what is asked, what is missing."""

    agency_id: UUID
    agency: str
    officers: int
    reviewers: int
    ratio: str
    wanted: str
    cite: Citation | None
    is_local: bool
    missing: int


def staff_lines(*, scope: Scope, query: QueryDict, on: date) -> tuple[list[StaffLine], Page]:
    """Agencies of the division, by code and name; three queries."""
    agencies = Agency.objects.in_force(on=on).within(scope.division_prefix or "—")
    page = page_of(query, total=agencies.count())
    books = _books()
    serving = Q(officers__since__lte=on) & (
        Q(officers__until__isnull=True) | Q(officers__until__gt=on)
    )
    counted = agencies.annotate(
        officer_count=Count("officers", filter=serving & Q(officers__is_assistant=False)),
        reviewer_count=Count("officers", filter=serving & Q(officers__reviewer_since__lte=on)),
    ).order_by("division_code", "name", "id")
    lines = [_line(agency, books, on) for agency in counted[page.start : page.stop]]
    return lines, page


def _books() -> dict[str, LawBook]:
    """The newest law book of every pack."""
    newest = LawPack.objects.order_by("pack_id", "-loaded_at").distinct("pack_id")
    hashes = newest.values_list("pack_id", "hash")
    return {pack_id: lawbook_by_hash(pack_hash) for pack_id, pack_hash in hashes}


def _line(agency: Any, books: dict[str, LawBook], on: date) -> StaffLine:
    book = books.get(agency.pack_id)
    value = book.find(KEY, on=on) if book else None
    wanted = Decimal(value.value) if value else Decimal(0)
    needed = int((wanted * agency.officer_count).to_integral_value(rounding=ROUND_CEILING))
    return StaffLine(
        agency_id=agency.id,
        agency=agency.name,
        officers=agency.officer_count,
        reviewers=agency.reviewer_count,
        ratio=_percent(agency.reviewer_count, agency.officer_count),
        wanted=value.text if value else "未规定",
        cite=value.cite if value else None,
        is_local=value.is_local if value else False,
        missing=max(0, needed - agency.reviewer_count),
    )


def _percent(part: int, whole: int) -> str:
    return f"{part * 100 / whole:.1f}%" if whole else "—"
