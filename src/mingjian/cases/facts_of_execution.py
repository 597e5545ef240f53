"""Facts of execution and remedies (执行、救济事实), from the case's rows that have been read."""

from __future__ import annotations

from decimal import Decimal
from operator import attrgetter
from typing import Any

from mingjian.cases.facts_of_acts import grounding_of, penalty_content
from mingjian.cases.models import Case, Deferral, Remedy
from mingjian.law.procedure import (
    Booking,
    CourtFacts,
    CourtStep,
    DeferralFacts,
    DemandFacts,
    PaymentFacts,
    RedoneFacts,
    RemedyFacts,
    RemedyKind,
    RemedyOutcome,
    State,
    SuspensionFacts,
    SuspensionGround,
)
from mingjian.law.surcharge import Instalment


def execution_of(case: Case) -> dict[str, Any]:
    """Every field of ``CaseFacts`` that speaks of execution, remedies and the end."""
    reduced = (one.amount_yuan for one in case.surcharge_reductions.all())
    return {
        "payment": payment_of(case),
        "deferrals": _deferrals(case),
        "surcharge_reduced_yuan": sum(reduced, Decimal(0)),
        "demands": tuple(
            DemandFacts(one.issued_on, one.served_on, one.due_on)
            for one in sorted(case.demands.all(), key=attrgetter("issued_on", "id"))
        ),
        "court": _court(case),
        "remedies": tuple(remedy_facts(one) for one in remedies_in_order(case)),
        "suspensions": tuple(
            SuspensionFacts(one.since, SuspensionGround(one.ground), one.until)
            for one in sorted(case.suspensions.all(), key=attrgetter("since", "id"))
        ),
        **_ending(case),
    }


def payment_of(case: Case) -> PaymentFacts:
    """缴款 so far, each payment with what it was booked to."""
    paid = sorted(case.payments.all(), key=attrgetter("paid_on", "id"))
    return PaymentFacts(
        total_paid_yuan=sum((one.fine_yuan + one.gains_yuan for one in paid), Decimal(0)),
        last_paid_on=max((one.paid_on for one in paid), default=None),
        bookings=tuple(
            Booking(one.paid_on, one.fine_yuan, one.gains_yuan, one.surcharge_yuan) for one in paid
        ),
    )


def remedies_in_order(case: Case) -> list[Remedy]:
    """复议、诉讼、自行纠正 in the order in which they were entered."""
    return sorted(case.remedies.all(), key=attrgetter("accepted_on", "id"))


def remedy_facts(remedy: Remedy) -> RemedyFacts:
    """One remedy as the rules see it."""
    return RemedyFacts(
        kind=RemedyKind(remedy.kind),
        applied_on=remedy.applied_on,
        outcome=RemedyOutcome(remedy.outcome) if remedy.outcome else None,
        effective_on=remedy.effective_on,
        fine_yuan=remedy.fine_yuan,
        orders_redo=bool(remedy.orders_redo),
        on_procedure=bool(remedy.on_procedure),
    )


def _deferrals(case: Case) -> tuple[DeferralFacts, ...]:
    parts = sorted(case.instalments.all(), key=attrgetter("serial"))
    found: list[Deferral] = sorted(case.deferrals.all(), key=attrgetter("requested_on", "id"))
    return tuple(
        DeferralFacts(
            requested_on=one.requested_on,
            decided_on=one.decided_on,
            approved=one.approved,
            schedule=tuple(
                Instalment(part.due_on, part.amount_yuan)
                for part in parts
                if part.deferral_id == one.id
            ),
        )
        for one in found
    )


def _court(case: Case) -> tuple[CourtFacts, ...]:
    order = list(CourtStep)
    events = case.court_events.all()
    return tuple(
        CourtFacts(
            one.applied_on,
            tuple(
                sorted(
                    (CourtStep(e.step) for e in events if e.application_id == one.id),
                    key=order.index,
                )
            ),
        )
        for one in sorted(case.court_applications.all(), key=attrgetter("applied_on", "id"))
    )


def _ending(case: Case) -> dict[str, Any]:
    """终结执行 stands until a reopening sets it aside; 结案 stands while the case is closed."""
    reopened = list(case.reopenings.all())
    terminated = sorted(case.terminations.all(), key=attrgetter("terminated_on", "id"))
    resumed = [one for one in reopened if one.new_case_id is None]
    redone = [one for one in reopened if one.new_case_id is not None]
    closings = sorted(case.closings.all(), key=attrgetter("serial"))
    is_closed = case.state == State.CLOSED
    return {
        "terminated_on": terminated[-1].terminated_on if len(terminated) > len(resumed) else None,
        "redo_opened_on": redone[0].ordered_on if redone else None,
        "redoes": _redone(case),
        "closed_on": closings[-1].closed_on if closings and is_closed else None,
    }


def _redone(case: Case) -> RedoneFacts | None:
    """The revoked decision that this case handles again; two queries, and only for such a case."""
    if case.redoes_case_id is None:
        return None
    old = Case.objects.select_related("decision").get(id=case.redoes_case_id)
    proposal = old.proposals.get(hash=old.decision.proposal_hash)
    ended = [one for one in remedies_in_order(old) if one.orders_redo]
    return RedoneFacts(
        content=penalty_content(proposal),
        grounding=grounding_of(proposal),
        on_procedure=any(one.on_procedure for one in ended),
    )
