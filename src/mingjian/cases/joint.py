"""Joint parties (共同违法): another party joins the case; a party is dealt with apart (分案)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from mingjian.access.duties import require_role
from mingjian.cases.acting import STREAM, record_act
from mingjian.cases.days import day_of
from mingjian.cases.deadlines import refresh_next_due
from mingjian.cases.facts import party_facts, terms_for
from mingjian.cases.joint_files import separated
from mingjian.cases.leads import lead_number_for
from mingjian.cases.major import record_declarations
from mingjian.cases.models import Case, Decision, Separation
from mingjian.cases.refusals import (
    refuse_another_agency,
    refuse_another_procedure,
    refusing_what_does_not_fit,
)
from mingjian.cases.taking_over import take_evidence_over
from mingjian.journal.ids import new_id
from mingjian.journal.writing import write_entry
from mingjian.law.breach import MoveRefused
from mingjian.law.joint import refuse_joining, refuse_separation
from mingjian.law.lawbook import LawBook
from mingjian.law.procedure import Act, CaseFacts, Move, State, next_state, table_of
from mingjian.law.roles import Actor, Role
from mingjian.registry.models import Party
from mingjian.registry.packs import lawbook_by_hash

JOINED, SEPARATED = "joint.joined", "joint.separated"
_SAME = (
    *("agency", "pack_id", "procedure", "source", "discovered_on", "act_ended_on"),
    *("act_continuing", "endangers_life_or_finance", "is_complex", "declared_triggers"),
    *("second_reviewer", "place", "division_code", "summary", "violation_id", "cause"),
)


def add_party(
    *,
    case_id: UUID,
    party_id: UUID,
    on: date,
    reasons: str,
    by: Actor,
    at: datetime,
    new_case_id: UUID | None = None,
) -> Case:
    """增加共同当事人: a file of its own under the same case, act, place and law pack."""
    require_role(by=by, roles={Role.CASE_OFFICER}, act="增加共同当事人")
    party = Party.objects.get(id=party_id)
    with refusing_what_does_not_fit(), transaction.atomic():
        case, *others = Case.objects.locked_with_parties(case_id)
        refuse_another_agency(by=by, agency_id=case.agency_id)
        refuse_another_procedure(case, summary=False)
        _refuse_joining(case, others, party)
        if case.joint_id is None:
            case.joint_id = case.id
            case.save(update_fields=["joint_id"])
        joined = _file_of(case, party, on, new_case_id or new_id())
        _register(joined, book=lawbook_by_hash(case.pack_id), on=on, by=by, at=at)
        take_evidence_over(case, joined)
        told = {"party_case": joined.id, "lead_number": joined.lead_number.text, "reasons": reasons}
        _record(case, JOINED, told, on=on, by=by, at=at)
    return joined


def separate_party(*, case_id: UUID, on: date, reasons: str, by: Actor, at: datetime) -> Case:
    """分案办理: the head lets this party's file go its own way, with reasons."""
    require_role(by=by, roles={Role.AGENCY_HEAD}, act="批准分案办理")
    with refusing_what_does_not_fit(), transaction.atomic():
        case = Case.objects.locked(case_id)
        refuse_another_agency(by=by, agency_id=case.agency_id)
        is_ended = State(case.state).is_final or Decision.objects.filter(case=case).exists()
        is_joint = case.joint_id is not None and not separated([case])
        if found := refuse_separation(is_joint=is_joint, is_ended=is_ended, reasons=reasons):
            raise MoveRefused(found)
        Separation.objects.create(
            case=case, separated_on=on, reasons=reasons.strip(), ordered_by_person_id=by.person_id
        )
        _record(case, SEPARATED, {"reasons": reasons.strip()}, on=on, by=by, at=at)
    return case


def _refuse_joining(case: Case, others: list[Case], party: Party) -> None:
    files = [case, *others]
    found = refuse_joining(
        is_decided=Decision.objects.filter(case__in=files).exists(),
        is_final=State(case.state).is_final,
        is_known=any(one.party_id == party.id for one in files),
    )
    if found:
        raise MoveRefused(found)


def _file_of(case: Case, party: Party, on: date, case_id: UUID) -> Case:
    same: dict[str, Any] = {name: getattr(case, name) for name in _SAME}
    return Case(
        id=case_id,
        party=party,
        joint_id=case.joint_id,
        registered_on=on,
        latest_act_on=on,
        **same,
    )


def _register(case: Case, *, book: LawBook, on: date, by: Actor, at: datetime) -> None:
    """登记案源 of the new file: judged by the law like any other."""
    act = Act(Move.REGISTER_LEAD, on=on, entered_on=day_of(at))
    terms = terms_for(lawbook=book, party=case.party, on=on)
    facts = CaseFacts(terms=terms, party=party_facts(case.party))
    case.state = next_state(facts=facts, act=act, by=by, table=table_of(case.procedure)).value
    case.lead_number = lead_number_for(case, at)
    case.save(force_insert=True)
    record_declarations(case, reasons="与共同当事人的案件相同", on=on, by=by)
    refresh_next_due(case=case, on=act.entered_on)
    case.save(update_fields=["next_due_on", "next_due_title"])
    payload = {"lead_number": case.lead_number.text, "cause": case.cause, "pack": case.pack_id}
    record_act(case=case, act=act, by=by, at=at, payload=payload)


def _record(
    case: Case, kind: str, payload: dict[str, Any], *, on: date, by: Actor, at: datetime
) -> None:
    write_entry(
        stream_id=case.id,
        stream_kind=STREAM,
        kind=kind,
        by=by,
        at=at,
        acted_on=on,
        payload=payload,
    )
