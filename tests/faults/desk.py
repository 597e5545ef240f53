"""A desk on this machine for suites that need one: a database, a vault and a server of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.test import override_settings

from mingjian.config import settings as product_settings
from mingjian.law.roles import Role
from mingjian.ops.demo.cast import Cast
from mingjian.ops.postgres import APP
from tests.access.make import PASSWORD
from tests.cases.story import BINXIAN, make_cast
from tests.databases import (
    copy_database,
    drop_database,
    make_template,
    name_for,
    point_at,
    url_for,
)
from tests.desk.make import account_for

_LIVE = "faults_desk"


@dataclass(frozen=True)
class Desk:
    """Where it answers, whose it is; everybody's password is the tests' own."""

    url: str
    cast: Cast
    accounts: dict[Role, str]
    password: str = PASSWORD


@contextmanager
def running_desk(*roles: Role) -> Iterator[Desk]:
    """An agency with an account for each role, and the desk that serves it."""
    live = name_for(_LIVE)
    copy_database(source=make_template(), target=live)
    point_at(live)
    folder = Path(tempfile.mkdtemp(prefix="mingjian-desk-"))
    port = _free_port()
    try:
        # The server knows only the product's own hasher, not the quick one of the tests.
        with override_settings(PASSWORD_HASHERS=product_settings.PASSWORD_HASHERS):
            cast = make_cast(BINXIAN)
            accounts = {role: account_for(cast, role).username for role in roles}
        server = _start(live, folder, port)
        try:
            yield Desk(f"http://127.0.0.1:{port}", cast, accounts)
        finally:
            server.terminate()
            server.wait(timeout=20)
    finally:
        connection.close()
        point_at("mingjian")
        drop_database(live)
        shutil.rmtree(folder, ignore_errors=True)


def _start(database: str, folder: Path, port: int) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "mingjian.config.settings",
        "MINGJIAN_SITE": "desk",
        "MINGJIAN_INSECURE_HTTP": "1",
        "MINGJIAN_APP_DATABASE_URL": url_for(APP, database),
        "MINGJIAN_DATA_DIR": str(folder),
        "MINGJIAN_DESK_URL": f"http://127.0.0.1:{port}",
        "MINGJIAN_EVIDENCE_FREE_GB": "0",
    }
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
    command.append("mingjian.config.wsgi:application")
    server = subprocess.Popen(command, env=environment)
    for _ in range(600):
        if _answers(f"http://127.0.0.1:{port}/login/"):
            return server
        if server.poll() is not None:
            break
        time.sleep(0.1)
    server.kill()
    raise RuntimeError("the desk does not start")


def _answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url, timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
