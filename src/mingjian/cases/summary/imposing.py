"""Deciding on the spot (当场作出行政处罚决定): told, heard, decided and served at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mingjian.cases.acting import record_act
from mingjian.cases.assessing import Assessed, rule_of
from mingjian.cases.days import day_of
from mingjian.cases.leads import lead_number_for
from mingjian.cases.making import make_paper
from mingjian.cases.models import Case, SummaryPenalty
from mingjian.cases.offences import offence_number
from mingjian.cases.refusals import (
    refuse_another_agency,
    refuse_registered_lead,
    refusing_what_does_not_fit,
)
from mingjian.cases.same_act import earlier_fines, wait_for_other_fines
from mingjian.cases.summary.acting import refresh_next_due
from mingjian.cases.summary.discretion import (
    circumstances_for,
    discretion_breaches,
)
from mingjian.cases.summary.facts import enforcer_on, summary_terms_for
from mingjian.cases.summary.papers import (
    basis_sentences,
    decision_paper,
    evidence_words,
    facts_sentence,
    performance_sentences,
    remedy_sentences,
)
from mingjian.dossier.kinds import DocumentKind, ServiceMethod
from mingjian.dossier.models import Document, Service
from mingjian.dossier.serving import Delivery, serve_document
from mingjian.journal.ids import new_id
from mingjian.law.benchmarks import BenchmarkItem
from mingjian.law.breach import MoveRefused
from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import EvidenceKind, PartyKind
from mingjian.law.roles import Actor
from mingjian.law.same_act import refuse_second_fine
from mingjian.law.summary import (
    VERSION,
    Leniency,
    PaymentWay,
    Scene,
    SummaryAct,
    SummaryFacts,
    SummaryMove,
    next_summary_state,
)
from mingjian.registry.models import Agency, Officer, Party
from mingjian.registry.officers import officer_of
from mingjian.registry.packs import current_pack, lawbook_by_hash

# 案源登记：当场处罚都是执法人员在现场检查中发现的。
SOURCE = "监督检查"
NOT_AGAIN = "确属另一个违法行为的，请转普通程序，由承办人书面写明区别后处理。"
SILENT = "执法人员已当场告知拟作出的处罚内容及事实、理由、依据和陈述、申辩的权利。"


@dataclass(frozen=True)
class Told:
    """告知: what the party was told, and when (行政处罚法 art. 44)."""

    content: PenaltyContent
    at: datetime


@dataclass(frozen=True)
class SpotDraft:
    """当场情况 as the officers enter it; what is not here fills itself.

    ``partner_id``: the second officer (registry id). ``tier``: picked from the benchmark, "" where
    there is none.
    """

    violation_id: str
    place: str
    partner_id: UUID
    content: PenaltyContent
    told: Told | None
    evidence: frozenset[EvidenceKind]
    tier: str = ""
    facts_are_certain: bool = True
    cards_were_shown: bool = True
    party_was_heard: bool = True
    was_delivered: bool = True
    refused_to_sign: bool = False
    order_was_disobeyed: bool = False
    is_complex: bool = False
    statement: str = ""
    answer: str = ""
    leniency: Leniency = Leniency.NONE
    way: PaymentWay = PaymentWay.BANK


@dataclass
class _Matter:
    """Everything one decision is made from, gathered before anything is written."""

    case: Case
    draft: SpotDraft
    by: Actor
    at: datetime
    officers: tuple[Officer, ...]
    facts: SummaryFacts
    act: SummaryAct
    assessed: Assessed | None = None
    on: date = field(init=False)

    def __post_init__(self) -> None:
        self.on = self.act.on


def impose_on_the_spot(
    *,
    agency_id: UUID,
    party_id: UUID,
    draft: SpotDraft,
    by: Actor,
    at: datetime,
    case_id: UUID | None = None,
) -> Case:
    """当场作出行政处罚决定 and hand it over; MoveRefused with every reason."""
    agency = Agency.objects.get(id=agency_id)
    refuse_another_agency(by=by, agency_id=agency.id)
    with refusing_what_does_not_fit(), transaction.atomic():
        case_id = case_id or new_id()
        refuse_registered_lead(case_id)
        matter = _matter(agency, Party.objects.get(id=party_id), draft, by, at, case_id)
        _judge(matter)
        paper = _paper(matter)
        served = _serve(matter, paper)
        _save(matter, paper, served)
        record_act(
            case=matter.case,
            act=matter.act,
            by=by,
            at=at,
            payload=_told_of(matter, paper),
        )
    return matter.case


def check_on_the_spot(
    *, agency: Agency, party: Party, draft: SpotDraft, by: Actor, at: datetime
) -> None:
    """Judge the same act without doing it: officers learn of a refusal before they tell anybody.

    ``party`` need not be registered yet. Raises MoveRefused.
    """
    refuse_another_agency(by=by, agency_id=agency.id)
    _judge(_matter(agency, party, draft, by, at, new_id()))


def _matter(
    agency: Agency, party: Party, draft: SpotDraft, by: Actor, at: datetime, case_id: UUID
) -> _Matter:
    on, own = day_of(at), officer_of(person_id=by.person_id)
    partner = Officer.objects.filter(id=draft.partner_id, agency=agency).first()
    officers = tuple(one for one in (own, partner) if one is not None)
    pack = current_pack(agency)
    case = Case(
        id=case_id,
        agency=agency,
        party=party,
        pack=pack,
        procedure=VERSION,
        source=SOURCE,
        registered_on=on,
        discovered_on=on,
        act_ended_on=on,
        place=draft.place.strip(),
        division_code=agency.division_code,
        violation_id=draft.violation_id,
        cause=rule_of(draft.violation_id).title,
        latest_act_on=on,
        lead_officer=officers[0] if officers else None,
        assisting_officer=officers[1] if len(officers) > 1 else None,
    )
    case.summary = facts_sentence(at=at, place=case.place, cause=case.cause)
    terms = summary_terms_for(lawbook=lawbook_by_hash(pack.hash), party=party, on=on)
    facts = SummaryFacts(terms, PartyKind(party.kind))
    act = SummaryAct(
        SummaryMove.IMPOSE,
        on=on,
        entered_on=on,
        enforcers=tuple(enforcer_on(officer, on=on) for officer in officers),
        scene=_scene(case, draft),
    )
    return _Matter(case, draft, by, at, officers, facts, act)


def _scene(case: Case, draft: SpotDraft) -> Scene:
    rule = rule_of(case.violation_id)
    return Scene(
        division_code=case.division_code,
        content=draft.content,
        told=draft.told.content if draft.told else None,
        evidence=draft.evidence,
        facts_are_certain=draft.facts_are_certain,
        cards_were_shown=draft.cards_were_shown,
        party_was_heard=draft.party_was_heard,
        was_delivered=draft.was_delivered,
        statement=draft.statement,
        answer=draft.answer,
        leniency=draft.leniency,
        way=draft.way,
        needs_order=isinstance(rule, BenchmarkItem) and rule.correction_first,
        order_was_disobeyed=draft.order_was_disobeyed,
        is_complex=draft.is_complex,
        party_born_on=case.party.birth_on,
    )


def _judge(matter: _Matter) -> None:
    """The procedure and the discretion together: one refusal with every reason."""
    case, draft = matter.case, matter.draft
    circumstances = circumstances_for(
        party_kind=PartyKind(case.party.kind),
        number=offence_number(party_id=case.party_id, violation_id=case.violation_id, on=matter.on),
        order_was_disobeyed=draft.order_was_disobeyed,
    )
    matter.assessed, breaches = discretion_breaches(
        case=case, circumstances=circumstances, tier=draft.tier, content=draft.content
    )
    if draft.content.fine_yuan:
        wait_for_other_fines(case.party_id)
        breaches += refuse_second_fine(fines=earlier_fines(case), remedy=NOT_AGAIN)
    try:
        state = next_summary_state(facts=matter.facts, act=matter.act, by=matter.by)
    except MoveRefused as refused:
        raise MoveRefused((*refused.breaches, *breaches)) from refused
    if breaches:
        raise MoveRefused(breaches)
    case.state = state.value


def _paper(matter: _Matter) -> Document:
    case, draft = matter.case, matter.draft
    assert matter.assessed is not None  # judged before
    book = lawbook_by_hash(case.pack_id)
    content = decision_paper(
        party=case.party,
        officers=[
            (one.officer.name, one.officer.credential_number) for one in matter.act.enforcers
        ],
        place=case.place,
        at=matter.at,
        facts=case.summary,
        evidence=evidence_words(sorted(draft.evidence)),
        heard=_heard(draft),
        basis=basis_sentences(
            forbids=matter.assessed.forbids,
            penalises=matter.assessed.basis,
            tier=matter.draft.tier,
        ),
        content=draft.content,
        performance=performance_sentences(
            content=draft.content, way=draft.way, lawbook=book, on=matter.on
        ),
        remedies=remedy_sentences(agency=case.agency, lawbook=book, on=matter.on),
        # 签收由当事人在交付时亲笔填写。
        receipt="拒绝签收，已由执法人员注明" if draft.refused_to_sign else "",
    )
    return make_paper(
        kind=DocumentKind.SUMMARY_DECISION,
        case=case,
        content=content,
        on=matter.on,
        by=matter.by,
        at=matter.at,
    )


def _heard(draft: SpotDraft) -> str:
    if not draft.statement.strip():
        return f"{SILENT}当事人表示不陈述、申辩。"
    return (
        f"{SILENT}当事人陈述、申辩：{draft.statement.strip().rstrip('。')}。"
        f"复核意见：{draft.answer.strip().rstrip('。')}。"
    )


def _serve(matter: _Matter, paper: Document) -> Service:
    refused = matter.draft.refused_to_sign
    delivery = Delivery(
        ServiceMethod.DIRECT,
        matter.on,
        receiver=matter.case.party.name,
        relation="当事人",
        place=matter.case.place,
        proof="决定书当场交付；当事人拒绝签收，已在决定书上注明。"
        if refused
        else "决定书当场交付，当事人签收。",
        refused_reason="当事人拒绝签收。" if refused else "",
        is_on_the_spot=True,
    )
    return serve_document(
        document=paper, delivery=delivery, announcement_days=0, by=matter.by, at=matter.at
    )


def _save(matter: _Matter, paper: Document, served: Service) -> None:
    case, draft, told = matter.case, matter.draft, matter.draft.told
    assert paper.number is not None  # this kind is numbered
    assert told is not None  # judged before
    assert matter.assessed is not None
    case.number = paper.number.text
    case.lead_number = lead_number_for(case, matter.at)
    case.save(force_insert=True)
    SummaryPenalty.objects.create(
        case=case,
        **_columns("", draft.content),
        **_columns("told_", told.content),
        told_at=told.at,
        cap_yuan=matter.facts.terms.cap_yuan,
        spot_cash_yuan=matter.facts.terms.spot_cash_yuan,
        facts=case.summary,
        evidence=sorted(draft.evidence),
        basis=[str(cite) for cite in matter.assessed.basis],
        tier=matter.assessed.tier,
        trace=list(matter.assessed.trace),
        leniency=draft.leniency.value,
        statement=draft.statement.strip(),
        answer=draft.answer.strip(),
        way=draft.way.value,
        refused_to_sign=draft.refused_to_sign,
        document=paper,
        service=served,
        number=case.number,
        decided_at=matter.at,
        decided_on=matter.on,
        decided_by_person_id=matter.by.person_id,
    )
    refresh_next_due(case=case, on=matter.on)
    case.save(update_fields=["next_due_on", "next_due_title"])


def _columns(prefix: str, content: PenaltyContent) -> dict[str, object]:
    return {
        f"{prefix}is_warned": PenaltyKind.WARNING in content.kinds,
        f"{prefix}fine_yuan": content.fine_yuan,
    }


def _told_of(matter: _Matter, paper: Document) -> dict[str, object]:
    """What the record says of it."""
    draft, case = matter.draft, matter.case
    return {
        "number": case.number,
        "lead_number": case.lead_number.text,
        "content": f"{draft.content.sentence()}。",
        "statement": draft.statement.strip(),
        "answer": draft.answer.strip(),
        "document": paper.content_hash,
        "packs": case.pack_id,
        "procedure": case.procedure,
        "way": draft.way.title,
    }
