"""Deferral, instalments, waived surcharge (延期、分期缴纳，减免加处罚款; 处罚法 art. 66)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from mingjian.cases.acting import act_on_case
from mingjian.cases.days import day_of
from mingjian.cases.making import make_paper
from mingjian.cases.models import Case, Deferral, SurchargeReduction
from mingjian.cases.models import Instalment as InstalmentRow
from mingjian.cases.papers_execution import deferral_approval, surcharge_reduction
from mingjian.dossier.kinds import DocumentKind
from mingjian.law.procedure import (
    Act,
    CaseFacts,
    DeferralKind,
    Move,
    money_owed,
    surcharge_owed_yuan,
)
from mingjian.law.roles import Actor
from mingjian.law.surcharge import Instalment


def request_deferral(
    *, case_id: UUID, on: date, kind: DeferralKind, reasons: str, by: Actor, at: datetime
) -> Case:
    """登记延期、分期缴纳申请: what the party asks for, and why it cannot pay at once."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        Deferral.objects.create(case=case, kind=kind.value, requested_on=on, reasons=reasons)
        return {"title": kind.title, "reasons": reasons}

    act = Act(Move.REQUEST_DEFERRAL, on=on, entered_on=day_of(at), reasons=reasons)
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def approve_deferral(
    *,
    case_id: UUID,
    on: date,
    schedule: Sequence[Instalment],
    opinion: str,
    by: Actor,
    at: datetime,
) -> Case:
    """批准延期、分期缴纳: the schedule replaces the fifteen days from now on."""
    parts = tuple(schedule)

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        deferral = case.deferrals.get(approved__isnull=True)
        content = deferral_approval(
            case,
            kind=DeferralKind(deferral.kind),
            requested_on=deferral.requested_on,
            schedule=parts,
        )
        kind = DocumentKind.DEFERRAL_APPROVAL
        paper = make_paper(kind=kind, case=case, content=content, on=on, by=by, at=at)
        deferral.total_yuan = money_owed(facts=facts, on=on).fine_yuan
        deferral.document = paper
        _answer(deferral, on=on, approved=True, opinion=opinion, by=by)
        _save_parts(deferral, parts)
        number = paper.number.text if paper.number else ""
        told = [f"{one.due_on.isoformat()}：{one.amount_yuan}" for one in parts]
        return {"number": number, "schedule": told, "opinion": opinion}

    act = Act(Move.APPROVE_DEFERRAL, on=on, entered_on=day_of(at), schedule=parts, reasons=opinion)
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def _save_parts(deferral: Deferral, parts: Sequence[Instalment]) -> None:
    """In one statement: the database adds the parts up when they are all there."""
    InstalmentRow.objects.bulk_create(
        InstalmentRow(
            case=deferral.case,
            deferral=deferral,
            serial=serial,
            due_on=one.due_on,
            amount_yuan=one.amount_yuan,
        )
        for serial, one in enumerate(parts, start=1)
    )


def refuse_deferral(*, case_id: UUID, on: date, reasons: str, by: Actor, at: datetime) -> Case:
    """不批准延期、分期缴纳, with reasons; the period of the decision goes on."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        deferral = case.deferrals.get(approved__isnull=True)
        _answer(deferral, on=on, approved=False, opinion=reasons, by=by)
        return {"reasons": reasons}

    act = Act(Move.REFUSE_DEFERRAL, on=on, entered_on=day_of(at), reasons=reasons)
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def _answer(deferral: Deferral, *, on: date, approved: bool, opinion: str, by: Actor) -> None:
    deferral.decided_on, deferral.approved, deferral.opinion = on, approved, opinion
    deferral.decided_by_person_id = by.person_id
    deferral.save()


def reduce_surcharge(
    *, case_id: UUID, on: date, amount_yuan: Decimal, reasons: str, by: Actor, at: datetime
) -> Case:
    """减免加处罚款: never the fine; under an 执行协议, for measures taken (强制法 art. 42)."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        owed = surcharge_owed_yuan(facts, on=on)
        SurchargeReduction.objects.create(
            case=case,
            agreed_on=on,
            amount_yuan=amount_yuan,
            reasons=reasons,
            decided_by_person_id=by.person_id,
        )
        make_paper(
            kind=DocumentKind.SURCHARGE_REDUCTION,
            case=case,
            content=surcharge_reduction(
                case, amount=amount_yuan, owed=owed, reasons=reasons, decided_by=by.name
            ),
            on=on,
            by=by,
            at=at,
        )
        return {"amount_yuan": amount_yuan, "reasons": reasons}

    act = Act(
        Move.REDUCE_SURCHARGE,
        on=on,
        entered_on=day_of(at),
        amount_yuan=amount_yuan,
        reasons=reasons,
    )
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)
