"""Proposals (拟处理意见): facts, evidence, basis, discretion and content, frozen under one hash."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from mingjian.cases.assessing import Assessed, Circumstances, assess_case
from mingjian.cases.models import Case, Proposal
from mingjian.journal.canonical import digest
from mingjian.law.citation import Citation
from mingjian.law.penalties import PenaltyContent
from mingjian.law.procedure import Ground, Outcome
from mingjian.law.roles import Actor

DOMAIN = "proposal"


@dataclass(frozen=True)
class ProposalDraft:
    """What the officer writes; ranges and basis are worked out from the law, never typed.

    ``content`` is None where no penalty is proposed. ``circumstances`` lead to the tier.
    """

    outcome: Outcome
    content: PenaltyContent | None
    facts: str
    evidence_summary: str
    reasons: str
    circumstances: Circumstances
    grounds: frozenset[Ground] = field(default_factory=frozenset)
    deviation_reasons: str = ""


def frozen_proposal(*, case: Case, draft: ProposalDraft, on: date, by: Actor) -> Proposal:
    """The next revision of the case's proposal, hashed but not yet saved."""
    assessed = assess_case(case=case, circumstances=draft.circumstances, outcome=draft.outcome)
    last = case.proposals.order_by("-revision").first()
    content = draft.content
    proposal = Proposal(
        case=case,
        revision=last.revision + 1 if last else 1,
        outcome=draft.outcome.value,
        kinds=[kind.value for kind in content.kinds] if content else [],
        fine_yuan=content.fine_yuan if content else 0,
        confiscated_gains_yuan=content.confiscated_gains_yuan if content else 0,
        confiscated_items=content.confiscated_items if content else "",
        other_penalty=content.other if content else "",
        facts=draft.facts.strip(),
        evidence_summary=draft.evidence_summary.strip(),
        reasons=draft.reasons.strip(),
        grounds=sorted(ground.value for ground in draft.grounds),
        deviation_reasons=draft.deviation_reasons.strip(),
        made_on=on,
        made_by_person_id=by.person_id,
    )
    _apply(proposal, assessed)
    proposal.hash = proposal_hash(proposal)
    return proposal


def _apply(proposal: Proposal, assessed: Assessed) -> None:
    proposal.basis = [_cite(cite) for cite in assessed.basis]
    proposal.tier = assessed.tier
    proposal.range_minimum, proposal.range_maximum = assessed.tier_range
    proposal.lawful_minimum, proposal.lawful_maximum = assessed.lawful_range
    proposal.trace = list(assessed.trace)


def _cite(cite: Citation) -> dict[str, str]:
    parts = {"article": cite.article, "paragraph": cite.paragraph, "item": cite.item}
    return {
        "law": cite.law,
        **{key: part for key, part in parts.items() if part},
        "text": str(cite),
    }


def proposal_hash(proposal: Proposal) -> str:
    """Over the exact text and the revision: what review approves, notice tells and decision repeats."""
    return digest(
        DOMAIN,
        {
            "case": proposal.case_id,
            "revision": proposal.revision,
            "outcome": proposal.outcome,
            "kinds": proposal.kinds,
            "fine_yuan": f"{proposal.fine_yuan:.2f}",
            "confiscated_gains_yuan": f"{proposal.confiscated_gains_yuan:.2f}",
            "confiscated_items": proposal.confiscated_items,
            "other_penalty": proposal.other_penalty,
            "facts": proposal.facts,
            "evidence": proposal.evidence_summary,
            "reasons": proposal.reasons,
            "basis": proposal.basis,
            "tier": proposal.tier,
            "grounds": proposal.grounds,
            "deviation_reasons": proposal.deviation_reasons,
        },
    )
