"""Facts (案件事实): the frozen picture of a case that the law judges, built from its rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Max, Sum

from mingjian.cases.lawbooks import lawbook_of
from mingjian.cases.models import Case, Evidence, Proposal
from mingjian.law.lawbook import LawBook
from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import (
    CaseFacts,
    DecisionFacts,
    DefenceFacts,
    DeliberationFacts,
    EvidenceFacts,
    EvidenceKind,
    ExtensionFacts,
    HearingFacts,
    LegalTerms,
    NoticeFacts,
    OfficerFacts,
    Outcome,
    PartyFacts,
    PartyKind,
    PaymentFacts,
    ProposalFacts,
    ReviewFacts,
    ReviewOutcome,
    State,
    legal_terms,
)
from mingjian.law.time_limits import Pause
from mingjian.law.workdays import national_calendar
from mingjian.registry.models import Officer, Party


def facts_of(case: Case) -> CaseFacts:
    """Read everything the rules may ask about, in a fixed number of queries."""
    proposals = {proposal.hash: proposal for proposal in case.proposals.order_by("revision")}
    current = list(proposals.values())[-1] if proposals else None
    opening = case.openings.order_by("requested_on", "id").last()
    gone = list(case.recusals.values_list("person_id", "is_recusal"))
    evidence = list(case.evidence.select_related("verdict").order_by("collected_on", "id"))
    officers = _officers_of(case, evidence)
    performance = getattr(case, "performance", None)
    closing = getattr(case, "closing", None)
    verification = getattr(case, "verification", None)
    return CaseFacts(
        terms=terms_for(
            lawbook=lawbook_of(case), party=case.party, on=case.opened_on or case.registered_on
        ),
        party=party_facts(case.party),
        state=State(case.state),
        latest_act_on=case.latest_act_on,
        registered_on=case.registered_on,
        verified_on=verification.verified_on if verification else None,
        opening_requested_by=opening.requested_by_person_id if opening else None,
        opening_approved_by=opening.decided_by_person_id if opening else None,
        opened_on=case.opened_on,
        discovered_on=case.discovered_on,
        act_ended_on=case.act_ended_on,
        act_continuing=case.act_continuing,
        endangers_life_or_finance=case.endangers_life_or_finance,
        officers=tuple(
            officers[one]
            for one in (case.lead_officer_id, case.assisting_officer_id)
            if one is not None
        ),
        former_officer_ids=frozenset(person for person, _ in gone),
        recused_person_ids=frozenset(person for person, is_recusal in gone if is_recusal),
        evidence=tuple(evidence_facts(item, officers) for item in evidence),
        has_interview_record=any(item.is_interview for item in evidence),
        has_scene_record=any(item.kind == EvidenceKind.SCENE_RECORD for item in evidence),
        declared_triggers=frozenset(case.declared_triggers),
        is_complex=case.is_complex,
        proposal=proposal_facts(current) if current else None,
        reviews=_reviews(case),
        notices=_notices(case, proposals),
        defences=_defences(case),
        hearings=_hearings(case),
        deliberations=_deliberations(case),
        decision=_decision(case, proposals),
        payment=_payment(case),
        other_performed_on=performance.performed_on if performance else None,
        closed_on=closing.closed_on if closing else None,
        pauses=tuple(Pause(p.since, p.until, p.reasons) for p in case.pauses.order_by("since")),
        extensions=tuple(
            ExtensionFacts(e.days, e.granted_on) for e in case.extensions.order_by("granted_on")
        ),
    )


def terms_for(*, lawbook: LawBook, party: Party, on: date) -> LegalTerms:
    """法律参数 for this kind of party on the day that fixes them."""
    return legal_terms(
        lawbook=lawbook, on=on, party_kind=PartyKind(party.kind), calendar=national_calendar()
    )


def party_facts(party: Party) -> PartyFacts:
    """当事人 as the rules see it."""
    return PartyFacts(kind=PartyKind(party.kind), born_on=party.birth_on)


def officer_facts(officer: Officer) -> OfficerFacts:
    """执法人员 with the newest credential; a person without one has none that is ever valid."""
    credentials = sorted(officer.credentials.all(), key=lambda one: one.valid_from)
    if not credentials:
        return OfficerFacts(officer.person_id, officer.name, "", date.max, date.min)
    credential = credentials[-1]
    suspensions = sorted(credential.suspensions.all(), key=lambda one: one.since)
    return OfficerFacts(
        person_id=officer.person_id,
        name=officer.name,
        credential_number=credential.number,
        valid_from=credential.valid_from,
        valid_until=credential.valid_until,
        suspensions=tuple((one.since, one.until) for one in suspensions),
    )


def _officers_of(case: Case, evidence: list[Evidence]) -> dict[UUID, OfficerFacts]:
    """Everybody who handles the case or took evidence, with credentials, in three queries."""
    named = [case.lead_officer_id, case.assisting_officer_id]
    named += [one for item in evidence for one in (item.collected_by_id, item.collected_with_id)]
    officers = Officer.objects.filter(id__in={one for one in named if one is not None})
    found = officers.prefetch_related("credentials__suspensions")
    return {officer.id: officer_facts(officer) for officer in found}


def evidence_facts(item: Evidence, officers: Mapping[UUID, OfficerFacts]) -> EvidenceFacts:
    """证据 as the rules see it: verified at entry or later, or excluded."""
    verdict = getattr(item, "verdict", None)
    collectors = (item.collected_by_id, item.collected_with_id)
    return EvidenceFacts(
        kind=EvidenceKind(item.kind),
        collected_on=item.collected_on,
        collectors=tuple(officers[one] for one in collectors if one is not None),
        verified=item.verified or (verdict is not None and verdict.accepted),
        excluded=verdict is not None and not verdict.accepted,
    )


def penalty_content(proposal: Proposal) -> PenaltyContent | None:
    """处罚内容 of a proposal; None where no penalty is proposed, or none was filled in."""
    if proposal.outcome != Outcome.PENALTY or not (proposal.kinds or proposal.other_penalty):
        return None
    return PenaltyContent(
        kinds=tuple(PenaltyKind(kind) for kind in proposal.kinds),
        fine_yuan=proposal.fine_yuan,
        confiscated_gains_yuan=proposal.confiscated_gains_yuan,
        confiscated_items=proposal.confiscated_items,
        other=proposal.other_penalty,
    )


def proposal_facts(proposal: Proposal) -> ProposalFacts:
    """拟处理意见 as the rules see it."""
    return ProposalFacts(
        hash=proposal.hash,
        outcome=Outcome(proposal.outcome),
        content=penalty_content(proposal),
        revision=proposal.revision,
        made_on=proposal.made_on,
        range_minimum=proposal.range_minimum,
        range_maximum=proposal.range_maximum,
        lawful_minimum=proposal.lawful_minimum,
        lawful_maximum=proposal.lawful_maximum,
        confiscated_property_yuan=proposal.confiscated_property_yuan,
        deviation_reasons=proposal.deviation_reasons,
        grounds=frozenset(proposal.grounds),
    )


def _reviews(case: Case) -> tuple[ReviewFacts, ...]:
    found = []
    for sent in case.review_submissions.select_related("review").order_by("submitted_on", "id"):
        review = getattr(sent, "review", None)
        found.append(
            ReviewFacts(
                proposal_hash=sent.proposal_hash,
                submitted_on=sent.submitted_on,
                outcome=ReviewOutcome(review.outcome) if review else None,
                reviewer_id=review.reviewer_person_id if review else None,
                concluded_on=review.concluded_on if review else None,
            )
        )
    return tuple(found)


def _notices(case: Case, proposals: dict[str, Proposal]) -> tuple[NoticeFacts, ...]:
    found = []
    for notice in case.notices.select_related("noticeservice").order_by("issued_on", "id"):
        content = penalty_content(proposals[notice.proposal_hash])
        assert content is not None  # only a penalty is noticed
        served = getattr(notice, "noticeservice", None)
        found.append(
            NoticeFacts(
                proposal_hash=notice.proposal_hash,
                content=content,
                issued_on=notice.issued_on,
                offers_hearing=notice.offers_hearing,
                served_on=served.served_on if served else None,
                defence_due_on=served.defence_due_on if served else None,
                hearing_due_on=served.hearing_due_on if served else None,
            )
        )
    return tuple(found)


def _defences(case: Case) -> tuple[DefenceFacts, ...]:
    found = []
    for defence in case.defences.select_related("defenceanswer").order_by("received_on", "id"):
        answer = getattr(defence, "defenceanswer", None)
        found.append(
            DefenceFacts(
                proposal_hash=defence.proposal_hash,
                received_on=defence.received_on,
                waived=defence.waived,
                answered_on=answer.answered_on if answer else None,
                accepted=answer.accepted if answer else None,
            )
        )
    return tuple(found)


def _hearings(case: Case) -> tuple[HearingFacts, ...]:
    """One picture per text: asked or waived, then notified, then held."""
    arranged = {
        h.proposal_hash: h
        for h in case.hearings.select_related("hearingrecord").order_by("notified_on", "id")
    }
    asked: dict[str, dict[str, date]] = {}
    for request in case.hearing_requests.order_by("received_on", "id"):
        word = "waived_on" if request.waived else "requested_on"
        asked.setdefault(request.proposal_hash, {})[word] = request.received_on
    found = []
    for proposal_hash, days in asked.items():
        hearing = arranged.get(proposal_hash)
        record = getattr(hearing, "hearingrecord", None)
        found.append(
            HearingFacts(
                proposal_hash=proposal_hash,
                requested_on=days.get("requested_on"),
                waived_on=days.get("waived_on"),
                notified_on=hearing.notified_on if hearing else None,
                scheduled_on=hearing.scheduled_on if hearing else None,
                presiding_officer_id=hearing.presiding_person_id if hearing else None,
                held_on=record.held_on if record else None,
                record_hash=record.record_hash if record else "",
            )
        )
    return tuple(found)


def _deliberations(case: Case) -> tuple[DeliberationFacts, ...]:
    return tuple(
        DeliberationFacts(
            proposal_hash=held.proposal_hash,
            held_on=held.held_on,
            member_count=len(held.members),
            conclusion_agrees=held.agrees,
        )
        for held in case.deliberations.order_by("held_on", "id")
    )


def _decision(case: Case, proposals: dict[str, Proposal]) -> DecisionFacts | None:
    decision = getattr(case, "decision", None)
    if decision is None:
        return None
    served = getattr(case, "decision_service", None)
    proposal = proposals[decision.proposal_hash]
    return DecisionFacts(
        proposal_hash=decision.proposal_hash,
        outcome=Outcome(decision.outcome),
        content=penalty_content(proposal),
        decided_on=decision.decided_on,
        served_on=served.served_on if served else None,
    )


def _payment(case: Case) -> PaymentFacts:
    paid = case.payments.aggregate(total=Sum("amount_yuan"), last=Max("paid_on"))
    return PaymentFacts(total_paid_yuan=paid["total"] or Decimal(0), last_paid_on=paid["last"])
