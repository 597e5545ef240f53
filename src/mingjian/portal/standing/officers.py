"""执法人员: one officer's page, from the register as it stands now (行政处罚法 art. 42)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingjian.disclosure.models import PublicCredential
from mingjian.law.citation import Citation
from mingjian.portal.lists.showing import list_address
from mingjian.portal.lists.states import state_of
from mingjian.portal.missing import missing_page
from mingjian.portal.onsite.credentials import rows_of_credential
from mingjian.portal.trail import STANDING, trail
from mingjian.web.endpoints import public
from mingjian.web.parts import Link

QUALIFIED = Citation("行政处罚法", "42", "1")
SHOWS = Citation("行政处罚法", "55", "1")


@public
def officer(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """持证人员: what the card allows, where, and what it is worth now. Kept by nobody."""
    cards = PublicCredential.objects.select_related("agency")
    card = cards.filter(agency_id=slug, number=number).first()
    if card is None:
        return _unknown(request, slug)
    context = {
        "crumbs": _way_to(card),
        "card": card,
        "state": state_of(card),
        "rows": rows_of_credential(card),
        "qualified": QUALIFIED,
        "shows": SHOWS,
        "at": timezone.now(),
    }
    response = render(request, "portal/standing/officer.html", context)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _way_to(card: PublicCredential) -> list[Link]:
    agency = Link(card.agency.name, reverse("portal:agency", args=[card.agency_id]))
    officers = Link("执法人员", list_address(card.agency_id, "officers"))
    return trail(STANDING, agency, officers, Link(card.name))


def _unknown(request: HttpRequest, slug: str) -> HttpResponse:
    return missing_page(
        request,
        sentence="这个机关没有这个编号的执法证件",
        advice="证件编号印在执法证件正面。名册中查不到的，不得从事执法活动。",
        links=(Link("查看该机关的执法人员名单", list_address(slug, "officers")),),
    )
