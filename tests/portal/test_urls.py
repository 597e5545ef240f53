"""Every address of the portal: public, reading only, clean under the strict CSP, one heading."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.urls import get_resolver, reverse
from pytest_django import DjangoDbBlocker

from mingjian.law.standing.kinds import list_kinds
from mingjian.ops.postgres import OWNER, PORTAL
from mingjian.portal.styles import styles_address
from mingjian.web.endpoints import unguarded_views
from tests.portal.make import House

_INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", re.IGNORECASE)
REQUESTS = ("correction", "objection", "reply", "restoration")
# The pages that may be sent something: a file to check, which is not kept; a request.
IS_SENT = ("/verify/document/", *(f"/requests/{kind}/" for kind in REQUESTS))
PAGES = (
    *("home", "decisions", "standing", "library", "procedure", "benchmarks", "parameters"),
    *("on-site", "notices", "log", "verify", "about", "accessibility", "sitemap"),
    *("requests", "open-data", "statistics"),
)


CALCULATIONS = (
    *("", "?q=没有这种", "?rule=no-such-rule", "?rule=market-licence-not-displayed"),
    "?rule=market-licence-not-displayed&subject=organisation&offence_count=1&flags=overdue"
    "&act_on=2026-04-01",
    *("?rule=shenzhen-urban-2023%2F2", "?rule=shenzhen-urban-2023%2F2&subject=organisation"),
)


def pages_of(house: House) -> list[str]:
    """The address of every page, and of every state that looks different."""
    listed = reverse("portal:decisions")
    return [
        *(reverse(f"portal:{name}") for name in PAGES),
        *(f"{listed}?q=食品&kind=罚款&page=2", f"{listed}?q=没有这个", f"{listed}?page=abc"),
        *(reverse("portal:decision", args=[each]) for each in (house.plain, house.person)),
        *(reverse("portal:decision", args=[each]) for each in (house.corrected, house.withdrawn)),
        reverse("portal:decision", args=["no-such-record"]),
        *(reverse("portal:file-request", args=[house.plain, kind]) for kind in REQUESTS),
        reverse("portal:request", args=["GS20260101-0000000000"]),
        f"{reverse('portal:requests')}?number=12345",
        *(reverse("portal:agency", args=[each]) for each in (house.busy, house.quiet)),
        reverse("portal:agency", args=["000000-1"]),
        *(reverse("portal:list", args=[house.busy, each.kind]) for each in list_kinds()),
        reverse("portal:list-version", args=[house.busy, "items", 1]),
        reverse("portal:widget", args=[house.busy]),
        reverse("portal:list-changes", args=[house.busy, "items"]),
        reverse("portal:list-changes", args=[house.busy, "guides"]),
        reverse("portal:list", args=[house.quiet, "items"]),
        *(reverse(f"portal:{name}", args=[house.busy]) for name in ("board", "board-screen")),
        reverse("portal:board", args=[house.quiet]),
        reverse("portal:credential", args=["forged"]),
        reverse("portal:officer", args=[house.busy, house.card]),
        reverse("portal:officer", args=[house.busy, "没有这张证"]),
        f"{reverse('portal:library')}?q=申辩",
        *(reverse("portal:statute", args=[each]) for each in ("行政处罚法", "治安管理处罚法")),
        reverse("portal:provision", args=["行政处罚法", "48"]),
        reverse("portal:provision", args=["未成年人保护法", "103"]),
        reverse("portal:benchmark", args=["shenzhen-urban-2023"]),
        reverse("portal:benchmark-item", args=["shenzhen-urban-2023", 2]),
        reverse("portal:pack", args=["guangyuan-civil"]),
        *(reverse("portal:short-procedure", args=[each]) for each in ("summary", "measures", "x")),
        *(f"{reverse('portal:calculator')}{query}" for query in CALCULATIONS),
        f"{reverse('portal:verify-document')}?number=示市监罚〔2026〕1号&code=ABCD",
        f"{reverse('portal:verify')}?size=10",
        f"{reverse('portal:verify')}?size=abc",
    ]


def machine_addresses(house: House) -> list[str]:
    """What machines read."""
    names = ("robots", "sitemap-xml", "healthz", "decisions-csv", "decisions-json", "decisions-rss")
    names += ("openapi", "decisions-bulk", "log-numbers", "log-checkpoint", "log-keys")
    names += ("statistics-csv", "search-json", "log-notice", "log-blocks", "log-registers")
    return [
        *(reverse(f"portal:{name}") for name in names),
        reverse("portal:decision-json", args=[house.plain]),
        reverse("portal:proof", args=[house.plain]),
        reverse("portal:sitemap-part", args=[0]),
        reverse("portal:log-block", args=[0]),
        reverse("portal:log-tile", args=["0/000.p/1"]),
        reverse("portal:credential-keys"),
        styles_address(),
        reverse("portal:open-file", args=["decisions.jsonl"]),
        reverse("portal:agency-feed", args=[house.busy]),
        reverse("portal:subject-feed", args=["91110000000000000A"]),
        reverse("portal:clause-feed", args=["行政处罚法", "48"]),
        reverse("portal:board-worker", args=[house.busy]),
        reverse("portal:list-proof", args=[house.busy, "items", 2]),
        *(
            reverse("portal:list-file", args=[house.busy, "items", form])
            for form in ("csv", "xlsx", "json")
        ),
    ]


def test_every_address_of_the_portal_is_walked(house: House, visitor: Client):
    """What follows, and axe in the browser, is told of all of them or of none."""
    resolver = get_resolver()
    every = {name for name in resolver.namespace_dict["portal"][1].reverse_dict if name}

    walked = {
        resolver.resolve(address.partition("?")[0]).url_name
        for address in pages_of(house) + machine_addresses(house)
    }

    assert {name for name in every if isinstance(name, str)} <= walked


def is_sent(address: str) -> bool:
    """Whether the page may be sent something."""
    return any(sent in address for sent in IS_SENT)


def test_every_page_has_one_heading_and_nothing_inline(visitor: Client, house: House):
    for address in pages_of(house):
        page = visitor.get(address).content.decode()

        assert len(re.findall(r"<h1[\s>]", page)) == 1, address
        assert not _INLINE.findall(page), address


def test_no_page_says_the_same_id_twice(visitor: Client, house: House):
    for address in pages_of(house):
        ids = re.findall(r'\sid="([^"]+)"', visitor.get(address).content.decode())

        assert len(ids) == len(set(ids)), (address, {each for each in ids if ids.count(each) > 1})


def test_every_link_to_a_place_on_the_same_page_leads_somewhere(visitor: Client, house: House):
    for address in pages_of(house):
        page = visitor.get(address).content.decode()
        ids = set(re.findall(r'\sid="([^"]+)"', page))

        assert set(re.findall(r'href="#([^"]+)"', page)) <= ids, address


def test_every_link_inside_the_portal_is_an_address_of_the_portal(visitor: Client, house: House):
    resolver = get_resolver()
    for address in pages_of(house):
        page = visitor.get(address).content.decode()
        links = set(re.findall(r'(?:href|action)="(/[^"?#]*)', page))

        for link in links:
            assert link.startswith("/static/") or resolver.resolve(link), (address, link)


def test_every_view_is_marked_public():
    assert not unguarded_views("mingjian.config.urls_portal")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_but_reading_is_answered(visitor: Client, house: House, method: str):
    readable = [one for one in pages_of(house) if not (method == "post" and is_sent(one))]
    for address in readable + machine_addresses(house):
        assert getattr(visitor, method)(address).status_code == 405, address


def test_head_answers_like_get_without_a_body(visitor: Client, house: House):
    for address in (reverse("portal:home"), reverse("portal:decision", args=[house.plain])):
        answer = visitor.head(address)

        assert (answer.status_code, answer.content) == (200, b"")


def test_no_answer_sets_a_cookie_and_every_page_carries_the_policy(visitor: Client, house: House):
    for address in pages_of(house) + machine_addresses(house):
        answer = visitor.get(address)

        assert not answer.cookies, address
        assert re.search("(script|default)-src '(self|none)'", answer["Content-Security-Policy"]), (
            address
        )


def test_the_portal_role_can_read_every_page(house: House, django_db_blocker: DjangoDbBlocker):
    """The role sees the public tables only; a page that asked for more would fail here."""
    visitor = Client(raise_request_exception=True)
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["USER"] = PORTAL
        try:
            answers = {
                address: visitor.get(address).status_code
                for address in pages_of(house) + machine_addresses(house)
            }
        finally:
            connection.close()
            connection.settings_dict["USER"] = OWNER

    assert set(answers.values()) <= {200, 400, 404, 410, 422}, answers
