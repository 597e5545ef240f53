"""What stands beside a form (已知事实): material the person needs, never asked again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.urls import reverse

from mingjian.cases.court_package import package_of
from mingjian.cases.deadlines import deadlines_of
from mingjian.cases.papers import content_sentence
from mingjian.cases.similar import similar_decisions
from mingjian.desk.cases.case_file import CaseFile
from mingjian.desk.cases.differences import differences_since_last_submission
from mingjian.desk.cases.distinct import fine_lines
from mingjian.desk.cases.forms.base import Choices
from mingjian.desk.cases.material import section_of
from mingjian.desk.cases.moves import (
    COMPANIONS,
    DECISION,
    DELIBERATION,
    DOINGS,
    REVIEW,
    SUBMISSION,
)
from mingjian.desk.cases.parties import together_lines
from mingjian.desk.cases.prechecks import prechecks_for
from mingjian.desk.cases.proofs import gaps_context
from mingjian.desk.cases.sections import forbidding_provisions
from mingjian.desk.cases.showing import material_context
from mingjian.law.amounts import format_yuan
from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.procedure import (
    SECOND_LEVEL,
    Move,
    court_window,
    deliberation_reasons,
    first_due_on,
    money_owed,
    next_review_level,
    notice_periods,
    owes_hearing_offer,
    review_triggers,
)
from mingjian.law.review_package import PackageItem, review_package

# 按钮上的字：三种审核结论。
_SHORT = {Move.FIND_PROBLEMS: "存在问题"}
_FAIRNESS = Citation("行政处罚法", "5", "2")
_WITH_MATERIAL = {REVIEW, SUBMISSION, DECISION, DELIBERATION}


def beside_form(file: CaseFile, *, move: Move, on: date) -> dict[str, Any]:
    """Known facts for every form; the whole material for reviews, deliberations and decisions."""
    context: dict[str, Any] = {
        "known": [*known_lines(file, move, on), *together_lines(file.case, move)],
        "companions": _companions(file, move),
    }
    template = DOINGS[move].template
    if template in _WITH_MATERIAL:
        context |= material_context(file, on=on)
        context["fined"] = fine_lines(file)
    if template == REVIEW:
        context["material"] = section_of(file)
        context["prechecks"] = prechecks_for(file, on=on)
        context["differences"] = differences_since_last_submission(file)
    if template in (REVIEW, SUBMISSION):
        context["package"] = package_of_review(file)
    if move in (Move.REPORT, Move.REVISE_PROPOSAL):
        context["provisions"] = forbidding_provisions(file.case)
        context["similar"] = similar_decisions(case=file.case, on=on)
        context["fairness"] = _FAIRNESS
        context |= gaps_context(file, on=on)
    return context


def package_of_review(file: CaseFile) -> tuple[PackageItem, ...]:
    """送审材料: what is there and what is missing, from the case itself."""
    kinds = frozenset(document.kind for document in file.documents)
    return review_package(facts=file.facts, document_kinds=kinds)


def known_lines(file: CaseFile, move: Move, on: date) -> list[str]:
    """What the record already says about this act, in sentences."""
    tell = _KNOWN.get(move)
    common = [f"当事人 {file.case.party.name} · 案由 {file.case.cause}"]
    return [*common, *(tell(file, on) if tell else [])]


def _companions(file: CaseFile, move: Move) -> Choices:
    """Other conclusions of the same form: address and words of their buttons."""
    first = next((key for key, rest in COMPANIONS.items() if move in (key, *rest)), None)
    moves = (first, *COMPANIONS[first]) if first else ()
    return [
        (reverse("desk:do", args=[file.case.id, one.value]), _SHORT.get(one, one.title))
        for one in moves
    ]


def _proposed(file: CaseFile, on: date) -> list[str]:
    if file.proposal is None:
        return []
    return [f"现行拟处理意见（第 {file.proposal.revision} 稿）：{content_sentence(file.proposal)}"]


def _before_review(file: CaseFile, on: date) -> list[str]:
    due = review_triggers(file.facts)
    why = "；".join(trigger.title for trigger in due)
    if next_review_level(file.facts) == SECOND_LEVEL:
        return [*_proposed(file, on), "承办机关已经审核同意；本次报送政府法制机构审核。"]
    owed = f"应当法制审核：{why}。" if due else "本案没有应当法制审核的情形，可以直接告知。"
    return [*_proposed(file, on), owed]


def _before_notice(file: CaseFile, on: date) -> list[str]:
    facts = file.facts
    offers = owes_hearing_offer(facts=facts, proposal=facts.proposal)
    terms = facts.terms
    lines = [
        *_proposed(file, on),
        f"告知书将写明：陈述、申辩期限为收到之日起{terms.defend.length}个工作日"
        + (
            f"；要求听证期限为收到之日起{terms.request_hearing.length}个工作日。"
            if offers
            else "。"
        ),
    ]
    lines.append("本案应当告知听证权利。" if offers else "本案没有应当告知听证权利的情形。")
    return lines


def _before_service(file: CaseFile, on: date) -> list[str]:
    notice = file.notices[-1] if file.notices else None
    if notice is None:
        return []
    number = notice.document.number.text if notice.document.number else ""
    periods = notice_periods(
        terms=file.facts.terms, served_on=on, offers_hearing=notice.offers_hearing
    )
    until = f"今天送达的，陈述、申辩期限至{long_date(periods.defence_due_on)}"
    if periods.hearing_due_on:
        until += f"，要求听证期限至{long_date(periods.hearing_due_on)}"
    return [f"送达文书：事先告知书 {number}（{long_date(notice.issued_on)}）", f"{until}。"]


def _before_answer(file: CaseFile, on: date) -> list[str]:
    waiting = [
        one
        for one in file.defences
        if not one.waived and getattr(one, "defenceanswer", None) is None
    ]
    return [f"{long_date(one.received_on)}陈述、申辩：{one.content}" for one in waiting]


def _before_hearing(file: CaseFile, on: date) -> list[str]:
    hearing = file.hearings[-1] if file.hearings else None
    if hearing is None:
        return []
    return [
        f"听证定于{long_date(hearing.scheduled_on)}在{hearing.place}举行，"
        f"由{hearing.presiding_name}主持。"
    ]


def _before_deliberation(file: CaseFile, on: date) -> list[str]:
    reasons = deliberation_reasons(file.facts)
    why = f"应当集体讨论：{'；'.join(reasons)}。" if reasons else "本案没有应当集体讨论的情形。"
    least = f"参加讨论的负责人不少于{file.facts.terms.deliberation_members}人。"
    return [*_proposed(file, on), why, least]


def _before_decision_service(file: CaseFile, on: date) -> list[str]:
    decision = getattr(file.case, "decision", None)
    if decision is None:
        return []
    return [f"送达文书：决定书 {decision.number}（{long_date(decision.decided_on)}）"]


def _before_extension(file: CaseFile, on: date) -> list[str]:
    deadlines = deadlines_of(case=file.case, on=on, facts=file.facts)
    return [f"{one.label}。" for one in deadlines if one.limit.act == "decide"]


def _before_money(file: CaseFile, on: date) -> list[str]:
    owed = money_owed(facts=file.facts, on=on)
    parts = {
        "罚款": owed.fine_yuan,
        "没收违法所得": owed.gains_yuan,
        "加处罚款": owed.surcharge_yuan,
    }
    named = "，".join(f"{title}¥{format_yuan(yuan)}" for title, yuan in parts.items() if yuan)
    due_on = first_due_on(file.facts)
    until = f"缴款期限至{long_date(due_on)}。" if due_on else ""
    return [f"截至{long_date(on)}尚欠：{named or '没有款项'}。{until}"]


def _before_court(file: CaseFile, on: date) -> list[str]:
    window = court_window(file.facts)
    lines = _before_money(file, on)
    if window is not None:
        opens, closes = long_date(window.opens_on), long_date(window.closes_on)
        lines.append(f"申请期间：{opens}至{closes}。")
    papers = package_of(file.case, subject="（本页填写）")
    return [*lines, *(f"{item.paper.title}：{item.note}" for item in papers)]


def _before_answer_to_deferral(file: CaseFile, on: date) -> list[str]:
    waiting = [one for one in file.case.deferrals.all() if one.approved is None]
    asked = [f"{long_date(one.requested_on)}申请：{one.reasons}" for one in waiting]
    return [*asked, *_before_money(file, on)]


_KNOWN: dict[Move, Callable[[CaseFile, date], list[str]]] = {
    Move.SUBMIT_REVIEW: _before_review,
    Move.ISSUE_NOTICE: _before_notice,
    Move.SERVE_NOTICE: _before_service,
    Move.ANSWER_DEFENCE: _before_answer,
    Move.HOLD_HEARING: _before_hearing,
    Move.DELIBERATE: _before_deliberation,
    Move.DECIDE: _proposed,
    Move.SERVE_DECISION: _before_decision_service,
    Move.REVISE_PROPOSAL: _proposed,
    **dict.fromkeys([Move.EXTEND, Move.PAUSE, Move.RESUME], _before_extension),
    **dict.fromkeys([Move.APPROVE_DEFERRAL, Move.REFUSE_DEFERRAL], _before_answer_to_deferral),
    **dict.fromkeys([Move.RECORD_PAYMENT, Move.REQUEST_DEFERRAL, Move.ISSUE_DEMAND], _before_money),
    **dict.fromkeys([Move.REDUCE_SURCHARGE, Move.TERMINATE_EXECUTION, Move.CLOSE], _before_money),
    Move.APPLY_COURT: _before_court,
}
