"""Public search (公示检索): exact counts, newest decision first, equal to a plain substring scan.

The search engine answers where its index is kept (``disclosure.index``); elsewhere the GIN index
over signs and pairs finds candidates, and the text itself is then checked, because pairs that all
occur need not stand in a row. Both give the same. What is shown is read from the public rows, so
that nothing withdrawn a moment ago appears, whatever an index still says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Count, F, Func, Q
from django.db.models.functions import ExtractYear

from mingjian.access.scopes import division_prefix
from mingjian.disclosure.index.documents import Question
from mingjian.disclosure.index.searching import Hits
from mingjian.disclosure.index.store import State
from mingjian.disclosure.indexed import INDEX_LEASE_SECONDS, fresh_state
from mingjian.disclosure.models import PublicAgency, PublicRecord
from mingjian.disclosure.models.records import PublicRecordQuerySet
from mingjian.disclosure.text import grams_of_term, terms_of
from mingjian.law.penalties import PenaltyKind

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
    hits = _indexed_hits(query)
    if hits is not None:
        return _indexed_page(hits, page, page_size)
    found = matching_records(query=query)
    total = found.count()
    wanted = existing_page(total=total, page=page, page_size=page_size)
    start = (wanted - 1) * page_size
    rows = found.newest_first().defer("grams", "search_text")[start : start + page_size]
    return RecordPage(tuple(rows), total, wanted, page_size)


def count_records(*, query: RecordQuery) -> int:
    """How many published records meet the query."""
    hits = _indexed_hits(query)
    return matching_records(query=query).count() if hits is None else hits.total


def count_by_kind(*, query: RecordQuery) -> tuple[int, dict[str, int]]:
    """How many records meet the query, and how many of them by kind."""
    hits = _indexed_hits(query)
    if hits is not None:
        return hits.total, hits.count_kinds()
    kinds = list(PenaltyKind)
    found = matching_records(query=query).aggregate(
        total=Count("pk"),
        **{kind.name: Count("pk", filter=Q(kinds__contains=[kind.value])) for kind in kinds},
    )
    return found["total"], {kind.value: found[kind.name] for kind in kinds if found[kind.name]}


def existing_page(*, total: int, page: int, page_size: int) -> int:
    """The wanted page, or the nearest one that there is."""
    return min(max(page, 1), max(1, -(-total // page_size)))


def hits_in(*, state: State, query: RecordQuery) -> Hits:
    """What the search engine answers in this state of its index."""
    return Hits(state, _question(query))


def _indexed_hits(query: RecordQuery) -> Hits | None:
    """The same in the present state; None where the index is not kept up to date."""
    state = fresh_state(within=INDEX_LEASE_SECONDS)
    return None if state is None else hits_in(state=state, query=query)


def _question(query: RecordQuery) -> Question:
    since, until = query.since, query.until
    if query.year is not None:
        since = max(filter(None, (since, date(query.year, 1, 1))))
        until = min(filter(None, (until, date(query.year, 12, 31))))
    return Question(
        terms=_terms(query.words[:LONGEST_QUERY]),
        kind=query.kind,
        agency=query.agency,
        division=division_prefix(query.division),
        since=since.toordinal() if since else None,
        until=until.toordinal() if until else None,
    )


@lru_cache(4096)
def _terms(words: str) -> tuple[str, ...]:
    return tuple(terms_of(words))


def _indexed_page(hits: Hits, page: int, page_size: int) -> RecordPage:
    wanted = existing_page(total=hits.total, page=page, page_size=page_size)
    places = hits.page(offset=(wanted - 1) * page_size, count=page_size)
    ids = [public_id for _, public_id in places]
    rows = PublicRecord.objects.published().defer("grams", "search_text").in_bulk(ids)
    records = tuple(rows[each] for each in ids if each in rows)
    # 刚刚撤下、索引还没有跟上的，不显示也不计数。
    return RecordPage(records, hits.total - len(ids) + len(records), wanted, page_size)


def count_facets(*, query: RecordQuery) -> RecordFacets:
    """分面计数, most hits first (years newest first)."""
    state = fresh_state(within=INDEX_LEASE_SECONDS)
    if state is not None:
        return _indexed_facets(query, state)
    return RecordFacets(
        agencies=_facet(replace(query, agency=""), "agency_id", F("agency__name")),
        divisions=_facet(replace(query, division=""), "division_code", F("division_name")),
        kinds=_kind_facet(replace(query, kind="")),
        years=_year_facet(replace(query, year=None)),
    )


def _indexed_facets(query: RecordQuery, state: State) -> RecordFacets:
    agencies = Hits(state, _question(replace(query, agency=""))).count_agencies()
    divisions = Hits(state, _question(replace(query, division=""))).count_divisions()
    kinds = Hits(state, _question(replace(query, kind=""))).count_kinds()
    years = Hits(state, _question(replace(query, year=None))).count_years()
    named = PublicAgency.objects.filter(slug__in=agencies).values_list("slug", "name")
    places = ((*value.split(" ", 1), count) for value, count in divisions.items())
    return RecordFacets(
        agencies=_most_first((slug, name, agencies[slug]) for slug, name in named),
        divisions=_most_first(places),
        kinds=_most_first((kind, kind, count) for kind, count in kinds.items()),
        years=_counts(sorted(((str(y), f"{y}年", n) for y, n in years.items()), reverse=True)),
    )


def _most_first(rows: Iterable[Any]) -> tuple[FacetCount, ...]:
    return _counts(sorted(rows, key=lambda row: (-row[2], row[0])))


def _facet(query: RecordQuery, column: str, label: F) -> tuple[FacetCount, ...]:
    rows = matching_records(query=query).values_list(column, label).annotate(hits=Count("pk"))
    return _most_first(rows)


def _kind_facet(query: RecordQuery) -> tuple[FacetCount, ...]:
    kind = Func(F("kinds"), function="unnest")
    rows = matching_records(query=query).values_list(kind).annotate(hits=Count("pk"))
    return _most_first((kind, kind, count) for kind, count in rows)


def _year_facet(query: RecordQuery) -> tuple[FacetCount, ...]:
    year = ExtractYear("decided_on")
    rows = matching_records(query=query).values_list(year).annotate(hits=Count("pk"))
    return _counts(sorted(((str(y), f"{y}年", n) for y, n in rows), reverse=True))


def _counts(rows: Sequence[Any]) -> tuple[FacetCount, ...]:
    return tuple(FacetCount(str(value), str(label), hits) for value, label, hits in rows)
