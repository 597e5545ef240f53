"""What the papers of proceedings say (附随程序文书): from step and case, nothing typed twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from mingjian.cases.models import Case, ProceedingItem, ProceedingStep
from mingjian.cases.proceedings.goods_papers import confiscation_list, disposal_record
from mingjian.cases.proceedings.justice_papers import result_letter
from mingjian.cases.proceedings.paper_words import (
    clause,
    decided,
    first_paper,
    item_lines,
    money,
    remedies,
    steps_with,
    urged,
    yuan,
)
from mingjian.dossier.kinds import DocumentKind
from mingjian.law.dates import long_date
from mingjian.law.linting.parties import LETTERS_TO_ORGANS
from mingjian.law.proceedings import ItemOutcome, ProceedingMove, RecusalAnswer, ReleaseReason

Content = dict[str, Any]
Parts = list[tuple[str, list[str]]]
_Say = Callable[[Case, ProceedingStep, Sequence[ProceedingItem]], Parts]
_MOVE = ProceedingMove


def paper_of(
    case: Case, step: ProceedingStep, items: Sequence[ProceedingItem]
) -> tuple[DocumentKind, Content] | None:
    """The paper that this step makes; None for a step that makes none."""
    found = _PAPERS.get(ProceedingMove(step.move))
    if found is None:
        return None
    kind, say = found
    if kind is DocumentKind.TEST_COMMISSION and step.was_told:
        kind = DocumentKind.TEST_NOTICE
    to = step.organ if kind.value in LETTERS_TO_ORGANS else case.party.name
    return kind, _content(case, to, say(case, step, items))


def _content(case: Case, addressee: str, parts: Parts) -> Content:
    party = case.party
    return {
        "addressee": addressee,
        "fields": [["当事人", party.name], ["住所（住址）", party.address], ["案由", case.cause]],
        "sections": [
            {"heading": heading, "paragraphs": [text for text in texts if text]}
            for heading, texts in parts
        ],
        "contact": [case.agency.address, case.agency.complaint_phone],
        "sealed": True,
    }


def _preservation(case: Case, step: ProceedingStep, items: Sequence[ProceedingItem]) -> Parts:
    assert step.due_on is not None  # counted before
    asked = (one for one in steps_with(case, step) if one.move == _MOVE.REQUEST_PRESERVATION)
    why = next((one.reasons for one in asked), "")
    return [
        ("一、理由和依据", [why, "依据：《行政处罚法》第五十六条。"]),
        (
            "二、期限和义务",
            [
                f"登记保存期限为{step.days}个工作日，期限至{long_date(step.due_on)}止。"
                "在此期间，当事人或者有关人员不得销毁或者转移证据；"
                "本机关逾期没有作出处理决定的，登记保存自动失效。"
            ],
        ),
        ("三、保存地点和经过", [step.subject, step.reasons]),
        ("四、救济途径", [remedies(case, step)]),
        ("证据清单（一式二份）", item_lines(items)),
    ]


def _preserved(case: Case, step: ProceedingStep, items: Sequence[ProceedingItem]) -> Parts:
    way = "lapsed" if step.move == _MOVE.RECORD_LAPSE else step.choice
    return [
        ("一、原措施", [first_paper(case, step, _MOVE.PRESERVE, "先行登记保存证据通知书")]),
        (
            "二、处理",
            [
                f"依据《行政处罚法》第五十六条，对下列证据作如下处理：{ItemOutcome(way).title}。",
                step.reasons,
            ],
        ),
        ("三、证据清单", item_lines(items)),
    ]


def _sampling(case: Case, step: ProceedingStep, items: Sequence[ProceedingItem]) -> Parts:
    return [
        ("一、抽样的依据和方法", ["依据：《行政处罚法》第五十六条。", step.reasons]),
        ("二、抽样基数和地点", [step.subject]),
        ("三、封样", ["样品已当场加封，由当事人（见证人）和执法人员签名。"]),
        ("样品清单", item_lines(items)),
    ]


def _test(case: Case, step: ProceedingStep, items: Sequence[ProceedingItem]) -> Parts:
    assert step.due_on is not None  # judged before
    told = "该期间已经书面告知当事人，不计入办案期限。" if step.was_told else ""
    return [
        ("一、事项", [step.subject, step.reasons]),
        ("二、受托机构", [step.organ]),
        ("三、期间", [f"自{long_date(step.acted_on)}起至{long_date(step.due_on)}止。", told]),
    ]


def _correction(case: Case, step: ProceedingStep, items: Sequence[ProceedingItem]) -> Parts:
    assert step.due_on is not None  # judged before
    return [
        ("一、违法事实", [step.reasons]),
        ("二、违反的规定", [step.basis]),
        (
            "三、改正要求",
            [
                "依据《行政处罚法》第二十八条第一款，责令你（单位）于"
                f"{long_date(step.due_on)}前改正：{step.subject}",
                "本机关将对改正情况进行复查。",
            ],
        ),
        ("四、救济途径", [remedies(case, step)]),
    ]


def _recusal(case: Case, step: ProceedingStep, items: Sequence[ProceedingItem]) -> Parts:
    asked = steps_with(case, step)[0]
    return [
        ("一、申请", [f"申请{asked.subject}回避。理由：{asked.reasons}"]),
        (
            "二、决定",
            [
                f"依据《行政处罚法》第四十三条第三款，{RecusalAnswer(step.choice).title}。",
                step.reasons,
            ],
        ),
    ]


def _case_transfer(case: Case, step: ProceedingStep, items: Sequence[ProceedingItem]) -> Parts:
    return [
        (
            "一、移送的案件",
            [f"{case.party.name}{case.cause}一案不属于本机关管辖，现移送你单位处理。"],
        ),
        ("二、理由", [step.reasons, "依据：《行政处罚法》第二十二条、第二十五条。"]),
        ("三、附送材料", [step.subject or "案卷材料。"]),
        ("四、回执", ["请在回执上签收，并将处理结果函告本机关。"]),
    ]


def _crime(case: Case, step: ProceedingStep, items: Sequence[ProceedingItem]) -> Parts:
    steps = steps_with(case, step)
    names = {
        "letter": "涉嫌犯罪案件移送书",
        "report": "涉嫌犯罪案件情况的调查报告",
        "goods": "涉案物品清单",
        "tests": "有关检验报告或者鉴定结论",
        "decision": "行政处罚决定书（抄送）",
    }
    papers = [name for slug, name in names.items() if slug in step.ticks]
    return [
        (
            "一、涉嫌的犯罪",
            [f"{case.party.name}的行为涉嫌构成{steps[0].subject}。", steps[0].reasons],
        ),
        (
            "二、依据",
            [
                "《行政处罚法》第二十七条第一款，"
                "《行政执法机关移送涉嫌犯罪案件的规定》第五条、第六条。"
            ],
        ),
        ("三、附送材料", [f"{serial}．{one}" for serial, one in enumerate(papers, start=1)]),
        (
            "四、回执",
            ["请在回执上签字，并自接受之日起三日内将是否立案的决定书面通知本机关。"],
        ),
    ]


def _handover(case: Case, step: ProceedingStep, items: Sequence[ProceedingItem]) -> Parts:
    return [
        ("一、移交", [f"因公安机关已经立案，下列物品和材料移交{step.organ or '公安机关'}。"]),
        ("二、物品和材料", [step.subject, step.reasons]),
        (
            "三、依据",
            ["《行政强制法》第二十一条，《行政执法机关移送涉嫌犯罪案件的规定》第十二条。"],
        ),
    ]


def _freeze_notice(case: Case, step: ProceedingStep, items: Sequence[ProceedingItem]) -> Parts:
    assert step.due_on is not None  # counted before
    return [
        (
            "一、协助事项",
            [
                f"请立即冻结{case.party.name}的下列账户，数额{money(step)}，"
                f"期限至{long_date(step.due_on)}止。",
                f"账户：{step.subject}。",
            ],
        ),
        (
            "二、依据",
            [
                steps_with(case, step)[0].basis,
                "《行政强制法》第三十条：接到通知书后应当立即冻结，不得拖延，"
                "不得在冻结前向当事人泄露信息。",
            ],
        ),
    ]


def _freeze_decision(case: Case, step: ProceedingStep, items: Sequence[ProceedingItem]) -> Parts:
    steps = steps_with(case, step)
    frozen = next(one for one in steps if one.move == _MOVE.FREEZE)
    assert frozen.due_on is not None  # counted before
    return [
        ("一、理由和依据", [steps[0].reasons, f"依据：{steps[0].basis}。"]),
        ("二、账号和数额", [f"{frozen.organ}，{frozen.subject}，{money(frozen)}。"]),
        (
            "三、期限",
            [
                f"自{long_date(frozen.acted_on)}起{frozen.days}日，"
                f"期限至{long_date(frozen.due_on)}止（《行政强制法》第三十二条第一款）。"
            ],
        ),
        ("四、救济途径", [remedies(case, step)]),
    ]


def _freeze_extension(case: Case, step: ProceedingStep, items: Sequence[ProceedingItem]) -> Parts:
    return [
        ("一、原措施", [first_paper(case, step, _MOVE.DELIVER_FREEZE, "冻结决定书")]),
        (
            "二、延长",
            [
                f"因{clause(step.reasons)}，经本机关负责人批准，冻结期限延长{step.days}日"
                "（《行政强制法》第三十二条）。"
            ],
        ),
    ]


def _freeze_release(case: Case, step: ProceedingStep, items: Sequence[ProceedingItem]) -> Parts:
    return [
        ("一、原措施", [first_paper(case, step, _MOVE.FREEZE, "协助冻结通知书")]),
        (
            "二、解除",
            [
                f"因{ReleaseReason(step.choice).title}，依据《行政强制法》第三十三条，决定解除冻结。",
                step.reasons,
                "本决定同时通知金融机构。",
            ],
        ),
    ]


def _surcharge(case: Case, step: ProceedingStep, items: Sequence[ProceedingItem]) -> Parts:
    return [
        (
            "一、原决定",
            [
                f"{decided(case)}对你（单位）罚款{yuan(case.decision.fine_yuan)}。"
                "缴款期限已经届满，你（单位）没有足额缴纳罚款。"
            ],
        ),
        (
            "二、加处罚款",
            [
                f"截至{long_date(step.acted_on)}，加处罚款{money(step)}；"
                "此后每日按罚款数额的百分之三继续加处，加处罚款的数额不超出罚款的数额。",
                step.reasons,
                "依据：《行政处罚法》第七十二条第一款第（一）项，《行政强制法》第四十五条。",
            ],
        ),
        ("三、救济途径", [remedies(case, step)]),
    ]


def _enforcement(case: Case, step: ProceedingStep, items: Sequence[ProceedingItem]) -> Parts:
    assert step.due_on is not None  # judged before
    return [
        (
            "一、理由和依据",
            [
                f"{decided(case)}{urged(case)}你（单位）逾期仍不履行，且无正当理由。",
                step.reasons,
                f"依据：{step.basis}；《行政强制法》第三十四条、第三十七条。",
            ],
        ),
        (
            "二、方式和时间",
            [
                f"{clause(step.subject)}。",
                f"定于{long_date(step.due_on)}实施，不在夜间和法定节假日实施。",
            ],
        ),
        ("三、救济途径", [remedies(case, step)]),
    ]


def _substitute(case: Case, step: ProceedingStep, items: Sequence[ProceedingItem]) -> Parts:
    assert step.due_on is not None  # judged before
    return [
        (
            "一、理由和依据",
            [step.reasons, f"依据：{step.basis}；《行政强制法》第五十条、第五十一条。"],
        ),
        (
            "二、标的、方式和时间",
            [f"{clause(step.subject)}。", f"定于{long_date(step.due_on)}代履行。"],
        ),
        ("三、代履行人", [step.organ]),
        ("四、费用预算", [f"{money(step)}，按照成本合理确定，由当事人承担。"]),
        ("五、救济途径", [remedies(case, step)]),
    ]


def _urge(case: Case, step: ProceedingStep, items: Sequence[ProceedingItem]) -> Parts:
    return [
        ("一、原决定", [first_paper(case, step, _MOVE.DECIDE_SUBSTITUTE, "代履行决定书")]),
        (
            "二、催告",
            [
                "请自行履行；逾期仍不履行的，本机关将在三个工作日后依法代履行"
                "（《行政强制法》第五十一条第一款第（二）项）。你（单位）有权陈述和申辩。",
                step.reasons,
            ],
        ),
    ]


_PAPERS: dict[ProceedingMove, tuple[DocumentKind, _Say]] = {
    _MOVE.PRESERVE: (DocumentKind.PRESERVATION_NOTICE, _preservation),
    _MOVE.DISPOSE_PRESERVED: (DocumentKind.PRESERVATION_OUTCOME, _preserved),
    _MOVE.RECORD_LAPSE: (DocumentKind.PRESERVATION_OUTCOME, _preserved),
    _MOVE.SAMPLE: (DocumentKind.SAMPLING_RECORD, _sampling),
    _MOVE.COMMISSION_TEST: (DocumentKind.TEST_COMMISSION, _test),
    _MOVE.ORDER_CORRECTION: (DocumentKind.CORRECTION_ORDER, _correction),
    _MOVE.ANSWER_RECUSAL: (DocumentKind.RECUSAL_DECISION, _recusal),
    _MOVE.SEND_CASE: (DocumentKind.CASE_TRANSFER, _case_transfer),
    _MOVE.SEND_REFERRAL: (DocumentKind.CRIME_REFERRAL, _crime),
    _MOVE.HAND_OVER_GOODS: (DocumentKind.CRIME_HANDOVER, _handover),
    _MOVE.RECEIVE_CONFISCATED: (DocumentKind.CONFISCATION_LIST, confiscation_list),
    _MOVE.DISPOSE_CONFISCATED: (DocumentKind.CONFISCATION_DISPOSAL, disposal_record),
    _MOVE.ANSWER_JUSTICE: (DocumentKind.RESULT_LETTER, result_letter),
    _MOVE.FREEZE: (DocumentKind.FREEZE_NOTICE, _freeze_notice),
    _MOVE.DELIVER_FREEZE: (DocumentKind.FREEZE_DECISION, _freeze_decision),
    _MOVE.EXTEND_FREEZE: (DocumentKind.FREEZE_EXTENSION, _freeze_extension),
    _MOVE.RELEASE_FREEZE: (DocumentKind.FREEZE_RELEASE, _freeze_release),
    _MOVE.DECIDE_SURCHARGE: (DocumentKind.SURCHARGE_DECISION, _surcharge),
    _MOVE.DECIDE_ENFORCEMENT: (DocumentKind.ENFORCEMENT_DECISION, _enforcement),
    _MOVE.DECIDE_SUBSTITUTE: (DocumentKind.SUBSTITUTE_DECISION, _substitute),
    _MOVE.URGE_PERFORMANCE: (DocumentKind.SUBSTITUTE_DEMAND, _urge),
}
