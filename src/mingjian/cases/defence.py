"""Statement and defence (陈述、申辩): received, answered, or waived in writing (art. 45)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from mingjian.cases.acting import Save, act_on_case
from mingjian.cases.days import day_of
from mingjian.cases.models import Case, Defence, DefenceAnswer
from mingjian.law.procedure import Act, CaseFacts, Move
from mingjian.law.roles import Actor


def record_defence(*, case_id: UUID, on: date, content: str, by: Actor, at: datetime) -> Case:
    """登记陈述申辩: what the party says; nothing heavier may follow from it."""
    act = Act(Move.RECORD_DEFENCE, on=on, entered_on=day_of(at), reasons=content)
    return act_on_case(
        case_id=case_id, act=act, by=by, at=at, save=_saver(on, content, waived=False)
    )


def waive_defence(*, case_id: UUID, on: date, content: str, by: Actor, at: datetime) -> Case:
    """登记放弃陈述申辩: the party's own written declaration (行政处罚法 art. 62)."""
    act = Act(
        Move.WAIVE_DEFENCE,
        on=on,
        entered_on=day_of(at),
        in_writing=bool(content.strip()),
        reasons=content,
    )
    return act_on_case(
        case_id=case_id, act=act, by=by, at=at, save=_saver(on, content, waived=True)
    )


def answer_defence(
    *, case_id: UUID, on: date, accepted: bool, reasons: str, by: Actor, at: datetime
) -> Case:
    """复核陈述申辩: accepted or not, always with reasons."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        open_ones = case.defences.filter(waived=False, defenceanswer__isnull=True)
        for defence in open_ones:
            DefenceAnswer.objects.create(
                defence=defence, case=case, answered_on=on, accepted=accepted, reasons=reasons
            )
        return {"accepted": accepted, "reasons": reasons}

    act = Act(Move.ANSWER_DEFENCE, on=on, entered_on=day_of(at), accepted=accepted, reasons=reasons)
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def _saver(on: date, content: str, *, waived: bool) -> Save:
    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        assert facts.proposal is not None  # a notice was served, so a text exists
        Defence.objects.create(
            case=case,
            proposal_hash=facts.proposal.hash,
            received_on=on,
            waived=waived,
            content=content,
        )
        return {"waived": waived, "content": content}

    return save
