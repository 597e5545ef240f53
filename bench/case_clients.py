"""Light clients of the desk: keep-alive sockets driven by one thread, so that the machine is left
to what is measured. What they take themselves is told with the figures.
"""

from __future__ import annotations

import json
import re
import selectors
import socket
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode
from uuid import uuid4

from django.utils import timezone

from mingjian.ops.demo.firms import credit_code
from mingjian.ops.demo.people import DEMO_PASSWORD
from mingjian.ops.demo.places import PLACES

_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_COOKIE = re.compile(rb"\r\nset-cookie: *([^\r]+)", re.IGNORECASE)
_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    head: bytes
    body: bytes


@dataclass
class Client:
    """One officer at one desk, over one connection."""

    port: int
    account: str
    cookies: dict[str, str] = field(default_factory=dict)
    cases: list[str] = field(default_factory=list)
    token: str = ""

    def __post_init__(self) -> None:
        self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.held = b""

    def sign_in(self) -> None:
        """登录, then look once at the form whose token every later act carries."""
        token = _first(_TOKEN, self._ask(self._request("/login/")).body)
        sent = {"username": self.account, "password": DEMO_PASSWORD, "csrfmiddlewaretoken": token}
        answer = self._ask(self._request("/login/", urlencode(sent)))
        if answer.status not in (302, 303):
            raise RuntimeError(f"{self.account} was not let in: {answer.body[-500:]!r}")
        self.token = _first(_TOKEN, self._ask(self._request("/cases/new/")).body)

    def make(self, row: str) -> tuple[bytes, int]:
        """The next request of this row, and the status that it must get."""
        match row:
            case "create":
                sent = {"csrfmiddlewaretoken": self.token, **self._lead()}
                return self._request("/cases/new/", urlencode(sent)), 303
            case "api_create":
                return self._request("/api/cases/", json.dumps(self._lead()), kind=_JSON), 201
            case "read":
                return self._request(f"/cases/{self.cases[-1]}/"), 200
            case "api_read":
                return self._request(f"/api/cases/{self.cases[-1]}/"), 200
            case "list":
                return self._request("/cases/"), 200
            case "api_list":
                return self._request("/api/cases/"), 200
        raise ValueError(f"no such row: {row}")

    def do(self, row: str) -> None:
        """One request of this row, waited for."""
        request, wanted = self.make(row)
        must_be(self._ask(request), wanted)

    def receive(self) -> Answer | None:
        """What has come so far; the answer when it is whole."""
        got = self.socket.recv(262_144)
        if not got:
            raise RuntimeError("the desk hung up")
        self.held += got
        end = self.held.find(b"\r\n\r\n")
        if end < 0:
            return None
        head = self.held[:end]
        if len(self.held) < end + 4 + int(_first(_LENGTH, head)):
            return None
        body, self.held = self.held[end + 4 :], b""
        return Answer(int(head[9:12]), head, body)

    def _ask(self, request: bytes) -> Answer:
        self.socket.sendall(request)
        answer = self.receive()
        while answer is None:
            answer = self.receive()
        for cookie in _COOKIE.findall(answer.head):
            self.cookies |= {k: one.value for k, one in SimpleCookie(cookie.decode()).items()}
        return answer

    def _request(self, path: str, body: str | None = None, *, kind: str = _FORM) -> bytes:
        lines = [
            f"{'GET' if body is None else 'POST'} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            f"Cookie: {'; '.join(f'{name}={value}' for name, value in self.cookies.items())}",
        ]
        sent = (body or "").encode()
        if body is not None:
            lines += [f"Content-Type: {kind}", f"Content-Length: {len(sent)}"]
            lines += [f"X-CSRFToken: {self.token}"] if kind == _JSON else []
        return "\r\n".join([*lines, "", ""]).encode() + sent

    def _lead(self) -> dict[str, str]:
        """A lead of a new party: party, case, number and record, with all their guards."""
        place = next(one for one in PLACES if self.account.startswith(one.pack_id))
        today, serial, case_id = timezone.localdate().isoformat(), uuid4().int % 10**8, str(uuid4())
        self.cases.append(case_id)
        return {
            "case_id": case_id,
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


def keep_busy(work: Sequence[tuple[Client, str]], seconds: float) -> Counter[str]:
    """Each client asks for its row again as soon as it was answered; how often it was."""
    done: Counter[str] = Counter()
    end = time.perf_counter() + seconds
    with selectors.DefaultSelector() as selector:
        for client, row in work:
            request, wanted = client.make(row)
            selector.register(client.socket, selectors.EVENT_READ, (client, row, wanted))
            client.socket.sendall(request)
        while selector.get_map():
            for key, _ in selector.select(timeout=60):
                client, row, wanted = key.data
                answer = client.receive()
                if answer is None:
                    continue
                must_be(answer, wanted)
                done[row] += 1
                if time.perf_counter() >= end:
                    selector.unregister(client.socket)
                else:
                    client.socket.sendall(client.make(row)[0])
    return done


def must_be(answer: Answer, wanted: int) -> None:
    """Every answer is judged: one that is not as it must be ends the run."""
    if answer.status != wanted:
        raise RuntimeError(f"{answer.status} for {wanted}: {answer.body[-3000:].decode()}")


def _first(pattern: re.Pattern[bytes], text: bytes) -> str:
    found = pattern.search(text)
    if found is None:
        raise RuntimeError(f"no {pattern.pattern!r} in: {text[:500]!r}")
    return found[1].decode()
