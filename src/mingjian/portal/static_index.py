"""Pages that only a static export has (静态目录): where to begin, and every decision by agency.

The site itself answers with a search; files cannot, so they list what there is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingjian.disclosure.models import PublicAgency, PublicRecord
from mingjian.portal.lists.showing import doors_of
from mingjian.web.parts import Link, Paging

START = "/"
A_PAGE = 100


@dataclass(frozen=True)
class Entrance:
    """One agency on the first page."""

    agency: PublicAgency
    lists: list[Link]
    decisions: int
    url: str


def agency_index(slug: str, page: int = 1) -> str:
    """The address of one page of an agency's decisions."""
    first = f"/decisions/agency/{slug}/"
    return first if page == 1 else f"{first}{page}/"


def page_count(slug: str) -> int:
    """How many pages the decisions of this agency fill; one for none."""
    return max(1, -(-_shown(slug).count() // A_PAGE))


def index_pages(request: HttpRequest, slugs: Collection[str]) -> Iterator[tuple[str, HttpResponse]]:
    """Address and page, one after the other."""
    agencies = list(PublicAgency.objects.filter(slug__in=slugs).order_by("slug"))
    context = {"entrances": [_entrance(agency) for agency in agencies]}
    yield START, render(request, "portal/export/start.html", context)
    for agency in agencies:
        pages = page_count(agency.slug)
        for page in range(1, pages + 1):
            yield agency_index(agency.slug, page), _agency_page(request, agency, page, pages)


def _agency_page(request: HttpRequest, agency: PublicAgency, page: int, pages: int) -> HttpResponse:
    found = _shown(agency.slug)
    total, start = found.count(), (page - 1) * A_PAGE
    records = list(found.order_by("-decided_on", "public_id")[start : start + A_PAGE])
    paging = Paging(
        previous_url=agency_index(agency.slug, page - 1) if page > 1 else "",
        next_url=agency_index(agency.slug, page + 1) if page < pages else "",
        total=total,
        first=start + 1 if records else None,
        last=start + len(records) if records else None,
    )
    context = {"agency": agency, "records": records, "paging": paging, "terms": ()}
    return render(request, "portal/export/decisions.html", context)


def _entrance(agency: PublicAgency) -> Entrance:
    doors = doors_of(agency, on=timezone.localdate())
    lists = [Link(door.kind.title, door.url) for door in doors]
    count = _shown(agency.slug).count()
    return Entrance(agency, lists, count, reverse("portal:agency", args=[agency.slug]))


def _shown(slug: str) -> QuerySet[PublicRecord]:
    return PublicRecord.objects.published().filter(agency_id=slug)
