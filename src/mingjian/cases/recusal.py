"""Recusal (回避, 行政处罚法 art. 43) and other changes of officers: another takes over at once."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from mingjian.cases.acting import act_on_case
from mingjian.cases.days import day_of
from mingjian.cases.facts import officer_facts
from mingjian.cases.models import Case, Recusal
from mingjian.law.procedure import Act, CaseFacts, Move
from mingjian.law.roles import Actor
from mingjian.registry.models import Officer


def recuse_officer(
    *,
    case_id: UUID,
    on: date,
    person_id: UUID,
    replacement_id: UUID | None,
    reasons: str,
    by: Actor,
    at: datetime,
) -> Case:
    """决定回避: ``person_id`` withdraws from the case for good.

    A case officer's place is taken by the replacement; a reviewer, host or head has no place in the
    case to be taken (``replacement_id`` None).
    """
    return _exchange(Move.RECUSE, case_id, on, person_id, replacement_id, reasons, by, at)


def replace_officer(
    *,
    case_id: UUID,
    on: date,
    person_id: UUID,
    replacement_id: UUID,
    reasons: str,
    by: Actor,
    at: datetime,
) -> Case:
    """更换承办人: transfer, illness, a credential that ran out…"""
    return _exchange(Move.REPLACE_OFFICER, case_id, on, person_id, replacement_id, reasons, by, at)


def _exchange(
    move: Move,
    case_id: UUID,
    on: date,
    person_id: UUID,
    replacement_id: UUID | None,
    reasons: str,
    by: Actor,
    at: datetime,
) -> Case:
    replacement = Officer.objects.get(id=replacement_id) if replacement_id else None

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        Recusal.objects.create(
            case=case,
            person_id=person_id,
            replacement=replacement,
            decided_on=on,
            reasons=reasons,
            is_recusal=move is Move.RECUSE,
        )
        for place in ("lead_officer", "assisting_officer"):
            if getattr(case, place).person_id == person_id:
                setattr(case, place, replacement)
        name = replacement.name if replacement else ""
        return {"person": person_id, "replacement": name, "reasons": reasons}

    act = Act(
        move,
        on=on,
        entered_on=day_of(at),
        person_id=person_id,
        replacement=officer_facts(replacement) if replacement else None,
        reasons=reasons,
    )
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)
