"""Seizures for tests: lawful drafts, and a case that has come to one point of a measure."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from mingjian.cases.measures.acting import Handing
from mingjian.cases.measures.taking import (
    GoodsLine,
    MeasureDraft,
    SceneDraft,
    approve_measure,
    request_measure,
    take_measure,
    take_measure_urgently,
)
from mingjian.cases.models import Measure
from mingjian.law.citation import Citation
from mingjian.law.measures import MeasureKind
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Telling
from tests.cases.story import story_at

FOOD = Citation("食品安全法", "110", "1", "4")
SIGNED = Handing(receiver="张三")
DRAFT = MeasureDraft(MeasureKind.DETAIN, FOOD, "涉嫌用于违法生产经营。", "涉案面粉和烤箱")
FLOUR = GoodsLine("面粉", "25公斤/袋", Decimal("10"), "袋", Decimal("1250"), "照片0001")
OVEN = GoodsLine("烤箱", "", Decimal("1"), "台")


def scene(story: Telling, **changes: Any) -> SceneDraft:
    """Everything done on the spot as the law asks."""
    lawful = SceneDraft(
        taken_at=story.at,
        place="样板路1号加工间",
        kept_at="本机关罚没物品仓库",
        goods=(FLOUR, OVEN),
        handing=SIGNED,
        statement="无异议。",
        cards_were_shown=True,
        party_was_told=True,
        party_was_heard=True,
        record_was_made=True,
        is_connected=True,
        is_no_necessity=True,
        is_not_sealed_by_others=True,
    )
    return replace(lawful, **changes)


def officer(story: Telling) -> dict[str, Any]:
    """The lead officer, now."""
    return {"case_id": story.case_id, "by": story.cast.actor(Role.CASE_OFFICER), "at": story.at}


def head(story: Telling) -> dict[str, Any]:
    """The head, now."""
    return {"case_id": story.case_id, "by": story.cast.actor(Role.AGENCY_HEAD), "at": story.at}


def measure_of(story: Telling) -> Measure:
    """The newest measure of the case."""
    return Measure.objects.filter(case_id=story.case_id).latest("requested_on", "id")


def opened(**plot: Any) -> Telling:
    """A case under investigation."""
    return story_at(Move.APPROVE_OPENING, **plot)


def requested(story: Telling | None = None) -> Telling:
    """The head was asked."""
    story = story or opened()
    request_measure(on=story.day, draft=DRAFT, **officer(story))
    return story


def approved(story: Telling | None = None) -> Telling:
    """The head agreed."""
    story = requested(story)
    approve_measure(measure_id=measure_of(story).id, on=story.day, reasons="同意。", **head(story))
    return story


def taken(story: Telling | None = None, **changes: Any) -> Telling:
    """The goods are held."""
    story = approved(story)
    take_measure(measure_id=measure_of(story).id, scene=scene(story, **changes), **officer(story))
    return story


def taken_urgently(story: Telling | None = None, *, hours: int = 0) -> Telling:
    """Seized at once; entered so many hours later."""
    story = story or opened()
    by = officer(story)
    by["at"] += timedelta(hours=hours)
    take_measure_urgently(draft=DRAFT, scene=scene(story), **by)
    return story
