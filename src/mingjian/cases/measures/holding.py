"""Holding and ending (延长、检测、变卖、处理、解除): 行政强制法 arts. 25–28."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from uuid import UUID

from mingjian.cases.days import day_of
from mingjian.cases.measures.acting import Bench, Handing, act_on_measure, hand_over, number_of
from mingjian.cases.measures.papers import goods_test_notice, seizure_extension, seizure_release
from mingjian.cases.models import Case, GoodsTest, SeizedGoods
from mingjian.dossier.kinds import DocumentKind
from mingjian.law.measures import GoodsOutcome, MeasureAct, MeasureMove, ReleaseGround
from mingjian.law.roles import Actor


def extend_measure(
    *,
    case_id: UUID,
    measure_id: UUID,
    on: date,
    days: int,
    reasons: str,
    handing: Handing,
    by: Actor,
    at: datetime,
) -> Case:
    """延长期限, once, told in writing with reasons (art. 25)."""

    def save(bench: Bench) -> dict[str, object]:
        measure, facts = bench.row, bench.matter.measure
        assert facts is not None  # judged before
        due = replace(facts, extension_days=days).due
        assert due is not None
        measure.extended_on, measure.extension_days = on, days
        paper = hand_over(
            bench,
            kind=DocumentKind.SEIZURE_EXTENSION,
            content=seizure_extension(bench.case, measure, reasons=reasons, due_on=due.on),
            handing=handing,
        )
        measure.extension_document = paper
        measure.save()
        told = {"measure": measure.id, "number": number_of(paper), "days": days}
        return {**told, "reasons": reasons, "document": paper.content_hash}

    act = MeasureAct(
        MeasureMove.EXTEND, on, day_of(at), days=days, reasons=reasons, was_told=handing.is_done
    )
    return act_on_measure(case_id=case_id, measure_id=measure_id, act=act, by=by, at=at, save=save)


def start_goods_test(
    *,
    case_id: UUID,
    measure_id: UUID,
    on: date,
    due_on: date,
    content: str,
    handing: Handing,
    by: Actor,
    at: datetime,
) -> Case:
    """告知检测（检验）期间: definite, in writing, at the organ's cost (art. 25 third paragraph)."""

    def save(bench: Bench) -> dict[str, object]:
        paper = hand_over(
            bench,
            kind=DocumentKind.GOODS_TEST_NOTICE,
            content=goods_test_notice(
                bench.case, bench.row, content=content.strip(), since=on, due_on=due_on
            ),
            handing=handing,
        )
        period = {"since": on, "due_on": due_on, "content": content.strip()}
        GoodsTest.objects.create(measure=bench.row, case=bench.case, document=paper, **period)
        told = {"measure": bench.row.id, "number": number_of(paper), "content": content}
        return {**told, "test_due_on": due_on, "document": paper.content_hash}

    act = MeasureAct(
        MeasureMove.START_TEST,
        on,
        day_of(at),
        test_due_on=due_on,
        reasons=content,
        was_told=handing.is_done,
    )
    return act_on_measure(case_id=case_id, measure_id=measure_id, act=act, by=by, at=at, save=save)


def end_goods_test(*, case_id: UUID, measure_id: UUID, on: date, by: Actor, at: datetime) -> Case:
    """登记检测（检验）结束: the period runs again."""

    def save(bench: Bench) -> dict[str, object]:
        test = next(one for one in bench.case.goods_tests.all() if one.ended_on is None)
        test.ended_on = on
        test.save(update_fields=["ended_on"])
        return {"measure": bench.row.id, "content": test.content}

    act = MeasureAct(MeasureMove.END_TEST, on, day_of(at))
    return act_on_measure(case_id=case_id, measure_id=measure_id, act=act, by=by, at=at, save=save)


