"""Public search (公示检索): exact counts, newest decision first, equal to a plain substring scan.

The GIN index over signs and pairs finds candidates; the text itself is then checked, because pairs
that all occur need not stand in a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, F, Func
from django.db.models.functions import ExtractYear

from mingjian.access.scopes import division_prefix
from mingjian.disclosure.models import PublicRecord
from mingjian.disclosure.models.records import PublicRecordQuerySet
from mingjian.disclosure.text import grams_of_term, terms_of

PAGE_SIZE = 20
LONGEST_QUERY = 200


@dataclass(frozen=True)
class RecordQuery:
    """检索条件. ``words``: terms between blanks, all required. ``division``: code or its beginning;
    ``agency``: slug; ``kind``: 处罚种类; ``since``/``until``: decision dates, both included."""

    words: str = ""
    agency: str = ""
    division: str = ""
    kind: str = ""
    year: int | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class RecordPage:
    """One page of hits; ``first`` and ``last`` count from 1, both 0 when there is none."""

    records: tuple[PublicRecord, ...]
    total: int
    page: int
    page_size: int

    @property
    def pages(self) -> int:
        """Number of pages, at least one."""
        return max(1, -(-self.total // self.page_size))

    @property
    def first(self) -> int:
        return (self.page - 1) * self.page_size + 1 if self.records else 0

    @property
    def last(self) -> int:
        return self.first + len(self.records) - 1 if self.records else 0


@dataclass(frozen=True)
class FacetCount:
    """One value of a facet with its number of hits; ``value`` goes back into the query."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class RecordFacets:
    """分面: counts under the query, each facet without its own restriction."""

    agencies: tuple[FacetCount, ...]
    divisions: tuple[FacetCount, ...]
    kinds: tuple[FacetCount, ...]
    years: tuple[FacetCount, ...]


def matching_records(*, query: RecordQuery) -> PublicRecordQuerySet:
    """All published records that meet the query, in no order."""
    found = PublicRecord.objects.published()
    for term in terms_of(query.words[:LONGEST_QUERY]):
        found = found.filter(grams__contains=grams_of_term(term))
        if len(term) > 2:  # a sign or a pair is its own proof
            found = found.filter(search_text__contains=term)
    if query.agency:
        found = found.filter(agency_id=query.agency)
    if query.division:
        found = found.filter(division_code__startswith=division_prefix(query.division))
    if query.kind:
        found = found.filter(kinds__contains=[query.kind])
    if query.year is not None:
        found = found.filter(decided_on__year=query.year)
    if query.since is not None:
        found = found.filter(decided_on__gte=query.since)
    if query.until is not None:
        found = found.filter(decided_on__lte=query.until)
    return found


def search_records(*, query: RecordQuery, page: int = 1, page_size: int = PAGE_SIZE) -> RecordPage:
    """检索: exact number of hits and one page of them; a page beyond the last gives the last."""
    found = matching_records(query=query)
    total = found.count()
    last_page = max(1, -(-total // page_size))
    wanted = min(max(page, 1), last_page)
    start = (wanted - 1) * page_size
    rows = found.newest_first().defer("grams", "search_text")[start : start + page_size]
    return RecordPage(tuple(rows), total, wanted, page_size)


def count_facets(*, query: RecordQuery) -> RecordFacets:
    """分面计数, most hits first (years newest first)."""
    return RecordFacets(
        agencies=_facet(replace(query, agency=""), "agency_id", F("agency__name")),
        divisions=_facet(replace(query, division=""), "division_code", F("division_name")),
        kinds=_kind_facet(replace(query, kind="")),
        years=_year_facet(replace(query, year=None)),
    )


def _facet(query: RecordQuery, column: str, label: F) -> tuple[FacetCount, ...]:
    rows = matching_records(query=query).values_list(column, label).annotate(hits=Count("pk"))
    return _counts(sorted(rows, key=lambda row: (-row[2], row[0])))


def _kind_facet(query: RecordQuery) -> tuple[FacetCount, ...]:
    kind = Func(F("kinds"), function="unnest")
    rows = matching_records(query=query).values_list(kind).annotate(hits=Count("pk"))
    return _counts(sorted(((k, k, n) for k, n in rows), key=lambda row: (-row[2], row[0])))


def _year_facet(query: RecordQuery) -> tuple[FacetCount, ...]:
    year = ExtractYear("decided_on")
    rows = matching_records(query=query).values_list(year).annotate(hits=Count("pk"))
    return _counts(sorted(((str(y), f"{y}年", n) for y, n in rows), reverse=True))


def _counts(rows: Sequence[Any]) -> tuple[FacetCount, ...]:
    return tuple(FacetCount(str(value), str(label), hits) for value, label, hits in rows)
