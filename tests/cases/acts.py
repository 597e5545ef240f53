"""The acts of a case in one line each, done today by the cast, with what the test changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from mingjian.cases import decision, defence, deliberation, hearing, investigation, notice, review
from mingjian.cases.deliberation import Member
from mingjian.cases.investigation import EvidenceDraft
from mingjian.cases.models import Case
from mingjian.cases.proposals import ProposalDraft
from mingjian.cases.review import SEVEN_POINTS, Opinion, ReviewPoint
from mingjian.cases.serving import AddressDraft, AttemptDraft, record_attempt
from mingjian.cases.serving import confirm_address as confirm
from mingjian.dossier.kinds import ServiceMethod
from mingjian.dossier.models import AddressConfirmation, Document
from mingjian.dossier.serving import Delivery
from mingjian.law.procedure import AnswerFacts, EvidenceKind, Move
from mingjian.law.roles import Role
from mingjian.law.service import AttemptReason, paper_seals
from mingjian.ops.demo.hearing_out import serve_hearing_notice as told_of_hearing
from mingjian.ops.demo.story import Telling

MAILBOX = "qian@example.cn"
REMARK = "已经逐件核对，没有疑点。"
OPINION = Opinion(
    tuple(ReviewPoint(number, True, REMARK) for number in range(1, len(SEVEN_POINTS) + 1)),
    "事实清楚，程序合法，同意。",
)
PROBLEMS = replace(
    OPINION,
    points=tuple(replace(point, passed=point.number != 4) for point in OPINION.points),
    text="裁量的理由写得不够，请补充后再送审。",
)
MEMBERS = tuple(Member(name, "负责人", agrees=True, opinion="同意。") for name in "甲乙丙")


def draft_of(story: Telling, **changes: Any) -> ProposalDraft:
    """What the plot's officer proposes."""
    plot = story.plot
    details = {
        "outcome": plot.outcome,
        "content": plot.content,
        "facts": plot.facts,
        "evidence_summary": plot.evidence,
        "reasons": "违法事实清楚，证据充分。",
        "circumstances": plot.circumstances,
        "leniency_reasons": plot.leniency_reasons,
        "also": plot.also,
        **changes,
    }
    return ProposalDraft(**details)


def evidence_of(story: Telling, **changes: Any) -> EvidenceDraft:
    """One piece of evidence taken today by the two officers."""
    details = {
        "kind": EvidenceKind.DOCUMENTARY,
        "title": "营业执照复印件",
        "collected_on": story.day,
        "proves": "主体资格。",
        "verified": True,
        "collector_ids": (story.cast.lead.officer_id, story.cast.assisting.officer_id),
        **changes,
    }
    return EvidenceDraft(**details)


def delivery_of(story: Telling, **changes: Any) -> Delivery:
    """Handed over today."""
    details = {
        "method": ServiceMethod.DIRECT,
        "done_on": story.day,
        "receiver": "钱样本",
        "relation": "法定代表人",
        "proof": "受送达人在送达回证上签收。",
        **changes,
    }
    return Delivery(**details)


def report(story: Telling, **changes: Any) -> Case:
    return _do(story, Move.REPORT, investigation.submit_report, draft=draft_of(story, **changes))


def revise(story: Telling, **changes: Any) -> Case:
    return _do(
        story, Move.REVISE_PROPOSAL, investigation.revise_proposal, draft=draft_of(story, **changes)
    )


def add_evidence(story: Telling, **changes: Any) -> Case:
    draft = evidence_of(story, **changes)
    return story.act(Move.ADD_EVIDENCE, investigation.add_evidence, Role.CASE_OFFICER, draft=draft)


def submit(story: Telling, note: str = "请审核。", **changes: Any) -> Case:
    details = {"note": note, "answers": answers_to(story), **changes}
    return _do(story, Move.SUBMIT_REVIEW, review.submit_for_review, **details)


def answers_to(story: Telling, *, is_adopted: bool = True) -> tuple[AnswerFacts, ...]:
    """An answer to every finding that is open."""
    found = review.open_findings(case_id=story.case_id)
    return tuple(AnswerFacts(one.id, is_adopted, "已经补充说明裁量的理由。") for one in found)


