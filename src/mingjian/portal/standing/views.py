"""事前公开: who enforces what, and under which rules."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingjian.disclosure.models import PublicAgency, PublicRecord
from mingjian.law.benchmarks import benchmarks
from mingjian.law.citation import Citation
from mingjian.law.lawbook import pack_ids
from mingjian.law.provisions import statutes
from mingjian.portal.caching import MINUTE, cached
from mingjian.portal.lists.showing import doors_of
from mingjian.portal.missing import missing_page
from mingjian.portal.standing.reading import about_agency, powers_of, remedies_of
from mingjian.portal.trail import STANDING, trail
from mingjian.web.endpoints import public
from mingjian.web.parts import Link

NEWEST = 5


@public
@cached(seconds=5 * MINUTE)
def standing(request: HttpRequest) -> HttpResponse:
    """事前公开: agencies by division, and the rules they act under."""
    agencies = list(PublicAgency.objects.order_by("division_code", "slug"))
    context = {
        "crumbs": trail(Link("事前公开")),
        "basis": Citation("行政处罚法", "39"),
        "agencies": agencies,
        "statute_count": len(statutes()),
        "item_count": sum(len(each.items) for each in benchmarks()),
        "pack_count": len(pack_ids()),
    }
    return render(request, "portal/standing/index.html", context)


@public
@cached(seconds=5 * MINUTE)
def agency(request: HttpRequest, slug: str) -> HttpResponse:
    """One agency: 主体信息, powers, how to complain, its newest decisions."""
    found = PublicAgency.objects.filter(slug=slug).first()
    if found is None:
        return _unknown(request)
    newest = PublicRecord.objects.published().filter(agency=found).newest_first()
    context = {
        "crumbs": trail(STANDING, Link(found.name)),
        "agency": found,
        "rows": about_agency(found),
        "remedies": remedies_of(found),
        "powers": powers_of(found),
        "doors": doors_of(found, on=timezone.localdate()),
        "terms": (),
        "newest": newest.defer("grams", "search_text")[:NEWEST],
        "today": timezone.localdate(),
    }
    return render(request, "portal/standing/agency.html", context)


def _unknown(request: HttpRequest) -> HttpResponse:
    return missing_page(
        request,
        sentence="没有这个编号的执法机关",
        advice="执法机关的编号由六位行政区划代码和序号组成，例如 230125-1。",
        links=(Link("查看全部执法机关", reverse("portal:standing") + "#agencies"),),
    )
