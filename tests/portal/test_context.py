"""The three tabs know where the reader stands."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from mingjian.portal.context import portal_context


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", []),
        ("/standing/", ["事前公开"]),
        ("/law/行政处罚法/58/", ["事前公开"]),
        ("/on-site/", ["事中公示"]),
        ("/decisions/", ["事后公开"]),
        ("/about/", []),
    ],
)
def test_the_tab_of_the_page_is_current(path: str, current: list[str]):
    context = portal_context(RequestFactory().get(path))

    assert [item.label for item in context["nav_items"]] == ["事前公开", "事中公示", "事后公开"]
    assert [item.label for item in context["nav_items"] if item.current] == current
