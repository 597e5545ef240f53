"""Suspending, resuming, terminating execution (中止、恢复、终结执行; 强制法 art. 39, 40)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from mingjian.cases.acting import act_on_case
from mingjian.cases.days import day_of
from mingjian.cases.making import make_paper
from mingjian.cases.models import Case, Suspension, Termination
from mingjian.cases.papers_execution import resumption_form, suspension_form, termination_form
from mingjian.dossier.kinds import DocumentKind
from mingjian.law.procedure import Act, CaseFacts, Move, SuspensionGround, TerminationGround
from mingjian.law.roles import Actor


def suspend_execution(
    *, case_id: UUID, on: date, ground: SuspensionGround, reasons: str, by: Actor, at: datetime
) -> Case:
    """中止、停止执行: on a ground of the law; demand and court wait until it is resumed."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        paper = make_paper(
            kind=DocumentKind.SUSPENSION,
            case=case,
            content=suspension_form(case, ground=ground, reasons=reasons, decided_by=by.name),
            on=on,
            by=by,
            at=at,
        )
        Suspension.objects.create(
            case=case, since=on, ground=ground.value, reasons=reasons, document=paper
        )
        return {"title": ground.title, "basis": str(ground.cite), "reasons": reasons}

    act = Act(
        Move.SUSPEND_EXECUTION,
        on=on,
        entered_on=day_of(at),
        suspension_ground=ground,
        reasons=reasons,
    )
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def resume_execution(*, case_id: UUID, on: date, reasons: str, by: Actor, at: datetime) -> Case:
    """恢复执行: the ground has gone (行政强制法 art. 39 second paragraph)."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        stopped = case.suspensions.get(until__isnull=True)
        stopped.until, stopped.resumed_because = on, reasons
        stopped.save(update_fields=["until", "resumed_because"])
        make_paper(
            kind=DocumentKind.RESUMPTION,
            case=case,
            content=resumption_form(case, reasons=reasons, decided_by=by.name),
            on=on,
            by=by,
            at=at,
        )
        return {"since": stopped.since, "until": on, "reasons": reasons}

    act = Act(Move.RESUME_EXECUTION, on=on, entered_on=day_of(at), reasons=reasons)
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def terminate_execution(
    *, case_id: UUID, on: date, ground: TerminationGround, reasons: str, by: Actor, at: datetime
) -> Case:
    """终结执行: nothing more can be carried out; the case may then be closed."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        paper = make_paper(
            kind=DocumentKind.TERMINATION,
            case=case,
            content=termination_form(case, ground=ground, reasons=reasons, decided_by=by.name),
            on=on,
            by=by,
            at=at,
        )
        Termination.objects.create(
            case=case, terminated_on=on, ground=ground.value, reasons=reasons, document=paper
        )
        return {"title": ground.title, "basis": str(ground.cite), "reasons": reasons}

    act = Act(
        Move.TERMINATE_EXECUTION,
        on=on,
        entered_on=day_of(at),
        termination_ground=ground,
        reasons=reasons,
    )
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)
