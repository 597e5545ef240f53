"""What was reviewed, told, heard, deliberated, decided and carried out, section by section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any
from uuid import UUID

from mingjian.cases.models import Review, ReviewFinding, ReviewSubmission, Settlement
from mingjian.cases.papers import content_sentence
from mingjian.cases.review import SEVEN_POINTS
from mingjian.desk.cases.case_file import CaseFile
from mingjian.law.amounts import format_yuan
from mingjian.law.dates import long_date
from mingjian.law.procedure import (
    ClosingReason,
    Outcome,
    PaymentChannel,
    ReviewOutcome,
    ReviewPart,
    SettlementResult,
    SettlementWay,
    review_triggers,
)
from mingjian.web.parts import SummaryRow

_ANSWERED = {True: ("已采纳", "good"), False: ("不采纳", "warn")}
_ANCHORS = {
    ReviewPart.EVIDENCE: "#evidence",
    ReviewPart.PROCEDURE: "#record",
    ReviewPart.DOCUMENTS: "#documents",
} | dict.fromkeys(
    [
        *(ReviewPart.FACTS, ReviewPart.BASIS, ReviewPart.DISCRETION),
        *(ReviewPart.CONTENT, ReviewPart.TRANSFER),
    ],
    "#proposal",
)
_REVIEW_TONES = {
    ReviewOutcome.AGREED: "good",
    ReviewOutcome.PROBLEMS: "warn",
    ReviewOutcome.RETURNED: "warn",
}


@dataclass(frozen=True)
class FindingView:
    """One finding, what it is about, and what was done about it."""

    text: str
    about: str
    point: str
    anchor: str
    word: str
    tone: str
    answer: str


@dataclass(frozen=True)
class ReviewView:
    """One submission and its end."""

    submitted_on: date
    triggers: str
    note: str
    word: str
    tone: str
    reviewer: str
    concluded_on: date | None
    opinion: str
    level: int
    missing: str
    findings: list[FindingView]
    settlements: list[str]
    advice: list[str]
    statements: list[str]
    supplement_due_on: date | None
    is_current: bool
    document_id: UUID | None


@dataclass(frozen=True)
class Happening:
    """One thing that happened: day, what, in whose words."""

    on: date
    title: str
    text: str = ""
    tone: str = ""
    word: str = ""


def review_views(file: CaseFile) -> list[ReviewView]:
    """Newest first."""
    return [_review_view(one, file) for one in reversed(file.submissions)]


def owed_review(file: CaseFile) -> list[str]:
    """Why this case must pass review; empty where it need not."""
    return [trigger.title for trigger in review_triggers(file.facts)]


def _review_view(sent: ReviewSubmission, file: CaseFile) -> ReviewView:
    review = getattr(sent, "review", None)
    outcome = ReviewOutcome(review.outcome) if review else None
    current = file.proposal
    return ReviewView(
        submitted_on=sent.submitted_on,
        triggers="；".join(sent.triggers),
        note=sent.note,
        word=outcome.title if outcome else "审核中",
        tone=_REVIEW_TONES[outcome] if outcome else "info",
        reviewer=review.reviewer_name if review else "",
        concluded_on=review.concluded_on if review else None,
        opinion=review.opinion if review else "",
        level=sent.level,
        missing="、".join(sent.missing),
        findings=[finding_view(one) for one in _of_review(file.case.review_findings, review)],
        settlements=[_settled(one) for one in _of_review(file.case.settlements, review)],
        advice=[
            f"{one.adviser_name}（{long_date(one.given_on)}）：{one.text}"
            for one in file.case.advice_opinions.all()
            if one.submission_id == sent.id
        ],
        statements=[sent.statement, *([review.statement] if review else [])],
        supplement_due_on=review.supplement_due_on if review else None,
        is_current=current is not None and sent.proposal_hash == current.hash,
        document_id=review.document_id if review else None,
    )


def finding_view(finding: ReviewFinding) -> FindingView:
    """审核发现的问题 as handler, head and reviewer read it."""
    answer, part = getattr(finding, "findinganswer", None), ReviewPart(finding.part)
    word, tone = ("待处理", "warn") if answer is None else _ANSWERED[answer.is_adopted]
    return FindingView(
        text=finding.text,
        about=f"{part.title}：{finding.clause}" if finding.clause else part.title,
        point=f"第{finding.point}项 {SEVEN_POINTS[finding.point - 1]}",
        anchor=_ANCHORS[part],
        word=word,
        tone=tone,
        answer=answer.text if answer else "",
    )


def _of_review(rows: Any, review: Review | None) -> list[Any]:
    found = [one for one in rows.all() if review is not None and one.review_id == review.id]
    return sorted(found, key=attrgetter("id"))


def _settled(one: Settlement) -> str:
    way, result = SettlementWay(one.way).title, SettlementResult(one.result).title
    names = "、".join(member["name"] for member in one.members)
    by = f"（{names}）" if names else ""
    return f"{long_date(one.settled_on)}，{way}{by}：{result}。{one.minutes}"


def hearing_story(file: CaseFile) -> list[Happening]:
    """告知、陈述申辩、听证 in the order of days."""
    found = [*_notices(file), *_defences(file), *_hearings(file)]
    return sorted(found, key=lambda one: one.on)


def _notices(file: CaseFile) -> Iterator[Happening]:
    for notice in file.notices:
        number = notice.document.number.text if notice.document.number else ""
        offers = "，告知听证权利" if notice.offers_hearing else ""
        yield Happening(notice.issued_on, f"制作事先告知书 {number}{offers}")
        served = getattr(notice, "noticeservice", None)
        if served is not None:
            until = f"陈述、申辩期限至{long_date(served.defence_due_on)}"
            if served.hearing_due_on:
                until += f"，要求听证期限至{long_date(served.hearing_due_on)}"
            yield Happening(served.served_on, "告知书送达当事人", until)


def _defences(file: CaseFile) -> Iterator[Happening]:
    for defence in file.defences:
        word = "当事人放弃陈述、申辩" if defence.waived else "当事人陈述、申辩"
        yield Happening(defence.received_on, word, defence.content)
        answer = getattr(defence, "defenceanswer", None)
        if answer is not None:
            said = "予以采纳" if answer.accepted else "不予采纳"
            tone = "good" if answer.accepted else "plain"
            yield Happening(answer.answered_on, "复核", answer.reasons, tone, said)
        elif not defence.waived:
            yield Happening(defence.received_on, "尚未复核", "", "warn", "待复核")


def _hearings(file: CaseFile) -> Iterator[Happening]:
    for request in file.hearing_requests:
        word = "当事人放弃听证" if request.waived else "当事人要求听证"
        yield Happening(request.received_on, word, request.content)
    for hearing in file.hearings:
        text = f"定于{long_date(hearing.scheduled_on)}在{hearing.place}举行"
        text += f"，由{hearing.presiding_name}主持"
        yield Happening(hearing.notified_on, "通知听证", text)
        record = getattr(hearing, "hearingrecord", None)
        if record is not None:
            yield Happening(record.held_on, "举行听证", f"听证笔录校验码 {record.record_hash[:16]}")


def decision_rows(file: CaseFile) -> list[SummaryRow]:
    """集体讨论 and 决定."""
    rows = []
    for held in file.deliberations:
        dissent = sum(1 for one in held.members if one["agrees"] is not held.agrees)
        names = "、".join(f"{one['name']}（{one['post']}）" for one in held.members)
        word = "同意拟处理意见" if held.agrees else "不同意，退回研究"
        said = f"{long_date(held.held_on)}，{names}参加，结论：{word}"
        said += f"；{dissent}人有不同意见，已照录" if dissent else ""
        rows.append(SummaryRow("集体讨论", said))
    decision = getattr(file.case, "decision", None)
    if decision is not None:
        decided = next(one for one in file.proposals if one.hash == decision.proposal_hash)
        rows += [
            SummaryRow("决定书文号", decision.number),
            SummaryRow("决定日期", decision.decided_on, kind="date"),
            SummaryRow("决定结果", Outcome(decision.outcome).title),
            SummaryRow("决定内容", content_sentence(decided)),
        ]
    served = getattr(file.case, "decision_service", None)
    if served is not None:
        rows.append(SummaryRow("送达之日", served.served_on, kind="date"))
    return rows


def execution_rows(file: CaseFile) -> list[SummaryRow]:
    """缴款、履行、结案."""
    rows = []
    for payment in file.payments:
        said = f"{long_date(payment.paid_on)}，¥{format_yuan(payment.amount_yuan)}"
        if payment.surcharge_yuan:
            said += f"（其中加处罚款¥{format_yuan(payment.surcharge_yuan)}）"
        said += f"，{PaymentChannel(payment.channel).title}，票据号 {payment.receipt_number}"
        rows.append(SummaryRow("缴款", said))
    performance = getattr(file.case, "performance", None)
    if performance is not None:
        said = f"{long_date(performance.performed_on)}：{performance.content}"
        rows.append(SummaryRow("其他内容履行", said))
    for closing in sorted(file.case.closings.all(), key=attrgetter("serial")):
        said = (
            f"{long_date(closing.closed_on)}，{ClosingReason(closing.reason).title}。{closing.note}"
        )
        rows.append(SummaryRow("结案", said))
    return rows
