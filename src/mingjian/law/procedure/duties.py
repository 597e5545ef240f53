"""Duties (法定义务): what the law owes in this case. Rules, stage bar and desk all ask here."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure.facts import NOTHING, CaseFacts, NoticeFacts, ProposalFacts
from mingjian.law.procedure.facts_review import FIRST_LEVEL, SECOND_LEVEL
from mingjian.law.procedure.kinds import ReviewOutcome
from mingjian.law.review_triggers import ReviewCircumstances, Trigger, due_triggers

# Performed by being told, or by money: nothing else has to be done by the party.
_NOTHING_TO_DO = frozenset(
    {
        PenaltyKind.WARNING,
        PenaltyKind.PUBLIC_CRITICISM,
        PenaltyKind.FINE,
        PenaltyKind.CONFISCATION_OF_GAINS,
    }
)


def owes_hearing_offer(*, facts: CaseFacts, proposal: ProposalFacts | None) -> bool:
    """是否应当告知听证权利 (行政处罚法 art. 63): by kind, or by amount (达到 counts)."""
    if proposal is None or proposal.content is None:
        return False
    terms, content = facts.terms, proposal.content
    confiscated = content.confiscated_gains_yuan + proposal.confiscated_property_yuan
    return (
        not terms.hearing_kinds.isdisjoint(content.kinds)
        or content.fine_yuan >= terms.hearing_fine_yuan
        or confiscated >= terms.hearing_confiscation_yuan
    )


def review_triggers(facts: CaseFacts) -> tuple[Trigger, ...]:
    """本案的法制审核情形; empty when review is not owed."""
    proposal = facts.proposal
    circumstances = ReviewCircumstances(
        is_penalty=proposal is not None and proposal.is_penalty,
        affects_major_rights=owes_hearing_offer(facts=facts, proposal=proposal),
        was_heard=any(hearing.held_on for hearing in facts.hearings),
        is_listed=proposal is not None and proposal.fine_yuan >= facts.terms.review_fine_yuan,
        is_catalogued=facts.is_catalogued,
        declared=facts.declared_triggers,
    )
    return due_triggers(circumstances=circumstances, in_force=facts.terms.review_triggers)


def has_passed_review(facts: CaseFacts) -> bool:
    """审核是否通过: every level that is owed agrees to this very text, after any hearing."""
    if not _has_agreed(facts, FIRST_LEVEL):
        return False
    return facts.second_reviewer_id is None or _has_agreed(facts, SECOND_LEVEL)


def next_review_level(facts: CaseFacts) -> int:
    """下一次送审的层级: the government's legal body only after the handling department's own."""
    is_second = facts.second_reviewer_id is not None and _has_agreed(facts, FIRST_LEVEL)
    return SECOND_LEVEL if is_second else FIRST_LEVEL


def _has_agreed(facts: CaseFacts, level: int) -> bool:
    of_text = [one for one in facts.reviews if facts.proposal and one.level == level]
    last = next((one for one in reversed(of_text) if one.proposal_hash == facts.current_hash), None)
    if last is None or last.outcome is not ReviewOutcome.AGREED:
        return False
    heard = [hearing.held_on for hearing in facts.hearings if hearing.held_on]
    return all(last.submitted_on >= held_on for held_on in heard)


def owes_review(facts: CaseFacts) -> bool:
    """是否尚欠法制审核 (art. 58)."""
    return bool(review_triggers(facts)) and not has_passed_review(facts)


def deliberation_reasons(facts: CaseFacts) -> tuple[str, ...]:
    """应当集体讨论的理由 (art. 57 second paragraph); empty when the head may decide alone."""
    proposal = facts.proposal
    if proposal is None or not proposal.is_penalty or proposal.content is None:
        return ()
    terms = facts.terms
    kinds = [kind for kind in proposal.content.kinds if kind in terms.hearing_kinds]
    reasons = {
        "情节复杂或者属于重大违法行为": facts.is_complex,
        "拟给予" + "、".join(kinds): bool(kinds),
        f"拟罚款达到{terms.deliberation_fine_yuan:,.0f}元": (
            proposal.fine_yuan >= terms.deliberation_fine_yuan
        ),
        "拟罚款数额偏离裁量基准": proposal.is_outside_range,
    }
    return tuple(reason for reason, holds in reasons.items() if holds)


def has_deliberated(facts: CaseFacts) -> bool:
    """集体讨论是否同意 this very text."""
    deliberation = facts.current_deliberation
    return deliberation is not None and deliberation.conclusion_agrees


def served_notice(facts: CaseFacts) -> NoticeFacts | None:
    """已送达的告知书 of the text as it stands now."""
    notice = facts.current_notice
    return notice if notice is not None and notice.served_on is not None else None


def heard_contents(facts: CaseFacts) -> tuple[PenaltyContent, ...]:
    """已听取意见的处罚内容: what 不得因陈述、申辩而给予更重的处罚 is measured against."""
    spoken = {d.proposal_hash for d in facts.defences if not d.waived}
    spoken |= {h.proposal_hash for h in facts.hearings if h.held_on}
    return tuple(notice.content for notice in facts.notices if notice.proposal_hash in spoken)


def is_overturned(facts: CaseFacts) -> bool:
    """决定是否已被撤销、确认无效: nothing of it is left to carry out."""
    return any(one.outcome and one.outcome.ends_the_decision for one in facts.remedies)


def owes_redo(facts: CaseFacts) -> bool:
    """是否应当重新办理: ordered (责令重新作出), and no case has been opened for it yet."""
    is_ordered = any(one.orders_redo for one in facts.remedies)
    return is_overturned(facts) and is_ordered and facts.redo_opened_on is None


def content_in_force(facts: CaseFacts) -> PenaltyContent | None:
    """现行有效的处罚内容: the decision's own, or with the fine that a remedy set."""
    if facts.decision is None or facts.decision.content is None or is_overturned(facts):
        return None
    content = facts.decision.content
    for remedy in facts.remedies:
        if remedy.fine_yuan is not None:
            kinds = tuple(k for k in content.kinds if remedy.fine_yuan or k is not PenaltyKind.FINE)
            if not kinds and not content.other.strip():
                return None
            content = replace(content, fine_yuan=remedy.fine_yuan, kinds=kinds)
    return content


def money_owed_yuan(facts: CaseFacts) -> Decimal:
    """尚未缴清的罚款、违法所得, without surcharge."""
    content = content_in_force(facts)
    if content is None:
        return NOTHING
    return max(content.money_yuan - facts.payment.total_paid_yuan, NOTHING)


def owes_other_performance(facts: CaseFacts) -> bool:
    """是否尚有罚款以外的内容待履行: 没收财物、停业、吊销…."""
    content = content_in_force(facts)
    if content is None or facts.other_performed_on:
        return False
    return bool(set(content.kinds) - _NOTHING_TO_DO) or bool(content.other.strip())
