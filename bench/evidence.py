"""Evidence ingest beside nginx and an object store (goals of D): ``make bench NAME=evidence``.

One client with ``sendfile`` on loopback sends the same file to each in turn: nginx's plain PUT (no
hash, no fsync), our desk (session, gate, Django, SHA-256, fdatasync per step, row, signed receipt
before the answer), SeaweedFS through its gateway (obstore: boto3 is no part of this repository, and
slower). The median of the rounds is told, and how much memory the desk took for a large file.
"""

from __future__ import annotations

import argparse
import base64
import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.test import Client
from tests.access.make import make_user, sign_in
from tests.faults.seaweed import seaweed

from mingjian.evidence.disk import read_pieces
from mingjian.evidence.hashing import sha256_of
from mingjian.evidence.s3 import s3_store
from mingjian.journal.ids import new_id
from mingjian.law.roles import Role
from mingjian.ops.grants import apply_grants

MIB = 1 << 20
_TOKEN = "b" * 32
_NGINX = """daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 64; }}
http {{ access_log off; client_max_body_size 0; client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u;
  scgi_temp_path {folder}/s;
  server {{ listen 127.0.0.1:{port}; root {folder}/files; location / {{ dav_methods PUT; }} }} }}
"""


def main(arguments: list[str]) -> None:
    """Measure, and print one line each."""
    parser = argparse.ArgumentParser(description="Evidence ingest")
    parser.add_argument("--size", type=int, default=256, help="MiB")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--large", type=int, default=10_000, help="MiB, for the memory")
    options = parser.parse_args(arguments)
    apply_grants()
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix="bench-") as scratch:
        folder = Path(scratch)
        file = _file(folder / "file", options.size)
        with _nginx(folder / "nginx") as plain, _desk() as (port, pid, cookie):
            ways = {
                "nginx, plain PUT": lambda: plain(file),
                "desk, SHA-256 and fsync": lambda: _upload(file, port, cookie),
            }
            with seaweed(folder / "weed") as store:
                ways["SeaweedFS by obstore"] = lambda: _store(store.address, options.size)
                speeds = _measure(ways, options.size, options.rounds)
            _tell(speeds)
            _large(folder, options.large, port, pid, cookie)


def _measure(
    ways: dict[str, Callable[[], float]], size: int, rounds: int
) -> dict[str, list[float]]:
    speeds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            speeds[name].append(size / way())
            print(f"   {name}: {speeds[name][-1]:.0f} MiB/s", flush=True)
    return speeds


def _tell(speeds: dict[str, list[float]]) -> None:
    medians = {name: statistics.median(found) for name, found in speeds.items()}
    for name, found in speeds.items():
        print(f"{name}: {medians[name]:.0f} MiB/s  ({', '.join(f'{one:.0f}' for one in found)})")
    plain, ours, store = medians.values()
    print(f"ours / nginx {ours / plain:.2f}; ours / store {ours / store:.1f}", flush=True)


def _large(folder: Path, size: int, port: int, pid: int, cookie: str) -> None:
    before = _peak(pid)
    took = _upload(_file(folder / "large", size), port, cookie)
    print(
        f"{size} MiB in one request: {size / took:.0f} MiB/s; most memory {_peak(pid)} MB", end=""
    )
    print(f" ({before} MB before)", flush=True)


def _file(path: Path, size: int) -> Path:
    """Random megabytes, each another; written once."""
    block = os.urandom(MIB)
    with path.open("wb") as file:
        for number in range(size):
            file.write(number.to_bytes(8, "big") + block[8:])
    return path


def _put(port: int, head: str, file: Path) -> tuple[float, int]:
    """Seconds from the first byte sent to the answer, and its status."""
    size = file.stat().st_size
    with file.open("rb") as source, socket.create_connection(("127.0.0.1", port)) as line:
        began = time.perf_counter()
        line.sendall(f"{head}Content-Length: {size}\r\nHost: 127.0.0.1\r\n\r\n".encode())
        line.sendfile(source)
        status = int(line.makefile("rb").readline().split()[1])
        return time.perf_counter() - began, status


def _upload(file: Path, port: int, cookie: str) -> float:
    head = {"Tus-Resumable": "1.0.0", "Cookie": cookie, "X-CSRFToken": _TOKEN}
    said = {"filename": "x.mp4", "proves": "x", "place": "x"}
    metadata = ",".join(f"{k} {base64.b64encode(v.encode()).decode()}" for k, v in said.items())
    asked = http.client.HTTPConnection("127.0.0.1", port)
    made = {**head, "Upload-Length": str(file.stat().st_size), "Upload-Metadata": metadata}
    asked.request("POST", "/evidence/uploads/", headers=made)
    answer = asked.getresponse()
    assert answer.status == 201, (answer.status, answer.getheaders(), answer.read())
    url = answer.headers["Location"]
    sent = {**head, "Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}
    lines = "".join(f"{name}: {value}\r\n" for name, value in sent.items())
    took, status = _put(port, f"PATCH {url} HTTP/1.1\r\n{lines}", file)
    assert status == 204, status
    return took


def _store(address: str, size: int) -> float:
    """A file of its own each time: the store keeps what it has."""
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as folder:
        file = _file(Path(folder) / "file", size)
        digest = sha256_of(read_pieces(file))
        began = time.perf_counter()
        bucket = s3_store(name="bench", address=address)
        bucket.put(sha256=digest, pieces=read_pieces(file), size=size * MIB)
        return time.perf_counter() - began


@contextmanager
def _nginx(folder: Path) -> Iterator[Callable[[Path], float]]:
    port, number = _free_port(), iter(range(10**6))
    (folder / "files").mkdir(parents=True)
    folder.chmod(0o777)
    (folder / "files").chmod(0o777)
    (folder / "conf").write_text(_NGINX.format(folder=folder, port=port))
    command = ["nginx", "-p", str(folder), "-c", str(folder / "conf")]
    if os.geteuid() == 0:
        command += ["-g", "user root;"]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603
    _wait(port)

    def put(file: Path) -> float:
        name = f"{next(number)}"
        took, status = _put(port, f"PUT /{name} HTTP/1.1\r\n", file)
        assert status in {201, 204}, status
        (folder / "files" / name).unlink()
        return took

    try:
        yield put
    finally:
        server.terminate()
        server.wait()


@contextmanager
def _desk() -> Iterator[tuple[int, int, str]]:
    """The desk as it is served: port, process of the worker, cookies of an officer."""
    client, port = Client(), _free_port()
    sign_in(client, make_user(Role.CASE_OFFICER, agency_id=new_id()))
    name = settings.SESSION_COOKIE_NAME
    cookie = f"{name}={client.cookies[name].value}; {settings.CSRF_COOKIE_NAME}={_TOKEN}"
    environment = {
        **os.environ,
        "MINGJIAN_SITE": "desk",
        "MINGJIAN_EVIDENCE_FREE_GB": "0",
        "MINGJIAN_TLS_AT_PROXY": "1",
        "DJANGO_SETTINGS_MODULE": "mingjian.config.settings",
    }
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
    command.append("mingjian.config.wsgi:application")
    server = subprocess.Popen(command, env=environment)  # noqa: S603
    _wait(port)
    try:
        yield port, _worker(server.pid), cookie
    finally:
        server.terminate()
        server.wait()


def _worker(pid: int) -> int:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return max((int(one) for one in children), key=_peak, default=pid)


def _peak(pid: int) -> int:
    """Most memory so far, MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(one for one in status.splitlines() if one.startswith("VmHWM"))
    return int(line.split()[1]) // 1000


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"nothing listens on port {port}")
