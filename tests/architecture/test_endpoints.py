"""Every address of both sites says who may enter; the public site opens nothing to staff only."""

from __future__ import annotations

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from mingjian.web.endpoints import EndpointKind, endpoint_of, unguarded_views

SITES = [
    "mingjian.config.urls_desk",
    "mingjian.config.urls_portal",
    "mingjian.config.urls_party",
]
# What is open to everybody on the staff site.
OPEN_ON_THE_DESK = {"login"}


def patterns(urlconf: str) -> list[URLPattern]:
    """Every address of the site."""
    found, waiting = [], list(get_resolver(urlconf).url_patterns)
    while waiting:
        one = waiting.pop()
        if isinstance(one, URLResolver):
            waiting += one.url_patterns
        else:
            found.append(one)
    return found


@pytest.mark.parametrize("urlconf", SITES)
def test_every_address_says_who_may_enter(urlconf: str) -> None:
    assert len(patterns(urlconf)) > 5
    assert unguarded_views(urlconf) == []


def test_the_portal_is_open_to_everybody() -> None:
    kinds = {endpoint_of(one.callback).kind for one in patterns("mingjian.config.urls_portal")}

    assert kinds == {EndpointKind.PUBLIC}


def test_the_site_of_the_parties_is_for_parties_only() -> None:
    kinds = {endpoint_of(one.callback).kind for one in patterns("mingjian.config.urls_party")}

    assert kinds == {EndpointKind.PARTY}


def test_only_the_login_is_open_on_the_desk() -> None:
    public = {
        one.name
        for one in patterns("mingjian.config.urls_desk")
        if endpoint_of(one.callback).kind is EndpointKind.PUBLIC
    }

    assert public == OPEN_ON_THE_DESK


def test_every_staff_address_names_its_purpose() -> None:
    endpoints = [endpoint_of(one.callback) for one in patterns("mingjian.config.urls_desk")]

    assert all(endpoint.purpose.strip() for endpoint in endpoints)
