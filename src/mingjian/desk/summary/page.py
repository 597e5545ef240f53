"""The page of a summary penalty (当场处罚): decision, what is owed, money, filing, record."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mingjian.access.scopes import Scope
from mingjian.cases.models import Case
from mingjian.cases.summary.acting import summary_deadlines_of
from mingjian.cases.summary.facts import content_of, summary_facts_of
from mingjian.desk.cases.case_file import documents_of
from mingjian.desk.cases.limits import deadline_lines
from mingjian.desk.cases.sections import party_rows
from mingjian.desk.cases.showing import head_context, paper_line
from mingjian.desk.cases.steps import Steps
from mingjian.desk.cases.timeline import record_of
from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.procedure import EvidenceKind, State
from mingjian.law.roles import Actor
from mingjian.law.summary import (
    Leniency,
    PaymentWay,
    SummaryFacts,
    SummaryMove,
    open_steps,
)
from mingjian.law.summary.moving import OpenStep
from mingjian.web.parts import Stage, StageState, Step, SummaryRow

_ARTICLES = {
    SummaryMove.COLLECT: ("68", ""),
    SummaryMove.HAND_IN: ("71", ""),
    SummaryMove.BANK: ("71", ""),
    SummaryMove.PAY: ("67", "3"),
    SummaryMove.FILE: ("52", "3"),
}


def penalty_for(*, scope: Scope, case_id: UUID) -> Case:
    """The on-the-spot penalty if this person may see it, otherwise 404; its rows in one query."""
    visible = Case.objects.visible_to(scope).select_related(
        *("agency", "party", "lead_number", "lead_officer", "assisting_officer"),
        *(
            "duty",
            "exemption",
            "summary_penalty__service",
            "summary_penalty__cash",
            "summary_penalty__filing",
        ),
    )
    found = visible.prefetch_related("payments")
    return get_object_or_404(found, id=case_id, summary_penalty__isnull=False)


def summary_context(case: Case, *, by: Actor, query: QueryDict, on: date) -> dict[str, Any]:
    """The page, for who looks at it."""
    facts = summary_facts_of(case)
    documents = documents_of(case)
    deadlines = summary_deadlines_of(case=case, on=on, facts=facts)
    return {
        **head_context(case),
        "stages": _stages(facts),
        "steps": steps_of(case.id, facts, by=by, on=on),
        "deadlines": deadline_lines(deadlines, on=on),
        "party_rows": party_rows(case),
        "penalty_rows": _penalty_rows(case),
        "heard_rows": _heard_rows(case),
        "money_rows": _money_rows(case, facts),
        "disclosure_rows": _disclosure_rows(case),
        "documents": [paper_line(one) for one in documents],
        "trace": case.summary_penalty.trace,
        "record": record_of(case_id=case.id, documents=documents, query=query),
    }


def steps_of(case_id: UUID, facts: SummaryFacts, *, by: Actor, on: date) -> Steps:
    """What can be done now: the owed act of this actor first, others' acts in words."""
    found = open_steps(facts=facts, on=on, by=by)
    owed = [one for one in found if one.is_owed]
    mine = [one for one in owed if one.is_mine] or owed
    primary = mine[0] if mine else None
    rest = [one for one in owed if one is not primary]
    return Steps(
        primary=_step(case_id, primary) if primary else None,
        late_entry_url="",
        others=[_step(case_id, one) for one in rest if one.is_mine],
        of_other_roles=[one.move.title for one in rest if not one.is_mine],
    )


def article_of(move: SummaryMove) -> Citation:
    """Where the act is written."""
    return Citation("行政处罚法", *_ARTICLES[move])


def _step(case_id: UUID, one: OpenStep) -> Step:
    return Step(
        label=one.move.title,
        url=reverse("desk:do-summary", args=[case_id, one.move.value]),
        breaches=one.breaches,
        method="get",
        cite=article_of(one.move),
    )


