"""Ordinary clients (``make faults NAME=tus_clients``): the official Python client of tus against a
running desk: whole, in blocks with checksums, broken off and gone on with by another process.

The official JavaScript client is not run: nothing may be fetched for a test. The desk's own script
has no test in a browser yet.
"""

from __future__ import annotations

import hashlib
import os
import random
import re
import tempfile
from pathlib import Path
from typing import Any

import requests
from tusclient.client import TusClient

from tests.access.make import PASSWORD

BLOCK = 4 << 20


class Session:
    """An officer at the desk, as a program."""

    def __init__(self, desk: str, username: str, password: str = PASSWORD) -> None:
        self.desk, self.http = desk, requests.Session()
        page = self.http.get(f"{desk}/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        assert token is not None
        said = {"username": username, "password": password, "csrfmiddlewaretoken": token[1]}
        self.http.post(f"{desk}/login/", said, headers={"Referer": desk})

    def client(self) -> TusClient:
        """The official client with the session's cookies."""
        cookies = "; ".join(f"{one.name}={one.value}" for one in self.http.cookies)
        token = self.http.cookies.get("csrf", "")
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
    state = session.state(first.url)
    assert state["sha256"] == hashlib.sha256(content).hexdigest()
    return {**state, "resumed_at": resumed_at}


if __name__ == "__main__":
    desk = os.environ.get("MINGJIAN_DESK_URL", "http://127.0.0.1:8001")
    officer = Session(desk, *os.environ["MINGJIAN_OFFICER"].split(":", 1))
    for length in (1, BLOCK - 1, BLOCK, BLOCK + 1, 10 * BLOCK + 7):
        told = upload_and_break_off(officer, length)
        print(f"{length} bytes: {told['title']}, gone on at {told['resumed_at']}")
