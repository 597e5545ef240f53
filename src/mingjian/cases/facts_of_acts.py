"""Facts of acts (行为事实): proposal, review, notice, defence, hearing, decision, payment."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from operator import attrgetter
from uuid import UUID

from mingjian.cases.models import Case, Proposal, Settlement
from mingjian.dossier.models import Service
from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import (
    DecisionFacts,
    DefenceFacts,
    DeliberationFacts,
    HearingFacts,
    NoticeFacts,
    Outcome,
    ProposalFacts,
    ReviewFacts,
    ReviewOutcome,
    SettlementFacts,
    SettlementResult,
    SettlementWay,
)
from mingjian.law.prosecution import PassedThreshold, passed_thresholds


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
        grounding=grounding_of(proposal),
    )


def grounding_of(proposal: Proposal) -> str:
    """事实和理由: what a redone decision must not repeat (复议法 art. 64 second paragraph)."""
    return f"{proposal.facts.strip()}\n{proposal.reasons.strip()}"


def thresholds_of(proposal: Proposal) -> tuple[PassedThreshold, ...]:
    """立案追诉标准 that the figures of this text reach."""
    figures = {
        violation: {label: Decimal(figure) for label, figure in found.items()}
        for violation, found in proposal.figures.items()
    }
    return passed_thresholds(figures=figures, on=proposal.made_on)


def reviews_of(case: Case) -> tuple[ReviewFacts, ...]:
    """法制审核, in order of submission."""
    found, findings = [], list(case.review_findings.all())
    in_order = sorted(case.settlements.all(), key=attrgetter("settled_on", "id"))
    settled = [(one.review_id, settlement_facts(one)) for one in in_order]
    for sent in sorted(case.review_submissions.all(), key=attrgetter("submitted_on", "id")):
        review = getattr(sent, "review", None)
        found.append(
            ReviewFacts(
                proposal_hash=sent.proposal_hash,
                submitted_on=sent.submitted_on,
                outcome=ReviewOutcome(review.outcome) if review else None,
                reviewer_id=review.reviewer_person_id if review else None,
                concluded_on=review.concluded_on if review else None,
                level=sent.level,
                open_findings=frozenset(
                    one.id
                    for one in findings
                    if review and one.review_id == review.id and not hasattr(one, "findinganswer")
                ),
                settlements=tuple(one for of, one in settled if review and of == review.id),
            )
        )
    return tuple(found)


def settlement_facts(row: Settlement) -> SettlementFacts:
    """审核分歧的处理."""
    return SettlementFacts(
        way=SettlementWay(row.way),
        result=SettlementResult(row.result),
        settled_on=row.settled_on,
        member_count=len({member["name"] for member in row.members}),
    )


def notices_of(case: Case, proposals: dict[str, Proposal]) -> tuple[NoticeFacts, ...]:
    """事先告知书 with the periods their service gave."""
    found = []
    for notice in sorted(case.notices.all(), key=attrgetter("issued_on", "id")):
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


def defences_of(case: Case) -> tuple[DefenceFacts, ...]:
    """陈述申辩 and waivers."""
    found = []
    for defence in sorted(case.defences.all(), key=attrgetter("received_on", "id")):
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


def hearings_of(case: Case) -> tuple[HearingFacts, ...]:
    """One picture per text: asked or waived, then notified, then held."""
    arranged = {
        h.proposal_hash: h for h in sorted(case.hearings.all(), key=attrgetter("notified_on", "id"))
    }
    asked: dict[str, dict[str, date]] = {}
    for request in sorted(case.hearing_requests.all(), key=attrgetter("received_on", "id")):
        word = "waived_on" if request.waived else "requested_on"
        asked.setdefault(request.proposal_hash, {})[word] = request.received_on
    found = []
    served = _served_on([one.document_id for one in arranged.values()])
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
                served_on=served.get(hearing.document_id) if hearing else None,
                held_on=record.held_on if record else None,
                record_hash=record.record_hash if record else "",
            )
        )
    return tuple(found)


def _served_on(papers: list[UUID]) -> dict[UUID, date]:
    """When papers count as served (视为送达); asked only in a case that has a hearing."""
    if not papers:
        return {}
    found = Service.objects.filter(document_id__in=papers)
    return dict(found.values_list("document_id", "effective_on"))


def deliberations_of(case: Case) -> tuple[DeliberationFacts, ...]:
    """集体讨论."""
    return tuple(
        DeliberationFacts(
            proposal_hash=held.proposal_hash,
            held_on=held.held_on,
            member_count=len(held.members),
            conclusion_agrees=held.agrees,
        )
        for held in sorted(case.deliberations.all(), key=attrgetter("held_on", "id"))
    )


def decision_of(case: Case, proposals: dict[str, Proposal]) -> DecisionFacts | None:
    """决定, once made."""
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
