"""Execution and closing (执行、结案): payment, other performance, the end (art. 66–74)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from mingjian.cases.acting import act_on_case
from mingjian.cases.days import day_of
from mingjian.cases.facts_of_proceedings import all_proceedings
from mingjian.cases.making import make_paper
from mingjian.cases.models import Case, Closing, Dismissal, Payment, Performance
from mingjian.cases.papers import closing_report
from mingjian.cases.recordings import recording_duties_of
from mingjian.cases.refusals import refuse_used_receipt
from mingjian.dossier.kinds import DocumentKind
from mingjian.law.breach import MoveRefused
from mingjian.law.procedure import (
    Act,
    CaseFacts,
    ClosingReason,
    DismissalReason,
    Move,
    PaymentChannel,
    money_owed,
    split_payment,
)
from mingjian.law.proceedings.ending import refuse_closing
from mingjian.law.recordings import refuse_unrecorded
from mingjian.law.roles import Actor


def record_payment(
    *,
    case_id: UUID,
    on: date,
    amount_yuan: Decimal,
    channel: PaymentChannel,
    receipt_number: str,
    by: Actor,
    at: datetime,
) -> Case:
    """登记缴款: money goes to the bank, not to the officer (行政处罚法 art. 67)."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        refuse_used_receipt(receipt_number)
        booked = split_payment(amount=amount_yuan, owed=money_owed(facts=facts, on=on), on=on)
        Payment.objects.create(
            case=case,
            paid_on=on,
            amount_yuan=amount_yuan,
            fine_yuan=booked.fine_yuan,
            gains_yuan=booked.gains_yuan,
            surcharge_yuan=booked.surcharge_yuan,
            channel=channel.value,
            receipt_number=receipt_number.strip(),
        )
        told = {"amount_yuan": amount_yuan, "surcharge_yuan": booked.surcharge_yuan}
        return {**told, "channel": channel.title, "receipt": receipt_number}

    act = Act(
        Move.RECORD_PAYMENT, on=on, entered_on=day_of(at), amount_yuan=amount_yuan, channel=channel
    )
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def record_performance(*, case_id: UUID, on: date, content: str, by: Actor, at: datetime) -> Case:
    """登记履行情况: what was ordered besides money."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        Performance.objects.create(case=case, performed_on=on, content=content)
        return {"content": content}

    act = Act(Move.RECORD_PERFORMANCE, on=on, entered_on=day_of(at), reasons=content)
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def close_case(
    *,
    case_id: UUID,
    on: date,
    reason: ClosingReason,
    note: str,
    educated: bool,
    by: Actor,
    at: datetime,
) -> Case:
    """结案. Every step that must be recorded has its recording, or reasons for having none."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        if left := refuse_closing(all_proceedings(case)):
            raise MoveRefused(left)
        refuse_unrecorded(recording_duties_of(case), act=Move.CLOSE.title)
        paper = make_paper(
            kind=DocumentKind.CLOSING_REPORT,
            case=case,
            content=closing_report(case, reason=reason.title, note=note),
            on=on,
            by=by,
            at=at,
        )
        said = {"closed_on": on, "reason": reason.value, "note": note, "document": paper}
        Closing.objects.create(case=case, serial=case.closings.count() + 1, **said)
        return {"reason": reason.title, "note": note, **({"educated": True} if educated else {})}

    act = Act(
        Move.CLOSE,
        on=on,
        entered_on=day_of(at),
        closing_reason=reason,
        reasons=note,
        educated=educated,
    )
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def dismiss_case(
    *, case_id: UUID, on: date, reason: DismissalReason, note: str, by: Actor, at: datetime
) -> Case:
    """撤案: only where no decision of art. 57 can be made any more; recorded as closing is."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        refuse_unrecorded(recording_duties_of(case), act=Move.DISMISS.title)
        Dismissal.objects.create(
            case=case,
            dismissed_on=on,
            reason=reason.value,
            note=note,
            dismissed_by_person_id=by.person_id,
        )
        return {"reason": reason.title, "note": note}

    act = Act(Move.DISMISS, on=on, entered_on=day_of(at), dismissal_reason=reason, reasons=note)
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)
