"""What became of some decisions (执行与救济): instalments, demand, court, reconsideration.

Told before anything is published; the one that is revoked is overturned afterwards, so that its
publication is withdrawn by the result itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

from django.db import transaction

from mingjian.cases import court, deferral, demand, execution, remedies, reopening
from mingjian.cases.days import BEIJING
from mingjian.cases.facts import facts_of
from mingjian.cases.models import Case
from mingjian.disclosure.duties import catch_up
from mingjian.disclosure.models import WithdrawalOrder
from mingjian.disclosure.withdrawing import withdraw_publication
from mingjian.law.procedure import (
    CourtStep,
    DeferralKind,
    Move,
    PaymentChannel,
    RemedyKind,
    RemedyOutcome,
    State,
    court_window,
    money_owed,
)
from mingjian.law.roles import Role
from mingjian.law.surcharge import equal_instalments
from mingjian.law.workdays import national_calendar
from mingjian.ops.demo.cases import plot_for
from mingjian.ops.demo.firms import party_for
from mingjian.ops.demo.hearing_out import delivery_of
from mingjian.ops.demo.places import Place
from mingjian.ops.demo.story import Cast, tell
from mingjian.ops.demo.telling import Enough, Telling

_SPACE = UUID("8d5b7c52-0f3e-4c0a-9a53-6d3c1f0b7a41")
_FIRST_PARTY = 40  # 与其他演示案件的当事人不重复


@dataclass(frozen=True)
class Ending:
    """One case: how long ago it began (working days), and what happened after the decision."""

    name: str
    begun: int
    tell: Callable[[Telling], None]


def tell_endings(*, place: Place, cast: Cast, today: date) -> Iterator[str]:
    """Tell what is not told yet; yields the name of each ending."""
    for number, ending in enumerate(ENDINGS):
        case_id = uuid5(_SPACE, f"{place.pack_id}/{ending.name}")
        if not Case.objects.filter(id=case_id).exists():
            with transaction.atomic():
                _tell_one(place, cast, ending, number, case_id, today)
        yield ending.name


def overturn_published(*, place: Place, cast: Cast, today: date, at: datetime) -> bool:
    """复议撤销: the order to withdraw comes by itself; another person withdraws; it is redone."""
    case = Case.objects.get(id=uuid5(_SPACE, f"{place.pack_id}/{REVOKED}"))
    if case.state != State.SERVED:
        return False
    officer, head = cast.actor(Role.CASE_OFFICER), cast.actor(Role.AGENCY_HEAD)
    result = remedies.Result(
        RemedyOutcome.REVOKED,
        effective_on=today,
        document="行政复议决定书（演政复决〔2026〕7号）",
        content="主要事实不清，责令重新作出行政行为。",
        orders_redo=True,
    )
    remedies.end_remedy(case_id=case.id, on=today, result=result, by=officer, at=at)
    reopening.reopen_case(
        case_id=case.id, on=today, reasons="按照复议决定重新调查处理。", by=head, at=at
    )
    catch_up()
    secrecy = cast.actor(Role.SECRECY_REVIEWER)
    for order in WithdrawalOrder.objects.open().filter(agency_id=cast.agency_id):
        withdraw_publication(order_id=order.id, on=today, by=secrecy, at=at)
    return True


def _tell_one(
    place: Place, cast: Cast, ending: Ending, number: int, case_id: UUID, today: date
) -> None:
    start = national_calendar().subtract_workdays(today, ending.begun)
    at = datetime.combine(start, time(9, 0), tzinfo=BEIJING)
    party = party_for(place, _FIRST_PARTY + number, by=cast.actor(Role.CASE_OFFICER), at=at)
    plot = replace(plot_for(place.offences[0], party), pays=False, waives=True)
    case = tell(cast=cast, plot=plot, start=start, not_after=today, case_id=case_id)
    story = Telling(cast, plot, case.latest_act_on, not_after=today, case_id=case_id)
    with suppress(Enough):
        ending.tell(story)


def _in_instalments(story: Telling) -> None:
    story.wait(3)
    story.act(
        Move.REQUEST_DEFERRAL,
        deferral.request_deferral,
        Role.CASE_OFFICER,
        on=story.day,
        kind=DeferralKind.INSTALMENTS,
        reasons="受疫病影响停业整顿，资金周转困难，申请分三期缴纳，附财务报表。",
    )
    story.wait(2)
    owed = money_owed(facts=facts_of(story.case), on=story.day).fine_yuan
    first = story.day + timedelta(days=30)
    parts = equal_instalments(total=owed, count=3, first_due_on=first)
    story.act(
        Move.APPROVE_DEFERRAL,
        deferral.approve_deferral,
        Role.AGENCY_HEAD,
        on=story.day,
        schedule=parts,
        opinion="确有经济困难，同意分期缴纳。",
    )
    story.wait(15)
    story.act(
        Move.RECORD_PAYMENT,
        execution.record_payment,
        Role.CASE_OFFICER,
        on=story.day,
        amount_yuan=parts[0].amount_yuan,
        channel=PaymentChannel.ELECTRONIC,
        receipt_number=f"票{story.case.number}-1",
    )


def _demanded(story: Telling) -> None:
    story.wait(35)
    story.act(Move.ISSUE_DEMAND, demand.issue_demand, Role.CASE_OFFICER, on=story.day)
    story.wait(1)
    story.act(
        Move.SERVE_DEMAND, demand.serve_demand, Role.CASE_OFFICER, delivery=delivery_of(story)
    )
    story.wait(4)
    story.act(
        Move.RECORD_RESPONSE,
        demand.record_response,
        Role.CASE_OFFICER,
        on=story.day,
        content="认可处罚，请求宽限到年底。",
        accepted=False,
        reasons="没有提出新的事实、理由和证据，可以依法申请分期缴纳。",
    )


def _at_court(story: Telling) -> None:
    _demanded(story)
    window = court_window(facts_of(story.case))
    assert window is not None  # served, and nobody contests it
    story.wait_until_after(window.counted_from)
    story.act(
        Move.APPLY_COURT,
        court.apply_to_court,
        Role.AGENCY_HEAD,
        on=story.day,
        subject="罚款和加处罚款；当事人在本县有经营账户和库存货物可供执行。",
        late_reasons="",
    )
    story.wait(3)
    story.act(
        Move.RECORD_COURT,
        court.record_court,
        Role.CASE_OFFICER,
        on=story.day,
        step=CourtStep.ACCEPTED,
        number="（2026）演行审18号",
        content="",
    )


def _contested(story: Telling) -> None:
    story.wait(8)
    story.act(
        Move.ACCEPT_REMEDY,
        remedies.accept_remedy,
        Role.CASE_OFFICER,
        on=story.day,
        kind=RemedyKind.RECONSIDERATION,
        body=story.case.agency.reconsideration_body,
        number=f"演政复受〔2026〕{story.case.number[-3:-1]}号",
        applied_on=story.day,
    )


REVOKED = "revoked"
ENDINGS = (
    Ending("instalments", 75, _in_instalments),
    Ending("demanded", 85, _demanded),
    Ending("court", 185, _at_court),
    Ending("contested", 62, _contested),
    Ending(REVOKED, 70, _contested),
)