def sell_goods(
    *,
    case_id: UUID,
    measure_id: UUID,
    on: date,
    goods_ids: Sequence[UUID],
    price_yuan: Decimal,
    is_perishable: bool,
    reasons: str,
    by: Actor,
    at: datetime,
) -> Case:
    """变卖不易保管的财物: the money stands for one item (art. 28 second paragraph)."""

    def save(bench: Bench) -> dict[str, object]:
        for one in _chosen(bench, goods_ids):
            one.sold_on, one.sold_yuan = on, price_yuan
            one.save(update_fields=["sold_on", "sold_yuan"])
        return {
            "measure": bench.row.id,
            "title": _names(bench, goods_ids),
            "amount_yuan": price_yuan,
            "reasons": reasons,
        }

    act = MeasureAct(
        MeasureMove.SELL,
        on,
        day_of(at),
        goods=tuple(goods_ids),
        is_perishable=is_perishable and len(goods_ids) == 1,
        reasons=reasons,
    )
    return act_on_measure(case_id=case_id, measure_id=measure_id, act=act, by=by, at=at, save=save)


def dispose_of_goods(
    *,
    case_id: UUID,
    measure_id: UUID,
    on: date,
    goods_ids: Sequence[UUID],
    outcome: GoodsOutcome,
    reasons: str,
    by: Actor,
    at: datetime,
) -> Case:
    """登记处理结果: 没收、销毁、随案移送 (arts. 21, 27)."""

    def save(bench: Bench) -> dict[str, object]:
        for one in _chosen(bench, goods_ids):
            _end(one, outcome, on, reasons)
        names = _names(bench, goods_ids)
        return {"measure": bench.row.id, "title": f"{outcome.title}：{names}", "reasons": reasons}

    act = MeasureAct(
        MeasureMove.DISPOSE,
        on,
        day_of(at),
        goods=tuple(goods_ids),
        outcome=outcome,
        reasons=reasons,
    )
    return act_on_measure(case_id=case_id, measure_id=measure_id, act=act, by=by, at=at, save=save)


def release_goods(
    *,
    case_id: UUID,
    measure_id: UUID,
    on: date,
    goods_ids: Sequence[UUID],
    ground: ReleaseGround,
    reasons: str,
    handing: Handing,
    by: Actor,
    at: datetime,
) -> Case:
    """解除查封、扣押 and give the goods back at once (art. 28)."""

    def save(bench: Bench) -> dict[str, object]:
        goods = _chosen(bench, goods_ids)
        paper = hand_over(
            bench,
            kind=DocumentKind.SEIZURE_RELEASE,
            content=seizure_release(bench.case, bench.row, goods, ground=ground, reasons=reasons),
            handing=handing,
        )
        for one in goods:
            one.ground, one.release_document = ground.value, paper
            _end(one, GoodsOutcome.RELEASED, on, reasons)
        title = f"退还：{_names(bench, goods_ids)}"
        told = {"measure": bench.row.id, "number": number_of(paper), "title": title}
        return {**told, "reason": ground.title, "document": paper.content_hash}

    act = MeasureAct(
        MeasureMove.RELEASE,
        on,
        day_of(at),
        goods=tuple(goods_ids),
        ground=ground,
        reasons=reasons,
        was_told=handing.is_done,
    )
    return act_on_measure(case_id=case_id, measure_id=measure_id, act=act, by=by, at=at, save=save)


def _end(one: SeizedGoods, outcome: GoodsOutcome, on: date, reasons: str) -> None:
    one.outcome, one.outcome_on, one.outcome_reasons = outcome.value, on, reasons.strip()
    one.save()


def _chosen(bench: Bench, goods_ids: Sequence[UUID]) -> list[SeizedGoods]:
    wanted = set(goods_ids)
    found = [one for one in bench.case.seized_goods.all() if one.id in wanted]
    return sorted(found, key=attrgetter("serial"))


def _names(bench: Bench, goods_ids: Sequence[UUID]) -> str:
    return "、".join(one.name for one in _chosen(bench, goods_ids))
