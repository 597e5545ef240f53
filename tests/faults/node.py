"""Faults of a portal node (``make faults NAME=node``): real processes, kill -9, canaries, a clock.

An origin runs as in operation (portal, desk, jobs); a node follows it over HTTP with its own
database. Looked for: a canary that stays on any public surface of the node longer than 60 s after
its withdrawal, or in a dump longer than ten minutes; a node that a kill -9 has left wrong.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from importlib import import_module
from pathlib import Path
from typing import Any

import django

from mingjian.ops.postgres import use_database

_LIMIT_PAGES, _LIMIT_DUMPS = 60.0, 600.0
_CLI = [sys.executable, "-m", "mingjian.ops.cli"]
_ORIGIN, _NODE = "http://127.0.0.1:8470", "http://127.0.0.1:8480"
_PAGES = (
    *("/decisions/{id}/", "/decisions/{id}.json", "/decisions/?q={name}", "/search.json?q={name}"),
    *("/decisions.csv?q={name}", "/decisions.json?q={name}", "/decisions.rss", "/sitemap.xml"),
    *("/feeds/agency/{agency}.atom", "/decisions.jsonl"),
)
_DUMPS = ("/data/decisions.jsonl", "/data/decisions.csv", "/data/delta.jsonl")


def main(arguments: list[str] | None = None) -> None:
    """Run, print the figures, exit with 1 where a limit was passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--canaries", type=int, default=5)
    parser.add_argument("--kills", type=int, default=12)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--origin", help="data folder of a demo made before, instead of a new one")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="mingjian-node-") as scratch:
        folder = Path(scratch)
        data = Path(options.origin) if options.origin else folder / "origin"
        origin = _start([*_CLI, "--data-dir", str(data), "demo", *_ports()], folder)
        node = None
        try:
            _wait(f"{_ORIGIN}/log/notice", 900)
            config = _write_config(folder)
            began = time.monotonic()
            node = _start([*_CLI, "node", str(config)], folder)
            _wait(f"{_NODE}/decisions/", 300)
            print(f"first taking in, served after {time.monotonic() - began:.1f} s", flush=True)
            desk = _open_desk(data)
            kills = _kill_often(folder, options)
            slowest = _withdraw_canaries(desk, options.canaries)
        finally:
            for process in (node, origin):
                if process is not None:
                    process.terminate()
                    process.wait(60)
    print(f"{kills} kill -9 of follower or site: the bulk file equals the origin's every time")
    print(
        f"{options.canaries} canaries: gone from pages after at most {slowest['pages']:.1f} s, "
        f"from dumps after at most {slowest['dumps']:.1f} s"
    )
    sys.exit(slowest["pages"] > _LIMIT_PAGES or slowest["dumps"] > _LIMIT_DUMPS)


def _ports() -> list[str]:
    return ["--portal-port", "8470", "--desk-port", "8471", "--party-port", "8472"]


def _start(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("MINGJIAN") and not name.endswith("DATABASE_URL")
    }
    log = (folder / "processes.log").open("ab")
    return subprocess.Popen(command, env=kept, stdout=log, stderr=log)


def _write_config(folder: Path) -> Path:
    key = _get(f"{_ORIGIN}/log/keys")[1].decode().split()[0]
    path = folder / "node.toml"
    path.write_text(
        'folder = "node"\ninsecure_http = true\n[[origin]]\nname = "one"\n'
        f'url = "{_ORIGIN}"\nkeys = ["{key}"]\nport = 8480\n'
    )
    return path


def _open_desk(data: Path) -> Any:
    """This process withdraws as the desk does: by the same acts, as the application's role."""
    os.environ.update(
        MINGJIAN_DATA_DIR=str(data),
        MINGJIAN_SITE="desk",
        MINGJIAN_INSECURE_HTTP="1",
        MINGJIAN_PORTAL_URL=_ORIGIN,
        DJANGO_SETTINGS_MODULE="mingjian.config.settings",
    )
    use_database(data)
    django.setup()
    return import_module("tests.faults.node_desk")


def _kill_often(folder: Path, options: argparse.Namespace) -> int:
    dice = random.Random(options.seed)  # a seed, to have it again
    for _ in range(options.kills):
        time.sleep(dice.uniform(0.2, 4.0))
        for process in _processes(dice.choice(["follow_origin", "granian"]), folder):
            os.kill(process, signal.SIGKILL)
        _wait(f"{_NODE}/decisions.jsonl", 60)
        deadline = time.monotonic() + 90
        while not _is_same("/decisions.jsonl"):
            if time.monotonic() > deadline:
                raise SystemExit("after a kill the node is not what the origin is")
            time.sleep(0.5)
    return int(options.kills)


def _processes(word: str, folder: Path) -> list[int]:
    """Processes of this node only: their data folder says whose they are."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            command = (entry / "cmdline").read_bytes()
            environment = (entry / "environ").read_bytes()
        except (OSError, ValueError):
            continue
        ours = f"MINGJIAN_DATA_DIR={folder}/node/".encode()
        if entry.name.isdigit() and word.encode() in command and ours in environment:
            found.append(int(entry.name))
    return found


def _withdraw_canaries(desk: Any, count: int) -> dict[str, float]:
    slowest = {"pages": 0.0, "dumps": 0.0}
    for _ in range(count):
        shown = desk.choose_canary()
        told = {"id": shown.public_id, "name": urllib.parse.quote(shown.party_name)}
        told["agency"] = shown.agency_id
        pages = [f"{_NODE}{each.format(**told)}" for each in _PAGES]
        dumps = [f"{_NODE}{each}" for each in _DUMPS]
        marks = shown.number.encode(), shown.public_id.encode()
        if not any(_tells(each, marks) for each in pages):
            raise SystemExit(f"the canary {shown.public_id} was never on the node")
        desk.withdraw_canary(shown)
        began = time.monotonic()
        for what, addresses in (("pages", pages), ("dumps", dumps)):
            waited = _until_gone(addresses, marks, began)
            slowest[what] = max(slowest[what], waited)
        print(f"canary {shown.public_id}: {slowest}", flush=True)
    return slowest


def _until_gone(addresses: list[str], marks: tuple[bytes, bytes], began: float) -> float:
    """Seconds until none of them tells of it any more, asked again and again without a cache."""
    while any(_tells(each, marks) for each in addresses):
        if time.monotonic() - began > _LIMIT_DUMPS:
            return time.monotonic() - began
        time.sleep(0.2)
    return time.monotonic() - began


def _tells(address: str, marks: tuple[bytes, bytes]) -> bool:
    """By its number; where only addresses are listed, by its id."""
    listed = any(each in address for each in ("search.json", "sitemap"))
    return marks[1 if listed else 0] in _get(address)[1]


def _is_same(path: str) -> bool:
    return _get(f"{_ORIGIN}{path}") == _get(f"{_NODE}{path}")


def _get(url: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()
    except OSError:
        return 0, b""


def _wait(url: str, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while _get(url)[0] != 200:
        if time.monotonic() > deadline:
            raise SystemExit(f"no answer from {url}")
        time.sleep(0.5)


if __name__ == "__main__":
    main()
