"""Mixed questions over HTTP: the portal, tantivy behind the same server, a static file of nginx."""

from __future__ import annotations

import os
import re
import secrets
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

from bench.search_fresh import Keeper, measure_freshness
from mingjian.disclosure.index.documents import Document, Question

CLIENTS, ROUNDS, SECONDS = 16, 3, 5
# An address never asked before, so that no whole answer is remembered; then the same ones again.
_MORE = {"new": '"&n=" .. asked', "same": '""'}
_NGINX = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log; worker_processes 2;
events {{ worker_connections 256; }}
http {{ access_log off; server {{ listen 127.0.0.1:{port}; root {folder}/static; }} }}
"""
_LUA = """
local paths = {{}}
for line in io.lines("{paths}") do paths[#paths + 1] = line end
local at = math.random(#paths)
local asked = 0
request = function()
  at = at % #paths + 1
  asked = asked + 1
  return wrk.format("GET", paths[at] .. {more})
end
"""


def measure_http(*, folder: Path, questions: list[Question], sample: Document) -> None:
    """Requests a second, alternated, medians; then changes under load."""
    folder = folder.resolve()
    paths = [f"/search.json?q={quote(' '.join(question.terms))}" for question in questions]
    (folder / "paths").write_text("\n".join(dict.fromkeys(paths)))
    for name, more in _MORE.items():
        (folder / f"{name}.lua").write_text(_LUA.format(paths=folder / "paths", more=more))
    (folder / "static").mkdir(exist_ok=True)
    ports = {"nginx": _free_port(), "ours": _free_port(), "tantivy": _free_port()}
    with _servers(folder, ports), Keeper(folder).keeping() as keeper:
        (folder / "static" / "search.json").write_bytes(
            _get(f"http://127.0.0.1:{ports['ours']}{paths[0]}")
        )
        runs = {name: (port, "new") for name, port in ports.items()}
        runs["ours, same again"] = (ports["ours"], "same")
        rates: dict[str, list[float]] = {name: [] for name in runs}
        p50: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(2):  # two workers: each remembers what took long
            for path in dict.fromkeys(paths):
                _get(f"http://127.0.0.1:{ports['ours']}{path}")
        for _ in range(ROUNDS):
            for name, (port, script) in runs.items():
                rate, middle = _wrk(folder / f"{script}.lua", port)
                rates[name].append(rate)
                p50[name].append(middle)
        _tell_rates(rates, p50)
        script = folder / "new.lua"
        measure_freshness(keeper=keeper, port=ports["ours"], script=script, sample=sample)


def _tell_rates(rates: dict[str, list[float]], p50: dict[str, list[float]]) -> None:
    ours, theirs, static = (statistics.median(rates[n]) for n in ("ours", "tantivy", "nginx"))
    for name in rates:
        print(
            f"http {name:16} {statistics.median(rates[name]):9,.0f} /s,"
            f" p50 {statistics.median(p50[name]):7.2f} ms"
        )
    print(
        f"ours / tantivy {ours / theirs:.1f}; ours / nginx static {ours / static:.3f}", flush=True
    )


@contextmanager
def _servers(folder: Path, ports: dict[str, int]) -> Iterator[None]:
    (folder / "nginx.conf").write_text(_NGINX.format(folder=folder, port=ports["nginx"]))
    nginx = ["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "nginx.log")]
    commands = {
        "nginx": nginx,
        "ours": _granian(ports["ours"], "mingjian.config.wsgi:application"),
        "tantivy": _granian(ports["tantivy"], "bench.search_peer_site:application"),
    }
    environment = {
        **os.environ,
        "MINGJIAN_SITE": "portal",
        "MINGJIAN_DATA_DIR": str(folder),
        "MINGJIAN_INSECURE_HTTP": "1",
        "MINGJIAN_SECRET_KEY": secrets.token_hex(32),
        "PEER_FOLDER": str(folder / "tantivy"),
        "DJANGO_SETTINGS_MODULE": "mingjian.config.settings",
    }
    running = [
        subprocess.Popen(command, env=environment)  # noqa: S603
        for command in commands.values()
    ]
    try:
        for port in ports.values():
            _wait_for(port)
        yield
    finally:
        for process in running:
            process.send_signal(signal.SIGTERM)
        for process in running:
            process.wait(timeout=60)


def _granian(port: int, application: str) -> list[str]:
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)]
    command += ["--host", "127.0.0.1", "--workers", "2", "--blocking-threads", "1", "--no-ws"]
    return [*command, "--log-level", "warning", application]


def _wrk(script: Path, port: int) -> tuple[float, float]:
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{SECONDS}s", "--latency", "-s"]
    command += [str(script), f"http://127.0.0.1:{port}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    wrong = re.search(r"Non-2xx.*: (\d+)", said)
    assert wrong is None, said
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    middle = re.search(r"50%\s+([\d.]+)(us|ms|s)", said)
    assert rate is not None, said
    assert middle is not None, said
    scale = {"us": 0.001, "ms": 1.0, "s": 1000.0}[middle[2]]
    return float(rate[1]), float(middle[1]) * scale


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    for _ in range(1200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nothing listens on {port}")


def _get(url: str) -> bytes:
    with urlopen(url) as answer:  # noqa: S310
        found: bytes = answer.read()
        return found
