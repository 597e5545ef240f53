"""Ways of service (送达方式) and papers that must bear the seal, read from packs/service."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from mingjian.law.citation import Citation
from mingjian.law.procedure.titles import Titled

_FILE = resources.files("mingjian.law") / "packs" / "service" / "ways.toml"


class ServiceMethod(Titled):
    """送达方式: 民事诉讼法 art. 88–95; electronic needs a confirmation (行政处罚法 art. 61)."""

    DIRECT = "direct", "直接送达"
    LEFT_IN_PLACE = "left_in_place", "留置送达"
    ENTRUSTED = "entrusted", "委托送达"
    POSTAL = "postal", "邮寄送达"
    FORWARDED = "forwarded", "转交送达"
    ELECTRONIC = "electronic", "电子送达"
    BY_ANNOUNCEMENT = "by_announcement", "公告送达"


@dataclass(frozen=True)
class Way:
    """One way: what it rests on, what proves it, which day counts."""

    method: ServiceMethod
    cite: Citation
    proof: str
    day: str
    needs_receiver: bool


@dataclass(frozen=True)
class PaperSeal:
    """应当盖章的文书; ``on_the_spot``: may be handed over on paper in the act that makes it."""

    kind: str
    cite: Citation
    on_the_spot: bool


def way_of(method: ServiceMethod) -> Way:
    """What the pack says of that way."""
    return _ways()[method]


@cache
def paper_seals() -> dict[str, PaperSeal]:
    """Every kind of paper that must bear the seal before it is served."""
    return {
        kind: PaperSeal(kind, _cite(row), row.get("on_the_spot", False))
        for row in _content()["sealed"]
        for kind in row["kinds"]
    }


@cache
def _ways() -> dict[ServiceMethod, Way]:
    rows = _content()["way"]
    return {
        ServiceMethod(row["method"]): Way(
            ServiceMethod(row["method"]),
            _cite(row),
            row["proof"],
            row["day"],
            row.get("needs_receiver", False),
        )
        for row in rows
    }


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def _cite(row: dict[str, Any]) -> Citation:
    return Citation(*row["cite"].split("/"))
