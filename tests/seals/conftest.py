"""One authority and one sealed paper for the tests of this room."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.seals.make import an_authority, seal_with


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the authority that the checker trusts."""
    return tmp_path_factory.mktemp("seals")


@pytest.fixture(scope="session")
def sealed(house: Path) -> bytes:
    """A paper under the trusted seal."""
    return seal_with(an_authority(house))
