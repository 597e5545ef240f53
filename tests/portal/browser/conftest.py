"""The portal as its own process, under its own database role, before a real browser."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from mingjian.ops.postgres import PORTAL
from tests.databases import log_folder, url_for
from tests.portal.make import House


@pytest.fixture(scope="package")
def portal(
    house: House, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of the running portal."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder, address = tmp_path_factory.mktemp("portal"), f"http://127.0.0.1:{port}"
    shutil.copytree(log_folder(str(connection.settings_dict["NAME"])), folder / "log")
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--no-ws", "mingjian.config.wsgi:application"]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            command, env=_environment(folder, address), stdout=log, stderr=log
        )
        try:
            _wait_for(f"{address}/healthz", server, folder / "server.log")
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)


def _environment(folder: Path, address: str) -> dict[str, str]:
    """What the portal's process gets: the URL of its own role and no other."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "MINGJIAN_APP_DATABASE_URL"}
    }
    database = str(connection.settings_dict["NAME"])
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "mingjian.config.settings",
        "MINGJIAN_SITE": "portal",
        "MINGJIAN_PORTAL_DATABASE_URL": url_for(PORTAL, database),
        "MINGJIAN_DATA_DIR": str(folder),
        "MINGJIAN_PORTAL_URL": address,
    }


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        if server.poll() is not None:
            raise RuntimeError(f"server ended:\n{log.read_text()}")
        try:
            urllib.request.urlopen(url, timeout=2)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"no answer from {url}:\n{log.read_text()}")
