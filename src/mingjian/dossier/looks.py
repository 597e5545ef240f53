"""Looks (版式): sets of templates that never change once used; a paper names its own.

``templates/documents/looks.toml`` lists them with the digest of every file. A new look is a folder
of its own, so an old paper is set again as it was set the first time.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

FOLDER = resources.files("mingjian.dossier") / "templates" / "documents"
FIRST = "1"


@dataclass(frozen=True)
class Look:
    """版式: where its templates lie, since when it is used, what they are."""

    id: str
    folder: str
    since: date
    files: Mapping[str, str]

    def template(self, name: str) -> str:
        """The template's place below the folder of templates."""
        return f"{self.folder}/{name}" if self.folder else name


@cache
def looks() -> dict[str, Look]:
    """Every look by its id, the oldest first."""
    return looks_in(FOLDER)


def looks_in(templates: Traversable) -> dict[str, Look]:
    """The looks that a folder of templates lists."""
    rows = tomllib.loads((templates / "looks.toml").read_text(encoding="utf-8"))["look"]
    found = [Look(row["id"], row["folder"], row["since"], row["files"]) for row in rows]
    return {one.id: one for one in sorted(found, key=lambda one: one.since)}


def look_for(*, on: date) -> Look:
    """The national look of papers of that day; the first one for the days before it."""
    used = [one for one in looks().values() if one.since <= on]
    return used[-1] if used else looks()[FIRST]


def template_for(content: Mapping[str, Any], name: str) -> str:
    """The template in the look that the paper names; papers from before looks are of the first."""
    return looks()[named_look(content)].template(name)


def named_look(content: Mapping[str, Any]) -> str:
    """The id of the look that the paper names."""
    return str(content.get("form", {}).get("look", FIRST))
