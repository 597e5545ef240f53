"""Papers of confiscated goods (没收财物清单、处理记录): 处罚法 art. 74."""

from __future__ import annotations

from collections.abc import Sequence

from mingjian.cases.models import Case, ProceedingItem, ProceedingStep
from mingjian.cases.proceedings.paper_words import decided, item_lines, money, steps_with
from mingjian.law.dates import long_date
from mingjian.law.proceedings import ItemOutcome

Parts = list[tuple[str, list[str]]]


def confiscation_list(case: Case, step: ProceedingStep, items: Sequence[ProceedingItem]) -> Parts:
    """What the party handed over, counted in its presence."""
    return [
        ("一、依据", [f"{decided(case)}决定没收下列财物。"]),
        ("二、接收", [f"{long_date(step.acted_on)}，{step.subject}。", step.reasons]),
        (
            "三、处理",
            [
                "除依法应当予以销毁的以外，本机关将按照国家规定公开拍卖或者按照国家有关规定处理，"
                "拍卖款项全部上缴国库（《行政处罚法》第七十四条）。"
            ],
        ),
        ("财物清单（一式二份，由当事人和本机关分别保存）", item_lines(items)),
    ]


def disposal_record(case: Case, step: ProceedingStep, items: Sequence[ProceedingItem]) -> Parts:
    """How they were disposed of, who took them, where the money went."""
    how = [ItemOutcome(step.choice).title + "。"]
    if step.basis:
        how.append(f"依据：{step.basis}。")
    if step.organ:
        how.append(f"拍卖、接收或者销毁单位：{step.organ}。")
    if step.amount_yuan:
        how.append(f"价款{money(step)}，已全部上缴国库，缴款凭证{step.subject}。")
    received = steps_with(case, step)[0].document
    number = received.number.text if received and received.number else ""
    return [
        ("一、财物", [f"《没收财物清单》（{number}）所列的下列财物：", *item_lines(items)]),
        ("二、处理方式", how),
        ("三、经过", [step.reasons, f"批准人：{step.person_name}。"]),
    ]
