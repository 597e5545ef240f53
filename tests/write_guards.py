"""Write the guard manifest of this release from a freshly migrated database (``make guards``)."""

from __future__ import annotations

import os
from pathlib import Path

import django

from mingjian.ops import guards
from tests.databases import drop_leftovers, make_template, point_at

MANIFEST = Path(guards.__file__).with_name(guards.MANIFEST)


def write_manifest(path: Path = MANIFEST) -> None:
    """Write down what a scratch database enforces; leaves no database behind."""
    point_at(make_template())
    try:
        path.write_text(guards.manifest_text(guards.live_guards()), encoding="utf-8")
    finally:
        point_at("mingjian")
        drop_leftovers()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    write_manifest()
