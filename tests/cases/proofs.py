"""Linking and examining evidence in told cases."""

from __future__ import annotations

from typing import Any

from mingjian.cases.models import Evidence
from mingjian.cases.proving import examine_evidence, link_proof
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Telling

SIGNED = {"source": "当事人提供", "confirmation": "signed", "original": "original"}


def first(story: Telling) -> Evidence:
    """证1."""
    return Evidence.objects.filter(case_id=story.case_id).order_by("collected_on", "id")[0]


def officer(story: Telling) -> dict[str, Any]:
    """Case, actor and time of a click."""
    return {"case_id": story.case_id, "by": story.cast.actor(Role.CASE_OFFICER), "at": story.at}


def link(story: Telling, point: str, *, is_linked: bool = True, **changes: Any) -> None:
    """证1 proves that fact of the cause."""
    said = {"evidence_id": first(story).id, "violation_id": story.case.violation_id}
    link_proof(**{**officer(story), **said, "point": point, "is_linked": is_linked, **changes})


def examine(story: Telling, **changes: Any) -> None:
    """证1 was checked."""
    said = {"evidence_id": first(story).id, **SIGNED}
    examine_evidence(**{**officer(story), **said, **changes})
