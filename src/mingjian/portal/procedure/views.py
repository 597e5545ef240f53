"""办案流程: the procedures step by step, with the law's sentence behind each step."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingjian.law.citation import Citation
from mingjian.law.procedure import VERSION
from mingjian.law.provisions import statute
from mingjian.portal.caching import HOUR, cached
from mingjian.portal.missing import missing_page
from mingjian.portal.procedure.acts import SHORT, stages_of
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
        "others": _others(""),
        "law": statute("行政处罚法").version(on=timezone.localdate()),
    }
    return render(request, "portal/procedure/page.html", context)


@public
@cached(seconds=HOUR)
def short_procedure(request: HttpRequest, kind: str) -> HttpResponse:
    """简易程序, or 查封、扣押: act by act."""
    found = SHORT.get(kind)
    if found is None:
        return missing_page(
            request,
            sentence="没有这个办案流程",
            advice="公布的流程有普通程序、简易程序和查封、扣押。",
            links=(Link("行政处罚普通程序", reverse("portal:procedure")), *_others("")),
        )
    law = statute(found.law)
    context = {
        "crumbs": trail(STANDING, Link("办案流程", reverse("portal:procedure")), Link(found.title)),
        "procedure": found,
        "stages": stages_of(found),
        "law": law,
        "version": law.version(on=timezone.localdate()),
        "others": [Link("行政处罚普通程序", reverse("portal:procedure")), *_others(kind)],
    }
    return render(request, "portal/procedure/acts.html", context)


def _others(kind: str) -> list[Link]:
    """The short procedures but this one."""
    return [
        Link(each.title, reverse("portal:short-procedure", args=[each.kind]))
        for each in SHORT.values()
        if each.kind != kind
    ]
