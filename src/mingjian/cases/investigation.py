"""Investigation (调查取证) and its end, the report with the proposal (行政处罚法 art. 54–55)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from mingjian.cases.acting import act_on_case
from mingjian.cases.days import day_of
from mingjian.cases.facts import officer_facts, proposal_facts
from mingjian.cases.making import make_paper
from mingjian.cases.models import Case, Evidence, EvidenceCheck, Proposal
from mingjian.cases.papers import investigation_report
from mingjian.cases.proposals import ProposalDraft, frozen_proposal
from mingjian.cases.refusals import refuse_number_of_collectors, refuse_second_verdict
from mingjian.dossier.kinds import DocumentKind
from mingjian.law.procedure import Act, CaseFacts, EvidenceFacts, EvidenceKind, Move
from mingjian.law.roles import Actor
from mingjian.registry.models import Officer


@dataclass(frozen=True)
class EvidenceDraft:
    """证据 as the officer enters it; ``verified`` = 已查证属实 (行政处罚法 art. 46)."""

    kind: EvidenceKind
    title: str
    collected_on: date
    proves: str
    verified: bool
    place: str = ""
    is_interview: bool = False
    collector_ids: tuple[UUID, ...] = ()


def add_evidence(*, case_id: UUID, draft: EvidenceDraft, by: Actor, at: datetime) -> Case:
    """登记证据: collected by two officers, or handed in (no collectors)."""
    collectors = list(Officer.objects.filter(id__in=draft.collector_ids).order_by("id"))
    refuse_number_of_collectors(len(draft.collector_ids), len(collectors))

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        item = Evidence.objects.create(
            case=case,
            kind=draft.kind.value,
            title=draft.title,
            collected_on=draft.collected_on,
            place=draft.place,
            proves=draft.proves,
            verified=draft.verified,
            is_interview=draft.is_interview,
            collected_by=collectors[0] if collectors else None,
            collected_with=collectors[1] if collectors else None,
        )
        return {"evidence": item.id, "kind": draft.kind.title, "title": draft.title}

    act = Act(
        Move.ADD_EVIDENCE,
        on=draft.collected_on,
        entered_on=day_of(at),
        evidence=EvidenceFacts(
            kind=draft.kind,
            collected_on=draft.collected_on,
            collectors=tuple(officer_facts(officer) for officer in collectors),
            verified=draft.verified,
        ),
    )
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def verify_evidence(
    *,
    case_id: UUID,
    evidence_id: UUID,
    on: date,
    accepted: bool,
    reasons: str,
    by: Actor,
    at: datetime,
) -> Case:
    """查证证据: accepted as a basis, or excluded with reasons (行政处罚法 art. 46)."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        item = case.evidence.select_related("verdict").get(id=evidence_id)
        refuse_second_verdict(item, accepted=accepted)
        EvidenceCheck.objects.create(
            evidence=item, case=case, checked_on=on, accepted=accepted, reasons=reasons
        )
        return {"evidence": item.id, "accepted": accepted, "reasons": reasons}

    act = Act(Move.VERIFY_EVIDENCE, on=on, entered_on=day_of(at), reasons=reasons)
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def submit_report(
    *, case_id: UUID, on: date, draft: ProposalDraft, by: Actor, at: datetime
) -> Case:
    """提交调查终结报告: the investigation ends with a proposal (拟处理意见)."""
    return _propose(Move.REPORT, case_id=case_id, on=on, draft=draft, by=by, at=at)


def revise_proposal(
    *, case_id: UUID, on: date, draft: ProposalDraft, by: Actor, at: datetime
) -> Case:
    """修改拟处理意见: review, notice and deliberation of the old text no longer count."""
    return _propose(Move.REVISE_PROPOSAL, case_id=case_id, on=on, draft=draft, by=by, at=at)


def _propose(
    move: Move, *, case_id: UUID, on: date, draft: ProposalDraft, by: Actor, at: datetime
) -> Case:
    made: list[Proposal] = []

    def act(case: Case, facts: CaseFacts) -> Act:
        made.append(frozen_proposal(case=case, draft=draft, on=on, by=by))
        return Act(
            move,
            on=on,
            entered_on=day_of(at),
            proposal=proposal_facts(made[0]),
            reasons=draft.reasons,
            not_heavier_because=draft.not_heavier_because,
        )

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        proposal = made[0]
        proposal.save(force_insert=True)
        make_paper(
            kind=DocumentKind.INVESTIGATION_REPORT,
            case=case,
            content=investigation_report(case, proposal),
            on=on,
            by=by,
            at=at,
        )
        told = {
            "proposal": proposal.hash,
            "revision": proposal.revision,
            "outcome": proposal.outcome,
            "fine_yuan": proposal.fine_yuan,
        }
        explained = draft.not_heavier_because.strip()
        return {**told, "not_heavier_because": explained} if explained else told

    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)
