"""Statutory grounds (法定情节) that exempt, lighten or aggravate: 行政处罚法 arts. 30-33, 49."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from mingjian.law.circumstances import Circumstances
from mingjian.law.citation import Citation
from mingjian.law.places import read_place


class Effect(StrEnum):
    """What a ground does to the penalty."""

    EXEMPT = "exempt"  # 不予处罚
    LENIENT = "lenient"  # 从轻或者减轻
    HEAVIER = "heavier"  # 从重


_EFFECT_WORDS = {
    Effect.EXEMPT: "不予行政处罚",
    Effect.LENIENT: "从轻或者减轻行政处罚",
    Effect.HEAVIER: "从重处罚",
}


@dataclass(frozen=True)
class Ground:
    """法定情节: ``must`` tells 应当 from 可以; ``order`` what goes with an exemption."""

    id: str
    title: str
    effect: Effect
    must: bool
    cite: Citation
    order: str = ""
    age: tuple[int, int] | None = None
    needs: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The law's consequence, without the final 。."""
        word = "可以" if not self.must else "" if self.effect is Effect.EXEMPT else "应当"
        also = f"，并{self.order}" if self.order else ""
        return f"{self.title}的，{word}{_EFFECT_WORDS[self.effect]}{also}（{self.cite}）"

    def covers_age(self, age: int) -> bool:
        """Whether this ground follows from the party's age alone."""
        return self.age is not None and self.age[0] <= age < self.age[1]


@cache
def grounds() -> Mapping[str, Ground]:
    """All statutory grounds by id, in the order of the law."""
    text = (
        files("mingjian.law").joinpath("packs/benchmarks/national/grounds.toml").read_text("utf-8")
    )
    pack = tomllib.loads(text)
    return {row["id"]: _read(row, law=pack["law"]) for row in pack["ground"]}


def grounds_of(*, circumstances: Circumstances) -> tuple[Ground, ...]:
    """The grounds established in this case, those of age included; contradictions are refused."""
    known = grounds()
    if unknown := circumstances.grounds - known.keys():
        raise ValueError(f"unknown statutory grounds: {sorted(unknown)}")
    found = []
    for ground in known.values():
        by_age = circumstances.age is not None and ground.covers_age(circumstances.age)
        if ground.id in circumstances.grounds or by_age:
            _refuse_contradiction(ground, circumstances, by_age)
            found.append(ground)
    return tuple(found)


def _refuse_contradiction(ground: Ground, case: Circumstances, by_age: bool) -> None:
    if ground.age is not None and not by_age:
        raise ValueError(
            f"不能适用“{ground.title}”（{ground.cite}）：与当事人年龄不符。请核对年龄。"
        )
    for need in ground.needs:
        held = case.offence_count == 1 if need == "first" else case.flag(need)
        if not held:
            words = {"first": "初次违法", "slight": "违法行为轻微", "corrected": "及时改正"}[need]
            raise ValueError(
                f"不能适用“{ground.title}”（{ground.cite}）：尚未认定{words}。"
                f"请先认定{words}并附证据，或者取消该情节。"
            )


def _read(row: Mapping[str, Any], *, law: str) -> Ground:
    age = row.get("age")
    return Ground(
        id=row["id"],
        title=row["title"],
        effect=Effect(row["effect"]),
        must=row["must"],
        cite=read_place(row["cite"], law=law),
        order=row.get("order", ""),
        age=(age[0], age[1]) if age else None,
        needs=tuple(row.get("needs", ())),
    )
