"""What moves the statutory clock (办案期限): extension, pause, resumption."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from mingjian.cases.acting import act_on_case
from mingjian.cases.days import day_of
from mingjian.cases.models import Case, Extension, Pause
from mingjian.law.citation import Citation
from mingjian.law.procedure import Act, CaseFacts, Move
from mingjian.law.roles import Actor


def extend_time(
    *,
    case_id: UUID,
    on: date,
    days: int,
    reasons: str,
    basis: Citation,
    by: Actor,
    at: datetime,
) -> Case:
    """延长办案期限: only where a law, regulation or rule provides for it (行政处罚法 art. 60)."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        Extension.objects.create(
            case=case, granted_on=on, days=days, reasons=reasons, basis=str(basis)
        )
        return {"days": days, "reasons": reasons, "basis": str(basis)}

    act = Act(Move.EXTEND, on=on, entered_on=day_of(at), days=days, reasons=reasons, basis=basis)
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def pause_clock(*, case_id: UUID, on: date, reasons: str, by: Actor, at: datetime) -> Case:
    """中止计算期限: hearing, test, expert opinion or another lawful cause, from ``on``."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        Pause.objects.create(case=case, since=on, reasons=reasons)
        return {"since": on, "reasons": reasons}

    act = Act(Move.PAUSE, on=on, entered_on=day_of(at), reasons=reasons)
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def resume_clock(*, case_id: UUID, on: date, by: Actor, at: datetime) -> Case:
    """恢复计算期限: the open pause ends on ``on``."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        pause = Pause.objects.get(case=case, until__isnull=True)
        pause.until = on
        pause.save(update_fields=["until"])
        return {"since": pause.since, "until": on}

    act = Act(Move.RESUME, on=on, entered_on=day_of(at))
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)
