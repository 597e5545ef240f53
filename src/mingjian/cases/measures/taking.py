"""Taking a measure (呈请、批准、实施查封、扣押): 行政强制法 arts. 16–19, 23, 24."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from mingjian.cases.days import day_of
from mingjian.cases.facts_of_measures import measure_facts
from mingjian.cases.measures.acting import Bench, Handing, act_on_measure, hand_over, number_of
from mingjian.cases.measures.elsewhere import held_of_party, held_with_number
from mingjian.cases.measures.papers import seizure_decision
from mingjian.cases.models import Case, Measure, SeizedGoods
from mingjian.dossier.kinds import DocumentKind
from mingjian.journal.ids import new_id
from mingjian.law.citation import Citation
from mingjian.law.measures import Matter, MeasureAct, MeasureKind, MeasureMove, SceneFacts
from mingjian.law.measures.identity import Wanted, identity_of, like_things
from mingjian.law.roles import Actor


@dataclass(frozen=True)
class MeasureDraft:
    """What is asked for: the kind, the provision that allows it, why, and of what."""

    kind: MeasureKind
    authority: Citation | None
    reasons: str
    object: str


@dataclass(frozen=True)
class GoodsLine:
    """清单的一行."""

    name: str
    spec: str
    quantity: Decimal
    unit: str
    value_yuan: Decimal | None = None
    note: str = ""  # 照片、录像编号
    number: str = ""  # 车架号、号牌、出厂编号、登记号、账号、地址

    @property
    def wanted(self) -> Wanted:
        """What the other lists are asked for."""
        return Wanted(self.name, identity_of(self.number))


@dataclass(frozen=True)
class SceneDraft:
    """现场 as the officers enter it."""

    taken_at: datetime
    place: str
    kept_at: str
    goods: Sequence[GoodsLine]
    handing: Handing
    keeper: str = ""
    statement: str = ""
    party_was_present: bool = True
    cards_were_shown: bool = False
    party_was_told: bool = False
    party_was_heard: bool = False
    record_was_made: bool = False
    is_connected: bool = False
    is_no_necessity: bool = False
    is_not_sealed_by_others: bool = False
    difference: str = ""  # 与仍被查封、扣押的同名财物不是同一物的说明


def request_measure(
    *, case_id: UUID, on: date, draft: MeasureDraft, by: Actor, at: datetime
) -> Case:
    """呈请查封、扣押: the head is asked before (art. 18 (一))."""

    def save(bench: Bench) -> dict[str, object]:
        measure = _begin(bench, draft, is_urgent=False)
        measure.save(force_insert=True)
        return _told(measure)

    act = MeasureAct(MeasureMove.REQUEST, on, day_of(at), **_asked(draft))
    return act_on_measure(case_id=case_id, act=act, by=by, at=at, save=save)


def approve_measure(
    *, case_id: UUID, measure_id: UUID, on: date, reasons: str, by: Actor, at: datetime
) -> Case:
    """批准, before the act or after urgency (arts. 18, 19)."""
    return _decide(MeasureMove.APPROVE, case_id, measure_id, on, reasons, by, at)


def decline_measure(
    *, case_id: UUID, measure_id: UUID, on: date, reasons: str, by: Actor, at: datetime
) -> Case:
    """不批准; what was taken in urgency must be released at once (art. 19)."""
    return _decide(MeasureMove.DECLINE, case_id, measure_id, on, reasons, by, at)


def take_measure(
    *, case_id: UUID, measure_id: UUID, scene: SceneDraft, by: Actor, at: datetime
) -> Case:
    """实施: the goods are listed, decision and list handed over on the spot (art. 24)."""

    def act(case: Case, matter: Matter) -> MeasureAct:
        return _taking(MeasureMove.TAKE, case, matter, scene, at)

    def save(bench: Bench) -> dict[str, object]:
        return _take(bench, bench.row, scene)

    return act_on_measure(case_id=case_id, measure_id=measure_id, act=act, by=by, at=at, save=save)


def take_measure_urgently(
    *, case_id: UUID, draft: MeasureDraft, scene: SceneDraft, by: Actor, at: datetime
) -> Case:
    """紧急情况当场实施: entering it is the report to the head (art. 19)."""

    def act(case: Case, matter: Matter) -> MeasureAct:
        return _taking(MeasureMove.TAKE_URGENTLY, case, matter, scene, at, **_asked(draft))

    def save(bench: Bench) -> dict[str, object]:
        measure = _begin(bench, draft, is_urgent=True)
        return {**_told(measure), **_take(bench, measure, scene, is_new=True)}

    return act_on_measure(case_id=case_id, act=act, by=by, at=at, save=save)


def _decide(
    move: MeasureMove,
    case_id: UUID,
    measure_id: UUID,
    on: date,
    reasons: str,
    by: Actor,
    at: datetime,
) -> Case:
    def save(bench: Bench) -> dict[str, object]:
        measure = bench.row
        measure.approved = move is MeasureMove.APPROVE
        measure.decided_at, measure.decided_on = at, on
        measure.decided_by_person_id, measure.decision_reasons = by.person_id, reasons.strip()
        measure.save()
        return {"measure": measure.id, "title": measure.object, "reasons": reasons}

    act = MeasureAct(move, on, day_of(at), reasons=reasons)
    return act_on_measure(case_id=case_id, measure_id=measure_id, act=act, by=by, at=at, save=save)


def _begin(bench: Bench, draft: MeasureDraft, *, is_urgent: bool) -> Measure:
    return Measure(
        id=new_id(),
        case=bench.case,
        kind=draft.kind.value,
        authority=str(draft.authority),
        reasons=draft.reasons.strip(),
        object=draft.object.strip(),
        is_urgent=is_urgent,
        requested_on=bench.act.on,
        requested_by_person_id=bench.by.person_id,
    )


def _take(
    bench: Bench, measure: Measure, scene: SceneDraft, *, is_new: bool = False
) -> dict[str, object]:
    case, matter = bench.case, bench.matter
    measure.taken_at, measure.taken_on = scene.taken_at, bench.act.on
    measure.lead_officer, measure.assisting_officer = case.lead_officer, case.assisting_officer
    measure.place, measure.kept_at = scene.place.strip(), scene.kept_at.strip()
    measure.keeper, measure.statement = scene.keeper.strip(), scene.statement.strip()
    measure.difference = scene.difference.strip()
    measure.witness = scene.handing.witness.strip()
    measure.refused_to_sign = not scene.handing.receiver.strip()
    measure.goods_count, measure.hold_days = len(scene.goods), matter.terms.hold.length
    goods = _goods(measure, case, scene.goods)
    due = measure_facts(measure, case).due
    assert due is not None  # it is taken now
    bench.measure = measure
    paper = hand_over(
        bench,
        kind=DocumentKind.SEIZURE_DECISION,
        content=seizure_decision(case, measure, goods, due_on=due.on),
        handing=scene.handing,
    )
    measure.document = paper
    measure.save(force_insert=is_new)
    SeizedGoods.objects.bulk_create(goods, batch_size=1)
    return {
        "measure": measure.id,
        "number": number_of(paper),
        "title": f"{measure.get_kind_display()}财物{len(goods)}项",
        "document": paper.content_hash,
    }


def _goods(measure: Measure, case: Case, lines: Sequence[GoodsLine]) -> list[SeizedGoods]:
    return [
        SeizedGoods(
            id=new_id(),
            measure=measure,
            case=case,
            serial=serial,
            name=line.name.strip(),
            spec=line.spec.strip(),
            quantity=line.quantity,
            unit=line.unit.strip(),
            value_yuan=line.value_yuan,
            note=line.note.strip(),
            identity=line.wanted.identity,
        )
        for serial, line in enumerate(lines, start=1)
    ]


def _taking(
    move: MeasureMove,
    case: Case,
    matter: Matter,
    scene: SceneDraft,
    at: datetime,
    **asked: Any,
) -> MeasureAct:
    handing = scene.handing
    wanted = [one.wanted for one in scene.goods]
    facts = SceneFacts(
        officers=matter.case.officers,
        goods_count=len(scene.goods),
        cards_were_shown=scene.cards_were_shown,
        party_was_told=scene.party_was_told,
        party_was_heard=scene.party_was_heard,
        record_was_made=scene.record_was_made,
        party_was_present=scene.party_was_present,
        witness=handing.witness,
        refused_to_sign=scene.party_was_present and not handing.receiver.strip(),
        was_delivered=handing.is_done,
        is_connected=scene.is_connected,
        is_no_necessity=scene.is_no_necessity,
        is_not_sealed_by_others=scene.is_not_sealed_by_others,
        kept_by_third_party=bool(scene.keeper.strip()),
        same_held=held_with_number(wanted),
        like_held=like_things(wanted, held_of_party(case)),
        difference=scene.difference,
    )
    return MeasureAct(
        move,
        day_of(scene.taken_at),
        day_of(at),
        entered_at=at,
        taken_at=scene.taken_at,
        scene=facts,
        **asked,
    )


def _asked(draft: MeasureDraft) -> dict[str, Any]:
    reasons = draft.reasons if draft.object.strip() else ""
    return {"kind": draft.kind, "authority": draft.authority, "reasons": reasons}


def _told(measure: Measure) -> dict[str, object]:
    return {
        "measure": measure.id,
        "title": f"{measure.get_kind_display()}：{measure.object}",
        "basis": measure.authority,
        "reasons": measure.reasons,
    }
