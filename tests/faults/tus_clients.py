"""Ordinary clients (``make faults NAME=tus_clients``): the official Python and JavaScript clients
of tus against a desk of this suite's own: whole, in blocks, broken off and gone on with by another
process.

The JavaScript client comes from ``tus_js/package-lock.json`` (hashes of every file) into
``.cache``; where it is neither there nor to be had, the suite says so and fails. No test of the
ordinary run needs it. The desk's own script has no test in a browser yet.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import django
import requests
from tusclient.client import TusClient

PASSWORD = "谷雨-1949-synthetic"
BLOCK = 4 << 20
LENGTHS = (1, BLOCK - 1, BLOCK, BLOCK + 1, 10 * BLOCK + 7)
JS, KEPT = Path(__file__).parent / "tus_js", Path(".cache/faults/tus_js")


class Session:
    """An officer at the desk, as a program."""

    def __init__(self, desk: str, username: str, password: str = PASSWORD) -> None:
        self.desk, self.http = desk, requests.Session()
        page = self.http.get(f"{desk}/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        assert token is not None
        said = {"username": username, "password": password, "csrfmiddlewaretoken": token[1]}
        self.http.post(f"{desk}/login/", said, headers={"Referer": desk})

    @property
    def cookies(self) -> str:
        """As a header."""
        return "; ".join(f"{one.name}={one.value}" for one in self.http.cookies)

    @property
    def token(self) -> str:
        """Against forged requests."""
        return next((str(one.value) for one in self.http.cookies if "csrf" in one.name), "")

    def client(self) -> TusClient:
        """The official client with the session's cookies."""
        cookies, token = self.cookies, self.token
        return TusClient(
            f"{self.desk}/evidence/uploads/",
            headers={"Cookie": cookies, "X-CSRFToken": token, "Referer": self.desk},
        )

    def state(self, url: str) -> dict[str, Any]:
        """What became of an upload."""
        name = url.rstrip("/").rpartition("/")[2]
        found: dict[str, Any] = self.http.get(f"{self.desk}/evidence/{name}/state/").json()
        return found


def upload_and_break_off(session: Session, size: int) -> dict[str, Any]:
    """Three blocks, then another process's uploader goes on; returns the state with its proof."""
    content = random.randbytes(size)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "现场.mp4"
        path.write_bytes(content)
        said = {"filename": path.name, "proves": "客户端测试", "place": "样板路1号"}
        chosen = {"chunk_size": BLOCK, "metadata": said, "upload_checksum": True}
        first = session.client().uploader(str(path), **chosen)
        for _ in range(min(3, -(-size // BLOCK) - 1)):
            first.upload_chunk()
        second = session.client().uploader(str(path), url=first.url, **chosen)
        resumed_at = second.offset
        second.upload()
    assert resumed_at == first.offset, (resumed_at, first.offset)
    state = session.state(second.url)
    assert state["sha256"] == hashlib.sha256(content).hexdigest()
    return {**state, "resumed_at": resumed_at}


def fetch_javascript() -> str:
    """The locked JavaScript client in the cache; "" when it is there, else why not."""
    if not (shutil.which("node") and shutil.which("npm")):
        return "no node, no npm on this machine"
    if (KEPT / "node_modules" / "tus-js-client").exists():
        shutil.copy(JS / "upload.mjs", KEPT)
        return ""
    KEPT.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", "upload.mjs"):
        shutil.copy(JS / name, KEPT)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=KEPT, capture_output=True, text=True, timeout=300)
    return done.stderr[-300:] if done.returncode else ""


def upload_by_javascript(session: Session, size: int) -> dict[str, Any]:
    """Three blocks, then another process goes on; returns the state with its proof."""
    content = random.randbytes(size)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "client.mp4"
        path.write_bytes(content)
        stop = min(3, -(-size // BLOCK) - 1)
        first = _node(session, path, stop) if stop else {"url": "", "blocks": 0}
        second = _node(session, path, 0, first["url"])
    assert second["resumedAt"] == first["blocks"] * BLOCK, (first, second)
    state = session.state(second["url"])
    assert state["sha256"] == hashlib.sha256(content).hexdigest()
    return {**state, "resumed_at": second["resumedAt"]}


def _node(session: Session, path: Path, stop_after: int, url: str = "") -> dict[str, Any]:
    endpoint = f"{session.desk}/evidence/uploads/"
    said = [endpoint, str(path), session.cookies, session.token, str(BLOCK), str(stop_after), url]
    done = subprocess.run(
        ["node", "upload.mjs", *said], cwd=KEPT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> int:
    """Both clients; 0 only where both were run and every file arrived."""
    from mingjian.law.roles import Role
    from tests.faults.desk import running_desk

    with running_desk(Role.CASE_OFFICER) as desk:
        officer = Session(desk.url, desk.accounts[Role.CASE_OFFICER])
        for length in LENGTHS:
            told = upload_and_break_off(officer, length)
            print(f"tuspy: {length} bytes {told['title']}, gone on at {told['resumed_at']}")
        missing = fetch_javascript()
        for length in LENGTHS if not missing else ():
            told = upload_by_javascript(officer, length)
            print(f"tus-js-client: {length} bytes {told['title']}, gone on at {told['resumed_at']}")
    if missing:
        print(f"tus-js-client was NOT run: {missing}")
    return 1 if missing else 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    sys.exit(main())
