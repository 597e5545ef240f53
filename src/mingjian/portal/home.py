"""首页: one search box, the newest publications, this year's figures, how to check us."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingjian.disclosure.models import PublicAgency, PublicRecord
from mingjian.disclosure.search import RecordQuery, count_by_kind
from mingjian.law.penalties import PenaltyKind
from mingjian.ledger.log import current_size
from mingjian.portal.caching import MINUTE, cached
from mingjian.portal.decisions.newest import newest_publications
from mingjian.web.endpoints import public
from mingjian.web.parts import Link

NEWEST = 6
_FIGURES = 3
_LONGEST_EXAMPLE = 16


@dataclass(frozen=True)
class Figure:
    """One figure of the year with its list."""

    label: str
    count: int
    unit: str
    url: str


@public
@cached(seconds=MINUTE)
def home(request: HttpRequest) -> HttpResponse:
    """首页."""
    year = timezone.localdate().year
    newest = newest_publications(count=NEWEST)
    context = {
        "at_home": True,
        "year": year,
        "records": newest,
        "terms": (),
        "figures": figures_of(year=year),
        "examples": examples_of(newest),
        "tasks": _tasks(),
        "agency_count": PublicAgency.objects.count(),
        "log_size": current_size(),
    }
    return render(request, "portal/home.html", context)


def figures_of(*, year: int) -> list[Figure]:
    """How many decisions of the year stand in public: all of them, then the commonest kinds."""
    total, counts = count_by_kind(query=RecordQuery(year=year))
    here = reverse("portal:decisions")
    commonest = sorted(PenaltyKind, key=lambda kind: -counts.get(kind.value, 0))[:_FIGURES]
    return [
        Figure("行政处罚决定", total, "件", f"{here}?year={year}"),
        *(
            Figure(f"其中{kind}", counts[kind.value], "件", f"{here}?kind={kind}&year={year}")
            for kind in commonest
            if kind.value in counts
        ),
    ]


def examples_of(records: list[PublicRecord]) -> list[str]:
    """示例检索词 that really find something: an organisation, a number, a violation."""
    names = [
        record.party_name for record in records if record.content.get("party_kind") != "自然人"
    ]
    numbers = [record.number for record in records[1:]]
    causes = sorted((record.cause for record in records if record.cause), key=len)
    found = (next(filter(None, group), "") for group in (names, numbers, causes))
    return [example[:_LONGEST_EXAMPLE] for example in found if example]


def _tasks() -> list[Link]:
    return [
        Link("查执法机关的职责、地址和投诉电话", reverse("portal:standing") + "#agencies"),
        Link("查法律条文", reverse("portal:library")),
        Link("执法人员来检查，我有哪些权利", reverse("portal:on-site")),
        Link("行政处罚是怎么一步步作出的", reverse("portal:procedure")),
        Link("查罚款的裁量基准", reverse("portal:benchmarks")),
        Link("为什么是 7 个工作日：各地法律参数", reverse("portal:parameters")),
        Link("自己算一算可能的处罚", reverse("portal:calculator")),
        Link("看各机关的执法统计", reverse("portal:statistics")),
        Link("申请更正、提出异议、信用修复", reverse("portal:requests")),
    ]
