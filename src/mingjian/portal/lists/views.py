"""清单页: one list in one version, what changed between two, and its proof."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingjian.disclosure.models import PublicAgency
from mingjian.portal.caching import MINUTE, cached
from mingjian.portal.decisions.qr import qr_svg
from mingjian.portal.lists.changes import read_changes
from mingjian.portal.lists.proving import list_proof
from mingjian.portal.lists.showing import ListPage, list_address, read_list
from mingjian.portal.missing import missing_page
from mingjian.portal.site import absolute
from mingjian.portal.trail import STANDING, trail
from mingjian.web.endpoints import public
from mingjian.web.parts import Link


@public
@cached(seconds=MINUTE)
def standing_list(
    request: HttpRequest, slug: str, kind: str, version: int | None = None
) -> HttpResponse:
    """One list: the version in force, or the one asked for."""
    page = read_list(slug=slug, kind=kind, version=version, on=timezone.localdate())
    if page is None:
        return unknown_list(request, slug)
    context = {
        "crumbs": _trail(page),
        "page": page,
        "agency": page.version.agency,
        "today": timezone.localdate(),
        "qr": qr_svg(absolute(page.address)),
    }
    return render(request, "portal/lists/list.html", context)


@public
@cached(seconds=MINUTE)
def changes(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """What changed from one version to another (?from=1&to=2); by default the last change."""
    page = read_list(slug=slug, kind=kind, version=None, on=timezone.localdate())
    if page is None:
        return unknown_list(request, slug)
    context = {
        "crumbs": [
            *_trail(page)[:-1],
            Link(page.kind.title, list_address(slug, kind)),
            Link("变更"),
        ],
        "page": page,
        "agency": page.version.agency,
        "changes": read_changes(page.versions, query=request.GET),
    }
    return render(request, "portal/lists/changes.html", context)


@public
@cached(seconds=MINUTE)
def list_proof_json(request: HttpRequest, slug: str, kind: str, version: int) -> HttpResponseBase:
    """The proof that this version stands in the public log; the verifier checks it offline."""
    page = read_list(slug=slug, kind=kind, version=version, on=timezone.localdate())
    proof = list_proof(page.version, place=page.leaf_index) if page else None
    if proof is None:
        return unknown_list(request, slug)
    response = JsonResponse(proof, json_dumps_params={"ensure_ascii": False})
    name = f"proof-{kind}-{version}.json"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response


def unknown_list(request: HttpRequest, slug: str) -> HttpResponse:
    """404: not published, or not in that version."""
    agency = PublicAgency.objects.filter(slug=slug).first()
    links = [Link("查看全部执法机关", reverse("portal:standing") + "#agencies")]
    if agency is not None:
        here = reverse("portal:agency", args=[slug])
        links.insert(0, Link(f"查看{agency.name}公布的清单", f"{here}#lists"))
    return missing_page(
        request,
        sentence="没有公布这份清单，或者没有这一版",
        advice="各机关公布的清单列在该机关的主体页上，版次从第 1 版起连续编排。",
        links=tuple(links),
    )


def _trail(page: ListPage) -> list[Link]:
    agency = page.version.agency
    above = Link(agency.name, reverse("portal:agency", args=[agency.slug]))
    return trail(STANDING, above, Link(page.kind.title))
