"""Acting in a measure (办理强制措施): lock, facts, law, save, record; the case keeps its state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from mingjian.access.duties import refusal
from mingjian.cases.acting import record_act
from mingjian.cases.deadlines import refresh_next_due
from mingjian.cases.facts import facts_of
from mingjian.cases.facts_of_measures import measure_facts, measures_in_order, terms_of
from mingjian.cases.making import make_paper
from mingjian.cases.models import Case, Measure
from mingjian.cases.refusals import (
    refuse_another_agency,
    refuse_another_procedure,
    refusing_what_does_not_fit,
)
from mingjian.dossier.kinds import DocumentKind, ServiceMethod
from mingjian.dossier.models import Document
from mingjian.dossier.serving import Delivery, serve_document
from mingjian.law.measures import Matter, MeasureAct, find_measure_warnings, judge_measure
from mingjian.law.roles import Actor


@dataclass
class Bench:
    """What a save works with: the locked case, the measure, the facts, who and when."""

    case: Case
    matter: Matter
    act: MeasureAct
    by: Actor
    at: datetime
    measure: Measure | None = None

    @property
    def row(self) -> Measure:
        """The measure the act is about."""
        assert self.measure is not None  # acts that begin a measure make their own
        return self.measure


Save = Callable[[Bench], Mapping[str, Any]]


@dataclass(frozen=True)
class Handing:
    """交付: who signed for the paper; or the witness, where the party refused or was absent."""

    receiver: str = ""
    witness: str = ""

    @property
    def is_done(self) -> bool:
        """Whether somebody signed or witnessed."""
        return bool(self.receiver.strip() or self.witness.strip())


def act_on_measure(
    *,
    case_id: UUID,
    act: MeasureAct | Callable[[Case, Matter], MeasureAct],
    by: Actor,
    at: datetime,
    save: Save,
    measure_id: UUID | None = None,
) -> Case:
    """Do one act if the law allows it; raises MoveRefused with every reason if not."""
    with refusing_what_does_not_fit(), transaction.atomic():
        case = Case.objects.locked(case_id)
        refuse_another_agency(by=by, agency_id=case.agency_id)
        refuse_another_procedure(case, summary=False)
        matter, measure = _matter(case, measure_id)
        done = act(case, matter) if callable(act) else act
        judge_measure(matter=matter, act=done, by=by)
        told = find_measure_warnings(matter=matter, act=done, by=by)
        payload = dict(save(Bench(case, matter, done, by, at, measure)))
        case.latest_act_on = max(case.latest_act_on, done.on)
        refresh_next_due(case=case, on=done.entered_on)
        case.save()
        if told:
            payload["warnings"] = [str(breach) for breach in told]
        record_act(case=case, act=done, by=by, at=at, payload=payload)
    return case


def _matter(case: Case, measure_id: UUID | None) -> tuple[Matter, Measure | None]:
    facts = facts_of(case)
    terms = terms_of(case, on=case.opened_on or case.registered_on)
    if measure_id is None:
        return Matter(facts, terms), None
    measure = next((one for one in measures_in_order(case) if one.id == measure_id), None)
    if measure is None:
        raise refusal(
            code="MEASURE",
            message="本案没有这项查封、扣押",
            remedy="请返回案件页，从“强制措施”中办理。",
        )
    return Matter(facts, terms, measure_facts(measure, case)), measure


def hand_over(
    bench: Bench, *, kind: DocumentKind, content: Mapping[str, Any], handing: Handing
) -> Document:
    """Make one paper and record that it was handed over at once (当场交付)."""
    on = bench.act.on
    paper = make_paper(kind=kind, case=bench.case, content=content, on=on, by=bench.by, at=bench.at)
    signed = bool(handing.receiver.strip())
    serve_document(
        document=paper,
        delivery=Delivery(
            ServiceMethod.DIRECT if signed else ServiceMethod.LEFT_IN_PLACE,
            on,
            receiver=handing.receiver,
            place=bench.measure.place if bench.measure else "",
            proof="当场交付，签收。"
            if signed
            else f"当场留置，见证人：{handing.witness.strip()}。",
            witness=handing.witness,
            is_on_the_spot=True,
        ),
        announcement_days=0,
        by=bench.by,
        at=bench.at,
    )
    return paper


def number_of(paper: Document) -> str:
    """文号."""
    assert paper.number is not None  # every paper of a measure is numbered
    return paper.number.text
