"""The portal as its own process runs it: its URLs, its middleware, its database role's tables."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.urls import clear_url_caches, set_urlconf
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from mingjian.config import settings as product
from tests.databases import copy_database, drop_database, log_folder, name_for, point_at
from tests.portal.make import House, furnish

PORTAL_URL = "https://portal.example"


@pytest.fixture(scope="package")
def house(
    worker_name: str,
    template_database: str,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[House]:
    """A database of this package in which decisions stand; tests only read it."""
    database, before = name_for(f"{worker_name}_portal"), connection.settings_dict["NAME"]
    copy_database(source=template_database, target=database)
    point_at(database)
    with django_db_blocker.unblock():
        furnished = furnish()
    # 测试回滚以后，它签署过的文件也要回到布置时的样子。
    shutil.copytree(log_folder(database), kept_log(database))
    yield furnished
    shutil.rmtree(kept_log(database))
    with django_db_blocker.unblock():
        connection.close()
    point_at(before)
    drop_database(database)


@pytest.fixture(autouse=True)
def portal_site(settings: Settings) -> Iterator[None]:
    """Settings of the process with MINGJIAN_SITE=portal."""
    [engine] = product.TEMPLATES
    processors = ["django.template.context_processors.request", *product._PORTAL_CONTEXT]
    settings.TEMPLATES = [
        {**engine, "OPTIONS": {**engine["OPTIONS"], "context_processors": processors}}
    ]
    settings.MIDDLEWARE = product._COMMON_MIDDLEWARE + product._PORTAL_MIDDLEWARE
    settings.ROOT_URLCONF = "mingjian.config.urls_portal"
    settings.PORTAL_URL = PORTAL_URL
    clear_url_caches()
    set_urlconf(None)
    yield
    clear_url_caches()
    restore_log(connection.settings_dict["NAME"])


def kept_log(database: str) -> Path:
    """The log's files as they were when the house was furnished."""
    return log_folder(database).with_suffix(".kept")


def restore_log(database: str) -> None:
    """Undo what a test that was rolled back has signed."""
    kept, used = kept_log(database) / "signed", log_folder(database) / "signed"
    if kept.exists() and kept.read_bytes() != used.read_bytes():
        shutil.rmtree(log_folder(database))
        shutil.copytree(kept_log(database), log_folder(database))


@pytest.fixture
def visitor(house: House, db: None) -> Client:
    """Somebody's browser, at a portal with something to show."""
    return Client()


@pytest.fixture
def reader() -> Client:
    """Somebody's browser, for pages that ask no database."""
    return Client()
