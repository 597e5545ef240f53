"""Application to the court (申请人民法院强制执行) and what the court does with it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from mingjian.cases.acting import act_on_case
from mingjian.cases.court_package import package_of
from mingjian.cases.days import day_of
from mingjian.cases.making import make_paper
from mingjian.cases.models import Case, CourtApplication, CourtEvent
from mingjian.cases.papers import Content
from mingjian.cases.papers_execution import court_application
from mingjian.dossier.kinds import DocumentKind
from mingjian.law.procedure import (
    Act,
    CaseFacts,
    CourtStep,
    Move,
    court_window,
    money_owed,
)
from mingjian.law.roles import Actor


def apply_to_court(
    *,
    case_id: UUID,
    on: date,
    subject: str,
    late_reasons: str,
    by: Actor,
    at: datetime,
) -> Case:
    """申请人民法院强制执行: signed by the head, with all papers (行政强制法 art. 53–55)."""

    def act(case: Case, facts: CaseFacts) -> Act:
        found = package_of(case, subject=subject)
        return Act(
            Move.APPLY_COURT,
            on=on,
            entered_on=day_of(at),
            reasons=late_reasons,
            papers=frozenset(item.paper for item in found if item.is_there),
        )

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        row = _application(case, facts, on=on, subject=subject, late_reasons=late_reasons, by=by)
        content = _content(case, facts, row, signed_by=by.name)
        kind = DocumentKind.COURT_APPLICATION
        row.document = make_paper(kind=kind, case=case, content=content, on=on, by=by, at=at)
        row.save(force_insert=True)
        number = row.document.number.text if row.document.number else ""
        return {"number": number, "title": row.court, "amount_yuan": row.amount_yuan}

    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def _content(case: Case, facts: CaseFacts, row: CourtApplication, *, signed_by: str) -> Content:
    window = court_window(facts)
    assert window is not None  # acl53_remedies_have_ended
    return court_application(
        case,
        court=row.court,
        demand=row.demand,
        owed=money_owed(facts=facts, on=row.applied_on),
        subject=row.subject,
        window=window,
        late_reasons=row.late_reasons,
        signed_by=signed_by,
        papers=[(item.paper, item.note) for item in package_of(case, subject=row.subject)],
    )


def _application(
    case: Case, facts: CaseFacts, *, on: date, subject: str, late_reasons: str, by: Actor
) -> CourtApplication:
    """The row repeats the days that the database compares; its paper is still to be made."""
    demand = case.demands.latest("issued_on", "id")
    window = court_window(facts)
    assert window is not None  # acl53_remedies_have_ended
    assert demand.due_on is not None  # acl54_demand_has_expired
    return CourtApplication(
        case=case,
        demand=demand,
        demand_due_on=demand.due_on,
        opens_on=window.opens_on,
        closes_on=window.closes_on,
        applied_on=on,
        late_reasons=late_reasons,
        court=case.agency.court,
        subject=subject,
        amount_yuan=money_owed(facts=facts, on=on).total_yuan,
        signed_by_person_id=by.person_id,
    )


def record_court(
    *,
    case_id: UUID,
    on: date,
    step: CourtStep,
    number: str,
    content: str,
    by: Actor,
    at: datetime,
) -> Case:
    """登记人民法院办理情况: acceptance, ruling, result, each with its document."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        CourtEvent.objects.create(
            case=case,
            application=case.court_applications.latest("applied_on", "id"),
            step=step.value,
            happened_on=on,
            number=number,
            content=content,
        )
        return {"title": step.title, "number": number, "content": content}

    act = Act(Move.RECORD_COURT, on=on, entered_on=day_of(at), court_step=step)
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)