def agree(story: Telling, opinion: Opinion = OPINION) -> Case:
    return _do(story, Move.AGREE, review.agree_review, Role.LEGAL_REVIEWER, opinion=opinion)


def find_problems(story: Telling, opinion: Opinion = PROBLEMS) -> Case:
    return _do(
        story, Move.FIND_PROBLEMS, review.find_problems, Role.LEGAL_REVIEWER, opinion=opinion
    )


def issue(story: Telling) -> Case:
    return _do(story, Move.ISSUE_NOTICE, notice.issue_notice)


def serve(story: Telling, **changes: Any) -> Case:
    delivery = delivery_of(story, **changes)
    return story.act(Move.SERVE_NOTICE, notice.serve_notice, Role.CASE_OFFICER, delivery=delivery)


def confirm_address(story: Telling, electronic: str = MAILBOX) -> AddressConfirmation:
    """The party signs where papers reach it, and agrees to electronic service (or does not)."""
    return confirm(
        case_id=story.case_id,
        draft=AddressDraft(
            confirmed_on=story.day,
            receiver="钱样本",
            address="示例路1号",
            phone="13800000000",
            signed_by="钱样本",
            proof="签名的确认书原件。",
            electronic_channel="电子邮件" if electronic else "",
            electronic_address=electronic,
        ),
        by=story.cast.actor(Role.CASE_OFFICER),
        at=story.at,
    )


def try_in_vain(story: Telling) -> None:
    """The paper that waits went out by hand and by post today, and reached nobody."""
    paper = Document.objects.filter(
        subject_id=story.case_id, service=None, kind__in=paper_seals()
    ).latest("made_at")
    for way, reason in (
        (ServiceMethod.DIRECT, AttemptReason.NOBODY_THERE),
        (ServiceMethod.POSTAL, AttemptReason.RETURNED),
    ):
        draft = AttemptDraft(way, story.day, "示例路1号", reason, "无人应答。", "照片。", "张三")
        record_attempt(
            case_id=story.case_id,
            document_id=paper.id,
            draft=draft,
            by=story.cast.actor(Role.CASE_OFFICER),
            at=story.at,
        )


def record_defence(story: Telling, content: str = "请求从轻。") -> Case:
    return _do(story, Move.RECORD_DEFENCE, defence.record_defence, content=content)


def answer_defence(story: Telling, *, accepted: bool = False, reasons: str = "已考虑。") -> Case:
    return _do(
        story, Move.ANSWER_DEFENCE, defence.answer_defence, accepted=accepted, reasons=reasons
    )


def waive_defence(story: Telling, content: str = "自愿放弃。") -> Case:
    return _do(story, Move.WAIVE_DEFENCE, defence.waive_defence, content=content)


def request_hearing(story: Telling) -> Case:
    return _do(story, Move.REQUEST_HEARING, hearing.request_hearing, content="要求听证。")


def serve_hearing_notice(story: Telling) -> None:
    """The newest hearing notice, sealed and handed over today."""
    told_of_hearing(story)


def deliberate(story: Telling, **changes: Any) -> Case:
    details = {"members": MEMBERS, "minutes": "逐一发表意见。", "agrees": True, **changes}
    return _do(story, Move.DELIBERATE, deliberation.deliberate, Role.AGENCY_HEAD, **details)


def decide(story: Telling, reasons: str = "同意。") -> Case:
    return _do(story, Move.DECIDE, decision.decide, Role.AGENCY_HEAD, reasons=reasons)


def serve_decision(story: Telling, **changes: Any) -> Case:
    delivery = delivery_of(story, **changes)
    return story.act(
        Move.SERVE_DECISION, decision.serve_decision, Role.CASE_OFFICER, delivery=delivery
    )


def _do(
    story: Telling,
    move: Move,
    function: Callable[..., Case],
    role: Role = Role.CASE_OFFICER,
    **details: Any,
) -> Case:
    return story.act(move, function, role, on=story.day, **details)
