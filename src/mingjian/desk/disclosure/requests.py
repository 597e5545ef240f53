"""Requests about publications (公示申请): the list, and one request with what may be done next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mingjian.access.scopes import Scope
from mingjian.desk.disclosure.portal_links import public_page_of
from mingjian.desk.disclosure.record_lines import record_of
from mingjian.disclosure.models import (
    PublicationRequest,
    PublicRecord,
    RequestIntake,
    RequestStep,
)
from mingjian.disclosure.models.requests import ACCEPT, DECIDE
from mingjian.disclosure.projection import FIELD_TITLES
from mingjian.disclosure.requests.handling import DECIDERS, newest_proposal
from mingjian.disclosure.requests.restoring import lawbook_of_request, publicity_of
from mingjian.law.publication_requests import RequestKind, RequestOutcome
from mingjian.law.restoration import Condition, restoration_conditions, restoration_term
from mingjian.law.roles import Actor
from mingjian.law.workdays import national_calendar
from mingjian.web.deadlines import Deadline
from mingjian.web.parts import Entry, SummaryRow

MOST_DECIDED = 50


@dataclass(frozen=True)
class RequestLine:
    """One line of the list."""

    request: PublicationRequest
    title: str
    about: str
    progress: str
    deadline: Deadline | None


@dataclass(frozen=True)
class RequestPage:
    """One request: what was handed in, where it stands, and what this person may do."""

    request: PublicationRequest
    title: str
    url: str
    handed: list[SummaryRow]
    deadline: Deadline
    restoration: list[SummaryRow]
    conditions: tuple[Condition, ...]
    proposal: RequestStep | None
    proposed: list[SummaryRow]
    decision: RequestStep | None
    is_accepted: bool
    may_decide: bool
    is_own: bool
    corrects: bool
    lines: list[Entry]


def request_lines(*, scope: Scope, on: date) -> list[RequestLine]:
    """Open ones first, nearest day first, then what was decided last; three queries."""
    seen = PublicationRequest.objects.visible_to(scope).prefetch_related("steps")
    waiting = list(seen.open().order_by("due_on", "number"))
    done = seen.filter(steps__act=DECIDE).order_by("-steps__acted_at")[:MOST_DECIDED]
    found = [*waiting, *done]
    records = PublicRecord.objects.in_bulk([each.public_id for each in found])
    return [_line(each, records[each.public_id], on) for each in found]


def read_request(request: PublicationRequest, *, by: Actor, on: date) -> RequestPage:
    """Everything the page shows."""
    kind, proposal = RequestKind(request.kind), newest_proposal(request)
    decision = request.steps.filter(act=DECIDE).first()
    record = PublicRecord.objects.get(public_id=request.public_id)
    restoration, conditions = _restoration(request, record, kind, on)
    return RequestPage(
        request=request,
        title=kind.title,
        url=public_page_of(request.public_id),
        handed=_handed(request.intake, record),
        deadline=deadline_of_request(
            request, on=on, done_on=decision.acted_on if decision else None
        ),
        restoration=restoration,
        conditions=conditions,
        proposal=proposal,
        proposed=_proposed(decision or proposal),
        decision=decision,
        is_accepted=request.steps.filter(act=ACCEPT).exists(),
        may_decide=proposal is not None and decision is None and by.role in DECIDERS,
        is_own=proposal is not None and proposal.by_person_id == by.person_id,
        corrects=decision is not None and decision.outcome == RequestOutcome.CORRECT,
        lines=record_of(stream_id=request.pk),
    )


def deadline_of_request(
    request: PublicationRequest, *, on: date, done_on: date | None = None
) -> Deadline:
    """剩几个工作日答复."""
    left = national_calendar().workdays_between(on, request.due_on)
    return Deadline(
        title="答复申请的期限",
        on=request.due_on,
        days_left=left if request.due_on >= on else min(left, -1),
        done_on=done_on,
        note=f"依据：{request.due_cite}",
    )


def _line(request: PublicationRequest, record: PublicRecord, on: date) -> RequestLine:
    steps = {step.act: step for step in request.steps.all()}
    decided = steps.get(DECIDE)
    if decided is not None:
        progress = RequestOutcome(decided.outcome).title
    elif len(steps) > 1 or (steps and ACCEPT not in steps):
        progress = "待另一人决定"
    else:
        progress = "待核实" if steps else "待受理"
    return RequestLine(
        request=request,
        title=RequestKind(request.kind).title,
        about=f"{record.party_name or '已撤下的信息'} {record.number}".strip(),
        progress=progress,
        deadline=None if decided else deadline_of_request(request, on=on),
    )


def _handed(intake: RequestIntake, record: PublicRecord) -> list[SummaryRow]:
    rows = [
        SummaryRow("公示信息", f"{record.party_name} {record.number}".strip() or "已撤下"),
        SummaryRow("收到", intake.received_at, kind="moment"),
        SummaryRow("申请人", intake.applicant),
        SummaryRow("身份", intake.get_capacity_display()),
        SummaryRow("联系方式", intake.contact),
    ]
    if intake.field:
        rows.append(SummaryRow("涉及的栏目", FIELD_TITLES.get(intake.field, intake.field)))
    rows.append(SummaryRow("内容", intake.content))
    if intake.evidence:
        rows.append(SummaryRow("证据材料", intake.evidence))
    return rows


def _proposed(step: RequestStep | None) -> list[SummaryRow]:
    if step is None:
        return []
    rows = [SummaryRow("处理结果", step.get_outcome_display()), SummaryRow("理由", step.reasons)]
    if step.shown_text:
        rows.append(SummaryRow("公开的说明", step.shown_text))
    if step.checked:
        rows.append(SummaryRow("核实的情况（不公开）", step.checked))
    rows.append(SummaryRow("办理人", step.by_name))
    return rows


def _restoration(
    request: PublicationRequest, record: PublicRecord, kind: RequestKind, on: date
) -> tuple[list[SummaryRow], tuple[Condition, ...]]:
    """What the register itself knows of the preconditions."""
    if kind is not RequestKind.RESTORATION or record.withdrawn_on is not None:
        return [], ()
    book, publicity = lawbook_of_request(request), publicity_of(record, on=on)
    term = restoration_term(publicity, book)
    rows = []
    if term is not None:
        rows.append(SummaryRow("失信类别", term.dishonesty_class.label))
        rows.append(SummaryRow("可以申请的第一天", term.repair_from, kind="date"))
        rows.append(SummaryRow("公示期至", term.ends_on_max, kind="date"))
    if publicity.owed_yuan is not None:
        rows.append(SummaryRow("按缴款记录尚欠", publicity.owed_yuan, kind="amount"))
    conditions = restoration_conditions(on=on, lawbook=book, is_market=publicity.is_market)
    rows += [SummaryRow(f"条件 {n}", each.text, each.cite) for n, each in enumerate(conditions, 1)]
    return rows, conditions
