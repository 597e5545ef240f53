"""The origin: a database of its own, and every public byte it served at some moments of a story."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.utils import timezone

from mingjian.disclosure.following.telling import keep_followers_informed
from mingjian.disclosure.models import PublicRecord
from mingjian.ledger.files import public_folder
from tests.databases import copy_database, drop_database, log_folder, name_for, point_at
from tests.disclosure.make import Office, a_row, published_rows, withdrawn
from tests.portal.make import an_office, correct, public_id_of, publish_lists

# The notice is signed, and the pages are read, by the clock on the wall.
CLOCK = timezone.now()
ROWS, CANARY = 5, "测试县金丝雀食品有限公司"
Files = dict[str, bytes]


@dataclass
class Told:
    """What the origin served: ``at`` a moment of the story; ``pages`` as visitors read them."""

    canary: str
    plain: str
    corrected: str
    agency: str
    later: str = ""
    at: dict[str, Files] = field(default_factory=dict)
    pages: dict[str, dict[str, bytes]] = field(default_factory=dict)

    def addresses(self) -> list[str]:
        """Pages and files of every kind, all of them 200 at the start."""
        lists = f"/standing/{self.agency}/lists"
        return [
            *("/", "/decisions/", "/decisions/?q=示范食品", "/decisions.csv", "/decisions.json"),
            *("/decisions.jsonl", "/decisions.rss", "/sitemap.xml", "/standing/", "/log/blocks"),
            *(f"/decisions/{each}/" for each in (self.plain, self.corrected, self.canary)),
            *(f"/decisions/{each}/proof.json" for each in (self.plain, self.corrected)),
            *(f"/standing/{self.agency}/", f"{lists}/officers/", f"{lists}/items/v1/"),
            *(f"{lists}/items/changes/", f"/feeds/agency/{self.agency}.atom"),
            *("/log/checkpoint", "/log/keys", "/log/notice", "/log/records/0", "/log/registers"),
            *("/log/numbers.json", f"/widget/{self.agency}/"),
        ]


def tell_the_story(source: str, worker: str) -> Told:
    """Start; a withdrawal, first told and then logged; a correction; something new; a twin."""
    database, twin = name_for(f"{worker}_node_origin"), name_for(f"{worker}_node_twin")
    copy_database(source=source, target=database)
    point_at(database)
    told, office = _furnish()
    connection.close()
    copy_database(source=database, target=twin)
    shutil.copytree(log_folder(database), log_folder(twin))
    told.pages["start"] = _read(told.addresses())
    _withdraw(told, office)
    _happen(
        told, "corrected", lambda: correct(told.plain, office, 处罚内容="罚款人民币1000元。"), 2
    )
    _happen(told, "later", lambda: published_rows([a_row(701)], office), 3)
    told.later = public_id_of(701)
    point_at(twin)
    _happen(told, "twin", lambda: published_rows([a_row(702), a_row(703)], office), 4)
    connection.close()
    for name in (database, twin):
        drop_database(name)
    return told


def read_bytes(client: Client, address: str) -> bytes:
    """The body, streamed or not."""
    answer = client.get(address)
    return b"".join(answer) if answer.streaming else bytes(answer.content)


def _furnish() -> tuple[Told, Office]:
    office = an_office("测试县市场监督管理局")
    rows = [a_row(serial) for serial in range(1, ROWS + 1)]
    rows.append(a_row(801, 相对人名称=CANARY, 违法事实="只此一处的事实。"))
    published_rows(rows, office)
    correct(public_id_of(2), office, 处罚内容="罚款人民币3000元。")
    publish_lists(office)
    shown = PublicRecord.objects.get(public_id=public_id_of(1))
    told = Told(public_id_of(801), shown.public_id, public_id_of(2), shown.agency_id)
    _happen(told, "start", lambda: None, 0)
    return told, office


def _withdraw(told: Told, office: Office) -> None:
    shown = PublicRecord.objects.get(public_id=told.canary)
    withdrawn(shown, office)
    told.at["told"] = {**told.at["start"], "log/notice": read_bytes(Client(), "/log/notice")}
    _happen(told, "withdrawn", lambda: None, 1)
    stub = f"/decisions/{told.canary}/proof.json"
    told.pages["withdrawn"] = _read([stub, "/decisions.jsonl"])


def _happen(told: Told, moment: str, act: Callable[[], Any], seconds: int) -> None:
    act()
    keep_followers_informed(at=CLOCK + timedelta(seconds=seconds))
    told.at[moment] = _public_files()


def _read(addresses: list[str]) -> dict[str, bytes]:
    client = Client()
    return {address: read_bytes(client, address) for address in addresses}


def _public_files() -> Files:
    """Every byte that a node may ask for, through the portal's own views."""
    names = [
        f"log/{path.relative_to(public_folder())}"
        for path in public_folder().rglob("*")
        if path.is_file()
    ]
    blocks = len((public_folder() / "blocks").read_bytes()) // 32
    names += [f"log/records/{place}" for place in range(blocks)] + ["log/registers"]
    client = Client()
    return {name: read_bytes(client, f"/{name}") for name in names}
