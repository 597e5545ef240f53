"""The section 附随程序 of the case page: steps, lists, days left, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.urls import reverse

from mingjian.cases.facts_of_proceedings import (
    all_proceedings,
    items_of,
    proceeding_facts,
    proceeding_terms,
    proceedings_in_order,
    steps_of,
)
from mingjian.cases.measures.papers import goods_words
from mingjian.cases.models import Case, Proceeding, ProceedingStep
from mingjian.desk.cases.case_file import CaseFile
from mingjian.law.amounts import format_yuan
from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.procedure.titles import Titled
from mingjian.law.proceedings import (
    TABLE,
    CaseReceipt,
    CorrectionState,
    ItemOutcome,
    JusticeReply,
    Matter,
    PoliceAnswer,
    ProceedingFacts,
    ProceedingKind,
    ProceedingMove,
    RecusalAnswer,
    ReleaseReason,
    awaits,
    open_proceeding_steps,
    proceeding_deadlines,
)
from mingjian.law.proceedings.deadlines import correction_due
from mingjian.law.roles import Actor
from mingjian.law.workdays import national_calendar
from mingjian.web.deadlines import Deadline, deadline_of
from mingjian.web.parts import Step, SummaryRow

_PENALTY, _COMPULSION = "行政处罚法", "行政强制法"
_REFERRAL = "行政执法机关移送涉嫌犯罪案件的规定"
_ARTICLES: dict[ProceedingKind, tuple[str, str]] = {
    ProceedingKind.PRESERVATION: (_PENALTY, "56"),
    ProceedingKind.SAMPLING: (_PENALTY, "56"),
    ProceedingKind.TESTING: (_PENALTY, "46"),
    ProceedingKind.CORRECTION: (_PENALTY, "28"),
    ProceedingKind.RECUSAL: (_PENALTY, "43"),
    ProceedingKind.HEARING: (_PENALTY, "64"),
    ProceedingKind.JURISDICTION: (_PENALTY, "25"),
    ProceedingKind.REFERRAL: (_REFERRAL, "5"),
    ProceedingKind.FROM_JUSTICE: (_PENALTY, "27"),
    ProceedingKind.CONFISCATION: (_PENALTY, "74"),
    ProceedingKind.STORAGE: (_COMPULSION, "26"),
    ProceedingKind.FREEZE: (_COMPULSION, "29"),
    ProceedingKind.SURCHARGE: (_COMPULSION, "45"),
    ProceedingKind.ENFORCEMENT: (_COMPULSION, "37"),
    ProceedingKind.SUBSTITUTE: (_COMPULSION, "51"),
}
_OWN_ARTICLES: dict[ProceedingMove, tuple[str, str]] = {
    ProceedingMove.SEND_REFERRAL: (_REFERRAL, "6"),
    ProceedingMove.RECORD_ANSWER: (_REFERRAL, "8"),
    ProceedingMove.ASK_RECONSIDERATION: (_REFERRAL, "9"),
    ProceedingMove.TAKE_BACK: (_REFERRAL, "10"),
    ProceedingMove.HAND_OVER_GOODS: (_REFERRAL, "12"),
    ProceedingMove.FREEZE: (_COMPULSION, "30"),
    ProceedingMove.DELIVER_FREEZE: (_COMPULSION, "31"),
    ProceedingMove.EXTEND_FREEZE: (_COMPULSION, "32"),
    ProceedingMove.RELEASE_FREEZE: (_COMPULSION, "33"),
    ProceedingMove.ENFORCE: (_COMPULSION, "43"),
    ProceedingMove.PERFORM_AT_ONCE: (_COMPULSION, "52"),
}
_LISTS: tuple[type[Titled], ...] = (
    *(ItemOutcome, PoliceAnswer, CaseReceipt, CorrectionState, RecusalAnswer, ReleaseReason),
    JusticeReply,
)


@dataclass(frozen=True)
class ProceedingView:
    """One proceeding as the page shows it."""

    title: str
    word: str
    tone: str
    rows: list[SummaryRow]
    items: list[str]
    badge: Deadline | None
    steps: list[Step]
    of_others: list[str]


@dataclass(frozen=True)
class ProceedingsView:
    """The section: what is under way, and what may be begun."""

    proceedings: list[ProceedingView]
    beginnings: list[Step]
    of_others: list[str]
    storage_yuan: Decimal | None = None


def proceedings_view(file: CaseFile, *, by: Actor, on: date) -> ProceedingsView:
    """附随程序 of the case, for who looks at it; reads only rows that were read before."""
    begin, others = _steps(file, None, by, on)
    return ProceedingsView(
        proceedings=[_view(file, one, by, on) for one in proceedings_in_order(file.case)],
        # 现在不能提出的不列出，以免满页都是锁。
        beginnings=[one for one in begin if one.is_allowed],
        storage_yuan=_storage(file.case),
        of_others=others if begin else [],
    )


def matter_for(file: CaseFile, proceeding: Proceeding | None) -> Matter:
    """What the law judges, from rows read before."""
    case = file.case
    terms = proceeding_terms(case, on=case.opened_on or case.registered_on)
    own = proceeding_facts(proceeding, case) if proceeding else None
    others = tuple(one for one in all_proceedings(case) if one != own)
    return Matter(file.facts, terms, own, others)


def article_of(move: ProceedingMove) -> Citation:
    """Where the step is written."""
    return Citation(*_OWN_ARTICLES.get(move, _ARTICLES[TABLE[move].kind]))


def step_rows(proceeding: Proceeding | None, case: Case) -> list[SummaryRow]:
    """What was done, one line a step."""
    if proceeding is None:
        return []
    return [
        SummaryRow(ProceedingMove(one.move).title, _said(one)) for one in steps_of(proceeding, case)
    ]


def _view(file: CaseFile, proceeding: Proceeding, by: Actor, on: date) -> ProceedingView:
    case, facts = file.case, proceeding_facts(proceeding, file.case)
    steps, of_others = _steps(file, proceeding, by, on)
    badge = _badge(facts, file, on)
    word, tone = _state(facts, badge, on)
    return ProceedingView(
        title=f"{facts.kind.title}：{steps_of(proceeding, case)[0].subject}".rstrip("："),
        word=word,
        tone=tone,
        rows=[*step_rows(proceeding, case), *_credit(file, facts)],
        items=[
            f"{goods_words(one)}{ItemOutcome(one.outcome).title if one.outcome else ''}"
            for one in items_of(proceeding, case)
        ],
        badge=badge,
        steps=steps,
        of_others=of_others,
    )


def _storage(case: Case) -> Decimal | None:
    """What storing the seized goods has cost the organ; None where nothing is entered."""
    costs = [
        one.amount_yuan
        for one in case.proceeding_steps.all()
        if one.move == ProceedingMove.RECORD_STORAGE_COST and one.amount_yuan is not None
    ]
    return sum(costs, Decimal(0)) if costs else None


def _credit(file: CaseFile, facts: ProceedingFacts) -> list[SummaryRow]:
    """罚款折抵罚金: a fine given before the sentence is credited (处罚法 art. 35)."""
    answer = facts.latest(ProceedingMove.RECORD_ANSWER)
    if answer is None or answer.choice != PoliceAnswer.CONVICTED:
        return []
    decision = file.facts.decision
    fine = decision.content.fine_yuan if decision and decision.content else None
    court = f"人民法院判处罚金{format_yuan(answer.amount_yuan)}元；" if answer.amount_yuan else ""
    own = "本机关尚未给予罚款，不再给予罚款。"
    if fine:
        paid = format_yuan(file.facts.payment.total_paid_yuan)
        own = f"本机关已经给予罚款{format_yuan(fine)}元（已缴{paid}元），依法折抵相应罚金。"
    return [SummaryRow("折抵", court + own, cite=Citation(_PENALTY, "35", "2"))]


def _state(facts: ProceedingFacts, badge: Deadline | None, on: date) -> tuple[str, str]:
    roles = awaits(facts)
    preserved = facts.kind is ProceedingKind.PRESERVATION
    is_done = preserved and bool(facts.items) and not facts.held
    if not roles or is_done:
        return facts.last.move.title, "good"
    if badge is not None and badge.on < on:
        return "已经超期", "late"
    return f"{facts.last.move.title}，待{'、'.join(sorted(one.title for one in roles))}办理", "info"


def _badge(facts: ProceedingFacts, file: CaseFile, on: date) -> Deadline | None:
    case, calendar = file.case, national_calendar()
    terms = proceeding_terms(case, on=case.opened_on or case.registered_on)
    found = proceeding_deadlines(proceedings=[facts], terms=terms, on=on)
    running = [one for one in found if one.met_on is None]
    if running:
        nearest = min(running, key=lambda one: one.due.on)
        return deadline_of(nearest.due, today=on, calendar=calendar)
    due = correction_due(facts)
    if due is None:
        return None
    return Deadline(
        "责令改正的期限", due, (due - on).days, "日", article_of(facts.last.move), False
    )


def _said(step: ProceedingStep) -> str:
    parts = [f"{long_date(step.acted_on)}，{step.person_name}"]
    choice = next((kind(step.choice).title for kind in _LISTS if step.choice in set(kind)), "")
    due = f"至{long_date(step.due_on)}" if step.due_on else ""
    money = f"{format_yuan(step.amount_yuan)}元" if step.amount_yuan is not None else ""
    parts += [one for one in (choice, step.organ, step.basis, money, due, step.reasons) if one]
    return "；".join(part.rstrip("。；") for part in parts) + "。"


def _steps(
    file: CaseFile, proceeding: Proceeding | None, by: Actor, on: date
) -> tuple[list[Step], list[str]]:
    found = open_proceeding_steps(matter=matter_for(file, proceeding), on=on, by=by)
    mine = [
        Step(
            label=one.move.title,
            url=step_url(file.case.id, one.move, proceeding),
            breaches=one.breaches,
            method="get",
            cite=article_of(one.move),
        )
        for one in found
        if one.is_mine
    ]
    return mine, [one.move.title for one in found if not one.is_mine]


def step_url(case_id: UUID, move: ProceedingMove, proceeding: Proceeding | None) -> str:
    """The form of a step."""
    if proceeding is None:
        return reverse("desk:begin-proceeding", args=[case_id, move.value])
    return reverse("desk:do-proceeding", args=[case_id, proceeding.id, move.value])
