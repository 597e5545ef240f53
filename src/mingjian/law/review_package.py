"""The package for legal review (送审材料): what it must hold, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mingjian.law.procedure import CaseFacts, Outcome


@dataclass(frozen=True)
class PackageItem:
    """送审材料: one part, whether it is there, and where the reader finds it."""

    title: str
    is_there: bool
    anchor: str


def review_package(*, facts: CaseFacts, document_kinds: frozenset[str]) -> tuple[PackageItem, ...]:
    """送审材料 (国办发〔2018〕118号): assembled from the case, nothing is attached by hand.

    ``document_kinds`` are the kinds of document that the dossier holds.
    """
    return tuple(_items(facts, document_kinds))


def _items(facts: CaseFacts, kinds: frozenset[str]) -> Iterator[PackageItem]:
    proposal = facts.proposal
    relied_on = [one for one in facts.evidence if not one.excluded]
    yield PackageItem("立案审批表", "opening_form" in kinds, "#documents")
    yield PackageItem("调查终结报告", "investigation_report" in kinds, "#documents")
    yield PackageItem("拟处理意见及其法律依据", proposal is not None, "#proposal")
    yield PackageItem("证据材料", bool(relied_on), "#evidence")
    has_record = facts.has_interview_record or facts.has_scene_record
    yield PackageItem("现场笔录或者询问笔录", has_record, "#evidence")
    is_verified = bool(relied_on) and all(one.verified for one in relied_on)
    yield PackageItem("证据查证情况", is_verified, "#evidence")
    if proposal is not None and proposal.outcome is Outcome.PENALTY:
        is_within = not proposal.is_outside_range or bool(proposal.deviation_reasons.strip())
        yield PackageItem("裁量基准适用说明", is_within, "#proposal")
    if facts.notices and facts.notices[-1].served_on:
        yield PackageItem("行政处罚事先告知书", "penalty_notice" in kinds, "#documents")
    if any(hearing.held_on for hearing in facts.hearings):
        yield PackageItem("听证笔录", "hearing_record" in kinds, "#documents")
    if facts.defences:
        answered = not any(one.awaits_answer for one in facts.defences)
        yield PackageItem("陈述、申辩的复核意见", answered, "#heard")
