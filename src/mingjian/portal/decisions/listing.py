"""The list (公示列表): one page of hits with its facets, conditions in force and addresses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from mingjian.disclosure.models import PublicAgency, PublicRecord
from mingjian.disclosure.projection import FIELD_TITLES
from mingjian.disclosure.search import FacetCount, RecordFacets, RecordPage
from mingjian.law.dates import long_date
from mingjian.law.divisions import UnknownDivision, division
from mingjian.portal.decisions.conditions import Conditions
from mingjian.portal.marking import first_hit
from mingjian.web.parts import ActiveFilter, Facet, FacetOption, Paging

LONGEST_FACET = 30
_AROUND = 24
# 列表上本来就看得见的字段；命中在别处时，另摘一段。
_SHOWN = ("party_name", "cause", "penalty", "number", "agency")
_ELSEWHERE = ("facts", "credit_code", "legal_representative", "basis", "confiscated", "division")


@dataclass(frozen=True)
class Row:
    """One hit; ``excerpt`` shows where a word was found that the row itself does not show."""

    record: PublicRecord
    excerpt_title: str = ""
    excerpt: str = ""


def rows_of(page: RecordPage, terms: Sequence[str]) -> tuple[Row, ...]:
    """The hits of a page as rows."""
    return tuple(_row(record, terms) for record in page.records)


def paging_of(page: RecordPage, conditions: Conditions) -> Paging:
    """Addresses of the neighbours and where the reader stands."""
    return Paging(
        previous_url=conditions.address(page=str(page.page - 1)) if page.page > 1 else "",
        next_url=conditions.address(page=str(page.page + 1)) if page.page < page.pages else "",
        total=page.total,
        first=page.first or None,
        last=page.last or None,
    )


def facets_of(facets: RecordFacets, conditions: Conditions) -> tuple[Facet, ...]:
    """处罚种类、执法机关、行政区划、年份 as links; choosing the chosen one takes it away."""
    query = conditions.query
    parts = (
        ("处罚种类", "kind", facets.kinds, query.kind),
        ("执法机关", "agency", facets.agencies, query.agency),
        ("行政区划", "division", facets.divisions, query.division),
        ("年份", "year", facets.years, str(query.year or "")),
    )
    made = (
        _facet(title, name, counts, chosen, conditions) for title, name, counts, chosen in parts
    )
    return tuple(facet for facet in made if facet.options)


def active_filters(conditions: Conditions, facets: RecordFacets) -> tuple[ActiveFilter, ...]:
    """The conditions in force besides the words, each with the address without it."""
    query = conditions.query
    labels = {
        "kind": query.kind,
        "agency": _agency_label(query.agency, facets.agencies),
        "division": _division_label(query.division),
        "year": f"{query.year}年" if query.year else "",
        "since": f"{long_date(query.since)}起" if query.since else "",
        "until": f"{long_date(query.until)}止" if query.until else "",
    }
    return tuple(
        ActiveFilter(label, conditions.without(name)) for name, label in labels.items() if label
    )


def _facet(
    title: str, name: str, counts: Sequence[FacetCount], chosen: str, conditions: Conditions
) -> Facet:
    kept = counts[:LONGEST_FACET]
    whole = title if len(kept) == len(counts) else f"{title}（前 {LONGEST_FACET} 个）"
    options = tuple(
        FacetOption(
            label=one.label,
            count=one.count,
            url=conditions.without(name)
            if one.value == chosen
            else conditions.address(**{name: one.value}),
            current=one.value == chosen,
        )
        for one in kept
    )
    return Facet(whole, options, clear_url=conditions.without(name) if chosen else "")


def _agency_label(slug: str, counts: Iterable[FacetCount]) -> str:
    if not slug:
        return ""
    for one in counts:
        if one.value == slug:
            return one.label
    agency = PublicAgency.objects.filter(slug=slug).only("name").first()
    return agency.name if agency else f"机关编号 {slug}"


def _division_label(code: str) -> str:
    try:
        return division(code).full_name if code else ""
    except UnknownDivision:
        return f"区划代码 {code}"


def _row(record: PublicRecord, terms: Sequence[str]) -> Row:
    content = record.content
    shown = [text for name in _SHOWN for text in _texts(content.get(name))]
    for term in terms:
        if any(first_hit(text, [term]) is not None for text in shown):
            continue
        for name in _ELSEWHERE:
            for text in _texts(content.get(name)):
                at = first_hit(text, [term])
                if at is not None:
                    return Row(record, FIELD_TITLES.get(name, ""), _cut(text, at))
    return Row(record)


def _texts(value: Any) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else [str(value or "")]


def _cut(text: str, at: int) -> str:
    start, end = max(at - _AROUND, 0), at + 2 * _AROUND
    before, after = "……" if start else "", "……" if end < len(text) else ""
    return f"{before}{text[start:end]}{after}"
