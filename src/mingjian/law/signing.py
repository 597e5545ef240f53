"""Signing on screen (电子签名、现场签名): whose signature a paper wants, and what is one.

packs/documents/signing.toml says who signs which paper. A drawn signature bound to bytes is no
reliable electronic signature of 电子签名法 art. 13: it shows what was drawn under which text.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from mingjian.law.breach import Breach
from mingjian.law.citation import Citation

_FILE = resources.files("mingjian.law") / "packs" / "documents" / "signing.toml"
RELIABLE = Citation("电子签名法", "13", "1")
_MOST_POINTS = 6000
_FEWEST_POINTS = 8
_LEAST_EXTENT = 500
_LONGEST = 600_000  # milliseconds
# 点的位置按签名栏宽、高的万分之一记，没有小数，散列才唯一。
FULL = 10_000
Point = tuple[int, int, int]
Strokes = tuple[tuple[Point, ...], ...]


class Capacity(StrEnum):
    """身份: as what somebody signs."""

    PARTY = "party"
    AGENT = "agent"
    QUESTIONED = "questioned"
    RECEIVER = "receiver"
    WITNESS = "witness"
    OFFICER = "officer"
    HOST = "host"

    @property
    def label(self) -> str:
        """The word shown to people."""
        return _LABELS[self]

    @property
    def is_staff(self) -> bool:
        """执法人员、听证主持人 sign by their own accounts."""
        return self in {Capacity.OFFICER, Capacity.HOST}


_LABELS = {
    Capacity.PARTY: "当事人",
    Capacity.AGENT: "代理人",
    Capacity.QUESTIONED: "被询问人",
    Capacity.RECEIVER: "受送达人（代收人）",
    Capacity.WITNESS: "见证人",
    Capacity.OFFICER: "执法人员",
    Capacity.HOST: "听证主持人",
}
# 当事人的签名可以由代理人签。
_STANDS_FOR = {Capacity.AGENT: Capacity.PARTY}


class SigningWay(StrEnum):
    """签名方式: drawn on screen, on paper, or refused."""

    DRAWN = "drawn"
    ON_PAPER = "on_paper"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """The word shown to people."""
        return {"drawn": "屏幕签名", "on_paper": "纸质签名", "refused": "拒绝签名"}[self.value]


@dataclass(frozen=True)
class SigningRule:
    """签名要求 of one kind of paper: capacities, one for each signature wanted."""

    kind: str
    by_page: bool
    signers: tuple[Capacity, ...]
    basis: Citation
    refused: Citation

    @property
    def capacities(self) -> tuple[Capacity, ...]:
        """Who may sign: those who must, an agent for a party, and a witness on any."""
        wanted = list(dict.fromkeys(self.signers))
        if Capacity.PARTY in wanted:
            wanted.append(Capacity.AGENT)
        return (*wanted, Capacity.WITNESS)

    def missing(self, signed: Iterable[Capacity]) -> tuple[Capacity, ...]:
        """The signatures (or refusals) that are still wanted."""
        there = Counter(_STANDS_FOR.get(one, one) for one in signed)
        left = Counter(self.signers) - there
        return tuple(left.elements())


def signing_rule(kind: str) -> SigningRule | None:
    """What that kind of paper wants; None where nobody signs it on screen."""
    return signing_rules().get(kind)


@cache
def signing_rules() -> dict[str, SigningRule]:
    """Every rule of the pack, by kind."""
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))["paper"]
    return {row["kind"]: _read(row) for row in rows}


def _read(row: dict[str, Any]) -> SigningRule:
    signers: list[Capacity] = []
    for written in row["signers"]:
        who, _, count = written.partition("×")
        signers += [Capacity(who)] * int(count or 1)
    basis, refused = (Citation(*row[name].split("/")) for name in ("basis", "refused"))
    return SigningRule(row["kind"], row["by_page"], tuple(signers), basis, refused)


def read_strokes(text: str) -> Strokes:
    """Strokes from ``[[[x, y, ms], …], …]``; raises ValueError for anything else."""
    found = json.loads(text)
    strokes = tuple(tuple(_point(one) for one in stroke) for stroke in found)
    points = [point for stroke in strokes for point in stroke]
    times = [point[2] for point in points]
    if not all(strokes) or len(points) > _MOST_POINTS or times != sorted(times):
        raise ValueError("not the strokes of one hand")
    return strokes


def _point(one: Sequence[float]) -> Point:
    across, down, time = one
    if not (0 <= across <= 1 and 0 <= down <= 1 and 0 <= time <= _LONGEST):
        raise ValueError(f"a point outside the field: {one}")
    return round(across * FULL), round(down * FULL), int(time)


def judge_drawing(strokes: Strokes) -> Breach | None:
    """An empty field or a dot is no signature (签名应当能够辨认)."""
    points = [point for stroke in strokes for point in stroke]
    if len(points) >= _FEWEST_POINTS and _extent(points) >= _LEAST_EXTENT:
        return None
    return Breach(
        "SIGN_EMPTY",
        "签名栏是空的，或者只有一个点，不是签名",
        RELIABLE,
        "请在签名栏内写下姓名；不会书写的，在纸质文书上捺指印并登记。",
    )


def _extent(points: Sequence[Point]) -> int:
    across, down = [point[0] for point in points], [point[1] for point in points]
    return max(max(across) - min(across), max(down) - min(down))


def judge_pages(*, rule: SigningRule, read: Iterable[int], count: int) -> Breach | None:
    """逐页确认: whoever signs a record has looked at each page."""
    left = sorted(set(range(1, count + 1)) - set(read))
    if not rule.by_page or not left:
        return None
    pages = "、".join(str(one) for one in left)
    return Breach(
        "SIGN_PAGES",
        f"第{pages}页还没有确认，不能签名",
        rule.basis,
        "请由签名的人逐页看完，在每一页下面勾选“本页已阅”。",
    )


def judge_refusal(*, rule: SigningRule, reason: str, witness: str, recording: str) -> Breach | None:
    """拒绝签名: noted with the reason, and with a witness or a recording."""
    if reason.strip() and (witness.strip() or recording.strip()):
        return None
    return Breach(
        "SIGN_REFUSED",
        "没有写明拒绝签名的情况，或者既没有见证人也没有录音录像",
        rule.refused,
        "请写明拒绝的理由或者表现，并填写见证人，或者录音录像的编号。",
    )
