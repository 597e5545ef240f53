"""Discretion on the spot (当场裁量): the picked tier must be the one the record gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mingjian.access.duties import refusal
from mingjian.cases.assessing import (
    Assessed,
    Choice,
    Circumstances,
    assess_case,
    check_content,
)
from mingjian.cases.models import Case
from mingjian.cases.offences import offence_number
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.circumstances import Subject
from mingjian.law.citation import Citation
from mingjian.law.penalties import PenaltyContent
from mingjian.law.procedure import PartyKind
from mingjian.registry.models import Party

_PICKED = "当场查明的情节符合该项。"


def subject_of(kind: PartyKind) -> Subject:
    """处罚对象 for the ranges of the statute."""
    return Subject.PERSON if kind is PartyKind.PERSON else Subject.ORGANISATION


def assess_on_the_spot(*, case: Case, circumstances: Circumstances, tier: str) -> Assessed:
    """The assessment, settled on ``tier`` where several fit; MoveRefused where it does not fit."""
    found = assess_case(case=case, circumstances=circumstances, choice=Choice())
    labels = [one.label for one in found.assessment.candidates]
    if tier and tier not in labels:
        raise refusal(
            code="DISCRETION",
            message=f"所选阶次“{tier}”与记录不符：本次为第{circumstances.offence_count}次，"
            f"适用“{'”“'.join(labels)}”",
            remedy="请改选与记录相符的阶次；情节需要另行查明的，请转普通程序。",
            cite=Citation("行政处罚法", "34"),
        )
    if found.assessment.settled is None:
        label = tier or labels[0]
        choice = Choice(label, _PICKED)
        found = assess_case(case=case, circumstances=circumstances, choice=choice)
    return found


def assess_for(
    *, party: Party, violation_id: str, tier: str, order_was_disobeyed: bool, on: date
) -> Assessed:
    """裁量 before anything is typed: what this party may be given today for this act."""
    number = offence_number(party_id=party.id, violation_id=violation_id, on=on)
    circumstances = circumstances_for(
        party_kind=PartyKind(party.kind), number=number, order_was_disobeyed=order_was_disobeyed
    )
    case = Case(violation_id=violation_id, act_ended_on=on)
    return assess_on_the_spot(case=case, circumstances=circumstances, tier=tier)


def discretion_breaches(
    *, case: Case, circumstances: Circumstances, tier: str, content: PenaltyContent
) -> tuple[Assessed | None, tuple[Breach, ...]]:
    """The assessment, and what is wrong with this penalty; a departure is not for the spot."""
    try:
        found = assess_on_the_spot(case=case, circumstances=circumstances, tier=tier)
        departures = check_content(assessed=found, content=content)
    except MoveRefused as refused:
        return None, refused.breaches
    return found, tuple(
        Breach(
            "DISCRETION",
            sentence,
            Citation("行政处罚法", "34"),
            "偏离裁量基准须说明理由并经批准或者集体讨论，请按照基准处罚，或者转普通程序。",
        )
        for sentence in departures
    )


def circumstances_for(
    *, party_kind: PartyKind, number: int, order_was_disobeyed: bool
) -> Circumstances:
    """情节 that fill themselves: who it is, the how-manieth time, an order not obeyed."""
    plain = Circumstances(subject=subject_of(party_kind), offence_count=number)
    return replace(plain, refused_correction=order_was_disobeyed)
