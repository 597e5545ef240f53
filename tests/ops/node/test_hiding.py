"""What is withdrawn at the origin is gone from every public byte of the node."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from mingjian.disclosure.models import PublicRecord
from mingjian.disclosure.node_state import read_node_state
from mingjian.ops.node.following import Follower
from mingjian.ops.node.listening import listening
from tests.ops.node.make import Node
from tests.ops.node.origin import CANARY, CLOCK, read_bytes

_CANARY = CANARY.encode()


def surfaces(node: Node) -> list[str]:
    """Every public address that could tell of the canary."""
    return [
        *(address for address in node.told.addresses() if "proof" not in address),
        *(f"/decisions/?q={CANARY}", f"/search.json?q={CANARY}"),
        *("/data/decisions.jsonl", "/data/decisions.csv", "/data/delta.jsonl"),
        f"/decisions/{node.told.canary}.json",
    ]


def showing_canary(node: Node, visitor: Client) -> list[str]:
    asked = (path for path in surfaces(node) if "?q=" not in path)
    return [path for path in asked if _CANARY in read_bytes(visitor, path)]


def kept_bytes(node: Node) -> bytes:
    """Whatever the node holds: rows and files."""
    with connection.cursor() as sql:
        sql.execute("SELECT coalesce(string_agg(r::text, ''), '') FROM disclosure_publicrecord r")
        rows = sql.fetchone()[0].encode()
    folders = (node.folder, settings.LOG_FOLDER, settings.OPEN_DATA_FOLDER)
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return bytes(rows) + b"".join(path.read_bytes() for path in files)


def test_the_canary_is_there_before(reading: Node, visitor: Client) -> None:
    assert len(showing_canary(reading, visitor)) > 9
    assert _CANARY in kept_bytes(reading)


def test_the_notice_alone_hides_everywhere_and_erases(node: Node, visitor: Client) -> None:
    node.give("told")

    state = node.follow()

    stub = visitor.get(f"/decisions/{node.told.canary}/")
    assert state.fault == ""
    assert showing_canary(node, visitor) == []
    assert b'"total":0' in read_bytes(visitor, f"/search.json?q={CANARY}")
    assert _CANARY not in kept_bytes(node)
    assert node.told.canary not in read_bytes(visitor, "/sitemap.xml").decode()
    assert (stub.status_code, stub["X-Robots-Tag"]) == (410, "noindex")
    assert "行政复议决定撤销了该处罚决定" in stub.content.decode()


def test_the_stub_is_that_of_the_origin_once_the_log_has_it(node: Node, visitor: Client) -> None:
    node.give("withdrawn")

    node.follow()

    for address, body in node.told.pages["withdrawn"].items():
        assert read_bytes(visitor, address) == body


def test_the_log_hides_where_the_notice_was_missed(node: Node, visitor: Client) -> None:
    node.give("withdrawn")
    node.mirror.files["log/notice"] = node.told.at["start"]["log/notice"]

    node.follow()

    assert visitor.get(f"/decisions/{node.told.canary}/").status_code == 410
    assert _CANARY not in kept_bytes(node)


def test_an_older_block_does_not_bring_it_back(node: Node, visitor: Client) -> None:
    node.give("told")
    node.follow()
    with connection.cursor() as sql:
        sql.execute("DELETE FROM node_block")

    node.follow()

    assert visitor.get(f"/decisions/{node.told.canary}/").status_code == 410
    assert _CANARY not in kept_bytes(node)


def test_a_corrected_text_goes_before_the_new_one_is_there(node: Node, visitor: Client) -> None:
    path, wrong = f"/decisions/{node.told.plain}/", "没收超过保质期的食品；罚款人民币5000元。"
    node.give("corrected")
    new = node.mirror.files.pop("log/records/0")
    node.follow()
    between = read_bytes(visitor, path).decode()

    node.mirror.files["log/records/0"] = new
    state = node.follow()

    assert state.fault == ""
    assert wrong not in between
    assert "罚款人民币1000元。" in read_bytes(visitor, path).decode()
    assert PublicRecord.objects.get(public_id=node.told.plain).version == 2


@pytest.mark.parametrize("name", ["decisions.csv", "decisions.parquet", "delta.jsonl"])
def test_dumps_are_made_anew_without_it(name: str, node: Node, visitor: Client) -> None:
    node.give("withdrawn")
    node.follow()

    answer = visitor.get(f"/data/{name}")

    assert answer.status_code == 200
    assert _CANARY not in b"".join(answer)


class WithdrawnMeanwhile(dict[str, bytes]):
    """The origin's files; its first block comes only after the notice was asked for again."""

    def __init__(self, node: Node) -> None:
        super().__init__(node.told.at["start"])
        self._told = node.told.at["told"]["log/notice"]
        self.asked_again = threading.Event()

    def get(self, path: str, default: bytes | None = None) -> bytes | None:  # type: ignore[override]  # a fake of one shape
        found = super().get(path, default)
        if path.startswith("log/records/"):
            self["log/notice"] = self._told
            self.asked_again.wait(20)
        elif path == "log/notice" and found == self._told:
            self.asked_again.set()
        return found


def test_a_long_round_hides_what_is_told_while_it_lasts(node: Node, visitor: Client) -> None:
    with connection.cursor() as sql:
        sql.execute("DELETE FROM node_block")  # everything is to be taken in again
    files = node.mirror.files = WithdrawnMeanwhile(node)
    said: list[str] = []
    follower = Follower(node.origin(poll_seconds=0), node.folder, say=said.append)

    with listening(follower, every=0.02, say=said.append):
        state = follower.follow(at=CLOCK + timedelta(seconds=1))

    assert files.asked_again.is_set()
    assert state.fault == ""
    assert visitor.get(f"/decisions/{node.told.canary}/").status_code == 410
    assert showing_canary(node, visitor) == []


def test_what_is_heard_beside_a_round_is_how_current_the_node_is(node: Node) -> None:
    follower = Follower(node.origin(poll_seconds=0), node.folder, say=lambda text: None)
    state = follower.follow(at=CLOCK + timedelta(seconds=1))
    follower.memory.tell(replace(state, heard_at=(CLOCK - timedelta(hours=1)).isoformat()))

    follower.hear(at=CLOCK + timedelta(seconds=2))

    assert read_node_state(node.folder) == state


def test_a_fault_of_the_round_stays_told_while_notices_are_heard(node: Node) -> None:
    node.mirror.files["log/checkpoint"] = b"not a checkpoint"
    follower = Follower(node.origin(poll_seconds=0), node.folder, say=lambda text: None)
    broken = follower.follow(at=CLOCK + timedelta(seconds=1))

    follower.hear(at=CLOCK + timedelta(seconds=2))

    assert broken.fault != ""
    assert read_node_state(node.folder) == broken
