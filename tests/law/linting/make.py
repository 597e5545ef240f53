"""A faultless decision and its case, to plant one fault at a time."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from mingjian.law.linting import CaseSheet, Finding, Paper, find_faults

DATED = date(2026, 5, 11)
CODE = "91230125MA00000009"
SHEET = CaseSheet(
    agency_name="宾县市场监督管理局",
    number_prefix="宾市监",
    party_name="样板食品有限公司",
    party_code=CODE,
    reconsideration_body="宾县人民政府",
    court="宾县人民法院",
    fine_yuan=Decimal(10500),
    gains_yuan=Decimal(500),
    days=(
        ("立案", date(2026, 3, 2)),
        ("告知书送达", date(2026, 4, 1)),
        ("决定", DATED),
    ),
    numbers=frozenset({"宾市监立〔2026〕3号", "宾市监罚告〔2026〕4号", "宾市监罚〔2026〕5号"}),
)
CONTENT: dict[str, Any] = {
    "agency": "宾县市场监督管理局",
    "title": "行政处罚决定书",
    "number": "宾市监罚〔2026〕5号",
    "addressee": "样板食品有限公司",
    "fields": [
        ["当事人", "样板食品有限公司"],
        ["统一社会信用代码", CODE],
        ["住所（住址）", "宾县宾州镇示范路1号"],
    ],
    "sections": [
        {
            "heading": "一、案件来源和调查经过",
            "paragraphs": ["本机关于2026年3月2日立案（宾市监立〔2026〕3号）。"],
        },
        {"heading": "二、违法事实", "paragraphs": ["2026年2月1日，当事人无证经营。"]},
        {"heading": "三、证据", "paragraphs": ["现场检查笔录一份。"]},
        {
            "heading": "四、告知、陈述申辩及听证",
            "paragraphs": [
                "2026年4月1日送达《行政处罚事先告知书》（宾市监罚告〔2026〕4号），"
                "当事人未提出陈述、申辩。"
            ],
        },
        {
            "heading": "五、理由和依据",
            "paragraphs": [
                "上述行为违反了《市场主体登记管理条例》第三条第一款的规定。",
                "处理依据：《市场主体登记管理条例》第四十三条、《行政处罚法》第二十八条。",
            ],
        },
        {
            "heading": "六、决定",
            "paragraphs": [
                "罚款人民币壹万零伍佰元整（¥10,500.00）；没收违法所得人民币伍佰元整（¥500.00）。"
            ],
        },
        {"heading": "七、履行方式和期限", "paragraphs": ["罚没款合计11,000.00元，十五日内缴纳。"]},
        {
            "heading": "八、救济途径",
            "paragraphs": [
                "可以自收到本决定书之日起60日内向宾县人民政府申请行政复议，"
                "或者自收到本决定书之日起6个月内依法向宾县人民法院提起行政诉讼。"
            ],
        },
    ],
    "dated": "2026年5月11日",
    "sealed": True,
}


def findings(
    before: str = "",
    after: str = "",
    *,
    content: dict[str, Any] | None = None,
    dated: date = DATED,
    **sheet: Any,
) -> tuple[Finding, ...]:
    """What is found once ``before`` is written as ``after`` in the faultless decision."""
    given = _written(deepcopy(content or CONTENT), before, after)
    paper = Paper("penalty_decision", "行政处罚决定书", dated, given)
    return find_faults(paper=paper, sheet=replace(SHEET, **sheet))


def rules(*given: Any, **more: Any) -> set[str]:
    """The numbers of the rules that found something."""
    return {one.rule for one in findings(*given, **more)}


def without_section(heading: str) -> dict[str, Any]:
    """The decision without one of its sections."""
    kept = [one for one in CONTENT["sections"] if heading not in one["heading"]]
    assert len(kept) < len(CONTENT["sections"])
    return {**deepcopy(CONTENT), "sections": deepcopy(kept)}


def _written(value: Any, before: str, after: str) -> Any:
    if isinstance(value, str):
        return value.replace(before, after) if before else value
    if isinstance(value, list):
        return [_written(one, before, after) for one in value]
    if isinstance(value, dict):
        return {key: _written(one, before, after) for key, one in value.items()}
    return value
