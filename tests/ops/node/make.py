"""A node: a database with the public tables, a folder, and a server that gives it bytes to read."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from mingjian.disclosure.node_state import NodeState
from mingjian.ledger.keys import read_keys
from mingjian.ledger.trust import Trust
from mingjian.ops.node.config import Origin
from mingjian.ops.node.database import make_tables
from mingjian.ops.node.following import Follower
from mingjian.ops.postgres import OWNER
from tests.databases import _as_administrator, _statement, copy_database, log_folder, point_at
from tests.ops.node.origin import CLOCK, Files, Told

_TICK = count(1)


@dataclass
class Mirror:
    """What the node is given to read: the origin's bytes, or what a hand in between makes of it."""

    url: str
    files: Files = field(default_factory=dict)
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
class Node:
    """One node and what it is given to read."""

    told: Told
    database: str
    folder: Path
    mirror: Mirror
    trust: Trust

    def give(self, moment: str) -> None:
        """From now on the node reads what the origin served at that moment."""
        self.mirror.files = dict(self.told.at[moment])

    def follow(self, *, at: datetime | None = None) -> NodeState:
        """One round of a new process, which knows what the folder knows."""
        follower = Follower(self.origin(), self.folder, say=lambda text: None)
        return follower.follow(at=at or CLOCK + timedelta(milliseconds=next(_TICK)))

    def origin(self, **changes: Any) -> Origin:
        """The origin as the node's configuration names it."""
        said: dict[str, Any] = {
            "name": "test",
            "url": self.mirror.url,
            "trust": self.trust,
            "host": "127.0.0.1",
            "port": 8000,
            "public_url": "https://node.example",
            "poll_seconds": 5,
            "warn_after": 600,
            "refuse_after": 14_400,
            "site": (),
        }
        return Origin(**{**said, **changes})


def trust_of_origin() -> Trust:
    """The keys that an operator would have compared."""
    return Trust(tuple(key.public for key in read_keys()))


def make_node_database(name: str) -> None:
    """An empty database of the node's own, with its tables."""
    shutil.rmtree(log_folder(name), ignore_errors=True)
    with _as_administrator() as server:
        server.execute(_statement("DROP DATABASE IF EXISTS {} WITH (FORCE)", name))
        server.execute(_statement("CREATE DATABASE {} OWNER {} TEMPLATE template0", name, OWNER))
    point_at(name)
    make_tables()


def become(node: Node) -> None:
    """This process is the node."""
    settings.IS_NODE, settings.NODE_FOLDER = True, node.folder
    point_at(node.database)


def copy_node(*, source: Node, database: str, folder: Path, mirror: Mirror) -> Node:
    """Another node that has taken in the same."""
    connection.close()
    copy_database(source=source.database, target=database)
    shutil.copytree(log_folder(source.database), log_folder(database))
    shutil.copytree(source.folder, folder)
    made = Node(source.told, database, folder, mirror, source.trust)
    become(made)
    made.give("start")
    return made


def heard_before(node: Node, seconds: int) -> None:
    """The follower has written that it heard nothing for so long, counted from this moment."""
    path = node.folder / "state.json"
    said = json.loads(path.read_text())
    said["heard_at"] = (timezone.now() - timedelta(seconds=seconds)).isoformat()
    path.write_text(json.dumps(said))
