"""What a node shows is what the origin shows, read from nothing but public bytes."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from mingjian.disclosure.models import PublicRecord
from tests.ops.node.make import Node, heard_before
from tests.ops.node.origin import CANARY, ROWS, read_bytes

_OWN = (
    re.compile(r'<aside class="node-strip.*?</aside>', re.S),
    re.compile(r'<link rel="stylesheet" href="[^"]*node\.css">'),
)


def lines_of(body: bytes) -> list[str]:
    """The lines, without what a node says about itself."""
    text = body.decode(errors="replace")
    for own in _OWN:
        text = own.sub("", text)
    return [line for line in text.splitlines() if line.strip()]


def test_every_page_of_the_node_is_that_of_the_origin(reading: Node, visitor: Client) -> None:
    expected = reading.told.pages["start"]

    for address, body in expected.items():
        assert lines_of(read_bytes(visitor, address)) == lines_of(body), address
        assert visitor.get(address).status_code == 200, address
    assert CANARY in expected["/decisions.jsonl"].decode()


def test_every_page_says_that_it_is_a_node_and_of_what(node: Node, visitor: Client) -> None:
    heard_before(node, 5)

    page = read_bytes(visitor, "/decisions/").decode()

    assert "本站是公示节点" in page
    assert node.mirror.url in page


def test_a_second_round_asks_for_no_record_and_changes_nothing(node: Node) -> None:
    before = list(PublicRecord.objects.order_by("public_id").values())
    node.mirror.asked.clear()

    state = node.follow()

    assert state.fault == ""
    assert not [path for path in node.mirror.asked if "records" in path or "tile" in path]
    assert list(PublicRecord.objects.order_by("public_id").values()) == before


def test_what_is_published_later_appears(node: Node, visitor: Client) -> None:
    node.give("later")

    state = node.follow()

    assert state.fault == ""
    assert visitor.get(f"/decisions/{node.told.later}/").status_code == 200
    assert node.told.later in read_bytes(visitor, "/decisions.jsonl").decode()
    assert PublicRecord.objects.published().count() == ROWS + 1


def test_forms_lead_to_the_origin_and_keep_nothing(reading: Node, visitor: Client) -> None:
    path = f"/decisions/{reading.told.plain}/requests/correction/"

    shown, sent = visitor.get(path), visitor.post(path, {"reasons": "有误"})

    for answer in (shown, sent):
        assert f"{reading.mirror.url}{path}" in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
    assert (shown.status_code, sent.status_code) == (200, 409)


@pytest.mark.parametrize(
    "path", ["/c/whatever/", "/verify/document/", "/requests/GS1/", "/standing/1/officers/2/"]
)
def test_what_only_the_origin_knows_is_asked_there(
    path: str, reading: Node, visitor: Client
) -> None:
    answer = visitor.get(path)

    assert "请到源站办理" in answer.content.decode()


def test_a_page_is_kept_so_briefly_that_a_withdrawal_shows_within_a_minute(
    reading: Node, visitor: Client
) -> None:
    answer = visitor.get(f"/decisions/{reading.told.plain}/")

    assert set(answer["Cache-Control"].split(", ")) == {"public", "max-age=20"}
