"""Static export (静态导出): public pages of some agencies as files, for a county without a site.

Each page is asked of this very site, so the files say what the site says. Addresses that are not
exported lead to the site itself. A run leaves nothing of an earlier one: what was withdrawn is a
stub in the next export, and ``gone.txt`` names the addresses that the web server answers with 410.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Collection, Iterator
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
from mingjian.disclosure.models import PublicAgency, PublicRecord
from mingjian.portal.site import absolute
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
    addresses = list(_addresses(agencies))
    ask, known = _asker(), set(addresses)
    for address in addresses:
        status, body = ask(address)
        if status not in {200, GONE}:
            raise RuntimeError(f"{address} answered {status}")
        (done.gone if status == GONE else done.written).append(address)
        _write(half, address, _led_home(body, known))
    (half / "gone.txt").write_text("".join(f"{each}\n" for each in done.gone), "utf-8")
    _copy_static(half / "static")
    shutil.rmtree(folder, ignore_errors=True)
    half.rename(folder)
    return done


def _addresses(agencies: Collection[str]) -> Iterator[str]:
    """About, the agencies, and every record of theirs, stubs included."""
    yield from (reverse(f"portal:{name}") for name in ("about", "accessibility"))
    yield styles_address()
    found = PublicAgency.objects.order_by("slug")
    slugs = list(found.values_list("slug", flat=True).filter(**_named(agencies, "slug")))
    for slug in slugs:
        yield reverse("portal:agency", args=[slug])
        yield reverse("portal:agency-feed", args=[slug])
        yield reverse("portal:widget", args=[slug])
    records = PublicRecord.objects.exclude(status=RecordStatus.PENDING.value)
    ids = records.filter(agency_id__in=slugs).order_by("leaf_index")
    for public_id in ids.values_list("public_id", flat=True).iterator():
        yield reverse("portal:decision", args=[public_id])
        yield reverse("portal:decision-json", args=[public_id])
        yield reverse("portal:proof", args=[public_id])


def _named(agencies: Collection[str], column: str) -> dict[str, list[str]]:
    return {f"{column}__in": list(agencies)} if agencies else {}


def _asker() -> Callable[[str], tuple[int, bytes]]:
    handler = BaseHandler()
    handler.load_middleware()

    def ask(address: str) -> tuple[int, bytes]:
        environ: dict[str, object] = {"PATH_INFO": address, "wsgi.url_scheme": "https"}
        environ["HTTP_HOST"] = next(iter(settings.ALLOWED_HOSTS))
        setup_testing_defaults(environ)
        response = handler.get_response(WSGIRequest(environ))
        assert isinstance(response, HttpResponse)  # no exported page streams
        return response.status_code, response.content

    return ask


def _led_home(body: bytes, known: Collection[str]) -> bytes:
    """Links to what is not exported lead to the site itself."""

    def lead(found: re.Match[str]) -> str:
        name, address = found.groups()
        path = re.split("[?#]", address)[0]
        is_here = path.startswith("/static/") or (path in known and "?" not in address)
        return found[0] if is_here else f'{name}="{absolute(address)}"'

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
