"""Static export (静态导出): public pages of some agencies as files, for a county without a site.

Each page is asked of this very site, so the files say what the site says. Addresses that are not
exported lead to the site itself. A run leaves nothing of an earlier one: what was withdrawn is a
stub in the next export, and ``gone.txt`` names the addresses that the web server answers with 410.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.urls import reverse

from mingjian.disclosure.kinds import RecordStatus
from mingjian.disclosure.models import PublicAgency, PublicList, PublicRecord
from mingjian.disclosure.standing.reading import newest_lists, shown_lists
from mingjian.portal.lists.board import BOARD
from mingjian.portal.site import absolute
from mingjian.portal.static_index import START, agency_index, index_pages, page_count
from mingjian.portal.styles import styles_address

GONE = 410
_OWN_STATIC = ("web/", "portal/")
_LINK = re.compile(r'\b(href|src|action)="(/(?!/)[^"]*)"')


@dataclass
class Export:
    """What a run wrote: addresses, and those that are stubs."""

    written: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def export_site(*, folder: Path, agencies: Collection[str] = ()) -> Export:
    """Write the pages of these agencies (all, where none is named) in place of what is there."""
    half, done = folder.with_name(f"{folder.name}.half"), Export()
    shutil.rmtree(half, ignore_errors=True)
    slugs = _slugs(agencies)
    addresses = list(_addresses(slugs))
    here = {each: each for each in (*addresses, START)} | _own_places(slugs)
    ask = _asker()
    for address in addresses:
        status, body = ask(address)
        if status not in {200, GONE}:
            raise RuntimeError(f"{address} answered {status}")
        (done.gone if status == GONE else done.written).append(address)
        _write(half, address, _led_home(body, here) if _has_links(address) else body)
    for address, page in index_pages(_request(START), slugs):
        done.written.append(address)
        _write(half, address, _led_home(page.content, here))
    (half / "gone.txt").write_text("".join(f"{each}\n" for each in done.gone), "utf-8")
    _copy_static(half / "static")
    shutil.rmtree(folder, ignore_errors=True)
    half.rename(folder)
    return done


def _slugs(agencies: Collection[str]) -> list[str]:
    named = {"slug__in": list(agencies)} if agencies else {}
    found = PublicAgency.objects.filter(**named).order_by("slug")
    return list(found.values_list("slug", flat=True))


def _addresses(slugs: Collection[str]) -> Iterator[str]:
    """About, the agencies with their lists, and every record of theirs, stubs included."""
    yield from (reverse(f"portal:{name}") for name in ("about", "accessibility"))
    yield styles_address()
    for slug in slugs:
        yield reverse("portal:agency", args=[slug])
        yield reverse("portal:agency-feed", args=[slug])
        yield reverse("portal:widget", args=[slug])
    for version in shown_lists().filter(agency_id__in=slugs):
        yield reverse("portal:list-version", args=_place(version, version.version))
        yield reverse("portal:list-proof", args=_place(version, version.version))
    for version in newest_lists().filter(agency_id__in=slugs):
        yield from _newest(version)
    records = PublicRecord.objects.exclude(status=RecordStatus.PENDING.value)
    ids = records.filter(agency_id__in=slugs).order_by("leaf_index")
    for public_id in ids.values_list("public_id", flat=True).iterator():
        yield reverse("portal:decision", args=[public_id])
        yield reverse("portal:decision-json", args=[public_id])
        yield reverse("portal:proof", args=[public_id])


def _newest(version: PublicList) -> Iterator[str]:
    """清单 in force: page, last change, files; the board with its screen, which works offline."""
    yield reverse("portal:list", args=_place(version))
    yield reverse("portal:list-changes", args=_place(version))
    for form in ("csv", "xlsx", "json"):
        yield reverse("portal:list-file", args=_place(version, form))
    if version.kind == BOARD:
        for name in ("board", "board-screen", "board-worker"):
            yield reverse(f"portal:{name}", args=[version.agency_id])


def _place(version: PublicList, *more: object) -> list[object]:
    return [version.agency_id, version.kind, *more]


def _own_places(slugs: Collection[str]) -> dict[str, str]:
    """What the site asks its search for, and files answer with a page of their own."""
    search = reverse("portal:decisions")
    return {f"{search}?agency={slug}": agency_index(slug) for slug in slugs} | {
        agency_index(slug, page): agency_index(slug, page)
        for slug in slugs
        for page in range(1, page_count(slug) + 1)
    }


def _has_links(address: str) -> bool:
    return address.endswith(("/", ".atom"))


def _request(address: str) -> WSGIRequest:
    environ: dict[str, object] = {"PATH_INFO": address, "wsgi.url_scheme": "https"}
    environ["HTTP_HOST"] = next(iter(settings.ALLOWED_HOSTS))
    setup_testing_defaults(environ)
    return WSGIRequest(environ)


def _asker() -> Callable[[str], tuple[int, bytes]]:
    handler = BaseHandler()
    handler.load_middleware()

    def ask(address: str) -> tuple[int, bytes]:
        response = handler.get_response(_request(address))
        assert isinstance(response, HttpResponse)  # no exported page streams
        return response.status_code, response.content

    return ask


def _led_home(body: bytes, here: Mapping[str, str]) -> bytes:
    """Links to what is not exported lead to the site itself."""

    def lead(found: re.Match[str]) -> str:
        name, address = found.groups()
        if address.startswith("/static/"):
            return found[0]
        path, sign, place = address.partition("#")
        if path in here:
            return f'{name}="{here[path]}{sign}{place}"'
        return f'{name}="{absolute(address)}"'

    return _LINK.sub(lead, body.decode("utf-8")).encode()


def _write(folder: Path, address: str, body: bytes) -> None:
    name = f"{address}index.html" if address.endswith("/") else address
    path = folder / name.lstrip("/")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)


def _copy_static(folder: Path) -> None:
    for finder in get_finders():
        for name, storage in finder.list([]):
            if name.startswith(_OWN_STATIC):
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(storage.open(name).read())
