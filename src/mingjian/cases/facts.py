"""Facts (案件事实): the frozen picture of a case that the law judges, built from its rows."""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from typing import Any

from mingjian.cases.facts_of_acts import (
    decision_of,
    defences_of,
    deliberations_of,
    hearings_of,
    notices_of,
    penalty_content,
    proposal_facts,
    reviews_of,
    thresholds_of,
)
from mingjian.cases.facts_of_execution import execution_of
from mingjian.cases.facts_of_people import (
    evidence_facts,
    names_of,
    officer_facts,
    officers_of,
    party_facts,
    verifiers_of,
)
from mingjian.cases.facts_of_proceedings import standing_of
from mingjian.cases.lawbooks import lawbook_of
from mingjian.cases.major import is_catalogued
from mingjian.cases.models import Case
from mingjian.cases.rows import read_rows
from mingjian.law.lawbook import LawBook
from mingjian.law.procedure import (
    CaseFacts,
    EvidenceKind,
    ExtensionFacts,
    LegalTerms,
    PartyKind,
    State,
    legal_terms,
)
from mingjian.law.time_limits import Pause
from mingjian.law.workdays import national_calendar
from mingjian.registry.models import Party

__all__ = [
    "facts_at_registration",
    "facts_for_periods",
    "facts_of",
    "officer_facts",
    "party_facts",
    "penalty_content",
    "proposal_facts",
    "terms_for",
]


def facts_of(case: Case) -> CaseFacts:
    """Read everything the rules may ask about: the case's rows in one query.

    The catalogue is one more, the officers are three.
    """
    read_rows(case)
    return _facts(case, is_catalogued=is_catalogued(case), **_investigation(case))


def facts_for_periods(case: Case) -> CaseFacts:
    """The same without officers and evidence, about whom no period (期限) asks: one query."""
    read_rows(case)
    return _facts(case)


def facts_at_registration(case: Case) -> CaseFacts:
    """The same for a case that is not saved yet: no table has a row of it."""
    return CaseFacts(**_own(case))


def _facts(case: Case, **people: Any) -> CaseFacts:
    return CaseFacts(
        **_own(case),
        trigger_declarers=frozenset(
            one.declared_by_person_id for one in case.trigger_declarations.all()
        ),
        **_opening(case),
        **people,
        **_after_the_report(case),
        **execution_of(case),
        **_clock(case),
        **standing_of(case),
    )


def _own(case: Case) -> dict[str, Any]:
    """What the case's own row says, with its law and its party."""
    return {
        "terms": terms_for(
            lawbook=lawbook_of(case), party=case.party, on=case.opened_on or case.registered_on
        ),
        "party": party_facts(case.party),
        "state": State(case.state),
        "latest_act_on": case.latest_act_on,
        "registered_on": case.registered_on,
        "opened_on": case.opened_on,
        "discovered_on": case.discovered_on,
        "act_ended_on": case.act_ended_on,
        "act_continuing": case.act_continuing,
        "endangers_life_or_finance": case.endangers_life_or_finance,
        "declared_triggers": frozenset(case.declared_triggers),
        "second_reviewer_id": case.second_reviewer_id,
        "is_complex": case.is_complex,
    }


def _opening(case: Case) -> dict[str, Any]:
    openings = sorted(case.openings.all(), key=attrgetter("requested_on", "id"))
    opening = openings[-1] if openings else None
    verification = getattr(case, "verification", None)
    return {
        "verified_on": verification.verified_on if verification else None,
        "opening_requested_by": opening.requested_by_person_id if opening else None,
        "opening_approved_by": opening.decided_by_person_id if opening else None,
    }


def _investigation(case: Case) -> dict[str, Any]:
    evidence = sorted(case.evidence.all(), key=attrgetter("collected_on", "id"))
    known = officers_of(case, evidence)
    handling = [
        known[one] for one in (case.lead_officer_id, case.assisting_officer_id) if one is not None
    ]
    gone = [(one.person_id, one.is_recusal) for one in case.recusals.all()]
    recused = frozenset(person for person, is_recusal in gone if is_recusal)
    former = verifiers_of(getattr(case, "verification", None)).union(person for person, _ in gone)
    return {
        "officers": tuple(handling),
        "former_officer_ids": former - {officer.person_id for officer in handling},
        "recused_person_ids": recused,
        "recused_names": names_of(recused),
        "evidence": tuple(evidence_facts(item, known) for item in evidence),
        "has_interview_record": any(item.is_interview for item in evidence),
        "goods_taken": len(case.seized_goods.all()),
        "goods_held": sum(one.outcome_on is None for one in case.seized_goods.all()),
        "has_scene_record": any(item.kind == EvidenceKind.SCENE_RECORD for item in evidence),
    }


def _after_the_report(case: Case) -> dict[str, Any]:
    by_revision = sorted(case.proposals.all(), key=attrgetter("revision"))
    proposals = {proposal.hash: proposal for proposal in by_revision}
    current = list(proposals.values())[-1] if proposals else None
    performance = getattr(case, "performance", None)
    return {
        "proposal": proposal_facts(current) if current else None,
        "thresholds": thresholds_of(current) if current else (),
        "reviews": reviews_of(case),
        "notices": notices_of(case, proposals),
        "defences": defences_of(case),
        "hearings": hearings_of(case),
        "deliberations": deliberations_of(case),
        "decision": decision_of(case, proposals),
        "other_performed_on": performance.performed_on if performance else None,
    }


def _clock(case: Case) -> dict[str, Any]:
    pauses = sorted(case.pauses.all(), key=attrgetter("since"))
    extensions = sorted(case.extensions.all(), key=attrgetter("granted_on", "id"))
    return {
        "pauses": tuple(Pause(one.since, one.until, one.reasons) for one in pauses),
        "extensions": tuple(ExtensionFacts(one.days, one.granted_on) for one in extensions),
    }


def terms_for(*, lawbook: LawBook, party: Party, on: date) -> LegalTerms:
    """法律参数 for this kind of party on the day that fixes them."""
    return legal_terms(
        lawbook=lawbook, on=on, party_kind=PartyKind(party.kind), calendar=national_calendar()
    )
