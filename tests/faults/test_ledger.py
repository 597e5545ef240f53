"""The fault suite of the log in small: a few kills find nothing, and a planted bug is found."""

from __future__ import annotations

import pytest

from tests.databases import point_at
from tests.faults.ledger import run_faults

# Both runs use databases of the same names: one worker, one after the other.
pytestmark = pytest.mark.xdist_group("faults")


@pytest.fixture
def _own_databases(django_db_setup: None, django_db_blocker, settings) -> object:
    """The suite makes and drops databases of its own; afterwards we are back at ours."""
    before = settings.DATABASES["default"]["NAME"]
    with django_db_blocker.unblock():
        yield
    point_at(before)


@pytest.mark.usefixtures("_own_databases")
def test_killed_sequencers_lose_nothing_and_never_fork() -> None:
    tally = run_faults(kills=8, seed=3)

    assert (tally.found, tally.kills >= 8) == ([], True)


@pytest.mark.usefixtures("_own_databases")
def test_a_receipt_given_too_early_is_found() -> None:
    found = [run_faults(kills=25, seed=seed, plant="early-receipt").found for seed in (1, 2)]

    assert any(found)
