"""What a node shows is what the origin shows, read from nothing but public bytes."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from mingjian.disclosure.models import PublicRecord
from mingjian.ledger.log import current_root
from tests.disclosure.make import a_row, published_rows
from tests.ops.node.make import CANARY, World
from tests.portal.make import public_id_of

_STRIP = re.compile(r'<aside class="node-strip.*?</aside>', re.S)
_LINK = re.compile(r'\n<link rel="stylesheet" href="[^"]*node\.css">')


def pages(world: World) -> list[str]:
    house = world.house
    return [
        *("/", "/decisions/", "/decisions/?q=示范食品", "/decisions.csv", "/decisions.json"),
        *("/decisions.jsonl", "/decisions.rss", "/sitemap.xml", "/standing/", "/log/numbers.json"),
        *(f"/decisions/{each}/" for each in (house.plain, house.corrected, house.canary)),
        *(f"/decisions/{each}/proof.json" for each in (house.plain, house.corrected)),
        *(f"/standing/{house.agency}/", f"/standing/{house.agency}/lists/officers/"),
        f"/standing/{house.agency}/lists/items/v1/",
        f"/standing/{house.agency}/lists/items/changes/",
        *(f"/feeds/agency/{house.agency}.atom", "/log/checkpoint", "/log/keys", "/log/notice"),
        *("/log/records/0", "/log/registers"),
    ]


def read(visitor: Client, path: str) -> list[str]:
    """Status and lines, without what a node says about itself."""
    answer = visitor.get(path)
    body = b"".join(answer) if answer.streaming else answer.content
    text = _LINK.sub("", _STRIP.sub("", body.decode()))
    return [str(answer.status_code), *(line for line in text.splitlines() if line.strip())]


def test_every_page_of_the_node_is_that_of_the_origin(synced: World, visitor: Client) -> None:
    synced.at_origin()
    expected = {path: read(visitor, path) for path in pages(synced)}

    synced.at_node()

    for path, answer in expected.items():
        assert read(visitor, path) == answer, path
    assert CANARY in "".join(expected["/decisions.jsonl"])
    assert {lines[0] for lines in expected.values()} == {"200"}


def test_the_node_has_the_log_of_the_origin(synced: World) -> None:
    synced.at_origin()
    root = current_root()

    synced.at_node()

    assert current_root() == root
    assert PublicRecord.objects.published().count() == 7


def test_a_second_round_asks_for_the_notice_and_changes_nothing(synced: World) -> None:
    before = list(PublicRecord.objects.order_by("public_id").values())
    synced.mirror.asked.clear()

    state = synced.follow()

    assert state.fault == ""
    assert not [path for path in synced.mirror.asked if "records" in path or "tile" in path]
    assert list(PublicRecord.objects.order_by("public_id").values()) == before


def test_what_is_published_later_appears(synced: World, visitor: Client) -> None:
    from_later = published_later(synced)

    synced.follow()

    assert visitor.get(f"/decisions/{from_later}/").status_code == 200
    assert from_later in "".join(read(visitor, "/decisions.jsonl"))


def test_forms_lead_to_the_origin_and_keep_nothing(synced: World, visitor: Client) -> None:
    path = f"/decisions/{synced.house.plain}/requests/correction/"

    shown, sent = visitor.get(path), visitor.post(path, {"reasons": "有误"})

    for answer in (shown, sent):
        assert f"{synced.mirror.url}{path}" in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
    assert (shown.status_code, sent.status_code) == (200, 409)


@pytest.mark.parametrize("path", ["/c/whatever/", "/verify/document/", "/requests/GS1/"])
def test_what_only_the_origin_knows_is_asked_there(
    path: str, synced: World, visitor: Client
) -> None:
    answer = visitor.get(path)

    assert "请到源站办理" in answer.content.decode()


def test_a_page_is_kept_so_briefly_that_a_withdrawal_shows_within_a_minute(
    synced: World, visitor: Client
) -> None:
    answer = visitor.get(f"/decisions/{synced.house.plain}/")

    assert set(answer["Cache-Control"].split(", ")) == {"public", "max-age=20"}


def published_later(world: World) -> str:
    """One more decision at the origin; its public id."""
    world.do(lambda: published_rows([a_row(701)], world.house.office), seconds=1)
    return public_id_of(701)
