"""Masking (遮挡): which regions are blurred or covered when, what is muted, what is cut out.

A plan is written against the original's own time and picture: places in per mille of the picture,
times in milliseconds; so what was drawn on a small preview fits the original.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mingjian.law.procedure.titles import Titled

MOST = 40
_SPAN = re.compile(r"(?P<since>[\d:：.]+)?\s*[-–—至]\s*(?P<until>[\d:：.]+)?")
_NUMBERS = re.compile(r"\d{1,3}(?:\.\d)?")
END = 24 * 3600 * 1000


class Way(Titled):
    """How a region is made unrecognisable."""

    BLUR = "blur", "模糊"
    COVER = "cover", "涂黑"


class BadPlan(ValueError):
    """A line that says no place or no time; the message is for people."""


@dataclass(frozen=True)
class Span:
    """[since, until) in milliseconds."""

    since: int = 0
    until: int = END

    @property
    def words(self) -> str:
        """0:01—0:05."""
        return f"{_clock(self.since)}—{'结束' if self.until >= END else _clock(self.until)}"


@dataclass(frozen=True)
class Region:
    """A rectangle in per mille of the picture, for a time."""

    span: Span
    left: int
    top: int
    width: int
    height: int
    way: Way = Way.BLUR

    @property
    def words(self) -> str:
        """For the certificate."""
        place = "、".join(
            f"{name}{value / 10:g}%"
            for name, value in zip(
                ("左", "上", "宽", "高"),
                (self.left, self.top, self.width, self.height),
                strict=True,
            )
        )
        return f"{self.span.words}，{place}，{self.way.title}"


@dataclass(frozen=True)
class Plan:
    """遮挡方案."""

    regions: tuple[Region, ...] = ()
    mutes: tuple[Span, ...] = ()
    cuts: tuple[Span, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be hidden."""
        return not (self.regions or self.mutes or self.cuts)

    def as_plain(self) -> dict[str, Any]:
        """For the row."""
        return {
            "regions": [
                [
                    one.span.since,
                    one.span.until,
                    one.left,
                    one.top,
                    one.width,
                    one.height,
                    one.way.value,
                ]
                for one in self.regions
            ],
            "mutes": [[one.since, one.until] for one in self.mutes],
            "cuts": [[one.since, one.until] for one in self.cuts],
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Plan:
        """Read back what ``as_plain`` wrote."""
        return cls(
            tuple(
                Region(Span(since, until), left, top, width, height, Way(way))
                for since, until, left, top, width, height, way in plain["regions"]
            ),
            tuple(Span(*one) for one in plain["mutes"]),
            tuple(Span(*one) for one in plain["cuts"]),
        )

    def lines(self) -> list[str]:
        """What was masked, a sentence each."""
        return [
            *(f"遮挡：{one.words}" for one in self.regions),
            *(f"静音：{one.words}" for one in self.mutes),
            *(f"剪去：{one.words}" for one in self.cuts),
        ]


def read_plan(*, regions: str, mutes: str, cuts: str) -> Plan:
    """The plan as a person wrote it, a line each; raises BadPlan."""
    plan = Plan(
        tuple(_region(one) for one in _lines(regions)),
        tuple(_span(one) for one in _lines(mutes)),
        tuple(_span(one) for one in _lines(cuts)),
    )
    if len(plan.regions) + len(plan.mutes) + len(plan.cuts) > MOST:
        raise BadPlan(f"一次最多遮挡{MOST}处，请分次制作。")
    return plan


def kept_pieces(*, length: int, cuts: Sequence[Span], step: int) -> Iterator[Span]:
    """What is left of ``length`` ms after the cuts, in pieces of at most ``step`` ms."""
    at = 0
    for cut in sorted(cuts, key=lambda one: one.since):
        yield from _stepped(at, min(cut.since, length), step)
        at = max(at, cut.until)
    yield from _stepped(at, length, step)


def _stepped(since: int, until: int, step: int) -> Iterator[Span]:
    while until - since > 40:  # shorter than a frame is nothing
        # The rest joins the last piece rather than being a piece too short to have a frame.
        end = until if until - since <= step + 400 else since + step
        yield Span(since, end)
        since = end


def _lines(text: str) -> list[str]:
    return [one.strip() for one in text.splitlines() if one.strip()]


def _span(line: str) -> Span:
    found = _SPAN.fullmatch(line)
    if found is None:
        raise BadPlan(f"“{line[:40]}”不是起止时间。请写成“0:05-0:12”，到结束为止的写“0:05-”。")
    since = _milliseconds(found["since"] or "0", line)
    until = _milliseconds(found["until"], line) if found["until"] else END
    if not since < until <= END:
        raise BadPlan(f"“{line[:40]}”的结束时间不晚于开始时间。请核对。")
    return Span(since, until)


def _region(line: str) -> Region:
    """0:01-0:05 10,20,30,40 涂黑; for a photo the time is left out."""
    way = Way.COVER if Way.COVER.title in line else Way.BLUR
    words = line.replace(Way.COVER.title, "").replace(Way.BLUR.title, "").split()
    place = words[-1].replace("，", ",").split(",") if words else []
    if len(place) != 4 or not all(_NUMBERS.fullmatch(one) for one in place):
        raise BadPlan(f"“{line[:40]}”没有位置。请写成“0:01-0:05 左,上,宽,高”，均为百分数。")
    span = _span(" ".join(words[:-1])) if len(words) > 1 else Span()
    left, top, width, height = (round(float(one) * 10) for one in place)
    if not (width > 0 and height > 0 and left + width <= 1000 and top + height <= 1000):
        raise BadPlan(f"“{line[:40]}”的位置超出画面。左加宽、上加高都不能超过100。")
    return Region(span, left, top, width, height, way)


def _milliseconds(text: str, line: str) -> int:
    parts = text.replace("：", ":").split(":")
    try:
        seconds = sum(float(one) * 60.0**place for place, one in enumerate(reversed(parts)))
    except ValueError as error:
        raise BadPlan(f"“{line[:40]}”的时间写法有误。请写成“0:05-0:12”。") from error
    return round(seconds * 1000)


def _clock(milliseconds: int) -> str:
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes}:{rest / 1000:04.1f}".removesuffix(".0")
