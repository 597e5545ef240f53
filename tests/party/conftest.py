"""The parties' site as its own process runs it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import clear_url_caches, set_urlconf
from pytest_django.fixtures import Settings

from mingjian.config import settings as product


@pytest.fixture(autouse=True)
def party_site(settings: Settings) -> Iterator[None]:
    """Settings of the process with MINGJIAN_SITE=party."""
    [engine] = product.TEMPLATES
    processors = ["django.template.context_processors.request", *product._PARTY_CONTEXT]
    settings.TEMPLATES = [
        {**engine, "OPTIONS": {**engine["OPTIONS"], "context_processors": processors}}
    ]
    settings.MIDDLEWARE = product._COMMON_MIDDLEWARE + product._PARTY_MIDDLEWARE
    settings.ROOT_URLCONF = "mingjian.config.urls_party"
    clear_url_caches()
    set_urlconf(None)
    yield
    clear_url_caches()
