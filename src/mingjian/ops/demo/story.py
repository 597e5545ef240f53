"""One case told from lead to closing: every step is the act a user would do on that day."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from uuid import UUID

from mingjian.cases import decision, deliberation, execution, investigation, leads, opening
from mingjian.cases.facts import facts_of
from mingjian.cases.investigation import EvidenceDraft
from mingjian.cases.leads import LeadDraft
from mingjian.cases.models import Case
from mingjian.journal.ids import new_id
from mingjian.law.procedure import (
    ClosingReason,
    EvidenceKind,
    Move,
    Outcome,
    PaymentChannel,
    deliberation_reasons,
    owes_other_performance,
)
from mingjian.law.roles import Role
from mingjian.ops.demo.cast import Cast, Person, Plot
from mingjian.ops.demo.hearing_out import delivery_of, hear, notify, propose
from mingjian.ops.demo.recorded import except_what_is_owed
from mingjian.ops.demo.telling import Enough, Telling

__all__ = ["Cast", "Person", "Plot", "Telling", "tell"]


def tell(
    *,
    cast: Cast,
    plot: Plot,
    start: date,
    until: Move | None = None,
    not_after: date = date.max,
    case_id: UUID | None = None,
) -> Case:
    """Tell a case from ``start`` until a move was done, a day has come, or it is closed."""
    story = Telling(cast, plot, start, until, not_after, case_id or new_id())
    with suppress(Enough):
        register(story)
        open_lead(story)
        investigate(story)
        propose(story)
        if plot.outcome is Outcome.PENALTY:
            notify(story)
            hear(story)
        decide(story)
        perform(story)
    return story.case


def register(story: Telling) -> None:
    """案源."""
    plot, cast = story.plot, story.cast
    story.act(
        Move.REGISTER_LEAD,
        leads.register_lead,
        Role.CASE_OFFICER,
        agency_id=cast.agency_id,
        party_id=plot.party_id,
        draft=LeadDraft(
            source=plot.source,
            registered_on=story.day,
            discovered_on=story.day,
            act_ended_on=story.day - timedelta(days=plot.days_since),
            place=plot.place,
            summary=plot.facts,
            violation_id=plot.violation_id,
            declared_triggers=plot.declared_triggers,
        ),
    )


def open_lead(story: Telling) -> None:
    """核查、立案."""
    cast = story.cast
    story.wait(2)
    story.act(
        Move.VERIFY_LEAD,
        leads.verify_lead,
        Role.CASE_OFFICER,
        on=story.day,
        officer_ids=(cast.lead.officer_id, cast.assisting.officer_id),
        conclusion="经核查，当事人涉嫌违法，应当给予行政处罚，属于本机关管辖，建议立案。",
    )
    story.wait(1)
    story.act(
        Move.REQUEST_OPENING,
        opening.request_opening,
        Role.CASE_OFFICER,
        on=story.day,
        lead_officer_id=cast.lead.officer_id,
        assisting_officer_id=cast.assisting.officer_id,
        reasons="有初步证据证明违法事实，符合立案标准，呈请立案。",
    )
    story.wait(1)
    _conclude_opening(story)


def _conclude_opening(story: Telling) -> None:
    if story.plot.declined:
        story.act(
            Move.DECLINE_OPENING,
            opening.decline_opening,
            Role.AGENCY_HEAD,
            on=story.day,
            reasons="经审查，违法事实不能初步成立，不予立案。",
        )
        raise Enough
    story.act(
        Move.APPROVE_OPENING,
        opening.approve_opening,
        Role.AGENCY_HEAD,
        on=story.day,
        reasons="符合立案标准。",
    )


def investigate(story: Telling) -> None:
    """调查取证."""
    plot, cast = story.plot, story.cast
    collectors = (cast.lead.officer_id, cast.assisting.officer_id)
    found = (
        (2, EvidenceKind.SCENE_RECORD, "现场检查笔录", False),
        (3, EvidenceKind.PARTY_STATEMENT, "询问笔录", True),
        (2, EvidenceKind.DOCUMENTARY, "主体资格材料", False),
    )
    for days, kind, title, is_interview in found:
        story.wait(days)
        story.act(
            Move.ADD_EVIDENCE,
            investigation.add_evidence,
            Role.CASE_OFFICER,
            draft=EvidenceDraft(
                kind=kind,
                title=title,
                collected_on=story.day,
                proves=f"证明：{plot.facts}",
                verified=True,
                place=plot.place,
                is_interview=is_interview,
                collector_ids=collectors,
            ),
        )


def decide(story: Telling) -> None:
    """集体讨论、决定、送达."""
    deliberate_where_owed(story)
    story.wait(1)
    story.act(
        Move.DECIDE,
        decision.decide,
        Role.AGENCY_HEAD,
        on=story.day,
        reasons="同意拟处理意见。",
    )
    serve_decision(story)


def deliberate_where_owed(story: Telling) -> None:
    """集体讨论."""
    if deliberation_reasons(facts_of(story.case)):
        story.wait(1)
        names = ("示范局长", "示范副局长甲", "示范副局长乙")
        story.act(
            Move.DELIBERATE,
            deliberation.deliberate,
            Role.AGENCY_HEAD,
            on=story.day,
            members=tuple(
                deliberation.Member(name, "机关负责人", True, "同意拟处理意见。") for name in names
            ),
            minutes="承办人汇报案情、证据、裁量和审核意见，参加人员逐一发表意见。",
            agrees=True,
        )


def serve_decision(story: Telling) -> None:
    """送达决定书."""
    story.wait(2)
    story.act(
        Move.SERVE_DECISION, decision.serve_decision, Role.CASE_OFFICER, delivery=delivery_of(story)
    )


def perform(story: Telling) -> None:
    """缴款、履行、结案."""
    plot = story.plot
    content = plot.whole_content
    if content is not None and content.money_yuan:
        if not plot.pays:
            raise Enough
        story.wait(5)
        story.act(
            Move.RECORD_PAYMENT,
            execution.record_payment,
            Role.CASE_OFFICER,
            on=story.day,
            amount_yuan=content.money_yuan,
            channel=PaymentChannel.BANK,
            receipt_number=f"票{story.case.number}",
        )
    if owes_other_performance(facts_of(story.case)):
        story.wait(2)
        story.act(
            Move.RECORD_PERFORMANCE,
            execution.record_performance,
            Role.CASE_OFFICER,
            on=story.day,
            content="决定书载明的其他处罚内容已经执行，有执行记录和交接清单为证。",
        )
    penalty = plot.outcome is Outcome.PENALTY
    story.wait(3)
    except_what_is_owed(story)
    story.act(
        Move.CLOSE,
        execution.close_case,
        Role.AGENCY_HEAD,
        on=story.day,
        reason=ClosingReason.PERFORMED if penalty else ClosingReason.NO_PENALTY,
        note="处罚决定已经履行完毕，建议结案。" if penalty else "不予处罚决定已经送达，建议结案。",
        educated=not penalty,
    )
