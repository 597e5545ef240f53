"""Facts of a summary penalty (当场处罚的事实): the frozen picture the law judges, from its rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from mingjian.cases.facts_of_people import officer_facts
from mingjian.cases.lawbooks import lawbook_of
from mingjian.cases.models import Case, SummaryPenalty
from mingjian.law.lawbook import LawBook
from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import PartyKind, State
from mingjian.law.summary import (
    Enforcer,
    PaymentWay,
    SpotDecision,
    SummaryFacts,
    SummaryTerms,
    summary_terms,
)
from mingjian.law.workdays import national_calendar
from mingjian.registry.models import Credential, Officer, Party


def summary_facts_of(case: Case) -> SummaryFacts:
    """Read everything the rules may ask about."""
    penalty = case.summary_penalty
    payments = case.payments.all()  # prefetched for the page
    officers = Officer.objects.filter(id__in=[case.lead_officer_id, case.assisting_officer_id])
    return summary_facts(
        case,
        penalty,
        enforcers=tuple(
            enforcer_on(officer, on=penalty.decided_on)
            for officer in officers.prefetch_related("credentials__suspensions")
        ),
        paid_yuan=sum((one.amount_yuan for one in payments), Decimal(0)),
        last_paid_on=max((one.paid_on for one in payments), default=None),
    )


def summary_facts(
    case: Case,
    penalty: SummaryPenalty,
    *,
    enforcers: tuple[Enforcer, ...],
    paid_yuan: Decimal,
    last_paid_on: date | None,
) -> SummaryFacts:
    """The same from rows already read: the lists have them in one query."""
    cash, filing = getattr(penalty, "cash", None), getattr(penalty, "filing", None)
    return SummaryFacts(
        terms=summary_terms_for(lawbook=lawbook_of(case), party=case.party, on=penalty.decided_on),
        party_kind=PartyKind(case.party.kind),
        state=State(case.state),
        enforcers=enforcers,
        decision=SpotDecision(content_of(penalty), penalty.decided_on, PaymentWay(penalty.way)),
        collected_on=cash.collected_on if cash else None,
        handed_in_on=cash.handed_in_on if cash else None,
        paid_yuan=paid_yuan,
        last_paid_on=last_paid_on,
        filed_on=filing.filed_on if filing else None,
        latest_act_on=case.latest_act_on,
    )


def content_of(penalty: SummaryPenalty) -> PenaltyContent:
    """处罚内容 of the decision."""
    return spot_content(is_warned=penalty.is_warned, fine_yuan=penalty.fine_yuan)


def spot_content(*, is_warned: bool, fine_yuan: Decimal) -> PenaltyContent:
    """警告、罚款: all that can be imposed on the spot; ValueError where it is neither."""
    kinds = [PenaltyKind.WARNING] if is_warned else []
    kinds += [PenaltyKind.FINE] if fine_yuan else []
    return PenaltyContent(tuple(kinds), fine_yuan=fine_yuan)


def summary_terms_for(*, lawbook: LawBook, party: Party, on: date) -> SummaryTerms:
    """法律参数 of 简易程序 for this kind of party."""
    return summary_terms(
        lawbook=lawbook,
        on=on,
        party_kind=PartyKind(party.kind),
        calendar=national_calendar(),
    )


def enforcer_on(officer: Officer, *, on: date) -> Enforcer:
    """执法人员 with the area of the card that is valid that day (cards may be prefetched)."""
    areas = [card.area for card in officer.credentials.all() if _is_valid(card, on)]
    return Enforcer(officer_facts(officer), areas[-1] if areas else "")


def _is_valid(card: Credential, on: date) -> bool:
    is_stopped = any(
        stop.since <= on and (stop.until is None or on < stop.until)
        for stop in card.suspensions.all()
    )
    return card.valid_from <= on <= card.valid_until and not is_stopped
