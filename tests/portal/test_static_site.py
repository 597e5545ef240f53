"""Static export: the site's own pages as files; what is withdrawn is a stub in the next export."""

from __future__ import annotations

import re
from pathlib import Path

from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from mingjian.disclosure.models import PublicRecord
from mingjian.portal.static_site import export_site
from tests.disclosure.make import withdrawn
from tests.portal.conftest import PORTAL_URL
from tests.portal.make import House
from tests.portal.open.test_open_data import office_of


def test_pages_become_files_and_a_withdrawal_clears_them(
    visitor: Client, house: House, tmp_path: Path, settings: Settings
):
    settings.ALLOWED_HOSTS = ["testserver"]
    folder, record = tmp_path / "site", PublicRecord.objects.get(public_id=house.corrected)
    page = folder / reverse("portal:decision", args=[house.corrected])[1:] / "index.html"

    first = export_site(folder=folder, agencies=[house.quiet])
    html = page.read_text("utf-8")
    gone = (record.party_name, record.credit_code, record.number, record.salt)
    withdrawn(record, office_of(record))
    second = export_site(folder=folder, agencies=[house.quiet])

    assert record.party_name in html
    assert (folder / "static/portal/portal.css").exists()
    links = re.findall(r'(?:href|action)="(/[^"]*)"', html)
    assert all(link.startswith("/static/") or link in first.written for link in links)
    assert f'href="{PORTAL_URL}/requests/"' in html
    assert house.withdrawn in str(first.gone)
    assert reverse("portal:decision", args=[house.corrected]) in second.gone
    assert "noindex" in page.read_text("utf-8")
    for file in folder.rglob("*"):
        text = file.read_text("utf-8", errors="replace") if file.is_file() else ""
        assert not [value for value in gone if value in text], file


def test_lists_boards_and_all_decisions_are_reached_from_the_first_page(
    visitor: Client, house: House, tmp_path: Path, settings: Settings
):
    settings.ALLOWED_HOSTS = ["testserver"]
    folder = tmp_path / "site"

    done = export_site(folder=folder, agencies=[house.busy])

    start = (folder / "index.html").read_text("utf-8")
    items = reverse("portal:list", args=[house.busy, "items"])
    assert items in start
    assert f"/decisions/agency/{house.busy}/" in start
    agency = (folder / reverse("portal:agency", args=[house.busy])[1:] / "index.html").read_text()
    assert f'href="/decisions/agency/{house.busy}/"' in agency
    for address in (items, f"{items}v1/", f"{items}changes/", f"{items[:-1]}.xlsx"):
        assert address in done.written
    assert (folder / f"{items[1:-1]}.xlsx").read_bytes()[:2] == b"PK"
    screen = folder / reverse("portal:board-screen", args=[house.busy])[1:]
    assert (screen / "index.html").exists()
    assert (screen / "worker.js").exists()
    public_id = PublicRecord.objects.published().filter(agency_id=house.busy)[0].public_id
    listed = (folder / f"decisions/agency/{house.busy}/index.html").read_text("utf-8")
    assert reverse("portal:decision", args=[public_id]) in listed
    assert house.withdrawn not in listed
