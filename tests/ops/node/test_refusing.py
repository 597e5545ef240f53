"""Bytes that the log does not bear out are not shown; a log with two histories is not followed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import timedelta

import pytest
import rfc8785
from django.test import Client

from mingjian.disclosure.following.notice import Notice, read_notice
from mingjian.disclosure.models import PublicRecord
from mingjian.ledger.following import kept_size
from mingjian.ledger.keys import read_keys
from mingjian.ledger.notes import (
    COSIGNATURE_TYPE,
    PublicKey,
    SigningKey,
    join_note,
    read_tree,
    split_note,
)
from mingjian.ledger.tiles import tile_path
from mingjian.ledger.trust import Trust
from tests.ops.node.make import Node
from tests.ops.node.origin import CLOCK

_BLOCK = "log/records/0"
FORGER = SigningKey("portal.example/log", bytes(32))


def standing_ids() -> set[str]:
    return set(PublicRecord.objects.published().values_list("public_id", flat=True))


def told_notice(node: Node) -> Notice:
    note = node.mirror.files["log/notice"].decode()
    return read_notice(note, keys=[key.public for key in read_keys()])


def give_signed(node: Node, block: bytes) -> None:
    """The origin itself vouches for this block: its digest stands in a notice it has signed."""
    digest = hashlib.sha256(block).digest()
    changes = {"blocks": hashlib.sha256(digest).hexdigest(), "at": CLOCK + timedelta(seconds=9)}
    node.mirror.files |= {
        _BLOCK: block,
        "log/blocks": digest,
        "log/notice": replace(told_notice(node), **changes).signed(read_keys()).encode(),
    }


def test_a_block_changed_on_its_way_is_not_taken_in(node: Node) -> None:
    node.give("later")
    good = node.mirror.files[_BLOCK]
    node.mirror.files[_BLOCK] = good.replace("示范食品701号".encode(), "栽赃食品701号".encode())

    state = node.follow()

    assert node.mirror.files[_BLOCK] != good
    assert (state.lacking, node.told.later in standing_ids()) == (1, False)
    node.mirror.files[_BLOCK] = good
    assert node.follow().lacking == 0
    assert node.told.later in standing_ids()


@pytest.mark.parametrize(
    "changes",
    [
        {"content": {"party_name": "栽赃有限公司"}},
        {"salt": "00" * 32},
        {"version": 7},
        {"leaf_index": 3},
        {"public_id": "AAAAAAAAAAAAAAAAAAAAAA"},
        {"status": "strange"},
        {"published_on": "not a day"},
    ],
    ids=str,
)
def test_a_line_that_the_log_does_not_bear_out_goes_and_the_others_stay(
    changes: dict[str, object], node: Node, visitor: Client
) -> None:
    lines = [json.loads(line) for line in node.mirror.files[_BLOCK].splitlines()]
    [bad] = [line for line in lines if line["public_id"] == node.told.plain]
    content = {**bad["content"], **dict(changes.get("content", {}))}  # type: ignore[call-overload]  # a table of changes
    bad |= {**changes, "content": content}
    give_signed(node, b"".join(rfc8785.dumps(line) + b"\n" for line in lines))

    state = node.follow()

    assert (state.refused, state.fault) == (1, "")
    assert visitor.get(f"/decisions/{node.told.plain}/").status_code == 404
    assert visitor.get(f"/decisions/{node.told.canary}/").status_code == 200


def test_a_checkpoint_of_another_key_is_refused(node: Node) -> None:
    node.give("later")
    size, path = kept_size(), "log/checkpoint"
    text, _ = split_note(node.mirror.files[path].decode())
    forger = SigningKey(text.split("\n")[0], FORGER.secret)
    node.mirror.files[path] = join_note(text, [forger.sign(text)]).encode()

    state = node.follow()

    assert "没有可信任的日志签名" in state.fault
    assert kept_size() == size


def test_a_notice_of_another_key_hides_nothing(node: Node, visitor: Client) -> None:
    hidden = ({"public_id": node.told.plain, "withdrawn_on": "2026-01-01"},)
    notice = replace(told_notice(node), hidden=hidden, at=CLOCK + timedelta(seconds=9))
    forger = SigningKey(notice.origin, FORGER.secret)
    node.mirror.files["log/notice"] = notice.signed([forger]).encode()

    state = node.follow()

    assert "没有可信任的日志签名" in state.fault
    assert visitor.get(f"/decisions/{node.told.plain}/").status_code == 200


@pytest.mark.parametrize("where", ['"version":', '"sha256":"', '"type":"', "mingjian:lea"])
def test_a_changed_leaf_is_refused_and_nothing_of_the_batch_kept(where: str, node: Node) -> None:
    node.give("later")
    size = kept_size()
    new = read_tree(node.mirror.files["log/checkpoint"].decode()).size
    path = f"log/{tile_path('entries', 0, new)}"
    bundle = node.mirror.files[path]
    at = bundle.rindex(where.encode()) + len(where)
    flipped = bytes([bundle[at] ^ 1])
    node.mirror.files[path] = bundle[:at] + flipped + bundle[at + 1 :]

    state = node.follow()

    assert "日志叶" in state.fault
    assert kept_size() == size
    node.give("later")
    assert node.follow().fault == ""


def test_an_old_notice_is_not_taken_for_news(node: Node) -> None:
    node.give("later")
    heard = node.follow().heard_at
    node.give("start")

    state = node.follow()

    assert "旧" in state.fault
    assert state.heard_at == heard


def test_a_notice_from_the_future_is_refused(node: Node) -> None:
    notice = replace(told_notice(node), at=CLOCK + timedelta(hours=1))
    node.mirror.files["log/notice"] = notice.signed(read_keys()).encode()

    assert "时钟" in node.follow().fault


def test_an_old_backup_of_the_origin_is_refused(node: Node, visitor: Client) -> None:
    node.give("withdrawn")
    node.follow()
    notice = replace(told_notice(node), at=CLOCK + timedelta(seconds=30))
    node.give("start")
    node.mirror.files["log/notice"] = notice.signed(read_keys()).encode()

    state = node.follow()

    assert "旧备份" in state.fault
    assert visitor.get(f"/decisions/{node.told.canary}/").status_code == 410


def test_a_forked_log_is_refused_with_evidence_and_hiding_goes_on(
    node: Node, visitor: Client
) -> None:
    node.give("withdrawn")
    node.follow()
    notice, stub = told_notice(node), dict(told_notice(node).hidden[0])
    node.give("twin")
    hidden = ({**stub, "public_id": node.told.plain},)
    later = replace(notice, hidden=hidden, at=CLOCK + timedelta(seconds=30))
    node.mirror.files["log/notice"] = later.signed(read_keys()).encode()

    state, again = node.follow(), node.follow()

    [evidence] = (node.folder / "evidence").iterdir()
    said = json.loads(evidence.read_text())
    assert "已停止随录" in state.fault
    assert again.fault == state.fault
    assert said["seen"].encode() == node.told.at["withdrawn"]["log/checkpoint"]
    assert said["told"].encode() == node.told.at["twin"]["log/checkpoint"]
    assert visitor.get(f"/decisions/{node.told.plain}/").status_code == 410


def test_two_roots_for_one_size_are_a_fork(node: Node) -> None:
    note = node.mirror.files["log/checkpoint"].decode()
    text, _ = split_note(note)
    origin, size, _ = text.rstrip("\n").split("\n")
    other = f"{origin}\n{size}\n{'A' * 43}=\n"
    signed = join_note(other, [key.sign(other) for key in read_keys()])
    node.mirror.files["log/checkpoint"] = signed.encode()

    assert "两个不同的根" in node.follow().fault


def test_a_checkpoint_without_the_wanted_witnesses_waits(node: Node) -> None:
    witness = PublicKey("witness.example", COSIGNATURE_TYPE, FORGER.public.key)
    node.trust = Trust(node.trust.keys, (witness,), needed=1)
    node.give("later")
    size = kept_size()

    state = node.follow()

    assert "见证签名" in state.fault
    assert kept_size() == size
