"""Decision (决定) and its service: on the text that was reviewed and noticed (art. 57–62)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from mingjian.cases.acting import act_on_case
from mingjian.cases.days import day_of
from mingjian.cases.facts import proposal_facts
from mingjian.cases.making import make_paper
from mingjian.cases.models import Case, Decision, DecisionService, Proposal
from mingjian.cases.papers import decision_paper
from mingjian.cases.party.submissions import refuse_unread_submissions
from mingjian.cases.same_act import refuse_fining_twice
from mingjian.cases.serving import serve_paper
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document
from mingjian.dossier.serving import Delivery
from mingjian.law.procedure import Act, CaseFacts, Move, Outcome, ReviewOutcome, review_triggers
from mingjian.law.review_points import liability_statement
from mingjian.law.roles import Actor, Role


def decide(*, case_id: UUID, on: date, reasons: str, by: Actor, at: datetime) -> Case:
    """作出决定: the four outcomes of art. 57; the row names everything it rests on."""

    def act(case: Case, facts: CaseFacts) -> Act:
        refuse_unread_submissions(case)
        proposal = case.proposals.latest("revision")
        refuse_fining_twice(case, proposal)
        return Act(
            Move.DECIDE,
            on=on,
            entered_on=day_of(at),
            proposal=proposal_facts(proposal),
            reasons=reasons,
        )

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        proposal = case.proposals.latest("revision")
        penalty = proposal.outcome == Outcome.PENALTY
        paper = make_paper(
            kind=DocumentKind.PENALTY_DECISION if penalty else DocumentKind.NO_PENALTY_DECISION,
            case=case,
            content=decision_paper(case, proposal),
            on=on,
            by=by,
            at=at,
        )
        decision = _decision_row(case, facts, proposal, paper, on=on, by=by)
        decision.save(force_insert=True)
        return {
            "number": decision.number,
            "proposal": proposal.hash,
            "outcome": proposal.outcome,
            "fine_yuan": proposal.fine_yuan,
            "document": paper.content_hash,
            "packs": case.pack_id,
            "liability": decision.statement,
            "reasons": reasons,
        }

    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def _decision_row(
    case: Case, facts: CaseFacts, proposal: Proposal, paper: Document, *, on: date, by: Actor
) -> Decision:
    """Name what this very text rests on; the database checks each by foreign key."""
    text = {"proposal_hash": proposal.hash}
    review = case.reviews.filter(**text, outcome=ReviewOutcome.AGREED.value).last()
    notice = case.notice_services.filter(**text).last()
    waiver = case.defences.filter(**text, waived=True).last()
    deliberation = case.deliberations.filter(**text, agrees=True).last()
    assert paper.number is not None  # both kinds of decision are numbered
    assert case.review_floor_yuan is not None  # fixed at opening
    assert case.deliberation_floor_yuan is not None
    return Decision(
        case=case,
        proposal_hash=proposal.hash,
        outcome=proposal.outcome,
        kinds=proposal.kinds,
        kinds_text="、".join(proposal.kinds),
        fine_yuan=proposal.fine_yuan,
        review_floor_yuan=case.review_floor_yuan,
        deliberation_floor_yuan=case.deliberation_floor_yuan,
        needs_review=bool(review_triggers(facts)),
        review=review,
        review_outcome=review.outcome if review else None,
        notice_id=notice.notice_id if notice else None,
        notice_served_on=notice.served_on if notice else None,
        defence_due_on=notice.defence_due_on if notice else None,
        waiver=waiver,
        waiver_is_waiver=True if waiver else None,
        deliberation=deliberation,
        deliberation_agrees=True if deliberation else None,
        document=paper,
        number=paper.number.text,
        decided_on=on,
        decided_by_person_id=by.person_id,
        statement=liability_statement(role=Role.AGENCY_HEAD, name=by.name),
    )


def serve_decision(*, case_id: UUID, delivery: Delivery, by: Actor, at: datetime) -> Case:
    """送达决定书: within seven working days (行政处罚法 art. 61); starts payment and remedies."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        served = serve_paper(
            case=case, document=case.decision.document, delivery=delivery, by=by, at=at
        )
        DecisionService.objects.create(case=case, service=served, served_on=served.effective_on)
        return {"method": delivery.method.value, "served_on": served.effective_on}

    act = Act(Move.SERVE_DECISION, on=delivery.done_on, entered_on=day_of(at))
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)
