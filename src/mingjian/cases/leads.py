"""Leads (案源): registered, then verified; where every case begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mingjian.cases.acting import act_on_case, record_act
from mingjian.cases.assessing import rule_of
from mingjian.cases.days import day_of
from mingjian.cases.deadlines import set_first_due
from mingjian.cases.facts import officer_facts, party_facts, terms_for
from mingjian.cases.justice import TransferDraft, receive_transfer, refuse_without_letter
from mingjian.cases.major import record_declarations, second_reviewer_for
from mingjian.cases.models import Case, Verification
from mingjian.cases.refusals import (
    refuse_another_agency,
    refuse_impossible_days,
    refuse_registered_lead,
    refusing_what_does_not_fit,
)
from mingjian.dossier.models import IssuedNumber
from mingjian.dossier.numbering import issue_number
from mingjian.journal.ids import new_id
from mingjian.journal.statements import insert_row
from mingjian.law.procedure import Act, CaseFacts, Move, next_state, table_of, version_for
from mingjian.law.roles import Actor
from mingjian.registry.models import Agency, Officer, Party
from mingjian.registry.packs import current_pack, lawbook_by_hash

# 案源编号不是文书文号，单独成簿。
LEAD_MARK = "案源"


@dataclass(frozen=True)
class LeadDraft:
    """案源 as the officer enters it. ``act_ended_on``: when the act ended; today if it goes on."""

    source: str
    registered_on: date
    discovered_on: date
    act_ended_on: date
    place: str
    summary: str
    violation_id: str
    act_continuing: bool = False
    endangers_life_or_finance: bool = False
    is_complex: bool = False
    declared_triggers: tuple[str, ...] = ()
    transfer: TransferDraft | None = None  # 司法机关移送的，移送文书


def register_lead(
    *,
    agency_id: UUID,
    party_id: UUID,
    draft: LeadDraft,
    by: Actor,
    at: datetime,
    case_id: UUID | None = None,
) -> Case:
    """登记案源; ``case_id`` may be the client's: a retry with it is refused, naming the case."""
    agency = Agency.objects.get(id=agency_id)
    party = Party.objects.get(id=party_id)
    with refusing_what_does_not_fit(), transaction.atomic():
        return register_lead_of(
            agency=agency,
            party=party,
            pack_hash=current_pack(agency).hash,
            draft=draft,
            by=by,
            at=at,
            case_id=case_id or new_id(),
        )


def register_lead_of(
    *,
    agency: Agency,
    party: Party,
    pack_hash: str,
    draft: LeadDraft,
    by: Actor,
    at: datetime,
    case_id: UUID,
) -> Case:
    """The same in the caller's transaction, where agency, its pack and party have been read."""
    refuse_another_agency(by=by, agency_id=agency.id)
    refuse_impossible_days(
        registered_on=draft.registered_on,
        discovered_on=draft.discovered_on,
        act_ended_on=draft.act_ended_on,
        act_continuing=draft.act_continuing,
    )
    refuse_registered_lead(case_id)
    refuse_without_letter(source=draft.source, transfer=draft.transfer)
    case = _new_case(agency, party, pack_hash, draft, case_id)
    terms = terms_for(lawbook=lawbook_by_hash(pack_hash), party=party, on=draft.registered_on)
    case.second_reviewer = second_reviewer_for(
        agency, draft.declared_triggers, is_two_staged=terms.has_second_review
    )
    act = Act(Move.REGISTER_LEAD, on=draft.registered_on, entered_on=day_of(at))
    facts = CaseFacts(terms=terms, party=party_facts(party))
    case.state = next_state(facts=facts, act=act, by=by, table=table_of(case.procedure)).value
    case.lead_number = lead_number_for(case, at)
    set_first_due(case=case, on=act.entered_on)
    insert_row(case)
    record_declarations(case, reasons="登记案源时认定", on=act.on, by=by)
    payload = {"lead_number": case.lead_number.text, "cause": case.cause, "pack": pack_hash}
    record_act(case=case, act=act, by=by, at=at, payload=payload, begins=True)
    if draft.transfer is not None:
        receive_transfer(case=case, transfer=draft.transfer, by=by, at=at)
    return case


def lead_number_for(case: Case, at: datetime) -> IssuedNumber:
    """案源编号: the next of the agency's book."""
    return issue_number(
        agency_id=case.agency_id,
        prefix=case.agency.number_prefix,
        kind=LEAD_MARK,
        year=case.registered_on.year,
        subject_id=case.id,
        at=at,
    )


def _new_case(agency: Agency, party: Party, pack: str, draft: LeadDraft, case_id: UUID) -> Case:
    return Case(
        id=case_id,
        agency=agency,
        party=party,
        pack_id=pack,
        procedure=version_for(on=draft.registered_on),
        source=draft.source,
        registered_on=draft.registered_on,
        discovered_on=draft.discovered_on,
        act_ended_on=draft.act_ended_on,
        act_continuing=draft.act_continuing,
        endangers_life_or_finance=draft.endangers_life_or_finance,
        is_complex=draft.is_complex,
        declared_triggers=list(draft.declared_triggers),
        place=draft.place,
        division_code=agency.division_code,
        summary=draft.summary,
        violation_id=draft.violation_id,
        cause=rule_of(draft.violation_id).title,
        latest_act_on=draft.registered_on,
    )


def verify_lead(
    *,
    case_id: UUID,
    on: date,
    officer_ids: tuple[UUID, ...],
    conclusion: str,
    by: Actor,
    at: datetime,
) -> Case:
    """核查: by at least two officers, with what they found."""
    officers = Officer.objects.filter(id__in=officer_ids)

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        Verification.objects.create(
            case=case,
            verified_on=on,
            conclusion=conclusion,
            officer_person_ids=[str(officer.person_id) for officer in officers],
        )
        return {"officers": [officer.name for officer in officers], "conclusion": conclusion}

    act = Act(
        Move.VERIFY_LEAD,
        on=on,
        entered_on=day_of(at),
        officers=tuple(officer_facts(officer) for officer in officers),
        reasons=conclusion,
    )
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)
