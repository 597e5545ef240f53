"""What the papers of a measure say (强制措施文书): the elements of 行政强制法 art. 24."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from mingjian.cases.lawbooks import lawbook_of
from mingjian.cases.models import Case, Measure, ProceedingItem, SeizedGoods
from mingjian.law.amounts import format_yuan
from mingjian.law.dates import long_date
from mingjian.law.measures import MeasureKind, ReleaseGround

Content = dict[str, Any]


def seizure_decision(
    case: Case, measure: Measure, goods: Sequence[SeizedGoods], *, due_on: date
) -> Content:
    """查封（扣押）决定书 with its 财物清单."""
    word, taken_on = kind_word(measure), measure.taken_on
    assert taken_on is not None  # made when the measure is taken
    period = (
        f"{word}期限为{measure.hold_days}日，期限至{long_date(due_on)}止"
        "（《行政强制法》第二十五条第一款）。情况复杂的，经本机关负责人批准可以依法延长并书面告知；"
        "需要检测、检验、检疫或者技术鉴定的，其期间不计入，费用由本机关承担。"
    )
    kept = f"财物存放于{measure.kept_at}" + (
        f"，委托{measure.keeper}保管。" if measure.keeper else "，由本机关妥善保管。"
    )
    return _paper(
        case,
        [
            ("一、理由和依据", [measure.reasons, f"依据：{measure.authority}。"]),
            (f"二、{word}的场所、设施或者财物", [measure.object, f"地点：{measure.place}。"]),
            ("三、期限", [period]),
            (
                "四、保管",
                [
                    kept
                    + "保管期间不得使用或者损毁，保管费用由本机关承担（《行政强制法》第二十六条）。"
                ],
            ),
            ("五、救济途径", [_remedies(case, taken_on)]),
            ("财物清单（一式二份，由当事人和本机关分别保存）", goods_lines(goods)),
        ],
    )


def seizure_extension(case: Case, measure: Measure, *, reasons: str, due_on: date) -> Content:
    """延长查封（扣押）期限通知书 (art. 25 second paragraph)."""
    word = kind_word(measure)
    return _paper(
        case,
        [
            ("一、原措施", [_taken(measure)]),
            (
                "二、延长",
                [
                    f"因{_clause(reasons)}，经本机关负责人批准，{word}期限延长{measure.extension_days}日，"
                    f"期限至{long_date(due_on)}止（《行政强制法》第二十五条第一款、第二款）。"
                ],
            ),
        ],
    )


def goods_test_notice(
    case: Case, measure: Measure, *, content: str, since: date, due_on: date
) -> Content:
    """检测（检验）期间告知书 (art. 25 third paragraph)."""
    return _paper(
        case,
        [
            ("一、原措施", [_taken(measure)]),
            ("二、检测、检验、检疫或者技术鉴定的事项", [content]),
            (
                "三、期间",
                [
                    f"自{long_date(since)}起，检测（检验）期限至{long_date(due_on)}止，不计入{kind_word(measure)}的期间；"
                    "费用由本机关承担（《行政强制法》第二十五条第三款）。"
                ],
            ),
        ],
    )


def seizure_release(
    case: Case,
    measure: Measure,
    goods: Sequence[SeizedGoods],
    *,
    ground: ReleaseGround,
    reasons: str,
) -> Content:
    """解除查封（扣押）决定书 with what is given back."""
    where = "第十九条" if ground is ReleaseGround.NOT_APPROVED else "第二十八条第一款"
    sold = [one for one in goods if one.sold_yuan is not None]
    money = [
        f"其中{one.name}已经变卖，退还所得款项{format_yuan(one.sold_yuan or Decimal(0))}元。"
        for one in sold
    ]
    return _paper(
        case,
        [
            ("一、原措施", [_taken(measure)]),
            (
                "二、解除",
                [f"因{ground.title}，依据《行政强制法》{where}，决定解除。", reasons],
            ),
            ("三、退还的财物", [*goods_lines(goods), *money]),
        ],
    )


def goods_lines(goods: Sequence[SeizedGoods]) -> list[str]:
    """财物清单, one line an item."""
    return [f"{one.serial}．{goods_words(one)}" for one in goods]


def goods_words(one: SeizedGoods | ProceedingItem) -> str:
    """名称、规格、数量、单位、价值."""
    value = f"，价值{format_yuan(one.value_yuan)}元" if one.value_yuan is not None else ""
    spec = f"（{one.spec}）" if one.spec else ""
    return f"{one.name}{spec}，{quantity_words(one.quantity)}{one.unit}{value}。"


def quantity_words(quantity: Decimal) -> str:
    """12.00 → 12; 1.50 → 1.5."""
    return f"{quantity:f}".rstrip("0").rstrip(".") if "." in f"{quantity:f}" else f"{quantity:f}"


def kind_word(measure: Measure) -> str:
    """查封 or 扣押."""
    return MeasureKind(measure.kind).title


def _taken(measure: Measure) -> str:
    number = measure.document.number.text if measure.document and measure.document.number else ""
    assert measure.taken_on is not None  # these papers follow the decision
    return f"{long_date(measure.taken_on)}，本机关作出《查封（扣押）决定书》（{number}）。"


def _paper(case: Case, parts: Sequence[tuple[str, list[str]]]) -> Content:
    party = case.party
    return {
        "addressee": party.name,
        "fields": [["当事人", party.name], ["住所（住址）", party.address], ["案由", case.cause]],
        "sections": [
            {"heading": heading, "paragraphs": [text for text in texts if text]}
            for heading, texts in parts
        ],
        "contact": [case.agency.address, case.agency.complaint_phone],
        "sealed": True,
    }


def _remedies(case: Case, on: date) -> str:
    book = lawbook_of(case)
    days = book.time_limit("apply_reconsideration", on=on).length
    months = book.time_limit("sue", on=on).length
    return (
        f"如不服本决定，可以自收到本决定书之日起{days}日内向{case.agency.reconsideration_body}"
        f"申请行政复议，或者自收到本决定书之日起{months}个月内依法向{case.agency.court}提起行政诉讼。"
        "行政复议、行政诉讼期间，本决定不停止执行，法律另有规定的除外。"
    )


def _clause(text: str) -> str:
    return text.strip().rstrip("。")
