"""The fault suite of imports in small: kills lose nothing, and a planted bug is found."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

# Its databases have the same names for every worker.
pytestmark = pytest.mark.xdist_group("faults")


def test_killed_imports_go_on_and_lose_nothing(template_database: str) -> None:
    command = [sys.executable, "-m", "tests.faults.imports", "--rows", "900", "--kills", "3"]

    done = subprocess.run(
        command, env=os.environ, capture_output=True, text=True, check=False, timeout=300
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "resumed=0" not in done.stdout
