"""The gallery shows every part while developing, and nothing in an installation."""

from __future__ import annotations

import pytest
from django.http import Http404
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from mingjian.web.gallery import gallery, icon_names


def test_the_gallery_draws_every_part(settings: Settings):
    settings.DEBUG = True

    page = gallery(RequestFactory().get("/web/gallery")).content.decode()

    for part in ("stages", "timeline", "summary", "deadline--late", "diff-table", "error-summary"):
        assert part in page


def test_the_gallery_is_no_page_of_an_installation(settings: Settings):
    settings.DEBUG = False

    with pytest.raises(Http404):
        gallery(RequestFactory().get("/web/gallery"))


def test_the_sprite_names_each_icon_once():
    names = icon_names()

    assert len(names) == len(set(names)) > 40
