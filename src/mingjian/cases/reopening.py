"""Reopening (重新办理): by order of the head; a revoked decision is made again in a new case.

One case has one decision. Where reconsideration or a court orders the decision to be made again,
the order opens another case at 调查取证, with the same party, officers and verified evidence; both
cases name each other. A closed case whose decision stands just goes on with its execution.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from mingjian.cases.acting import act_on_case, record_act
from mingjian.cases.days import day_of
from mingjian.cases.deadlines import refresh_next_due
from mingjian.cases.facts import terms_for
from mingjian.cases.leads import LEAD_MARK
from mingjian.cases.making import make_paper
from mingjian.cases.models import Case, Reopening
from mingjian.cases.papers_execution import redo_order, resumption_form
from mingjian.cases.remedies import last_result_of
from mingjian.cases.taking_over import take_evidence_over
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document
from mingjian.dossier.numbering import issue_number
from mingjian.journal.ids import new_id
from mingjian.law.procedure import Act, CaseFacts, Move, State, version_for
from mingjian.law.roles import Actor
from mingjian.registry.packs import current_pack, lawbook_by_hash


def reopen_case(*, case_id: UUID, on: date, reasons: str, by: Actor, at: datetime) -> Case:
    """重新办理: goes on with the execution, or opens the case that makes the decision again."""
    act = Act(Move.REOPEN, on=on, entered_on=day_of(at), reasons=reasons)

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        is_redo = facts.state is State.REVOKED
        redone = _open_again(case, act, reasons=reasons, by=by, at=at) if is_redo else None
        if redone is not None:
            paper = redone[1]
        else:
            paper = make_paper(
                kind=DocumentKind.RESUMPTION,
                case=case,
                content=resumption_form(case, reasons=reasons, decided_by=by.name),
                on=on,
                by=by,
                at=at,
            )
        Reopening.objects.create(
            case=case,
            ordered_on=on,
            reasons=reasons,
            ordered_by_person_id=by.person_id,
            new_case_id=redone[0].id if redone else None,
            document=paper,
        )
        told = {"new_case": redone[0].id, "number": redone[0].number} if redone else {}
        return {**told, "reasons": reasons}

    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def _open_again(
    old: Case, act: Act, *, reasons: str, by: Actor, at: datetime
) -> tuple[Case, Document]:
    """The new case at 调查取证, with the paper that opens it."""
    case = _new_case(old, on=act.on)
    case.lead_number = issue_number(
        agency_id=case.agency_id,
        prefix=case.agency.number_prefix,
        kind=LEAD_MARK,
        year=act.on.year,
        subject_id=case.id,
        at=at,
    )
    result = last_result_of(old)
    basis = result.result_document if result and result.result_document else ""
    paper = make_paper(
        kind=DocumentKind.REDO_ORDER,
        case=case,
        content=redo_order(case, old=old, basis=basis, reasons=reasons, decided_by=by.name),
        on=act.on,
        by=by,
        at=at,
    )
    assert paper.number is not None  # 重新办理审批表 is a numbered kind
    case.number = paper.number.text
    case.save(force_insert=True)
    take_evidence_over(old, case)
    refresh_next_due(case=case, on=act.entered_on)
    case.save(update_fields=["next_due_on", "next_due_title"])
    payload = {"number": case.number, "redoes": old.number, "basis": basis, "reasons": reasons}
    record_act(case=case, act=act, by=by, at=at, payload=payload)
    return case, paper


def _new_case(old: Case, *, on: date) -> Case:
    """Party, act and officers as they were; law and clock as of the order."""
    pack = current_pack(old.agency)
    terms = terms_for(lawbook=lawbook_by_hash(pack.hash), party=old.party, on=on)
    same = (
        *("agency", "party", "source", "discovered_on", "act_ended_on"),
        *("act_continuing", "endangers_life_or_finance", "is_complex", "declared_triggers"),
        "second_reviewer",
        *("place", "division_code", "summary", "violation_id", "cause"),
        *("lead_officer", "assisting_officer"),
    )
    return Case(
        id=new_id(),
        pack_id=pack.hash,
        procedure=version_for(on=on),
        state=State.INVESTIGATING.value,
        registered_on=on,
        opened_on=on,
        latest_act_on=on,
        review_floor_yuan=terms.review_fine_yuan,
        deliberation_floor_yuan=terms.deliberation_fine_yuan,
        redoes_case_id=old.id,
        **{field: getattr(old, field) for field in same},
    )
