"""Something to attack: committed cases with rows in every table."""

from __future__ import annotations

import pytest

from tests.cases.guards.committed import tell_everything


@pytest.fixture(autouse=True)
def everything_told(db: None) -> None:
    """Told once for all tests, by a session of its own."""
    tell_everything()
