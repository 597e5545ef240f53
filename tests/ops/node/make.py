"""An origin and a node: two databases, and between them nothing but bytes over HTTP."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from mingjian.disclosure.following.telling import keep_followers_informed
from mingjian.disclosure.models import PublicRecord
from mingjian.disclosure.node_state import NodeState
from mingjian.ledger.files import public_folder
from mingjian.ledger.keys import read_keys
from mingjian.ledger.trust import Trust
from mingjian.ops.node.config import Origin
from mingjian.ops.node.database import make_tables
from mingjian.ops.node.following import Follower
from tests.databases import _as_administrator, _statement, copy_database, log_folder, point_at
from tests.disclosure.make import Office, a_row, published_rows
from tests.portal.make import an_office, correct, public_id_of, publish_lists

# The notice is signed, and the pages are read, by the clock on the wall.
CLOCK = timezone.now()
ROWS, CANARY, WRONG = 6, "测试县金丝雀食品有限公司", "更正以前写错的内容"


@dataclass(frozen=True)
class Furnished:
    """What stands at the origin."""

    office: Office
    canary: str
    plain: str
    corrected: str
    agency: str


def furnish() -> Furnished:
    """Records, one of them to be withdrawn, one corrected; lists of every kind."""
    office = an_office("测试县市场监督管理局")
    rows = [a_row(serial) for serial in range(1, ROWS + 1)]
    rows.append(a_row(801, 相对人名称=CANARY, 违法事实="只此一处的事实。"))
    published_rows(rows, office)
    correct(public_id_of(2), office, 处罚内容="罚款人民币3000元。")
    publish_lists(office)
    keep_followers_informed(at=CLOCK)
    shown = PublicRecord.objects.get(public_id=public_id_of(1))
    return Furnished(office, public_id_of(801), shown.public_id, public_id_of(2), shown.agency_id)


@dataclass
class Mirror:
    """What the node is given to read: the origin's bytes, or what a tampering hand makes of them."""

    url: str
    files: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


@contextmanager
def serve_mirror() -> Iterator[Mirror]:
    """A real server on a real port; a file that is not there is a 404."""
    mirror = Mirror("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            mirror.asked.append(self.path)
            data = mirror.files.get(self.path.lstrip("/"))
            self.send_response(404 if data is None else 200)
            self.send_header("Content-Length", str(len(data or b"")))
            self.end_headers()
            self.wfile.write(data or b"")

        def log_message(self, format: str, *args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    mirror.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield mirror
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class World:
    """One origin, one node, and the mirror between them."""

    house: Furnished
    origin: str
    node: str
    folder: Path
    mirror: Mirror
    trust: Trust

    def at_origin(self) -> None:
        """The process is the origin from now on."""
        settings.IS_NODE = False
        point_at(self.origin)

    def at_node(self) -> None:
        """The process is the node from now on."""
        settings.IS_NODE, settings.NODE_FOLDER = True, self.folder
        point_at(self.node)

    def do(self, act: Callable[[], Any], *, seconds: int = 0) -> None:
        """Something happens at the origin; the timetable runs; the mirror has what it serves."""
        self.at_origin()
        act()
        keep_followers_informed(at=CLOCK + timedelta(seconds=seconds))
        self.mirror.files.update(public_files())

    def follower(self) -> Follower:
        """A new process of the node, which knows what the folder knows."""
        return Follower(self.as_origin(), self.folder, say=lambda text: None)

    def follow(self, *, at: datetime = CLOCK) -> NodeState:
        """One round of the node."""
        self.at_node()
        return self.follower().follow(at=at)

    def as_origin(self) -> Origin:
        """The origin as the node's configuration names it."""
        return Origin(
            name="test",
            url=self.mirror.url,
            trust=self.trust,
            host="127.0.0.1",
            port=8000,
            public_url="https://node.example",
            poll_seconds=5,
            warn_after=600,
            refuse_after=14_400,
            site=(),
        )


def public_files() -> dict[str, bytes]:
    """Every public byte that a node may ask for, through the portal's own views."""
    client, found = Client(), {}
    names = [f"log/{path.relative_to(public_folder())}" for path in public_folder().rglob("*")]
    blocks = len((public_folder() / "blocks").read_bytes()) // 32
    names += [f"log/records/{place}" for place in range(blocks)] + ["log/registers"]
    for name in names:
        answer = client.get(f"/{name}")
        if answer.status_code == 200:
            found[name] = b"".join(answer) if answer.streaming else answer.content
    return found


def trust_of_origin() -> Trust:
    """The keys that an operator would have compared."""
    return Trust(tuple(key.public for key in read_keys()))


def make_node_database(name: str) -> None:
    """An empty database of the node's own, with its tables."""
    shutil.rmtree(log_folder(name), ignore_errors=True)
    with _as_administrator() as server:
        server.execute(_statement("DROP DATABASE IF EXISTS {} WITH (FORCE)", name))
        server.execute(
            _statement("CREATE DATABASE {} OWNER mingjian_owner TEMPLATE template0", name)
        )
    point_at(name)
    make_tables()


def copy_world(*, source: str, target: str) -> None:
    """A database with the files of its log."""
    connection.close()
    copy_database(source=source, target=target)
    kept = log_folder(source).with_suffix(".kept")
    if kept.exists():
        shutil.copytree(kept, log_folder(target))
