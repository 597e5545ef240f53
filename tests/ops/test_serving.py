"""Portal and desk are separate processes: neither knows the other's database URL."""

from __future__ import annotations

import pytest

from mingjian.ops.serving import address_of, environment_of

GIVEN = {
    "PATH": "/usr/bin",
    "DATABASE_URL": "postgresql://owner@/x",
    "MINGJIAN_APP_DATABASE_URL": "postgresql://app@/x",
    "MINGJIAN_PORTAL_DATABASE_URL": "postgresql://portal@/x",
}


@pytest.mark.parametrize(
    ("site", "own"),
    [("portal", "MINGJIAN_PORTAL_DATABASE_URL"), ("desk", "MINGJIAN_APP_DATABASE_URL")],
)
def test_a_site_gets_the_url_of_its_own_role_only(site: str, own: str) -> None:
    seen = environment_of(site, GIVEN)

    assert seen == {"PATH": "/usr/bin", own: GIVEN[own], "MINGJIAN_SITE": site}


def test_with_one_url_for_all_the_site_steps_down_from_it() -> None:
    seen = environment_of("portal", {"DATABASE_URL": "postgresql://owner@/x"})

    assert seen == {"DATABASE_URL": "postgresql://owner@/x", "MINGJIAN_SITE": "portal"}


@pytest.mark.parametrize(
    ("host", "address"), [("127.0.0.1", "http://127.0.0.1:80"), ("::1", "http://[::1]:80")]
)
def test_an_address_of_the_newer_internet_stands_in_brackets(host: str, address: str) -> None:
    assert address_of(host, 80) == address
