"""An origin whose story is told once, and nodes that have followed it up to the start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.urls import clear_url_caches, set_urlconf
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from mingjian.config import settings as product
from tests.databases import drop_database, name_for, point_at
from tests.ops.node.make import (
    Mirror,
    Node,
    become,
    copy_node,
    make_node_database,
    serve_mirror,
    trust_of_origin,
)
from tests.ops.node.origin import Told, tell_the_story

[_ENGINE] = product.TEMPLATES
_PROCESSORS = ["django.template.context_processors.request", *product._PORTAL_CONTEXT]
_PORTAL = {
    "TEMPLATES": [
        {**_ENGINE, "OPTIONS": {**_ENGINE["OPTIONS"], "context_processors": _PROCESSORS}}
    ],
    "MIDDLEWARE": product._COMMON_MIDDLEWARE + product._PORTAL_MIDDLEWARE,
    "ROOT_URLCONF": "mingjian.config.urls_portal",
    "PORTAL_URL": "https://portal.example",
    "IS_NODE": False,
}


@pytest.fixture(autouse=True)
def portal_site(settings: Settings) -> Iterator[None]:
    """Settings of the process with MINGJIAN_SITE=portal."""
    for name, value in _PORTAL.items():
        setattr(settings, name, value)
    settings.NODE_FOLDER = settings.NODE_FOLDER
    clear_url_caches()
    set_urlconf(None)
    yield
    clear_url_caches()


@pytest.fixture(scope="package")
def mirror() -> Iterator[Mirror]:
    """One server for all tests of this package."""
    with serve_mirror() as served:
        yield served


@pytest.fixture(scope="package")
def told(
    worker_name: str,
    template_database: str,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Told:
    """The origin's story, told once; afterwards only its bytes are left."""
    before = connection.settings_dict["NAME"]
    # Tells Django that its settings changed: engines made for the desk are made anew.
    with override_settings(**_PORTAL), django_db_blocker.unblock():
        clear_url_caches()
        story = tell_the_story(template_database, worker_name)
    point_at(before)
    return story


@pytest.fixture(scope="package")
def first_node(
    told: Told,
    mirror: Mirror,
    worker_name: str,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Node]:
    """A node that has taken in everything up to the start."""
    before, name = connection.settings_dict["NAME"], name_for(f"{worker_name}_node_first")
    folder = tmp_path_factory.mktemp("node") / "first"
    made = Node(told, name, folder, mirror, trust_of_origin())
    made.give("start")
    with django_db_blocker.unblock():
        make_node_database(name)
        state = made.follow()
        connection.close()
    assert (state.fault, state.is_whole) == ("", True)
    point_at(before)
    yield made
    drop_database(name)


@pytest.fixture
def node(
    first_node: Node,
    mirror: Mirror,
    worker_name: str,
    django_db_blocker: DjangoDbBlocker,
    tmp_path: Path,
) -> Iterator[Node]:
    """A node of the test's own that stands at the start; this process is it."""
    before, name = connection.settings_dict["NAME"], name_for(f"{worker_name}_node_own")
    with django_db_blocker.unblock():
        yield copy_node(source=first_node, database=name, folder=tmp_path / "node", mirror=mirror)
        connection.close()
    point_at(before)
    drop_database(name)


@pytest.fixture
def reading(first_node: Node, django_db_blocker: DjangoDbBlocker) -> Iterator[Node]:
    """The first node itself, for tests that only read."""
    before = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        become(first_node)
        first_node.give("start")
        yield first_node
        connection.close()
    point_at(before)


@pytest.fixture
def visitor() -> Client:
    """Somebody's browser."""
    return Client()
