"""The next step (下一步) of listed cases: the law's own answer, from the flags of one query."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from mingjian.cases.facts import penalty_content, proposal_facts, terms_for
from mingjian.cases.lawbooks import lawbook_of
from mingjian.cases.models import Proposal
from mingjian.cases.summary.facts import summary_facts
from mingjian.law.procedure import (
    SECOND_LEVEL,
    CaseFacts,
    CourtFacts,
    DecisionFacts,
    DefenceFacts,
    DeferralFacts,
    DeliberationFacts,
    DemandFacts,
    EvidenceFacts,
    EvidenceKind,
    HearingFacts,
    Move,
    NoticeFacts,
    Outcome,
    PartyFacts,
    PartyKind,
    PaymentFacts,
    RemedyFacts,
    RemedyKind,
    RemedyOutcome,
    ReviewFacts,
    ReviewOutcome,
    State,
    SuspensionFacts,
    SuspensionGround,
    next_step,
)
from mingjian.law.procedure.ordinary_parts import AFTER_DECISION
from mingjian.law.roles import Role
from mingjian.law.summary import TABLE, SummaryMove, is_summary, owed_moves
from mingjian.law.time_limits import Pause


def next_moves(
    cases: list[Any], *, role: Role | None = None
) -> dict[Any, Move | SummaryMove | None]:
    """The next legal step of each case, as read by ``with_text``.

    In 简易程序 money and filing go on side by side: the step of this ``role`` is named.
    """
    return {
        case.id: _owed_by(case, role)
        if is_summary(case.procedure)
        # Django sets the joined text only where there is one.
        else next_step(facts_from_flags(case, getattr(case, "text", None)))
        for case in cases
    }


def _owed_by(case: Any, role: Role | None) -> SummaryMove | None:
    facts = summary_facts(
        case, case.summary_penalty, enforcers=(), paid_yuan=case.paid_yuan, last_paid_on=None
    )
    owed = owed_moves(facts)
    mine = [move for move in owed if role in TABLE[move].roles]
    return next(iter((*mine, *owed)), None)


def facts_from_flags(case: Any, text: Proposal | None) -> CaseFacts:
    """Facts enough for ``next_step``: what the flags say, on days that decide nothing."""
    day = case.latest_act_on
    proposal = proposal_facts(text) if text else None
    return CaseFacts(
        terms=terms_for(
            lawbook=lawbook_of(case), party=case.party, on=case.opened_on or case.registered_on
        ),
        party=PartyFacts(kind=PartyKind(case.party.kind)),
        state=State(case.state),
        is_complex=case.is_complex,
        declared_triggers=frozenset(case.declared_triggers),
        is_catalogued=case.is_catalogued,
        second_reviewer_id=case.second_reviewer_id,
        has_interview_record=case.has_record,
        evidence=_evidence(case, day),
        proposal=proposal,
        pauses=(Pause(day, None, ""),) if case.is_paused else (),
        **(_of_text(case, text, day) if text else {}),
    )


def _evidence(case: Any, day: date) -> tuple[EvidenceFacts, ...]:
    if not case.has_evidence:
        return ()
    is_verified = not case.has_doubtful_evidence
    return (EvidenceFacts(EvidenceKind.DOCUMENTARY, day, verified=is_verified),)


def _of_text(case: Any, text: Proposal, day: date) -> dict[str, Any]:
    """Everything bound to the text as it stands now."""
    key = text.hash
    is_current = case.is_reviewed and not case.is_heard_unreviewed
    agreed = ReviewFacts(key, date.max if is_current else date.min, ReviewOutcome.AGREED)
    twice = (replace(agreed, level=SECOND_LEVEL),) if case.is_reviewed_twice else ()
    told = day if case.is_told else None
    content = penalty_content(text)
    return {
        "reviews": (agreed, *twice) if case.is_reviewed else (),
        "notices": (NoticeFacts(key, content, day, served_on=told),)
        if case.is_issued and content
        else (),
        "defences": (DefenceFacts(key, day),) if case.awaits_answer else (),
        "hearings": _hearings(case, key, day),
        "deliberations": (DeliberationFacts(key, day, 3, True),) if case.is_deliberated else (),
        "decision": _decision(case, text, day),
        "payment": PaymentFacts(case.paid_yuan),
        **_execution(case, day),
    }


def _execution(case: Any, day: date) -> dict[str, Any]:
    """What was asked, stopped, ended; a result that lowered the fine or ended the decision."""
    own = RemedyKind.OWN_CORRECTION
    remedies = []
    if case.lowered_fine_yuan is not None:
        fine = case.lowered_fine_yuan
        remedies.append(RemedyFacts(own, day, RemedyOutcome.CHANGED, day, fine))
    if case.state == State.REVOKED:
        ended = RemedyFacts(own, day, RemedyOutcome.REVOKED, day, orders_redo=case.needs_redo)
        remedies.append(ended)
    stopped = SuspensionFacts(day, SuspensionGround.OTHER)
    return {
        "deferrals": (DeferralFacts(day),) if case.awaits_deferral else (),
        "suspensions": (stopped,) if case.is_suspended else (),
        "terminated_on": day if case.is_terminated else None,
        "demands": (DemandFacts(day),) if case.is_demand_unserved else (),
        "court": (CourtFacts(day),) if case.is_court_open else (),
        "remedies": tuple(remedies),
    }


def _hearings(case: Any, key: str, day: date) -> tuple[HearingFacts, ...]:
    if not (case.is_scheduled or case.is_heard):
        return ()
    scheduled = day if case.is_scheduled else None
    return (HearingFacts(key, scheduled_on=scheduled, held_on=day if case.is_heard else None),)


def _decision(case: Any, text: Proposal, day: date) -> DecisionFacts | None:
    if case.state not in AFTER_DECISION:
        return None
    return DecisionFacts(text.hash, Outcome(text.outcome), penalty_content(text), day)
