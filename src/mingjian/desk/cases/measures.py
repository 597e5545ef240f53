"""The section 强制措施 of the case page: goods with their state, days left, what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from uuid import UUID

from django.urls import reverse

from mingjian.cases.facts_of_measures import measure_facts, measures_in_order, terms_of
from mingjian.cases.measures.papers import quantity_words
from mingjian.cases.models import Case, Measure, SeizedGoods
from mingjian.desk.cases.case_file import CaseFile
from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.measures import (
    COMPULSION_LAW,
    GoodsOutcome,
    Matter,
    MeasureFacts,
    MeasureKind,
    MeasureMove,
    ReleaseGround,
    open_measure_steps,
)
from mingjian.law.roles import Actor
from mingjian.law.workdays import national_calendar
from mingjian.web.deadlines import Deadline, deadline_of
from mingjian.web.parts import Step, SummaryRow

_ARTICLES = {
    MeasureMove.REQUEST: ("18", ""),
    MeasureMove.APPROVE: ("18", ""),
    MeasureMove.DECLINE: ("19", ""),
    MeasureMove.TAKE: ("24", "1"),
    MeasureMove.TAKE_URGENTLY: ("19", ""),
    MeasureMove.EXTEND: ("25", "1"),
    MeasureMove.START_TEST: ("25", "3"),
    MeasureMove.END_TEST: ("25", "3"),
    MeasureMove.SELL: ("28", "2"),
    MeasureMove.DISPOSE: ("27", ""),
    MeasureMove.RELEASE: ("28", "1"),
}


@dataclass(frozen=True)
class GoodsView:
    """One line of the ledger."""

    row: SeizedGoods
    quantity: str
    word: str
    tone: str
    note: str


@dataclass(frozen=True)
class MeasureView:
    """One measure as the page shows it."""

    title: str
    word: str
    tone: str
    rows: list[SummaryRow]
    goods: list[GoodsView]
    badge: Deadline | None
    steps: list[Step]
    of_others: list[str]


@dataclass(frozen=True)
class MeasuresView:
    """The section: measures, and the steps that begin one."""

    measures: list[MeasureView]
    beginnings: list[Step]


def measures_view(file: CaseFile, *, by: Actor, on: date) -> MeasuresView:
    """强制措施 of the case, for who looks at it; reads only rows that were read before."""
    case = file.case
    begin = Matter(file.facts, terms_of(case, on=case.opened_on or case.registered_on))
    steps, _ = _steps(case.id, begin, None, by, on)
    shown = [_view(file, one, by, on) for one in measures_in_order(case)]
    # 还没有立案、已经决定的案件，没有措施就不列出不能办理的按钮。
    return MeasuresView(shown, steps if shown or any(one.is_allowed for one in steps) else [])


def held_goods(case: Case, measure: Measure | None) -> list[SeizedGoods]:
    """财物 of the measure without an outcome."""
    return [one for one in _goods(case, measure) if not one.outcome]


def article_of(move: MeasureMove) -> Citation:
    """Where the act is written."""
    return Citation(COMPULSION_LAW, *_ARTICLES[move])


def _goods(case: Case, measure: Measure | None) -> list[SeizedGoods]:
    own = measure.id if measure else None
    return sorted(
        (one for one in case.seized_goods.all() if one.measure_id == own),
        key=attrgetter("serial"),
    )


def _view(file: CaseFile, measure: Measure, by: Actor, on: date) -> MeasureView:
    case = file.case
    facts = measure_facts(measure, case)
    matter = Matter(file.facts, facts.terms, facts)
    steps, of_others = _steps(case.id, matter, measure, by, on)
    word, tone = _state(facts, on)
    badge = None
    if facts.due is not None and facts.is_running and facts.approved is not False:
        badge = deadline_of(facts.due, today=on, calendar=national_calendar())
    return MeasureView(
        title=f"{MeasureKind(measure.kind).title}：{measure.object}",
        word=word,
        tone=tone,
        rows=_rows(measure),
        goods=[_goods_view(one, measure) for one in _goods(case, measure)],
        badge=badge,
        steps=steps,
        of_others=of_others,
    )


def _state(facts: MeasureFacts, on: date) -> tuple[str, str]:
    if facts.taken_on is None:
        words = {None: ("待审批", "warn"), True: ("已批准，待实施", "info")}
        return words.get(facts.approved, ("未批准", "plain"))
    if not facts.is_running:
        return "已全部处理", "good"
    if facts.approved is False:
        return "未批准，应当立即解除", "late"
    if facts.due is not None and on > facts.due.on:
        return "期限届满，应当立即解除", "late"
    if facts.approved is None:
        return "待补办批准", "warn"
    if any(test.ended_on is None for test in facts.tests):
        return "检测（检验）中", "info"
    return "正在实施", "info"


def _rows(measure: Measure) -> list[SummaryRow]:
    rows = [
        SummaryRow("依据", measure.authority),
        SummaryRow("理由", measure.reasons),
        SummaryRow("呈请日期", measure.requested_on, kind="date"),
    ]
    if measure.is_urgent:
        rows.append(SummaryRow("方式", "紧急情况当场实施，二十四小时内报告并补办批准"))
    if measure.decided_on is not None:
        word = "批准" if measure.approved else "不批准"
        said = f"{long_date(measure.decided_on)}，{word}。{measure.decision_reasons}"
        rows.append(SummaryRow("审批意见", said))
    if measure.taken_on is not None:
        kept = (
            f"{measure.kept_at}（委托{measure.keeper}保管）" if measure.keeper else measure.kept_at
        )
        rows += [
            SummaryRow("实施", f"{long_date(measure.taken_on)}，{measure.place}"),
            SummaryRow("存放", f"{kept}；保管费用由本机关承担"),
        ]
    if measure.difference:
        rows.append(SummaryRow("不是重复查封的说明", measure.difference))
    if measure.statement:
        rows.append(SummaryRow("陈述、申辩", measure.statement))
    if measure.extended_on is not None:
        said = f"{long_date(measure.extended_on)}延长{measure.extension_days}日"
        rows.append(SummaryRow("延长", said))
    return rows


def _goods_view(row: SeizedGoods, measure: Measure) -> GoodsView:
    if not row.outcome:
        word, tone, note = f"{MeasureKind(measure.kind).title}中", "info", ""
    else:
        word = GoodsOutcome(row.outcome).title
        tone, note = "good", long_date(row.outcome_on) if row.outcome_on else ""
        if row.ground:
            note = f"{note}，{ReleaseGround(row.ground).title}"
    if row.sold_on is not None:
        note = f"{long_date(row.sold_on)}变卖，所得{row.sold_yuan:,.2f}元；{note}".rstrip("；")
    return GoodsView(row, quantity_words(row.quantity), word, tone, note)


def _steps(
    case_id: UUID, matter: Matter, measure: Measure | None, by: Actor, on: date
) -> tuple[list[Step], list[str]]:
    found = open_measure_steps(matter=matter, on=on, by=by)
    mine = [
        Step(
            label=one.move.title,
            url=step_url(case_id, one.move, measure),
            breaches=one.breaches,
            method="get",
            cite=article_of(one.move),
        )
        for one in found
        if one.is_mine
    ]
    return mine, [one.move.title for one in found if not one.is_mine]


def step_url(case_id: UUID, move: MeasureMove, measure: Measure | None) -> str:
    """The form of an act."""
    if measure is None:
        return reverse("desk:begin-measure", args=[case_id, move.value])
    return reverse("desk:do-measure", args=[case_id, measure.id, move.value])
