"""Taking a step (办理附随程序): lock, facts, law, save, record; the case keeps its state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from mingjian.access.duties import refusal
from mingjian.cases.acting import record_act
from mingjian.cases.days import day_of
from mingjian.cases.deadlines import refresh_next_due
from mingjian.cases.facts import facts_of
from mingjian.cases.facts_of_proceedings import (
    all_proceedings,
    proceeding_facts,
    proceeding_terms,
    proceedings_in_order,
)
from mingjian.cases.making import make_paper
from mingjian.cases.measures.acting import Handing
from mingjian.cases.measures.elsewhere import frozen_elsewhere
from mingjian.cases.measures.taking import GoodsLine
from mingjian.cases.models import Case, Proceeding, ProceedingItem, ProceedingStep
from mingjian.cases.proceedings.papers import paper_of
from mingjian.cases.refusals import (
    refuse_another_agency,
    refuse_another_procedure,
    refusing_what_does_not_fit,
)
from mingjian.dossier.kinds import DocumentKind, ServiceMethod
from mingjian.dossier.models import Document
from mingjian.dossier.serving import Delivery, serve_document
from mingjian.journal.ids import new_id
from mingjian.law.measures.identity import name_of
from mingjian.law.procedure import money_owed
from mingjian.law.proceedings import (
    TABLE,
    ItemOutcome,
    Matter,
    ProceedingAct,
    ProceedingMove,
    find_proceeding_warnings,
    judge_proceeding,
)
from mingjian.law.proceedings.rules_evidence import preservation_due
from mingjian.law.proceedings.terms import answer_due
from mingjian.law.roles import Actor

_ENDS_ITEMS = (
    ProceedingMove.DISPOSE_PRESERVED,
    ProceedingMove.RECORD_LAPSE,
    ProceedingMove.DISPOSE_CONFISCATED,
)


@dataclass(frozen=True)
class StepDraft:
    """One step as it is entered; which fields count is said by its rules."""

    move: ProceedingMove
    on: date
    reasons: str
    subject: str = ""
    organ: str = ""
    basis: str = ""
    choice: str = ""
    due_on: date | None = None
    days: int = 0
    amount_yuan: Decimal | None = None
    at: datetime | None = None
    goods: Sequence[GoodsLine] = ()
    items: Sequence[UUID] = ()
    handing: Handing = field(default_factory=Handing)
    is_urgent: bool = False
    ticks: frozenset[str] = frozenset()
    person_id: UUID | None = None
    other_case_id: UUID | None = None


@dataclass
class _Bench:
    """What a step is saved with: the locked case, what the law knows, who and when."""

    case: Case
    matter: Matter
    draft: StepDraft
    by: Actor
    at: datetime
    proceeding: Proceeding


def take_step(
    *, case_id: UUID, draft: StepDraft, by: Actor, at: datetime, proceeding_id: UUID | None = None
) -> Case:
    """Take one step if the law allows it; raises MoveRefused with every reason if not."""
    with refusing_what_does_not_fit(), transaction.atomic():
        case = Case.objects.locked(case_id)
        refuse_another_agency(by=by, agency_id=case.agency_id)
        refuse_another_procedure(case, summary=False)
        matter, proceeding = matter_of(case, proceeding_id)
        draft = _counted(draft, matter)
        act = replace(_act(draft, at), **_known(case, draft, proceeding))
        judge_proceeding(matter=matter, act=act, by=by)
        told = find_proceeding_warnings(matter=matter, act=act, by=by)
        proceeding = proceeding or _begin(case, draft)
        payload = _save(_Bench(case, matter, draft, by, at, proceeding))
        case.latest_act_on = max(case.latest_act_on, draft.on)
        refresh_next_due(case=case, on=act.entered_on)
        case.save()
        if told:
            payload["warnings"] = [str(breach) for breach in told]
        record_act(case=case, act=act, by=by, at=at, payload=payload)
    return case


def matter_of(case: Case, proceeding_id: UUID | None) -> tuple[Matter, Proceeding | None]:
    """The matter to be judged; refused for a proceeding of another case."""
    facts = facts_of(case)
    terms = proceeding_terms(case, on=case.opened_on or case.registered_on)
    everything = all_proceedings(case)
    if proceeding_id is None:
        return Matter(facts, terms, others=everything), None
    found = next((one for one in proceedings_in_order(case) if one.id == proceeding_id), None)
    if found is None:
        raise refusal(
            code="PROCEEDING",
            message="本案没有这项附随程序",
            remedy="请返回案件页，从“附随程序”中办理。",
        )
    own = proceeding_facts(found, case)
    return Matter(facts, terms, own, tuple(one for one in everything if one != own)), found


def _counted(draft: StepDraft, matter: Matter) -> StepDraft:
    """期限和金额 that the law sets are counted, never typed."""
    terms = matter.terms
    match draft.move:
        case ProceedingMove.PRESERVE:
            due, limit = preservation_due(matter, draft.on), terms.limit("preserve_evidence")
            return replace(draft, due_on=due, days=limit.length)
        case ProceedingMove.FREEZE:
            days = terms.limit("hold_freeze").length
            return replace(draft, due_on=draft.on + timedelta(days=days), days=days)
        case ProceedingMove.RECEIVE_FROM_JUSTICE if draft.due_on is None:
            return replace(draft, due_on=answer_due(matter.terms, draft.organ, draft.on))
        case ProceedingMove.DECIDE_SURCHARGE:
            owed = money_owed(facts=matter.case, on=draft.on)
            return replace(draft, amount_yuan=owed.surcharge_yuan)
        case _:
            return draft


def _known(case: Case, draft: StepDraft, proceeding: Proceeding | None) -> dict[str, Any]:
    """What the platform knows beyond the case: who froze the account, who the party is."""
    match draft.move:
        case ProceedingMove.FREEZE:
            own = proceeding.id if proceeding else None
            found = frozen_elsewhere(account=draft.subject, proceeding_id=own)
            return {"frozen_elsewhere": found}
        case ProceedingMove.RECORD_STORAGE_COST:
            own_names = {case.party.name, case.party.legal_representative}
            payer = name_of(draft.subject)
            return {"party_pays": payer in {name_of(one) for one in own_names if one}}
        case _:
            return {}


def _act(draft: StepDraft, at: datetime) -> ProceedingAct:
    same = ("subject", "reasons", "organ", "basis", "choice", "due_on", "days", "amount_yuan")
    return ProceedingAct(
        draft.move,
        draft.on,
        day_of(at),
        entered_at=at,
        at=draft.at,
        items_count=len(draft.goods),
        items=tuple(draft.items),
        was_told=draft.handing.is_done,
        is_urgent=draft.is_urgent,
        ticks=draft.ticks,
        person_id=draft.person_id,
        **{name: getattr(draft, name) for name in same},
    )


def _begin(case: Case, draft: StepDraft) -> Proceeding:
    kind = TABLE[draft.move].kind
    return Proceeding.objects.create(case=case, kind=kind.value, begun_on=draft.on)


def _save(bench: _Bench) -> dict[str, Any]:
    draft, proceeding = bench.draft, bench.proceeding
    step = _row(bench)
    listed = _items(bench)
    chosen = _chosen(bench)
    content = paper_of(bench.case, step, listed or chosen)
    if content is not None:
        step.document = _paper(bench, *content)
    elif draft.move is ProceedingMove.SERVE_HEARING_NOTICE:
        notified = bench.case.hearings.latest("notified_on", "id")
        step.document = _serve(bench, notified.document)
    step.save(force_insert=True)
    ProceedingItem.objects.bulk_create(listed, batch_size=1)
    if draft.move in _ENDS_ITEMS:
        lapsed = draft.move is ProceedingMove.RECORD_LAPSE
        for one in chosen:
            one.outcome = ItemOutcome.LAPSED.value if lapsed else draft.choice
            one.outcome_step = step
            one.save(update_fields=["outcome", "outcome_step"])
    told = {"proceeding": proceeding.id, "title": step.subject, "basis": step.basis}
    if step.document is not None and step.document.number is not None:
        told |= {"number": step.document.number.text, "document": step.document.content_hash}
    money = {"amount_yuan": step.amount_yuan} if step.amount_yuan is not None else {}
    due = {"due_on": step.due_on} if step.due_on else {}
    return {**told, **money, **due, "opinion": step.organ, "reasons": step.reasons}


def _row(bench: _Bench) -> ProceedingStep:
    draft, done = bench.draft, bench.matter.proceeding
    person = str(draft.person_id) if draft.person_id else draft.choice
    return ProceedingStep(
        id=new_id(),
        proceeding=bench.proceeding,
        case=bench.case,
        kind=bench.proceeding.kind,
        serial=len(done.steps) + 1 if done else 1,
        move=draft.move.value,
        acted_on=draft.on,
        acted_at=draft.at or bench.at,
        person_id=bench.by.person_id,
        person_name=bench.by.name,
        subject=draft.subject.strip(),
        reasons=draft.reasons.strip(),
        organ=draft.organ.strip(),
        basis=draft.basis.strip(),
        choice=person,
        due_on=draft.due_on,
        days=draft.days,
        amount_yuan=draft.amount_yuan,
        items_count=len(draft.goods),
        ticks=sorted(draft.ticks),
        is_urgent=draft.is_urgent,
        was_told=draft.handing.is_done,
        receiver=draft.handing.receiver.strip(),
        witness=draft.handing.witness.strip(),
        other_case_id=draft.other_case_id,
    )


def _items(bench: _Bench) -> list[ProceedingItem]:
    return [
        ProceedingItem(
            id=new_id(),
            proceeding=bench.proceeding,
            case=bench.case,
            serial=serial,
            name=line.name.strip(),
            spec=line.spec.strip(),
            quantity=line.quantity,
            unit=line.unit.strip(),
            value_yuan=line.value_yuan,
            note=line.note.strip(),
        )
        for serial, line in enumerate(bench.draft.goods, start=1)
    ]


def _chosen(bench: _Bench) -> list[ProceedingItem]:
    wanted = set(bench.draft.items)
    found = [one for one in bench.case.proceeding_items.all() if one.id in wanted]
    return sorted(found, key=lambda one: one.serial)


def _paper(bench: _Bench, kind: DocumentKind, content: dict[str, Any]) -> Document:
    on = bench.draft.on
    paper = make_paper(kind=kind, case=bench.case, content=content, on=on, by=bench.by, at=bench.at)
    return _serve(bench, paper) if bench.draft.handing.is_done and kind.is_external else paper


def _serve(bench: _Bench, paper: Document) -> Document:
    """当场交付: signed for, or left with a witness."""
    handing = bench.draft.handing
    signed = bool(handing.receiver.strip())
    proof = "签收。" if signed else f"留置，见证人：{handing.witness.strip()}。"
    method = ServiceMethod.DIRECT if signed else ServiceMethod.LEFT_IN_PLACE
    serve_document(
        document=paper,
        delivery=Delivery(
            method,
            bench.draft.on,
            receiver=handing.receiver,
            proof=proof,
            place=bench.case.party.address,
            witness=handing.witness,
            # 留置以拒绝接收为前提（民事诉讼法第八十九条）。
            refused_reason="" if signed else bench.draft.reasons,
            is_on_the_spot=paper.made_at == bench.at,
        ),
        announcement_days=0,
        by=bench.by,
        at=bench.at,
    )
    return paper
