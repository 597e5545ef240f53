"""办案流程: the ordinary procedure, state by state, with the law's sentence behind each step."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mingjian.law.citation import Citation
from mingjian.law.procedure import VERSION
from mingjian.law.provisions import statute
from mingjian.portal.caching import HOUR, cached
from mingjian.portal.procedure.chart import anytime_moves, chart_states, opening_move
from mingjian.portal.procedure.drawing import draw_chart
from mingjian.portal.trail import STANDING, trail
from mingjian.web.endpoints import public
from mingjian.web.parts import Link


@public
@cached(seconds=HOUR)
def procedure(request: HttpRequest) -> HttpResponse:
    """行政处罚普通程序."""
    context = {
        "crumbs": trail(STANDING, Link("办案流程")),
        "drawing": draw_chart(),
        "opening": opening_move(),
        "states": chart_states(),
        "anytime": anytime_moves(),
        "recording": Citation("行政处罚法", "47"),
        "version": VERSION,
        "law": statute("行政处罚法").version(on=timezone.localdate()),
    }
    return render(request, "portal/procedure/page.html", context)
