"""A real server for the browser: both sites as their own processes, on a database of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test import override_settings
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker

from mingjian.config import settings as product_settings
from mingjian.ops.demo.people import open_demo_house, settle
from mingjian.ops.management.commands.load_law_packs import OPERATOR
from mingjian.ops.postgres import APP, OWNER, PORTAL
from mingjian.registry.packs import load_packs
from tests.databases import copy_database, drop_database, name_for, point_at, url_for

SCREENSHOTS = Path(__file__).resolve().parents[2] / "screenshots"


@dataclass(frozen=True)
class Sites:
    """Addresses of the three running sites."""

    portal: str
    desk: str
    party: str


@pytest.fixture(scope="session")
def sites(
    worker_name: str,
    template_database: str,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Sites]:
    """Portal and desk over a house with staff and law packs, but no case yet."""
    database, before = name_for(f"{worker_name}_e2e"), connection.settings_dict["NAME"]
    copy_database(source=template_database, target=database)
    point_at(database)
    with django_db_blocker.unblock():
        _furnish()
        connection.close()
    point_at(before)
    ports = [_free_port() for _ in range(3)]
    running = Sites(*(f"http://127.0.0.1:{port}" for port in ports))
    folder = tmp_path_factory.mktemp("e2e")
    environment = _environment(database, folder, running)
    command = [sys.executable, "-m", "mingjian.ops.cli", "serve", "--insecure-http"]
    for site, port in zip(("portal", "desk", "party"), ports, strict=True):
        command += [f"--{site}-port", str(port)]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            for url in (running.portal, running.desk, running.party):
                _wait_for(url, server, folder / "server.log")
            yield running
        finally:
            server.terminate()
            server.wait(timeout=20)
    drop_database(database)


def _furnish() -> None:
    at = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
    load_packs(by=OPERATOR, at=at)
    # The server knows only the product's own hasher, not the quick one of the tests.
    with override_settings(PASSWORD_HASHERS=product_settings.PASSWORD_HASHERS):
        open_demo_house(at=at)
        settle(at=at, on=at.date())


def _environment(database: str, folder: Path, running: Sites) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "MINGJIAN_SITE"}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "mingjian.config.settings",
        "DATABASE_URL": url_for(OWNER, database),
        "MINGJIAN_APP_DATABASE_URL": url_for(APP, database),
        "MINGJIAN_PORTAL_DATABASE_URL": url_for(PORTAL, database),
        "MINGJIAN_DATA_DIR": str(folder),
        "MINGJIAN_PORTAL_URL": running.portal,
        "MINGJIAN_DESK_URL": running.desk,
        "MINGJIAN_PARTY_URL": running.party,
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError(f"server ended:\n{log.read_text()}")
        try:
            urllib.request.urlopen(url, timeout=2)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"no answer from {url}:\n{log.read_text()}")


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh browser at desktop width; a script error or CSP breach fails the test."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    opened = context.new_page()
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on(
        "console",
        lambda message: (
            problems.append(message.text) if "Content Security Policy" in message.text else None
        ),
    )
    yield opened
    context.close()
    assert problems == []
