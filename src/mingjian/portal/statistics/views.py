"""执法统计: a year as a page and as CSV, each count a link to what stands in public."""

from __future__ import annotations

import csv
from io import StringIO

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingjian.disclosure.counting import YearCount, count_year, years_counted
from mingjian.disclosure.models import PublicAgency
from mingjian.disclosure.text import safe_cell
from mingjian.law.citation import Citation
from mingjian.portal.caching import MINUTE, cached
from mingjian.portal.missing import missing_page
from mingjian.portal.trail import DECISIONS, trail
from mingjian.web.endpoints import public
from mingjian.web.parts import Link

HEADINGS = ("年度", "机关编号", "执法机关", "公示中", "处以罚款", "罚款金额（元）", "已撤下")
_BOM = "\ufeff"


@public
@cached(seconds=5 * MINUTE)
def statistics(request: HttpRequest) -> HttpResponse:
    """执法统计 of one year, the newest unless another is asked for."""
    years = years_counted() or (timezone.localdate().year,)
    year = _asked_year(request, years)
    if year is None:
        return _unknown(request, years)
    agency = PublicAgency.objects.filter(slug=request.GET.get("agency", "")).first()
    context = {
        "crumbs": trail(DECISIONS, Link("执法统计")),
        "basis": Citation("行政处罚法", "48", "1"),
        "years": years,
        "agency": agency,
        "found": count_year(year=year, agency=agency.slug if agency else ""),
        "at": timezone.now(),
    }
    return render(request, "portal/statistics/year.html", context)


@public
@cached(seconds=5 * MINUTE)
def statistics_csv(request: HttpRequest) -> HttpResponse:
    """The table by agency as CSV for office software."""
    years = years_counted()
    year = _asked_year(request, years)
    if year is None:
        return _unknown(request, years)
    response = HttpResponse(_BOM + _table(count_year(year=year)), content_type="text/csv")
    response["Content-Disposition"] = f'attachment; filename="statistics-{year}.csv"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _asked_year(request: HttpRequest, years: tuple[int, ...]) -> int | None:
    asked = request.GET.get("year", "")
    if not asked:
        return years[0] if years else None
    return next((year for year in years if str(year) == asked), None)


def _table(found: YearCount) -> str:
    lines = StringIO()
    writer = csv.writer(lines)
    writer.writerow(HEADINGS)
    for each in found.agencies:
        figures = (each.published, each.fined, each.fined_yuan, each.withdrawn)
        writer.writerow((found.year, each.slug, safe_cell(each.name), *figures))
    total = (found.published, found.fined, found.fined_yuan, found.withdrawn)
    writer.writerow((found.year, "", "合计", *total))
    return lines.getvalue()


def _unknown(request: HttpRequest, years: tuple[int, ...]) -> HttpResponse:
    here = reverse("portal:statistics")
    return missing_page(
        request,
        sentence="没有这一年度的公示数据",
        advice="请从下面的年度中选择。" if years else "本平台还没有公示过行政处罚决定。",
        links=tuple(Link(f"{year}年", f"{here}?year={year}") for year in years),
    )
