"""各地法律参数: 为什么是 7 个工作日, answered for every number this platform works with."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingjian.law.lawbook import load_lawbook, pack_ids
from mingjian.portal.caching import HOUR, cached
from mingjian.portal.missing import missing_page
from mingjian.portal.parameters.comparing import compare
from mingjian.portal.parameters.sheet import count_local, sheet_of
from mingjian.portal.trail import STANDING, trail
from mingjian.web.endpoints import public
from mingjian.web.parts import Link


@public
@cached(seconds=HOUR)
def parameters(request: HttpRequest) -> HttpResponse:
    """The places side by side."""
    books = [load_lawbook(each) for each in pack_ids()]
    today = timezone.localdate()
    lines = compare(books, on=today)
    context = {
        "crumbs": trail(STANDING, Link("各地法律参数")),
        "headers": [book.header for book in books],
        "differing": [line for line in lines if line.differs],
        "same": [line for line in lines if not line.differs],
        "today": today,
    }
    return render(request, "portal/parameters/index.html", context)


@public
@cached(seconds=HOUR)
def pack(request: HttpRequest, pack_id: str) -> HttpResponse:
    """All parameters of one place, each with an anchor of its own."""
    if pack_id not in pack_ids():
        return _unknown(request)
    book, today = load_lawbook(pack_id), timezone.localdate()
    groups = sheet_of(book, on=today)
    context = {
        "crumbs": trail(
            STANDING, Link("各地法律参数", reverse("portal:parameters")), Link(book.name)
        ),
        "book": book,
        "groups": groups,
        "total": sum(len(group.entries) for group in groups),
        "local": count_local(groups),
        "today": today,
    }
    return render(request, "portal/parameters/pack.html", context)


def _unknown(request: HttpRequest) -> HttpResponse:
    return missing_page(
        request,
        sentence="没有收录这个地方的法律参数",
        advice="法律参数按行政执法机关适用的地方规定收录；没有收录的地方适用全国规定。",
        links=(Link("查看收录的地方", reverse("portal:parameters")),),
    )
