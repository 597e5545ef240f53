"""Cases over HTTP at the desk (``make bench NAME=cases``): create, read, list at 8 clients.

Real sessions, permissions, guards and journal, fsync on; the desk runs as in operation, in workers
of its own. The anchor is pgbench in the same run: three plain inserts in three commits a turn. The
peer's figures (Open Zaak 1.30: 4.8, 20.3, 9.6 a second) were measured once, on a like machine.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from statistics import median
from urllib.parse import urlencode
from uuid import uuid4

from django.utils import timezone

from mingjian.ops.demo.firms import credit_code
from mingjian.ops.demo.people import DEMO_PASSWORD, open_demo_house, settle
from mingjian.ops.demo.places import PLACES
from mingjian.ops.grants import apply_grants
from mingjian.ops.management.commands.load_law_packs import OPERATOR
from mingjian.ops.postgres import postgres_tool
from mingjian.ops.serving import environment_of
from mingjian.registry.packs import load_packs

CLIENTS, ROUNDS = 8, 3
ROWS = ("create", "read", "list", "api_create", "api_read", "api_list")
PEER = {"create": 4.8, "read": 20.3, "list": 9.6}
ACCOUNTS = [f"{place.pack_id}.{post}" for place in PLACES for post in ("officer", "officer2")]
_TABLES = """
    CREATE TABLE IF NOT EXISTS anchor (id bigserial PRIMARY KEY, text text NOT NULL);
    GRANT ALL ON anchor, anchor_id_seq TO PUBLIC;"""
_TURN = "INSERT INTO anchor (text) VALUES (repeat('案', 200));\n"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_CASE_ID = re.compile(r'name="case_id" value="([^"]+)"')


@dataclass
class Client:
    """One officer at one desk, over one connection."""

    port: int
    account: str
    cookies: dict[str, str] = field(default_factory=dict)
    cases: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.connection = HTTPConnection("127.0.0.1", self.port, timeout=60)

    def ask(self, path: str, data: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, body and Location; raises on a 5xx."""
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        body = None
        if data is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(data)
        self.connection.request("POST" if data is not None else "GET", path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.cookies |= {k: one.value for k, one in SimpleCookie(value).items()}
        if answer.status >= 500:
            raise RuntimeError(f"{path}: {answer.status}")
        return answer.status, text, answer.getheader("Location") or ""

    def sign_in(self) -> None:
        """登录, then look once at the form whose token every later act carries."""
        token = _first(_TOKEN, self.ask("/login/")[1])
        sent = {"username": self.account, "password": DEMO_PASSWORD, "csrfmiddlewaretoken": token}
        status, text, _ = self.ask("/login/", sent)
        if status not in (302, 303):
            raise RuntimeError(f"{self.account} was not let in: {text[-500:]}")
        self.token = _first(_TOKEN, self.ask("/cases/new/")[1])

    def create(self) -> None:
        """登记案源 of a new party: party, case, number and record, with all their guards."""
        case_id = str(uuid4())
        sent = {"csrfmiddlewaretoken": self.token, "case_id": case_id, **self._lead()}
        status, text, _ = self.ask("/cases/new/", sent)
        if status != 303:
            raise RuntimeError(f"not registered ({status}): {text[-3000:]}")
        self.cases.append(case_id)

    def _lead(self) -> dict[str, str]:
        place = next(one for one in PLACES if self.account.startswith(one.pack_id))
        today, serial = timezone.localdate().isoformat(), uuid4().int % 10**8
        return {
            "party_kind": "organisation",
            "party_code": credit_code(place.division_code, serial),
            "name": f"压测虚构企业{serial}",
            "address": "示范路1号",
            "source": "监督检查",
            "violation_id": place.offences[0].violation_id,
            "place": "示范路1号",
            "summary": "监督检查发现。",
            **dict.fromkeys(["registered_on", "discovered_on", "act_ended_on"], today),
        }

    def read(self) -> None:
        """案件页面."""
        self._get(f"/cases/{self.cases[-1]}/")

    def list(self) -> None:
        """案件列表."""
        self._get("/cases/")

    def api_create(self) -> None:
        """The same lead through the JSON interface."""
        case_id = str(uuid4())
        status, text = self._send("/api/cases/", {**self._lead(), "case_id": case_id})
        if status != 201:
            raise RuntimeError(f"not registered ({status}): {text[-3000:]}")
        self.cases.append(case_id)

    def api_read(self) -> None:
        """The case as JSON."""
        self._get(f"/api/cases/{self.cases[-1]}/")

    def api_list(self) -> None:
        """Twenty cases as JSON."""
        self._get("/api/cases/")

    def _send(self, path: str, content: dict[str, str]) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        headers |= {"Content-Type": "application/json", "X-CSRFToken": self.token}
        self.connection.request("POST", path, json.dumps(content).encode(), headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read().decode()

    def _get(self, path: str) -> None:
        status, _, _ = self.ask(path)
        if status != 200:
            raise RuntimeError(f"{path}: {status}")


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
    settle(at=at, on=at.date())
    port = _free_port()
    server = _start_desk(port, options.workers)
    try:
        tell(_measure(port, options.seconds))
    finally:
        server.terminate()
        server.wait(timeout=20)


def _measure(port: int, seconds: float) -> dict[str, float]:
    clients = [Client(port, account) for account in ACCOUNTS[:CLIENTS]]
    _wait_for(port)
    for client in clients:
        client.sign_in()
        client.create()
    rates: dict[str, list[float]] = {name: [] for name in ("pgbench", *ROWS)}
    for _ in range(ROUNDS):
        rates["pgbench"].append(_pgbench(seconds))
        for name in ROWS:
            rates[name].append(_rate([getattr(one, name) for one in clients], seconds))
    return {name: median(each) for name, each in rates.items()}


def _rate(works: list[Callable[[], None]], seconds: float) -> float:
    """How many a second, all clients together."""
    end = time.perf_counter() + seconds

    def busy(work: Callable[[], None]) -> int:
        done = 0
        while time.perf_counter() < end:
            work()
            done += 1
        return done

    started = time.perf_counter()
    with ThreadPoolExecutor(len(works)) as pool:
        done = sum(pool.map(busy, works))
    return done / (time.perf_counter() - started)


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
    return float(_first(re.compile(r"tps = ([\d.]+)"), done.stdout))


def tell(found: dict[str, float]) -> None:
    """Print the figures beside limit and peer."""
    print(f"pgbench, three inserts in three commits: {found['pgbench']:10.1f} /s")
    for name in ROWS:
        rate, peer = found[name], PEER[name.removeprefix("api_")]
        print(
            f"{name:10} {rate:8.1f} /s   {rate / found['pgbench']:6.3f} of pgbench   "
            f"{rate / peer:5.1f} x Open Zaak"
        )


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


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    if found is None:
        raise RuntimeError(f"no {pattern.pattern} in: {text[:500]}")
    return found[1]
