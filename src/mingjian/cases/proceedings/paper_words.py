"""Words that papers of proceedings share: money, goods, remedies, what was decided and urged."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from mingjian.cases.facts_of_proceedings import steps_of
from mingjian.cases.lawbooks import lawbook_of
from mingjian.cases.measures.papers import goods_words
from mingjian.cases.models import Case, Proceeding, ProceedingItem, ProceedingStep
from mingjian.law.amounts import format_yuan, yuan_in_capitals
from mingjian.law.dates import long_date
from mingjian.law.proceedings import ProceedingMove


def money(step: ProceedingStep) -> str:
    """人民币大写和小写."""
    assert step.amount_yuan is not None  # judged before
    return yuan(step.amount_yuan)


def yuan(amount: Decimal) -> str:
    """An amount in capitals and digits."""
    return f"人民币{yuan_in_capitals(amount)}（¥{format_yuan(amount)}）"


def decided(case: Case) -> str:
    """The decision that is not obeyed, and when it reached the party."""
    decision, paper = case.decision, case.decision.document
    served = long_date(paper.service.effective_on)
    return (
        f"{long_date(decision.decided_on)}，本机关作出《{paper.title}》（{decision.number}），"
        f"于{served}送达；"
    )


def urged(case: Case) -> str:
    """催告 that came before (行政强制法 art. 37)."""
    demand = case.demands.exclude(served_on=None).order_by("issued_on", "id").last()
    if demand is None or demand.served_on is None:
        return ""
    paper = demand.document
    number = f"（{paper.number.text}）" if paper.number else ""
    return (
        f"{long_date(demand.served_on)}，本机关送达《{paper.title}》{number}，催告你（单位）履行；"
    )


def item_lines(items: Sequence[ProceedingItem]) -> list[str]:
    """清单, one line an item."""
    return [f"{one.serial}．{goods_words(one)}" for one in items]


def remedies(case: Case, step: ProceedingStep) -> str:
    """救济途径 with the full names of the reconsideration organ and the court."""
    book = lawbook_of(case)
    days = book.time_limit("apply_reconsideration", on=step.acted_on).length
    months = book.time_limit("sue", on=step.acted_on).length
    return (
        f"如不服，可以自收到本文书之日起{days}日内向{case.agency.reconsideration_body}"
        f"申请行政复议，或者自收到本文书之日起{months}个月内依法向{case.agency.court}提起行政诉讼。"
    )


def steps_with(case: Case, step: ProceedingStep) -> list[ProceedingStep]:
    """The steps taken, and this one."""
    done = steps_of(Proceeding(id=step.proceeding_id), case)
    return [*done, step]


def first_paper(case: Case, step: ProceedingStep, move: ProceedingMove, name: str) -> str:
    """The paper that the named step made, with its number."""
    made = next((one for one in steps_with(case, step) if one.move == move), None)
    if made is None:
        return f"本机关此前实施的措施（《{name}》）。"
    paper = made.document
    number = f"（{paper.number.text}）" if paper and paper.number else ""
    return f"{long_date(made.acted_on)}，本机关作出《{name}》{number}。"


def clause(text: str) -> str:
    """The text without its full stop."""
    return text.strip().rstrip("。")
