"""The fault suite of the vault in small: a few kills and cuts find nothing, planted bugs do."""

from __future__ import annotations

import pytest
from pytest_django import DjangoDbBlocker

from tests.databases import name_for, point_at
from tests.faults.evidence import in_own_house

# Its database has one name in a run.
pytestmark = pytest.mark.xdist_group("faults")


@pytest.fixture(autouse=True)
def unblocked(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, worker_name: str
) -> object:
    """Processes of their own, on a database of their own."""
    with django_db_blocker.unblock():
        yield
        point_at(name_for(worker_name))


def test_a_few_kills_and_cuts_lose_nothing() -> None:
    killed = in_own_house("kills", rounds=6, seed=11)
    cut = in_own_house("cuts", rounds=6, seed=11)

    assert killed.found == cut.found == []


@pytest.mark.parametrize(("storm", "plant"), [("kills", "rehash"), ("cuts", "syncs-lie")])
def test_a_planted_bug_is_found(storm: str, plant: str) -> None:
    assert in_own_house(storm, rounds=60, seed=11, plant=plant).found
