"""A furnished origin and a node that has taken it in; each test works on copies of both."""

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
from tests.ops.node.make import (
    Furnished,
    World,
    copy_world,
    furnish,
    make_node_database,
    public_files,
    serve_mirror,
    trust_of_origin,
)


@pytest.fixture(autouse=True)
def portal_site(settings: Settings) -> Iterator[None]:
    """Settings of the process with MINGJIAN_SITE=portal, at the origin and at the node."""
    use_portal(settings)
    yield
    clear_url_caches()


def use_portal(settings: Settings) -> None:
    """The portal's URLs, middleware and context."""
    [engine] = product.TEMPLATES
    processors = ["django.template.context_processors.request", *product._PORTAL_CONTEXT]
    settings.TEMPLATES = [
        {**engine, "OPTIONS": {**engine["OPTIONS"], "context_processors": processors}}
    ]
    settings.MIDDLEWARE = product._COMMON_MIDDLEWARE + product._PORTAL_MIDDLEWARE
    settings.ROOT_URLCONF = "mingjian.config.urls_portal"
    settings.PORTAL_URL = "https://portal.example"
    settings.IS_NODE = False
    settings.NODE_FOLDER = settings.NODE_FOLDER
    clear_url_caches()
    set_urlconf(None)


@pytest.fixture(scope="package")
def origin_house(
    worker_name: str,
    template_database: str,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[tuple[str, Furnished]]:
    """The origin's database and the files of its log, as they stand before any test."""
    database, before = name_for(f"{worker_name}_node_house"), connection.settings_dict["NAME"]
    copy_database(source=template_database, target=database)
    point_at(database)
    with django_db_blocker.unblock():
        house = furnish()
        connection.close()
    kept = log_folder(database).with_suffix(".kept")
    shutil.copytree(log_folder(database), kept)
    point_at(before)
    yield database, house
    shutil.rmtree(kept)
    drop_database(database)


@pytest.fixture
def world(
    origin_house: tuple[str, Furnished],
    worker_name: str,
    django_db_blocker: DjangoDbBlocker,
    tmp_path: Path,
) -> Iterator[World]:
    """An origin that serves, and a node that knows nothing yet."""
    source, house = origin_house
    before = connection.settings_dict["NAME"]
    names = name_for(f"{worker_name}_node_origin"), name_for(f"{worker_name}_node_own")
    with django_db_blocker.unblock(), serve_mirror() as mirror:
        copy_world(source=source, target=names[0])
        make_node_database(names[1])
        point_at(names[0])
        mirror.files.update(public_files())
        yield World(house, *names, tmp_path / "node", mirror, trust_of_origin())
        connection.close()
    point_at(before)
    for name in names:
        drop_database(name)


@pytest.fixture
def synced(world: World) -> World:
    """The node has taken in everything."""
    state = world.follow()
    assert (state.fault, state.is_whole) == ("", True)
    return world


@pytest.fixture
def visitor() -> Client:
    """Somebody's browser."""
    return Client()
