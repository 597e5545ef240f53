"""Run one measurement on a scratch database, durable as in operation, thrown away afterwards."""

from __future__ import annotations

import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import django
from django.core.management import call_command

from mingjian.ops.postgres import use_database

# "import" is a word of Python's own.
_MODULES = {"import": "importing"}
_WITHOUT_DATABASE = {"verifier", "pages"}


def run(name: str, arguments: list[str]) -> None:
    """Prepare, measure, stop."""
    if name in _WITHOUT_DATABASE:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjian.config.settings")
        os.environ.setdefault("DATABASE_URL", "postgresql:///none")
        django.setup()
        import_module(f"bench.{name}").main(arguments)
        return
    with tempfile.TemporaryDirectory(prefix="mingjian-bench-") as scratch:
        os.environ.update({"MINGJIAN_DATA_DIR": scratch, "MINGJIAN_SITE": "owner"})
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjian.config.settings")
        server = use_database(Path(scratch))
        django.setup()
        try:
            call_command("migrate", verbosity=0)
            import_module(f"bench.{_MODULES.get(name, name)}").main(arguments)
        finally:
            if server is not None:
                server.stop()


if __name__ == "__main__":
    run(sys.argv[1], sys.argv[2:])
