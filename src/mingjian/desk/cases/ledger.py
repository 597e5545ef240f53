"""The money ledger (执行账), and what became of execution and remedies, for the case page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from uuid import UUID

from mingjian.cases.court_package import package_of
from mingjian.cases.facts_of_execution import remedies_in_order
from mingjian.desk.cases.case_file import CaseFile
from mingjian.law.amounts import format_yuan
from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.procedure import (
    CourtStep,
    CourtWindow,
    RemedyOutcome,
    SuspensionGround,
    TerminationGround,
    content_in_force,
    court_window,
    first_due_on,
    money_owed,
    refund_yuan,
    surcharge_ledger,
)
from mingjian.law.surcharge import SurchargeDay, surcharge_total

_NOTHING = Decimal(0)


@dataclass(frozen=True)
class MoneyLine:
    """一项款项: what is due by the decision, what came in, what is left."""

    title: str
    due: Decimal
    paid: Decimal
    waived: Decimal
    left: Decimal


@dataclass(frozen=True)
class PartLine:
    """一期: its day, amount, and how it stands."""

    serial: int
    due_on: date
    amount: Decimal
    word: str
    tone: str


@dataclass(frozen=True)
class PaperLine:
    """一份申请材料."""

    title: str
    cite: Citation
    is_there: bool
    note: str
    document_id: UUID | None


@dataclass(frozen=True)
class Ledger:
    """执行账 on one day. Empty ``lines`` where the decision asks for no money."""

    on: date
    lines: list[MoneyLine]
    due_on: date | None
    days: tuple[SurchargeDay, ...]
    parts: list[PartLine]
    window: CourtWindow | None
    papers: list[PaperLine]
    refund: Decimal
    notes: list[str]

    @property
    def counted_days(self) -> int:
        """Days that added something."""
        return sum(1 for one in self.days if one.added_yuan)


def ledger_of(file: CaseFile, *, on: date) -> Ledger | None:
    """The ledger of a decided case; None before service."""
    facts = file.facts
    if facts.decision is None or facts.decision.served_on is None:
        return None
    until = _counted_until(file, on)
    days = surcharge_ledger(facts=facts, on=until)
    lines = _money_lines(file, days, until)
    is_owed = any(line.left for line in lines)
    return Ledger(
        on=until,
        lines=lines,
        due_on=first_due_on(facts),
        days=days,
        parts=_part_lines(file, until),
        window=court_window(facts) if is_owed else None,
        papers=_paper_lines(file) if facts.demands else [],
        refund=refund_yuan(facts),
        notes=list(_notes(file)),
    )


def _counted_until(file: CaseFile, on: date) -> date:
    """Nothing grows in a case that has ended."""
    return file.facts.closed_on or on


def _money_lines(file: CaseFile, days: tuple[SurchargeDay, ...], on: date) -> list[MoneyLine]:
    facts, content = file.facts, content_in_force(file.facts)
    if content is None:
        return []
    owed = money_owed(facts=facts, on=on)
    booked = facts.payment.bookings
    waived = facts.surcharge_reduced_yuan
    found = [
        MoneyLine("罚款", content.fine_yuan, _sum(booked, "fine_yuan"), _NOTHING, owed.fine_yuan),
        MoneyLine(
            "没收违法所得",
            content.confiscated_gains_yuan,
            _sum(booked, "gains_yuan"),
            _NOTHING,
            owed.gains_yuan,
        ),
        MoneyLine(
            f"加处罚款（截至{long_date(on)}）",
            surcharge_total(days),
            _sum(booked, "surcharge_yuan"),
            waived,
            owed.surcharge_yuan,
        ),
    ]
    found = [line for line in found if line.due or line.paid]
    total = [sum((attrgetter(name)(line) for line in found), _NOTHING) for name in _COLUMNS]
    return [*found, MoneyLine("合计", *total)] if found else []


_COLUMNS = ("due", "paid", "waived", "left")


def _sum(rows: tuple[object, ...], name: str) -> Decimal:
    return sum((getattr(one, name) for one in rows), _NOTHING)


def _part_lines(file: CaseFile, on: date) -> list[PartLine]:
    """The schedule in force, each part met by the fine paid since."""
    facts, content = file.facts, content_in_force(file.facts)
    approved = [one for one in facts.deferrals if one.approved]
    if not approved or content is None:
        return []
    schedule = approved[-1].schedule
    whole = sum((one.amount_yuan for one in schedule), _NOTHING)
    needed = content.fine_yuan - whole
    paid = _sum(facts.payment.bookings, "fine_yuan")
    found = []
    for serial, part in enumerate(schedule, start=1):
        needed += part.amount_yuan
        if paid >= needed:
            word, tone = "已缴清", "good"
        elif on > part.due_on:
            word, tone = "已逾期", "late"
        else:
            word, tone = "未到期", "plain"
        found.append(PartLine(serial, part.due_on, part.amount_yuan, word, tone))
    return found


def _paper_lines(file: CaseFile) -> list[PaperLine]:
    applied = sorted(file.case.court_applications.all(), key=attrgetter("applied_on", "id"))
    subject = applied[-1].subject if applied else ""
    made = {"application": applied[-1].document_id} if applied else {}
    return [
        PaperLine(
            item.paper.title,
            item.paper.cite,
            item.is_there,
            item.note,
            made.get(item.paper.value, item.document_id),
        )
        for item in package_of(file.case, subject=subject)
    ]


def _notes(file: CaseFile) -> Iterator[str]:
    """催告、法院、救济、中止、终结、重新办理, each in one sentence, in that order."""
    case = file.case
    for asked in sorted(case.deferrals.all(), key=attrgetter("requested_on", "id")):
        answer = {None: "尚未答复", True: "已批准", False: "不予批准"}[asked.approved]
        yield f"{long_date(asked.requested_on)}申请{asked.get_kind_display()}，{answer}。"
    for demand in sorted(case.demands.all(), key=attrgetter("issued_on", "id")):
        served = "尚未送达"
        if demand.served_on and demand.due_on:
            served = f"{long_date(demand.served_on)}送达，至{long_date(demand.due_on)}期满"
        yield f"{long_date(demand.issued_on)}制作催告书，{served}。"
    for said in sorted(case.demand_responses.all(), key=attrgetter("received_on", "id")):
        word = "予以采纳" if said.accepted else "不予采纳"
        yield f"{long_date(said.received_on)}当事人催告后提出意见，复核{word}：{said.reasons}"
    yield from _court_notes(file)
    yield from _remedy_notes(file)
    yield from _ending_notes(file)


def _court_notes(file: CaseFile) -> Iterator[str]:
    for one in sorted(file.case.court_applications.all(), key=attrgetter("applied_on", "id")):
        amount = format_yuan(one.amount_yuan)
        yield f"{long_date(one.applied_on)}向{one.court}申请强制执行，标的¥{amount}。"
    for event in sorted(file.case.court_events.all(), key=attrgetter("happened_on", "id")):
        step = CourtStep(event.step).title
        yield f"{long_date(event.happened_on)}人民法院{step}（{event.number}）。"


def _remedy_notes(file: CaseFile) -> Iterator[str]:
    for remedy in remedies_in_order(file.case):
        begun = f"{long_date(remedy.applied_on)}{remedy.get_kind_display()}（{remedy.body}）"
        if not remedy.outcome:
            yield f"{begun}，正在进行；期间不计算加处罚款，不停止执行。"
            continue
        result = RemedyOutcome(remedy.outcome).title
        fine = f"，罚款变更为¥{format_yuan(remedy.fine_yuan)}" if remedy.fine_yuan else ""
        redo = "，责令重新作出" if remedy.orders_redo else ""
        day = long_date(remedy.effective_on) if remedy.effective_on else ""
        yield f"{begun}，{day}{result}{fine}{redo}（{remedy.result_document}）。"


def _ending_notes(file: CaseFile) -> Iterator[str]:
    case = file.case
    for one in sorted(case.suspensions.all(), key=attrgetter("since", "id")):
        until = f"，{long_date(one.until)}恢复" if one.until else "，尚未恢复"
        yield f"{long_date(one.since)}中止、停止执行：{SuspensionGround(one.ground).title}{until}。"
    for end in sorted(case.terminations.all(), key=attrgetter("terminated_on", "id")):
        yield f"{long_date(end.terminated_on)}终结执行：{TerminationGround(end.ground).title}。"
    for order in sorted(case.reopenings.all(), key=attrgetter("ordered_on", "id")):
        what = "另立案件重新办理" if order.new_case_id else "恢复办理"
        yield f"{long_date(order.ordered_on)}{what}：{order.reasons}"


def linked_cases(file: CaseFile) -> list[tuple[str, UUID]]:
    """原案件 and 重新办理的案件, to go from one to the other."""
    found = [("重新办理的案件", one.new_case_id) for one in file.case.reopenings.all()]
    if file.case.redoes_case_id:
        found.append(("原案件（决定已被撤销）", file.case.redoes_case_id))
    return [(words, case_id) for words, case_id in found if case_id]
