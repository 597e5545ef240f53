"""A vault of the test's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evidence.make import vault_in


@pytest.fixture(autouse=True)
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Spool, folders and key below the test's folder."""
    return vault_in(tmp_path, monkeypatch)
