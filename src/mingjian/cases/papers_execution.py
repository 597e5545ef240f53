"""What the documents of execution say (执行文书内容): from the case's rows, nothing typed twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from mingjian.cases.models import Case, Demand
from mingjian.cases.papers import Content, case_fields, content_sentence, officers_of_case, section
from mingjian.law.amounts import format_yuan, yuan_in_capitals
from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.procedure import (
    CourtPaper,
    CourtWindow,
    DeferralKind,
    MoneyOwed,
    SuspensionGround,
    TerminationGround,
)
from mingjian.law.surcharge import Instalment


def deferral_approval(
    case: Case, *, kind: DeferralKind, requested_on: date, schedule: Sequence[Instalment]
) -> Content:
    """延期（分期）缴纳罚款批准书."""
    lines = [
        f"第{serial}期：{long_date(one.due_on)}以前缴纳{_money(one.amount_yuan)}。"
        for serial, one in enumerate(schedule, start=1)
    ]
    return {
        "addressee": case.party.name,
        "opening": (
            f"本机关于{long_date(case.decision_service.served_on)}送达"
            f"{_decision_name(case)}。你（单位）于{long_date(requested_on)}申请{kind.title}罚款，"
            "经审查，确有经济困难，依据《行政处罚法》第六十六条第二款的规定，批准如下："
        ),
        "sections": [
            section("一、缴纳安排", *lines),
            section(
                "二、逾期的后果",
                "到期不缴纳的，自各期期限届满的次日起，每日按到期未缴数额的百分之三加处罚款"
                "（《行政处罚法》第七十二条）；申请人民法院强制执行的期限，自分期（延期）期限结束"
                "之日起计算。",
            ),
        ],
        "contact": [case.agency.address, case.agency.complaint_phone],
        "sealed": True,
    }


def surcharge_reduction(
    case: Case, *, amount: Decimal, owed: Decimal, reasons: str, decided_by: str
) -> Content:
    """加处罚款减免审批表."""
    return {
        "fields": [
            *case_fields(case),
            ["处罚决定", _decision_name(case)],
            ["待缴加处罚款", _money(owed)],
            ["减免数额", _money(amount)],
        ],
        "sections": [
            section("审批意见", reasons, "依据《行政强制法》第四十二条第一款，罚款本身不予减免。")
        ],
        "signatures": [["机关负责人", decided_by]],
    }


def demand_paper(case: Case, *, owed: MoneyOwed, other: str, days: int, on: date) -> Content:
    """行政处罚决定履行催告书: term, way, exact money, rights (行政强制法 art. 35)."""
    money = []
    if owed.fine_yuan:
        money.append(f"罚款{_money(owed.fine_yuan)}")
    if owed.gains_yuan:
        money.append(f"没收违法所得{_money(owed.gains_yuan)}")
    if owed.surcharge_yuan:
        money.append(f"截至{long_date(on)}的加处罚款{_money(owed.surcharge_yuan)}")
    duties = [f"{'；'.join(money)}，合计{_money(owed.total_yuan)}。"] if money else []
    if other:
        duties.append(f"其他内容：{other}")
    served_on = long_date(case.decision_service.served_on)
    return {
        "addressee": case.party.name,
        "opening": (
            f"本机关于{served_on}向你（单位）送达{_decision_name(case)}，你（单位）逾期没有履行。"
            "依据《行政强制法》第三十五条、第五十四条的规定，现催告如下："
        ),
        "sections": [
            section("一、应当履行的义务", *duties),
            section(
                "二、履行的期限和方式",
                f"请自收到本催告书之日起{days}日（工作日）内履行；款项到指定银行或者通过电子支付系统"
                "缴纳，加处罚款计算至实际缴纳之日，总额不超出罚款的数额。",
            ),
            section(
                "三、你（单位）的权利",
                "收到本催告书后有权进行陈述和申辩。本机关对提出的事实、理由和证据予以记录、复核，"
                "成立的予以采纳（《行政强制法》第三十六条）。",
            ),
            section(
                "四、不履行的后果",
                "期满仍不履行的，本机关将依法申请人民法院强制执行。",
            ),
        ],
        "contact": [case.agency.address, case.agency.complaint_phone],
        "sealed": True,
    }


def court_application(
    case: Case,
    *,
    court: str,
    demand: Demand,
    owed: MoneyOwed,
    subject: str,
    window: CourtWindow,
    late_reasons: str,
    signed_by: str,
    papers: Sequence[tuple[CourtPaper, str]],
) -> Content:
    """强制执行申请书, with the list of its papers (行政强制法 art. 55)."""
    decided = case.proposals.get(hash=case.decision.proposal_hash)
    assert demand.served_on is not None  # only a served demand opens the way to the court
    assert demand.due_on is not None
    term = (
        f"救济期限至{long_date(window.counted_from)}届满，申请期间自{long_date(window.opens_on)}起至"
        f"{long_date(window.closes_on)}届满。"
    )
    lines = [f"{paper.title}：{words}" for paper, words in papers]
    return {
        "addressee": court,
        "fields": [["申请人", case.agency.name], *case_fields(case)],
        "sections": [
            section("一、申请事项", f"强制执行{_decision_name(case)}：{subject}", _parts(owed)),
            section("二、决定内容", content_sentence(decided)),
            section("三、事实、理由和依据", decided.facts, decided.reasons),
            section(
                "四、催告情况",
                f"{long_date(demand.served_on)}送达催告书，至{long_date(demand.due_on)}期满，"
                "当事人仍未履行。",
            ),
            section("五、申请期限", term, late_reasons),
            section("六、所附材料", *lines),
        ],
        "signatures": [["机关负责人（签名）", signed_by]],
        "sealed": True,
    }


def suspension_form(
    case: Case, *, ground: SuspensionGround, reasons: str, decided_by: str
) -> Content:
    """中止（停止）执行审批表."""
    return _order(case, "中止（停止）情形", ground.title, ground.cite, reasons, decided_by)


def termination_form(
    case: Case, *, ground: TerminationGround, reasons: str, decided_by: str
) -> Content:
    """终结执行审批表."""
    return _order(case, "终结情形", ground.title, ground.cite, reasons, decided_by)


def resumption_form(case: Case, *, reasons: str, decided_by: str) -> Content:
    """恢复执行审批表: after a suspension, or of a case that had been closed."""
    cite = Citation("行政强制法", "39", "2")
    return _order(case, "办理事项", "恢复执行", cite, reasons, decided_by)


def correction_form(case: Case, *, result: str, reasons: str, decided_by: str) -> Content:
    """行政处罚决定纠正审批表."""
    cite = Citation("行政处罚法", "75", "2")
    return _order(case, "纠正方式", result, cite, reasons, decided_by)


def redo_order(case: Case, *, old: Case, basis: str, reasons: str, decided_by: str) -> Content:
    """重新办理审批表: opens the case in which a revoked decision is made again."""
    return {
        "fields": [
            *case_fields(case),
            ["原案件", old.number],
            ["被撤销的决定", _decision_name(old)],
            ["重新办理的依据", basis],
        ],
        "sections": [section("审批意见", reasons)],
        "signatures": [["机关负责人", decided_by]],
    }


def _order(
    case: Case, label: str, title: str, cite: Citation, reasons: str, decided_by: str
) -> Content:
    return {
        "fields": [
            *case_fields(case),
            ["处罚决定", _decision_name(case)],
            [label, title],
            ["依据", str(cite)],
        ],
        "sections": [section("审批意见", reasons)],
        "signatures": [*officers_of_case(case), ["机关负责人", decided_by]],
    }


def _decision_name(case: Case) -> str:
    return f"《{case.decision.document.title}》（{case.decision.number}）"


def _parts(owed: MoneyOwed) -> str:
    if not owed.total_yuan:
        return ""
    return (
        f"其中：罚款{format_yuan(owed.fine_yuan)}元，违法所得{format_yuan(owed.gains_yuan)}元，"
        f"加处罚款{format_yuan(owed.surcharge_yuan)}元。"
    )


def _money(amount: Decimal) -> str:
    return f"人民币{yuan_in_capitals(amount)}（¥{format_yuan(amount)}）"
