"""Opening (立案): asked for by the officers, decided by the head (行政处罚法 art. 54)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from mingjian.cases.acting import act_on_case
from mingjian.cases.days import day_of
from mingjian.cases.facts import officer_facts
from mingjian.cases.making import make_paper
from mingjian.cases.models import Case, Opening
from mingjian.cases.papers import decline_form, opening_form
from mingjian.dossier.kinds import DocumentKind
from mingjian.law.procedure import Act, CaseFacts, Move
from mingjian.law.roles import Actor
from mingjian.registry.models import Officer


def request_opening(
    *,
    case_id: UUID,
    on: date,
    lead_officer_id: UUID,
    assisting_officer_id: UUID,
    reasons: str,
    by: Actor,
    at: datetime,
) -> Case:
    """呈请立案: names the two officers who will handle the case (行政处罚法 art. 42)."""
    lead = Officer.objects.get(id=lead_officer_id)
    assisting = Officer.objects.get(id=assisting_officer_id)

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        case.lead_officer, case.assisting_officer = lead, assisting
        Opening.objects.create(
            case=case, requested_on=on, requested_by_person_id=by.person_id, reasons=reasons
        )
        return {"lead_officer": lead.name, "assisting_officer": assisting.name, "reasons": reasons}

    act = Act(
        Move.REQUEST_OPENING,
        on=on,
        entered_on=day_of(at),
        officers=tuple({o.id: officer_facts(o) for o in (lead, assisting)}.values()),
        reasons=reasons,
    )
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def approve_opening(*, case_id: UUID, on: date, reasons: str, by: Actor, at: datetime) -> Case:
    """批准立案: the case gets its number, its clock and the floors that stay with it."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        opening = _conclude(case, on=on, approved=True, reasons=reasons, by=by)
        case.opened_on = on
        _fix_floors(case, facts)
        paper = make_paper(
            kind=DocumentKind.OPENING_FORM,
            case=case,
            content=opening_form(case, opening, decided_by=by.name),
            on=on,
            by=by,
            at=at,
        )
        assert paper.number is not None  # 立案审批表 is a numbered kind
        case.number = paper.number.text
        return {"number": case.number, "reasons": reasons}

    act = Act(Move.APPROVE_OPENING, on=on, entered_on=day_of(at), reasons=reasons)
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def decline_opening(*, case_id: UUID, on: date, reasons: str, by: Actor, at: datetime) -> Case:
    """不予立案: with reasons; also straight after verification, without a request."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        if case.openings.filter(decided_on__isnull=True).exists():
            _conclude(case, on=on, approved=False, reasons=reasons, by=by)
        make_paper(
            kind=DocumentKind.DECLINE_FORM,
            case=case,
            content=decline_form(case, reasons=reasons, decided_by=by.name),
            on=on,
            by=by,
            at=at,
        )
        return {"reasons": reasons}

    act = Act(Move.DECLINE_OPENING, on=on, entered_on=day_of(at), reasons=reasons)
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def _conclude(case: Case, *, on: date, approved: bool, reasons: str, by: Actor) -> Opening:
    opening = case.openings.get(decided_on__isnull=True)
    opening.decided_on, opening.approved = on, approved
    opening.decided_by_person_id, opening.decision_reasons = by.person_id, reasons
    opening.save()
    return opening


def _fix_floors(case: Case, facts: CaseFacts) -> None:
    """From here on the database itself compares the decision with these two amounts."""
    case.review_floor_yuan = facts.terms.review_fine_yuan
    case.deliberation_floor_yuan = facts.terms.deliberation_fine_yuan
