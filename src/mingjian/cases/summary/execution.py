"""After the decision (收缴、交存、缴款、备案): 行政处罚法 arts. 52, 67–71."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from mingjian.access.duties import refusal
from mingjian.cases.days import day_of
from mingjian.cases.models import Case, CashFine, Payment, SummaryFiling
from mingjian.cases.refusals import refuse_used_receipt
from mingjian.cases.summary.acting import act_on_summary
from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.procedure import PaymentChannel
from mingjian.law.roles import Actor
from mingjian.law.summary import SummaryAct, SummaryMove


def collect_on_the_spot(
    *, case_id: UUID, on: date, receipt_number: str, by: Actor, at: datetime
) -> Case:
    """当场收缴: the whole fine, against the province's receipt (arts. 68–70)."""

    def save(case: Case) -> dict[str, object]:
        penalty = case.summary_penalty
        _refuse_used_form(receipt_number)
        CashFine.objects.create(
            penalty=penalty,
            amount_yuan=penalty.fine_yuan,
            way=penalty.way,
            receipt_number=receipt_number.strip(),
            collected_on=on,
        )
        return {"amount_yuan": penalty.fine_yuan, "receipt": receipt_number.strip()}

    act = _act(SummaryMove.COLLECT, case_id, on, at, receipt_number=receipt_number)
    return act_on_summary(case_id=case_id, act=act, by=by, at=at, save=save)


def hand_in_cash(*, case_id: UUID, on: date, by: Actor, at: datetime) -> Case:
    """交至行政机关, within two working days (art. 71)."""

    def save(case: Case) -> dict[str, object]:
        cash = case.summary_penalty.cash
        cash.handed_in_on = on
        cash.save(update_fields=["handed_in_on"])
        return {"amount_yuan": cash.amount_yuan}

    act = _act(SummaryMove.HAND_IN, case_id, on, at)
    return act_on_summary(case_id=case_id, act=act, by=by, at=at, save=save)


def bank_cash(*, case_id: UUID, on: date, receipt_number: str, by: Actor, at: datetime) -> Case:
    """缴付银行, within two working days (art. 71): only now has the money left the agency."""

    def save(case: Case) -> dict[str, object]:
        cash = case.summary_penalty.cash
        cash.banked_on = on
        cash.save(update_fields=["banked_on"])
        return _pay(case, on, PaymentChannel.BANK, receipt_number)

    act = _act(SummaryMove.BANK, case_id, on, at, receipt_number=receipt_number)
    return act_on_summary(case_id=case_id, act=act, by=by, at=at, save=save)


def record_summary_payment(
    *,
    case_id: UUID,
    on: date,
    channel: PaymentChannel,
    receipt_number: str,
    by: Actor,
    at: datetime,
) -> Case:
    """登记缴款: the party paid at the bank itself (art. 67)."""

    def save(case: Case) -> dict[str, object]:
        return _pay(case, on, channel, receipt_number)

    act = _act(SummaryMove.PAY, case_id, on, at, receipt_number=receipt_number, channel=channel)
    return act_on_summary(case_id=case_id, act=act, by=by, at=at, save=save)


def file_on_record(*, case_id: UUID, on: date, by: Actor, at: datetime) -> Case:
    """备案: the agency receives the decision from its officers (art. 52 third paragraph)."""

    def save(case: Case) -> dict[str, object]:
        SummaryFiling.objects.create(
            penalty=case.summary_penalty, filed_on=on, filed_by_person_id=by.person_id
        )
        return {"number": case.number}

    act = _act(SummaryMove.FILE, case_id, on, at)
    return act_on_summary(case_id=case_id, act=act, by=by, at=at, save=save)


def _act(
    move: SummaryMove,
    case_id: UUID,
    on: date,
    at: datetime,
    *,
    receipt_number: str = "",
    channel: PaymentChannel | None = None,
) -> SummaryAct:
    """The act, for the whole fine: small fines are neither split nor typed again."""
    case = Case.objects.select_related("summary_penalty").get(id=case_id)
    penalty = getattr(case, "summary_penalty", None)
    return SummaryAct(
        move,
        on=on,
        entered_on=day_of(at),
        amount_yuan=penalty.fine_yuan if penalty else Decimal(0),
        receipt_number=receipt_number,
        channel=channel,
    )


def _refuse_used_form(receipt_number: str) -> None:
    known = CashFine.objects.filter(receipt_number=receipt_number.strip()).first()
    if known is not None:
        raise refusal(
            code="APL70",
            message=f"专用票据{known.receipt_number}已经登记过，"
            f"收缴日期为{long_date(known.collected_on)}",
            remedy="请核对票据号码；同一票据不能登记两次。",
            cite=Citation("行政处罚法", "70"),
        )


def _pay(case: Case, on: date, channel: PaymentChannel, receipt_number: str) -> dict[str, object]:
    refuse_used_receipt(receipt_number)
    fine = case.summary_penalty.fine_yuan
    Payment.objects.create(
        case=case,
        paid_on=on,
        amount_yuan=fine,
        fine_yuan=fine,
        gains_yuan=0,
        surcharge_yuan=0,
        channel=channel.value,
        receipt_number=receipt_number.strip(),
    )
    return {"amount_yuan": fine, "channel": channel.title, "receipt": receipt_number.strip()}
