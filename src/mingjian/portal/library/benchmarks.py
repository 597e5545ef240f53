"""裁量基准: the published tiers for the ranges of statutes, item by item."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingjian.law.benchmarks import Benchmark, BenchmarkItem, benchmarks
from mingjian.law.dates import long_date
from mingjian.portal.caching import HOUR, cached
from mingjian.portal.missing import missing_page
from mingjian.portal.trail import STANDING, trail
from mingjian.web.endpoints import public
from mingjian.web.parts import Link, SummaryRow

LONGEST_WORDS = 50


@public
@cached(seconds=HOUR)
def benchmark_list(request: HttpRequest) -> HttpResponse:
    """裁量基准: the documents that are in the packs."""
    context = {"crumbs": trail(STANDING, Link("裁量基准")), "documents": benchmarks()}
    return render(request, "portal/library/benchmarks.html", context)


@public
@cached(seconds=HOUR)
def benchmark_page(request: HttpRequest, benchmark_id: str) -> HttpResponse:
    """One document: what it is, and its items by statute, narrowed by words of their titles."""
    document = _find(benchmark_id)
    if document is None:
        return _unknown(request)
    words = request.GET.get("q", "").strip()[:LONGEST_WORDS]
    items = [item for item in document.items if all(word in item.title for word in words.split())]
    context = {
        "crumbs": trail(STANDING, _list(), Link(document.name)),
        "document": document,
        "rows": _about(document),
        "is_in_force": document.applies(on=timezone.localdate()),
        "words": words,
        "count": len(items),
        "laws": [(law, list(group)) for law, group in groupby(items, key=lambda item: item.law)],
    }
    return render(request, "portal/library/benchmark.html", context)


@public
@cached(seconds=HOUR)
def benchmark_item(request: HttpRequest, benchmark_id: str, number: int) -> HttpResponse:
    """One item: what is forbidden, what it costs, tier by tier."""
    document = _find(benchmark_id)
    item = _item(document, number) if document else None
    if document is None or item is None:
        return _unknown(request)
    above = Link(document.name, reverse("portal:benchmark", args=[document.id]))
    context = {
        "crumbs": trail(STANDING, _list(), above, Link(f"第 {number} 项")),
        "document": document,
        "item": item,
        "before": _item(document, number - 1),
        "after": _item(document, number + 1),
    }
    return render(request, "portal/library/benchmark_item.html", context)


def _find(benchmark_id: str) -> Benchmark | None:
    return next((each for each in benchmarks() if each.id == benchmark_id), None)


def _item(document: Benchmark, number: int) -> BenchmarkItem | None:
    return next((item for item in document.items if item.number == number), None)


def _list() -> Link:
    return Link("裁量基准", reverse("portal:benchmarks"))


def _about(document: Benchmark) -> tuple[SummaryRow, ...]:
    return (
        SummaryRow("制定机关", document.issuer),
        SummaryRow("文号", document.document_number),
        SummaryRow("印发日期", document.issued_on, kind="date"),
        SummaryRow("施行期间", _period(document)),
        SummaryRow("出处", document.source),
        SummaryRow("裁量事项", f"{len(document.items)} 项"),
    )


def _period(document: Benchmark) -> str:
    if document.until is None:
        return f"自{long_date(document.since)}起"
    return f"{long_date(document.since)}至{long_date(document.until - timedelta(days=1))}"


def _unknown(request: HttpRequest) -> HttpResponse:
    return missing_page(
        request,
        sentence="没有这一份裁量基准或者这一项",
        advice="裁量基准以收录的文件为准，序号按文件中的次序编排。",
        links=(Link("查看收录的裁量基准", reverse("portal:benchmarks")),),
    )
