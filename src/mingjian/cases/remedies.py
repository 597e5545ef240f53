"""Remedies (复议、诉讼、自行纠正): begun, ended, and what is left of the decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from mingjian.access.duties import refusal
from mingjian.cases.acting import act_on_case
from mingjian.cases.days import day_of
from mingjian.cases.facts_of_execution import remedy_facts
from mingjian.cases.making import make_paper
from mingjian.cases.models import Case, Remedy
from mingjian.cases.papers_execution import correction_form
from mingjian.dossier.kinds import DocumentKind
from mingjian.law.procedure import Act, CaseFacts, Move, RemedyFacts, RemedyKind, RemedyOutcome
from mingjian.law.roles import Actor


@dataclass(frozen=True)
class Result:
    """复议、诉讼结果: what the document says. ``fine_yuan``: the fine that is left, if set."""

    outcome: RemedyOutcome
    effective_on: date
    document: str
    content: str
    fine_yuan: Decimal | None = None
    orders_redo: bool = False
    on_procedure: bool = False


def accept_remedy(
    *,
    case_id: UUID,
    on: date,
    kind: RemedyKind,
    body: str,
    number: str,
    applied_on: date,
    by: Actor,
    at: datetime,
) -> Case:
    """登记复议、诉讼受理: surcharge stops; execution goes on unless it is stayed (art. 73)."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        Remedy.objects.create(
            case=case,
            kind=kind.value,
            body=body,
            number=number,
            applied_on=applied_on,
            accepted_on=on,
        )
        return {"title": f"{kind.title}：{body}", "number": number, "applied_on": applied_on}

    remedy = RemedyFacts(kind, applied_on)
    act = Act(Move.ACCEPT_REMEDY, on=on, entered_on=day_of(at), remedy=remedy)
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def end_remedy(*, case_id: UUID, on: date, result: Result, by: Actor, at: datetime) -> Case:
    """登记复议、诉讼结果: revoked ends the decision, changed lowers its fine."""

    _refuse_without_document(result)

    def act(case: Case, facts: CaseFacts) -> Act:
        opened = facts.open_remedy
        ended = None
        if opened is not None:
            ended = _ended(opened.kind, opened.applied_on, result)
        return Act(Move.END_REMEDY, on=on, entered_on=day_of(at), remedy=ended)

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        remedy = case.remedies.get(outcome="")
        _fill_in(remedy, result)
        remedy.save()
        return _told(remedy)

    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def correct_decision(
    *, case_id: UUID, on: date, result: Result, reasons: str, by: Actor, at: datetime
) -> Case:
    """自行纠正决定: the organ itself found the error (行政处罚法 art. 75 second paragraph)."""
    _refuse_without_document(result)

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        remedy = Remedy(
            case=case,
            kind=RemedyKind.OWN_CORRECTION.value,
            body=case.agency.name,
            applied_on=result.effective_on,
            accepted_on=on,
        )
        _fill_in(remedy, result)
        remedy.save(force_insert=True)
        make_paper(
            kind=DocumentKind.CORRECTION,
            case=case,
            content=correction_form(
                case, result=result.outcome.title, reasons=reasons, decided_by=by.name
            ),
            on=on,
            by=by,
            at=at,
        )
        return {**_told(remedy), "reasons": reasons}

    fixed = _ended(RemedyKind.OWN_CORRECTION, result.effective_on, result)
    act = Act(Move.CORRECT_DECISION, on=on, entered_on=day_of(at), remedy=fixed, reasons=reasons)
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def last_result_of(case: Case) -> Remedy | None:
    """The newest result, which what follows (撤回公示) rests on."""
    ended = case.remedies.exclude(outcome="")
    return ended.order_by("effective_on", "id").last()


def _refuse_without_document(result: Result) -> None:
    if not result.document.strip():
        raise refusal(
            code="DOCUMENT",
            message="没有写明文书名称和文号",
            remedy="请按照复议决定书、判决书、裁定书或者纠正文书填写。",
        )


def _ended(kind: RemedyKind, applied_on: date, result: Result) -> RemedyFacts:
    remedy = Remedy(kind=kind.value, applied_on=applied_on)
    _fill_in(remedy, result)
    return remedy_facts(remedy)


def _fill_in(remedy: Remedy, result: Result) -> None:
    remedy.outcome = result.outcome.value
    remedy.effective_on = result.effective_on
    remedy.result_document = result.document
    remedy.content = result.content
    remedy.fine_yuan = result.fine_yuan
    remedy.orders_redo = result.orders_redo
    remedy.on_procedure = result.on_procedure


def _told(remedy: Remedy) -> dict[str, object]:
    return {
        "remedy": remedy.id,
        "title": remedy.get_kind_display(),
        "result": remedy.outcome,
        "effective_on": remedy.effective_on,
        "document": remedy.result_document,
        "fine_yuan": remedy.fine_yuan,
        "orders_redo": remedy.orders_redo,
        "content": remedy.content,
    }
