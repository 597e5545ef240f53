"""公开日志: what it says of itself, and a stranger with its files finds everything in order."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.test import Client

from mingjian.disclosure.accounting import account_content, account_id, count_numbers
from mingjian.disclosure.logbook import keep_log
from mingjian.disclosure.models import NumberAccount, Release
from mingjian.ledger.checkpoints import newest_checkpoint
from mingjian.ledger.leaf import opens_commitment
from mingjian.ledger.models import Leaf
from tests.disclosure.make import NOW, decided, make_office
from tests.portal.make import House, correct
from tests.verifier.make import VERIFIER

assert VERIFIER
import mingjian_verify as verifier  # noqa: E402


def downloaded(visitor: Client, folder: Path) -> Path:
    """Everything a stranger fetches, in a folder."""
    size = newest_checkpoint().size
    for name in ("checkpoint", f"tile/0/000.p/{size}", f"tile/entries/000.p/{size}"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(visitor.get(f"/log/{name}").content)
    bulk = b"".join(visitor.get("/decisions.jsonl").streaming_content)
    (folder / "decisions.jsonl").write_bytes(bulk)
    return folder


def verify(visitor: Client, command: str, *arguments: object) -> int:
    """The verifier's verdict with the key that the site hands out."""
    key = visitor.get("/log/keys").content.decode().strip()
    return int(verifier.main([command, *map(str, arguments), "--key", key]))


def test_the_page_says_what_was_signed_and_what_it_proves(visitor: Client, house: House):
    page = visitor.get("/log/").content.decode()

    assert newest_checkpoint().root in page
    assert visitor.get("/log/keys").content.decode().strip() in page
    assert "还没有见证方签名" in page
    assert "国密 SM2 签名行已留位置，尚未启用" in page


def test_a_stranger_finds_the_whole_site_in_order(visitor: Client, house: House, tmp_path: Path):
    folder = downloaded(visitor, tmp_path)

    assert verify(visitor, "checkpoint", folder / "checkpoint") == 0
    assert verify(visitor, "bulk", folder / "decisions.jsonl", "--log", folder) == 0
    for which in (house.plain, house.person, house.corrected, house.withdrawn):
        file = tmp_path / "saved.json"
        for address in (f"/decisions/{which}.json", f"/decisions/{which}/proof.json"):
            file.write_bytes(visitor.get(address).content)
            assert verify(visitor, "inclusion", file) == 0, address


def test_an_older_checkpoint_begins_the_newer_one(visitor: Client, house: House, tmp_path: Path):
    old = tmp_path / "old"
    old.write_bytes(visitor.get("/log/checkpoint").content)
    office = office_of(house.plain)

    correct(house.plain, office, 处罚内容="罚款人民币4000元。")
    folder = downloaded(visitor, tmp_path / "new")

    new = folder / "checkpoint"
    assert verify(visitor, "consistency", old, new, "--log", folder) == 0
    assert verify(visitor, "bulk", folder / "decisions.jsonl", "--log", folder, "--since", old) == 0


def office_of(public_id: str) -> Any:
    """People of the agency that published the record."""
    return make_office(Release.objects.get(public_id=public_id, version=1).agency_id)


def test_every_number_has_its_place_in_the_account(visitor: Client, house: House):
    matter = decided()

    assert count_numbers(on=matter.duty.due_on, at=NOW) == 1
    keep_log(at=NOW)

    page = visitor.get("/log/").content.decode()
    assert "文号公开账" in page
    assert matter.duty.agency.name in page
    [shown] = visitor.get("/log/numbers.json").json()["accounts"]
    assert (shown["account"]["issued"], shown["account"]["waiting"]) == (1, 1)


def test_an_account_is_said_in_the_log_whenever_it_changes(visitor: Client, house: House):
    matter = decided()
    due = matter.duty.due_on
    days = (due, due, due + timedelta(days=1))

    counts = [count_numbers(on=day, at=NOW) for day in days]
    keep_log(at=NOW)

    account = NumberAccount.objects.get()
    leaves = Leaf.objects.filter(public_id=account_id(account)).order_by("index")
    said = json.loads(bytes(leaves.last().data).partition(b"\n")[2])
    assert (counts, account.overdue, account.version, leaves.count()) == ([1, 0, 1], 1, 2, 2)
    assert opens_commitment(
        content=account_content(account), salt=bytes(32), commitments=said["commitments"]
    )
    assert "late" in visitor.get("/log/").content.decode()
