"""The desk's links to the public site lead where the portal answers."""

from __future__ import annotations

from pytest_django.fixtures import Settings

from mingjian.desk.disclosure.portal_links import public_page_of
from mingjian.portal.urls import urlpatterns


def test_the_public_page_is_on_the_portal(settings: Settings) -> None:
    settings.PORTAL_URL = "https://portal.example/"

    assert public_page_of("abc") == "https://portal.example/decisions/abc/"


def test_the_portal_knows_that_path() -> None:
    routes = {str(pattern.pattern) for pattern in urlpatterns}

    assert "decisions/<slug:public_id>/" in routes
