"""The letter to who sent the case (处理结果通报函): 处罚法 art. 27, 刑事诉讼法 art. 177."""

from __future__ import annotations

from collections.abc import Sequence

from mingjian.cases.models import Case, ProceedingItem, ProceedingStep
from mingjian.cases.proceedings.paper_words import steps_with, yuan
from mingjian.law.dates import long_date
from mingjian.law.procedure import Outcome, State
from mingjian.law.proceedings import JusticeReply


def result_letter(
    case: Case, step: ProceedingStep, items: Sequence[ProceedingItem]
) -> list[tuple[str, list[str]]]:
    """What was received, what became of it."""
    received = steps_with(case, step)[0]
    is_result = step.choice == JusticeReply.RESULT
    return [
        (
            "一、移送",
            [
                f"{long_date(received.acted_on)}，本机关收到{received.organ}移送的"
                f"{received.subject}，依法对{case.party.name}涉嫌{case.cause}一案进行处理。"
            ],
        ),
        (
            f"二、{JusticeReply(step.choice).title}",
            [_result(case) if is_result else _progress(case), step.reasons],
        ),
        (
            "三、依据",
            ["《行政处罚法》第二十七条第二款，《刑事诉讼法》第一百七十七条第三款。"],
        ),
    ]


def _result(case: Case) -> str:
    decision = getattr(case, "decision", None)
    if decision is None:
        return f"本机关决定{State(case.state).title}。"
    what = Outcome(decision.outcome).title
    kinds = "、".join(decision.kinds)
    fine = f"，罚款{yuan(decision.fine_yuan)}" if decision.fine_yuan else ""
    said = f"{what}（{kinds}{fine}）" if kinds else what
    return f"{long_date(decision.decided_on)}，本机关作出决定（{decision.number}）：{said}。"


def _progress(case: Case) -> str:
    if case.opened_on is None:
        return "本机关正在核查，尚未立案。"
    return f"本机关已于{long_date(case.opened_on)}立案（{case.number}），正在依法办理。"
