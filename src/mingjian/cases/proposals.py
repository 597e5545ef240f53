"""Proposals (拟处理意见): facts, evidence, basis, discretion and content, frozen under one hash."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from mingjian.cases.assessing import Choice, Circumstances
from mingjian.cases.counts import CountDraft, judge_counts, refuse_unexplained, summed
from mingjian.cases.models import Case, Proposal
from mingjian.journal.canonical import digest
from mingjian.law.citation import Citation
from mingjian.law.penalties import PenaltyContent
from mingjian.law.procedure import Outcome
from mingjian.law.roles import Actor
from mingjian.law.several import combined_content

DOMAIN = "proposal"
_NO_RULE = {Outcome.NO_PENALTY_NOT_ESTABLISHED, Outcome.TRANSFER_JUDICIAL}


@dataclass(frozen=True)
class ProposalDraft:
    """What the officer writes; ranges and basis are worked out from the law, never typed.

    ``content`` is None where no penalty is proposed. ``circumstances`` lead to the tier, ``choice``
    picks where several fit. ``confiscated_property_yuan``: value of 非法财物 (hearing limit).
    ``not_heavier_because``: owed where goods or words change after a defence (art. 45).
    ``leniency_reasons``: owed where leniency is allowed and not used. ``also``: the other
    violations decided with it (并案处理); ``content`` and ``circumstances`` are then the first's.
    """

    outcome: Outcome
    content: PenaltyContent | None
    facts: str
    evidence_summary: str
    reasons: str
    circumstances: Circumstances
    choice: Choice = field(default_factory=Choice)
    confiscated_property_yuan: Decimal = Decimal(0)
    deviation_reasons: str = ""
    not_heavier_because: str = ""
    leniency_reasons: str = ""
    also: tuple[CountDraft, ...] = ()

    @property
    def whole_content(self) -> PenaltyContent | None:
        """处罚内容 of all violations together."""
        parts = [one for one in (self.content, *(each.content for each in self.also)) if one]
        return combined_content(parts) if parts else None


def frozen_proposal(*, case: Case, draft: ProposalDraft, on: date, by: Actor) -> Proposal:
    """The next revision of the case's proposal, hashed but not yet saved."""
    last = case.proposals.order_by("-revision").first()
    content = draft.whole_content
    proposal = Proposal(
        case=case,
        revision=last.revision + 1 if last else 1,
        outcome=draft.outcome.value,
        kinds=[kind.value for kind in content.kinds] if content else [],
        fine_yuan=content.fine_yuan if content else 0,
        confiscated_gains_yuan=content.confiscated_gains_yuan if content else 0,
        confiscated_items=content.confiscated_items if content else "",
        confiscated_property_yuan=draft.confiscated_property_yuan,
        other_penalty=content.other if content else "",
        facts=draft.facts.strip(),
        evidence_summary=draft.evidence_summary.strip(),
        reasons=draft.reasons.strip(),
        grounds=sorted(draft.circumstances.grounds),
        deviation_reasons=draft.deviation_reasons.strip(),
        leniency_reasons=draft.leniency_reasons.strip(),
        made_on=on,
        made_by_person_id=by.person_id,
    )
    if draft.outcome not in _NO_RULE:
        _apply(proposal, case, draft)
    proposal.hash = proposal_hash(proposal)
    return proposal


def _apply(proposal: Proposal, case: Case, draft: ProposalDraft) -> None:
    """Work out basis, tier and ranges; an unlawful content is refused here (MoveRefused)."""
    main = CountDraft(
        case.violation_id, draft.facts, draft.content, draft.circumstances, draft.choice
    )
    counts = judge_counts(case=case, drafts=(main, *draft.also))
    refuse_unexplained(counts=counts, draft=draft)
    first = counts[0].assessed
    proposal.basis = list(
        {
            tuple(cite.items()): cite
            for one in counts
            for cite in (
                *(_cite(cite, "forbids") for cite in one.assessed.forbids),
                *(_cite(cite, "penalises") for cite in one.assessed.basis),
            )
        }.values()
    )
    proposal.tier = first.tier
    proposal.range_minimum, proposal.range_maximum = summed(
        one.assessed.tier_range for one in counts
    )
    proposal.lawful_minimum, proposal.lawful_maximum = summed(
        one.assessed.lawful_range for one in counts
    )
    proposal.trace = [step for one in counts for step in (*one.assessed.trace, *one.departures)]
    proposal.open_leniency = [sentence for one in counts for sentence in one.assessed.leniency]
    proposal.figures = {
        one.draft.violation_id: {
            label: f"{figure:f}" for label, figure in one.draft.circumstances.measures.items()
        }
        for one in counts
        if one.draft.circumstances.measures
    }
    proposal.counts = [one.stored() for one in counts] if len(counts) > 1 else []


def _cite(cite: Citation, use: str) -> dict[str, str]:
    """``use``: "forbids" = 违反的规定, "penalises" = 处罚的依据."""
    parts = {"article": cite.article, "paragraph": cite.paragraph, "item": cite.item}
    return {
        "use": use,
        "law": cite.law,
        **{k: part for k, part in parts.items() if part},
        "text": str(cite),
    }


def proposal_hash(proposal: Proposal) -> str:
    """Over the exact text and the revision: what is reviewed, noticed and decided."""
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
            **_if_any(proposal, "open_leniency", "leniency_reasons", "counts", "figures"),
        },
    )


def _if_any(proposal: Proposal, *names: str) -> dict[str, object]:
    """Fields that older texts do not have: absent where empty, so that those keep their hash."""
    return {name: value for name in names if (value := getattr(proposal, name))}
