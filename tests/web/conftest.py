"""The parts are tested by themselves: no context processors of the sites, no database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.template import Context, Template
from pytest_django.fixtures import Settings

from tests.web import gallery_settings


@pytest.fixture(autouse=True)
def parts_alone(settings: Settings) -> None:
    """The settings of the mocks, whatever the run uses."""
    settings.TEMPLATES = gallery_settings.TEMPLATES
    settings.ROOT_URLCONF = gallery_settings.ROOT_URLCONF
    settings.PORTAL_URL = ""


@pytest.fixture
def draw() -> Callable[..., str]:
    """Render a piece of template with the given context."""

    def render(source: str, **context: Any) -> str:
        return Template("{% load mingjian %}" + source).render(Context(context))

    return render