def _stages(facts: SummaryFacts) -> list[Stage]:
    """当场处罚只有四段: 决定并交付、缴款、备案、办结."""
    assert facts.decision is not None  # the page exists only after the decision
    decided_on, is_paid = facts.decision.decided_on, facts.state is not State.SERVED
    paid_on = facts.last_paid_on or decided_on
    return [
        Stage("当场决定并交付", StageState.DONE, on=decided_on, url="#decision"),
        Stage(
            "缴款",
            StageState.DONE if is_paid else StageState.NOW,
            on=paid_on if is_paid and facts.decision.content.fine_yuan else None,
            note="" if facts.decision.content.fine_yuan else "没有罚款",
            url="#money",
        ),
        Stage(
            "备案",
            StageState.DONE if facts.filed_on else StageState.NOW,
            on=facts.filed_on,
            url="#money",
        ),
        Stage("办结", StageState.DONE if facts.state is State.CLOSED else StageState.AHEAD),
    ]


def _penalty_rows(case: Case) -> list[SummaryRow]:
    penalty = case.summary_penalty
    kinds = [kind.title for kind in EvidenceKind if kind.value in penalty.evidence]
    basis = "；".join(penalty.basis)
    rows = [
        SummaryRow("案由", case.cause),
        SummaryRow("违法行为发生地", case.place),
        SummaryRow("违法事实", penalty.facts, kind="official"),
        SummaryRow("证据", "、".join(kinds)),
        SummaryRow("处罚依据", basis),
        SummaryRow("裁量阶次", penalty.tier or "没有适用的裁量基准，在法定幅度内裁量"),
        SummaryRow("处罚内容", f"{content_of(penalty).sentence()}。", kind="official"),
        SummaryRow("缴款方式", PaymentWay(penalty.way).title if penalty.fine_yuan else "没有罚款"),
        SummaryRow("当场交付", penalty.service.proof),
    ]
    if penalty.leniency != Leniency.NONE:
        leniency = Leniency(penalty.leniency).title
        rows.append(SummaryRow("首违情形", leniency, cite=Citation("行政处罚法", "33", "1")))
    return rows


def _heard_rows(case: Case) -> list[SummaryRow]:
    penalty = case.summary_penalty
    told = Citation("行政处罚法", "44")
    rows = [
        SummaryRow("告知", "拟作出的处罚内容及事实、理由、依据，陈述、申辩的权利", cite=told),
        SummaryRow("陈述、申辩", penalty.statement or "当事人表示不陈述、申辩"),
    ]
    if penalty.answer:
        rows.append(SummaryRow("复核意见", penalty.answer))
    return rows


def _money_rows(case: Case, facts: SummaryFacts) -> list[SummaryRow]:
    cash = getattr(case.summary_penalty, "cash", None)
    rows = []
    if cash is not None:
        rows += [
            SummaryRow("当场收缴", cash.collected_on, kind="date"),
            SummaryRow("专用票据", cash.receipt_number, cite=Citation("行政处罚法", "70")),
            SummaryRow(
                "交至行政机关", cash.handed_in_on or "尚未交至", kind=_day(cash.handed_in_on)
            ),
            SummaryRow("缴付银行", cash.banked_on or "尚未缴付", kind=_day(cash.banked_on)),
        ]
    for payment in case.payments.all():
        rows += [
            SummaryRow("缴入国库", payment.amount_yuan, kind="amount"),
            SummaryRow("凭证", f"{payment.get_channel_display()}　{payment.receipt_number}"),
        ]
    filed = facts.filed_on
    return [*rows, SummaryRow("备案", filed or "尚未备案", kind=_day(filed))]


def _disclosure_rows(case: Case) -> list[SummaryRow]:
    """公示: due with its day, exempt with its rule, or not looked at yet."""
    exempt, duty = getattr(case, "exemption", None), getattr(case, "duty", None)
    if exempt is not None:
        return [SummaryRow("依规定不公示", f"{exempt.reason}（{exempt.cite}）")]
    if duty is None:
        return [SummaryRow("公示", "系统正在判断是否应当公示")]
    settled = duty.get_settlement_display() or "尚未公示"
    return [
        SummaryRow("应当公示", f"{long_date(duty.due_on)}以前（{duty.cite}）"),
        SummaryRow("公示情况", settled),
    ]


def _day(value: date | None) -> str:
    return "date" if value else "text"
