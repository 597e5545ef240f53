"""Demand (催告): in writing, served, answered (行政强制法 art. 35, 36, 54)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from mingjian.cases.acting import act_on_case
from mingjian.cases.days import day_of
from mingjian.cases.making import make_paper
from mingjian.cases.models import Case, Demand, DemandResponse
from mingjian.cases.papers_execution import demand_paper
from mingjian.cases.serving import serve_paper
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.serving import Delivery
from mingjian.law.procedure import (
    Act,
    CaseFacts,
    Move,
    content_in_force,
    money_owed,
    owes_other_performance,
)
from mingjian.law.roles import Actor
from mingjian.law.time_limits import due_date


def issue_demand(*, case_id: UUID, on: date, by: Actor, at: datetime) -> Case:
    """制作催告书: what is owed today to the fen, until when, and the party's rights."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        owed = money_owed(facts=facts, on=on)
        paper = make_paper(
            kind=DocumentKind.DEMAND,
            case=case,
            content=demand_paper(
                case,
                owed=owed,
                other=_other_duty(facts),
                days=facts.terms.await_demand.length,
                on=on,
            ),
            on=on,
            by=by,
            at=at,
        )
        Demand.objects.create(
            case=case,
            issued_on=on,
            fine_yuan=owed.fine_yuan,
            gains_yuan=owed.gains_yuan,
            surcharge_yuan=owed.surcharge_yuan,
            document=paper,
        )
        number = paper.number.text if paper.number else ""
        return {"number": number, "amount_yuan": owed.total_yuan}

    act = Act(Move.ISSUE_DEMAND, on=on, entered_on=day_of(at))
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def _other_duty(facts: CaseFacts) -> str:
    """What besides money is still to be done, in the words of the decision."""
    content = content_in_force(facts)
    return f"{content.sentence()}。" if content and owes_other_performance(facts) else ""


def serve_demand(*, case_id: UUID, delivery: Delivery, by: Actor, at: datetime) -> Case:
    """送达催告书: ten working days begin the day after (行政强制法 art. 54, 69)."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        demand = case.demands.select_related("document").get(served_on__isnull=True)
        served = serve_paper(case=case, document=demand.document, delivery=delivery, by=by, at=at)
        terms, effective_on = facts.terms, served.effective_on
        due = due_date(limit=terms.await_demand, start=effective_on, calendar=terms.calendar)
        demand.service, demand.served_on, demand.due_on = served, effective_on, due.on
        demand.save(update_fields=["service", "served_on", "due_on"])
        return {"method": delivery.method.value, "served_on": effective_on, "due_on": due.on}

    act = Act(Move.SERVE_DEMAND, on=delivery.done_on, entered_on=day_of(at))
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def record_response(
    *,
    case_id: UUID,
    on: date,
    content: str,
    accepted: bool,
    reasons: str,
    by: Actor,
    at: datetime,
) -> Case:
    """登记并复核催告后的意见: recorded, checked, taken up where it holds (art. 36)."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        DemandResponse.objects.create(
            case=case, received_on=on, content=content, accepted=accepted, reasons=reasons
        )
        return {"content": content, "accepted": accepted, "reasons": reasons}

    act = Act(
        Move.RECORD_RESPONSE, on=on, entered_on=day_of(at), accepted=accepted, reasons=reasons
    )
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)
