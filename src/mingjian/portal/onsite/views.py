"""事中公示: rights and duties on the spot."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingjian.portal.caching import HOUR, cached
from mingjian.portal.onsite.rights import MOMENTS, WORKDAYS
from mingjian.portal.trail import trail
from mingjian.web.endpoints import public
from mingjian.web.parts import Link


@public
@cached(seconds=HOUR)
def on_site(request: HttpRequest) -> HttpResponse:
    """事中公示."""
    context = {"crumbs": trail(Link("事中公示")), "moments": MOMENTS, "workdays": WORKDAYS}
    return render(request, "portal/on_site.html", context)
