"""Ten thousand planted identifiers and a crawl (``make faults NAME=privacy``)."""

from __future__ import annotations

import os
import subprocess
import sys

PLANTED = "10000"

if __name__ == "__main__":
    command = [sys.executable, "-m", "pytest", "-q", "-s", "tests/portal/test_privacy.py"]
    environment = {"MINGJIAN_PLANTED": PLANTED, **os.environ}
    sys.exit(subprocess.run(command, env=environment, check=False).returncode)
