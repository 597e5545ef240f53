"""法规库: statutes with their articles, each at an address of its own."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingjian.law.citation import Citation
from mingjian.law.provisions import Statute, StatuteKind, statutes
from mingjian.portal.caching import HOUR, cached
from mingjian.portal.library.finding import LONGEST_WORDS, find_articles
from mingjian.portal.library.reading import OpenStatute, open_article, open_statute
from mingjian.portal.library.uses import uses_of
from mingjian.portal.missing import missing_page
from mingjian.portal.trail import STANDING, trail
from mingjian.web.endpoints import public
from mingjian.web.parts import Link

NATIONAL_DATABASE = Link("国家法律法规数据库", "https://flk.npc.gov.cn/")


@public
@cached(seconds=HOUR)
def library(request: HttpRequest) -> HttpResponse:
    """法规库: all statutes by kind, or the articles in which words stand."""
    words = request.GET.get("q", "").strip()
    too_long, today = len(words) > LONGEST_WORDS, timezone.localdate()
    context = {
        "crumbs": trail(STANDING, Link("法规库")),
        "words": words[:LONGEST_WORDS],
        "too_long": too_long,
        "longest": LONGEST_WORDS,
        "kinds": _by_kind(today).items(),
        "found": find_articles(words=words, on=today) if words and not too_long else None,
        "count": len(statutes()),
    }
    return render(request, "portal/library/index.html", context, status=400 if too_long else 200)


@public
@cached(seconds=HOUR)
def statute_page(request: HttpRequest, title: str) -> HttpResponse:
    """One statute: when in force, its chapters, every article with an anchor."""
    reading = _open(request, title)
    if reading is None:
        return _unknown(request, title)
    crumbs = trail(STANDING, _library(), Link(f"《{reading.statute.title}》"))
    context = {"crumbs": crumbs, "reading": reading}
    return render(request, "portal/library/statute.html", context)


@public
@cached(seconds=HOUR)
def provision(request: HttpRequest, title: str, article: str) -> HttpResponse:
    """One article with its neighbours and what this platform rests on it."""
    reading = _open(request, title)
    found = open_article(reading, number=article) if reading else None
    if reading is None or found is None:
        return _unknown(request, title, article)
    above = Link(f"《{reading.statute.title}》", _address(reading.statute) + reading.query)
    context = {
        "crumbs": trail(STANDING, _library(), above, Link(found.place)),
        "reading": reading,
        "found": found,
        "uses": uses_of(law=reading.statute.title, article=article, on=reading.on),
    }
    return render(request, "portal/library/provision.html", context)


def _open(request: HttpRequest, title: str) -> OpenStatute | None:
    version = request.GET.get("version", "")
    return open_statute(title=title, version=version, on=timezone.localdate())


def _by_kind(on: date) -> dict[str, list[OpenStatute]]:
    """法律 first, then the rest as they come; each in its newest version."""
    kinds: dict[str, list[OpenStatute]] = {}
    for each in sorted(statutes(), key=lambda one: one.kind is not StatuteKind.LAW):
        kinds.setdefault(each.kind.label, []).append(OpenStatute(each, each.versions[-1], on))
    return kinds


def _library() -> Link:
    return Link("法规库", reverse("portal:library"))


def _address(statute: Statute) -> str:
    return reverse("portal:statute", args=[statute.title])


def _unknown(request: HttpRequest, title: str, article: str = "") -> HttpResponse:
    """404: cited, perhaps, but its text is not in the packs."""
    return missing_page(
        request,
        sentence=f"法规库没有收录{_named(title, article)}",
        advice="法规库收录行政执法常用的法律、法规和司法解释，地方性法规和多数规章没有收录。"
        "现行文本可以到国家法律法规数据库或者制定机关的网站查阅。",
        links=(Link("查看收录的法律法规", reverse("portal:library")), NATIONAL_DATABASE),
    )


def _named(title: str, article: str) -> str:
    try:
        return str(Citation(title[:60], article)) if article else f"《{title[:60]}》"
    except ValueError:  # not the number of an article
        return "这一条"
