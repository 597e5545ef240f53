"""Pages about the site itself: 关于本平台, 无障碍说明, 网站地图, and what machines ask."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from mingjian.disclosure.models import PublicAgency, PublicRecord
from mingjian.disclosure.projection import FIELD_TITLES
from mingjian.disclosure.standing.reading import newest_lists
from mingjian.law.benchmarks import benchmarks
from mingjian.law.citation import Citation
from mingjian.law.lawbook import load_lawbook, pack_ids
from mingjian.law.provisions import statutes
from mingjian.portal.caching import HOUR, MINUTE, cached
from mingjian.portal.decisions.exports import EXPORT_LIMIT, JSON_PAGE
from mingjian.portal.lists.showing import list_address
from mingjian.portal.procedure.acts import SHORT
from mingjian.portal.site import absolute
from mingjian.portal.trail import trail
from mingjian.web.endpoints import public
from mingjian.web.parts import Link

# sitemaps.org: at most 50,000 addresses a file.
SITEMAP_PART = 40_000
_CITES = {
    "standing": Citation("行政处罚法", "39"),
    "published": Citation("行政处罚法", "48", "1"),
    "withdrawn": Citation("行政处罚法", "48", "2"),
    "corrected": Citation("政府信息公开条例", "41"),
    "complained": Citation("行政处罚法", "75", "2"),
    "reconsidered": Citation("行政复议法", "20", "1"),
    "sued": Citation("行政诉讼法", "46", "1"),
}
_PAGES = (
    *("home", "decisions", "standing", "on-site", "notices", "library", "procedure", "benchmarks"),
    *("parameters", "calculator", "log", "verify", "about", "accessibility", "sitemap"),
    *("requests", "open-data", "statistics"),
)


@public
@cached(seconds=HOUR)
def about(request: HttpRequest) -> HttpResponse:
    """关于本平台: what is published, data, correction and remedies."""
    context = {
        "crumbs": trail(Link("关于本平台")),
        "export_limit": EXPORT_LIMIT,
        "json_page": JSON_PAGE,
        "fields": FIELD_TITLES.items(),
        "cites": _CITES,
    }
    return render(request, "portal/about.html", context)


@public
@cached(seconds=HOUR)
def accessibility(request: HttpRequest) -> HttpResponse:
    """无障碍说明."""
    basis = Citation("无障碍环境建设法", "32")
    context = {"crumbs": trail(Link("无障碍说明")), "basis": basis}
    return render(request, "portal/accessibility.html", context)


@public
@cached(seconds=HOUR)
def sitemap(request: HttpRequest) -> HttpResponse:
    """网站地图."""
    context = {
        "crumbs": trail(Link("网站地图")),
        "agencies": PublicAgency.objects.order_by("division_code", "slug"),
        "statutes": statutes(),
        "benchmarks": benchmarks(),
        "packs": [load_lawbook(each) for each in pack_ids()],
    }
    return render(request, "portal/sitemap.html", context)


@public
@cached(seconds=HOUR)
def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt: pages yes, endless lists and downloads no."""
    lines = (
        "User-agent: *",
        "Disallow: /decisions/?",
        "Disallow: /decisions.csv",
        "Disallow: /decisions.json",
        "Disallow: /decisions.rss",
        f"Sitemap: {absolute(reverse('portal:sitemap-xml'))}",
        "",
    )
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@public
@cached(seconds=5 * MINUTE)
def sitemap_xml(request: HttpRequest) -> HttpResponse:
    """The addresses themselves, or the list of parts where they are too many for one file."""
    count = PublicRecord.objects.published().count()
    if count <= SITEMAP_PART:
        return _addresses(request, [*_standing_addresses(), *_decision_addresses(part=0)])
    parts = -(-count // SITEMAP_PART)
    names = [absolute(reverse("portal:sitemap-part", args=[part])) for part in range(parts + 1)]
    context = {"addresses": names}
    return render(request, "portal/sitemap_index.xml", context, content_type="application/xml")


@public
@cached(seconds=5 * MINUTE)
def sitemap_part(request: HttpRequest, part: int) -> HttpResponse:
    """Part 0: the standing pages; from 1 on: decisions."""
    found = _decision_addresses(part=part - 1) if part else _standing_addresses()
    if not found:
        raise Http404(f"sitemap part {part} is empty")
    return _addresses(request, found)


@public
def healthz(request: HttpRequest) -> HttpResponse:
    """For the operator's monitor: the process answers."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def _addresses(request: HttpRequest, addresses: list[str]) -> HttpResponse:
    context = {"addresses": addresses}
    return render(request, "portal/sitemap_part.xml", context, content_type="application/xml")


def _standing_addresses() -> list[str]:
    slugs = PublicAgency.objects.order_by("slug").values_list("slug", flat=True)
    paths = [
        *(reverse(f"portal:{name}") for name in _PAGES),
        *(reverse("portal:agency", args=[slug]) for slug in slugs),
        *(list_address(*each) for each in newest_lists().values_list("agency_id", "kind")),
        *(reverse("portal:statute", args=[each.title]) for each in statutes()),
        *(reverse("portal:benchmark", args=[each.id]) for each in benchmarks()),
        *(reverse("portal:pack", args=[each]) for each in pack_ids()),
        *(reverse("portal:short-procedure", args=[each]) for each in SHORT),
    ]
    return [absolute(path) for path in paths]


def _decision_addresses(*, part: int) -> list[str]:
    start = part * SITEMAP_PART
    ids = PublicRecord.objects.published().newest_first().values_list("public_id", flat=True)
    return [
        absolute(reverse("portal:decision", args=[each]))
        for each in ids[start : start + SITEMAP_PART]
    ]
