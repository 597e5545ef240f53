"""The desk's links to the public site lead where the portal answers."""

from __future__ import annotations

from pytest_django.fixtures import Settings

from mingjian.desk.disclosure.portal_links import public_agency_page, public_page_of
from mingjian.portal.urls import urlpatterns


def test_the_public_page_is_on_the_portal(settings: Settings) -> None:
    settings.PORTAL_URL = "https://portal.example/"

    assert public_page_of("abc") == "https://portal.example/decisions/abc/"
    assert public_agency_page("230125-1") == "https://portal.example/standing/230125-1/"


def test_the_portal_knows_those_paths() -> None:
    routes = {str(pattern.pattern) for pattern in urlpatterns}

    assert {"decisions/<slug:public_id>/", "standing/<slug:slug>/"} <= routes
