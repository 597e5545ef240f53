"""Cases over HTTP at the desk (``make bench NAME=cases``): create, read, list at 8 clients.

Real sessions, permissions, guards and journal, fsync on; the desk runs as in operation, in workers
of its own. The anchor is pgbench in the same run: three plain inserts in three commits a turn. The
peer's figures (Open Zaak 1.30: 4.8, 20.3, 9.6 a second) were measured once, on a like machine.
"""

from __future__ import annotations

import argparse
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median

from django.db import connection
from django.utils import timezone

from bench.case_clients import Client, keep_busy
from bench.shares import busy_seconds, parent_of
from mingjian.ops.demo.people import open_demo_house, settle
from mingjian.ops.demo.places import PLACES
from mingjian.ops.grants import apply_grants
from mingjian.ops.management.commands.load_law_packs import OPERATOR
from mingjian.ops.postgres import postgres_tool
from mingjian.ops.serving import environment_of
from mingjian.registry.packs import load_packs

CLIENTS, ROUNDS = 8, 3
ROWS = ("create", "read", "list", "api_create", "api_read", "api_list")
PEER = {"create": 4.8, "read": 20.3, "list": 9.6}
# One of the eight registers without a pause, so nothing can be kept from one request to the next.
MIXED = ("api_create", "api_read", "api_read", "api_read", "api_read", *["api_list"] * 3)
ACCOUNTS = [f"{place.pack_id}.{post}" for place in PLACES for post in ("officer", "officer2")]
_TABLES = """
    CREATE TABLE IF NOT EXISTS anchor (id bigserial PRIMARY KEY, text text NOT NULL);
    GRANT ALL ON anchor, anchor_id_seq TO PUBLIC;"""
_TURN = "INSERT INTO anchor (text) VALUES (repeat('案', 200));\n"


@dataclass(frozen=True)
class Found:
    """Answers a second, and whose processor time one answer took, in milliseconds."""

    rate: float
    desk: float
    database: float
    client: float


def main(arguments: list[str]) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Cases a second over HTTP")
    parser.add_argument("--seconds", type=float, default=10, help="of each row in each round")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args(arguments)
    at = datetime.now(UTC)
    apply_grants()
    load_packs(by=OPERATOR, at=at)
    open_demo_house(at=at)
    settle(at=at, on=timezone.localdate(at))
    port = _free_port()
    server = _start_desk(port, options.workers)
    try:
        _measure(port, server.pid, options.seconds)
    finally:
        server.terminate()
        server.wait(timeout=20)


def _measure(port: int, desk: int, seconds: float) -> None:
    _wait_for(port)
    clients = [Client(port, account) for account in ACCOUNTS[:CLIENTS]]
    for client in clients:
        client.sign_in()
        client.do("api_create")
    anchors: list[float] = []
    found: dict[str, list[Found]] = {name: [] for name in ROWS}
    mixed: dict[str, list[float]] = {name: [] for name in MIXED}
    for _ in range(ROUNDS):
        anchors.append(_pgbench(seconds))
        for name in ROWS:
            found[name].append(_row([(one, name) for one in clients], seconds, desk))
        for name, rate in _together(clients, seconds).items():
            mixed[name].append(rate)
    tell(median(anchors), found, mixed)


def _row(work: list[tuple[Client, str]], seconds: float, desk: int) -> Found:
    """All clients at the same row."""
    groups = (desk, _postmaster())
    before = [*(busy_seconds(one) for one in groups), time.process_time()]
    started = time.perf_counter()
    done = keep_busy(work, seconds).total()
    lasted = time.perf_counter() - started
    after = [*(busy_seconds(one) for one in groups), time.process_time()]
    each = [(now - was) / done * 1000 for was, now in zip(before, after, strict=True)]
    return Found(done / lasted, *each)


def _postmaster() -> int:
    """The embedded server: it started the process at the other end of our own connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return parent_of(int(cursor.fetchone()[0]))


def _together(clients: list[Client], seconds: float) -> dict[str, float]:
    """Readers while one registers."""
    started = time.perf_counter()
    done = keep_busy(list(zip(clients, MIXED, strict=True)), seconds)
    lasted = time.perf_counter() - started
    return {name: count / lasted for name, count in done.items()}


def _pgbench(seconds: float) -> float:
    """Turns a second of three durable inserts, by as many clients: the limit of a create."""
    database = os.environ["DATABASE_URL"]
    subprocess.run([postgres_tool("psql"), database, "-qc", _TABLES], check=True)  # noqa: S603
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(_TURN * 3)
        script.flush()
        command = [postgres_tool("pgbench"), "-n", "-c", str(CLIENTS), "-j", "2"]
        command += ["-T", str(max(1, round(seconds))), "-f", script.name, database]
        done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    told = re.search(r"tps = ([\d.]+)", done.stdout)
    if told is None:
        raise RuntimeError(f"pgbench told nothing: {done.stdout}")
    return float(told[1])


def tell(anchor: float, found: dict[str, list[Found]], mixed: dict[str, list[float]]) -> None:
    """Print the medians beside limit and peer."""
    print(f"pgbench, three inserts in three commits: {anchor:10.1f} /s")
    for name in ROWS:
        peer = PEER[name.removeprefix("api_")]
        rate, desk, database, client = (
            median(getattr(one, part) for one in found[name])
            for part in ("rate", "desk", "database", "client")
        )
        print(
            f"{name:10} {rate:8.1f} /s   {rate / anchor:6.3f} of pgbench   "
            f"{rate / peer:5.1f} x Open Zaak   "
            f"ms each: desk {desk:.2f}, database {database:.2f}, client {client:.2f}"
        )
    told = ", ".join(f"{name} {median(rates):.1f} /s" for name, rates in mixed.items())
    print(f"together (1, 4 and 3 clients): {told}")


def _start_desk(port: int, workers: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", str(workers), "--blocking-threads", "4"]
    command += ["--no-ws", "--log-level", "warning", "mingjian.config.wsgi:application"]
    environment = {**environment_of("desk", os.environ), "MINGJIAN_INSECURE_HTTP": "1"}
    return subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"no answer from port {port}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
