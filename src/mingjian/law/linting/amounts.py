"""Amounts (金额): capitals say what the digits say, and the text what was decided."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from mingjian.law.amounts import BadAmount, format_yuan, read_capitals
from mingjian.law.citation import Citation
from mingjian.law.linting.paper import CaseSheet, Finding, Gravity, Paper

_CONTENT = Citation("行政处罚法", "59", "1", "3")
_DIGITS = r"[¥￥]?(\d[\d,，]*(?:\.\d{1,2})?)(万?)元?"
_LETTERS = "[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正]{2,}"
_CAPITAL = rf"(?:人民币)?({_LETTERS})"
_BOTH = re.compile(rf"{_DIGITS}（(?:大写)?[：:]?{_CAPITAL}）")
_REVERSED = re.compile(rf"{_CAPITAL}（{_DIGITS}）")
# 10500元, ¥10,500.00, 人民币壹万零伍佰元整（¥10,500.00）
_AMOUNT = rf"(?:(?:人民币)?{_LETTERS}（)?(?:人民币)?{_DIGITS}"
_FINE = re.compile(rf"(?<!加处)罚款{_AMOUNT}")
_GAINS = re.compile(rf"没收违法所得{_AMOUNT}")
_PART = re.compile(rf"(?:罚款|没收违法所得){_AMOUNT}")
_SURCHARGE = re.compile(rf"加处罚款{_AMOUNT}")
_SUM = re.compile(rf"(?:罚没款|罚没金额|合计|共计)(?:为|：)?{_AMOUNT}")


def l31_capitals_say_what_the_digits_say(paper: Paper, sheet: CaseSheet) -> Iterator[Finding]:
    """大写金额与小写金额应当一致。"""
    for place, text in paper.texts():
        pairs = [(_yuan(f[1], f[2]), f[3]) for f in _BOTH.finditer(text)]
        pairs += [(_yuan(f[2], f[3]), f[1]) for f in _REVERSED.finditer(text)]
        for amount, capitals in pairs:
            wrong = _disagree(amount, capitals)
            if wrong:
                yield Finding(
                    "L31", Gravity.SERIOUS, place, wrong, "请核对金额的大写和小写。", _CONTENT
                )


def l32_the_amounts_are_the_decided_ones(paper: Paper, sheet: CaseSheet) -> Iterator[Finding]:
    """写明的罚款、没收数额与拟处理意见（决定）一致。"""
    if paper.kind not in {"penalty_notice", "penalty_decision"}:
        return
    for pattern, label, decided, parts in (
        (_FINE, "罚款", sheet.fine_yuan, sheet.fine_parts),
        (_GAINS, "没收违法所得", sheet.gains_yuan, sheet.gains_parts),
    ):
        for place, amounts in _amounts_by_place(paper, pattern):
            # 并案处理：各项数额逐项写明，合并执行的总额也要写明。
            single = parts if decided in amounts else frozenset()
            for amount in amounts:
                if amount != decided and amount not in single:
                    yield _differs(place, label, amount, decided)


def _amounts_by_place(
    paper: Paper, pattern: re.Pattern[str]
) -> Iterator[tuple[str, list[Decimal]]]:
    found: dict[str, list[Decimal]] = {}
    for place, text in paper.texts():
        if "决定" in place or "拟作出" in place:
            amounts = [_yuan(one[1], one[2]) for one in pattern.finditer(text)]
            found.setdefault(place, []).extend(amounts)
    yield from found.items()


def l33_sums_are_right(paper: Paper, sheet: CaseSheet) -> Iterator[Finding]:
    """合计等于各项之和。"""
    decided = sheet.fine_yuan + sheet.gains_yuan
    for place, text in paper.texts():
        for found in _SUM.finditer(text):
            # 催告、申请执行的合计含加处罚款：按前面所列各项相加。
            before = text[: found.start()]
            owed = sum((_yuan(part[1], part[2]) for part in _PART.finditer(before)), Decimal(0))
            total = owed if _SURCHARGE.search(before) else decided
            amount = _yuan(found[1], found[2])
            if total and amount != total:
                yield Finding(
                    "L33",
                    Gravity.SERIOUS,
                    place,
                    f"合计写作{format_yuan(amount)}元，各项之和是{format_yuan(total)}元",
                    "请核对合计数。",
                    _CONTENT,
                )


def _disagree(amount: Decimal, capitals: str) -> str:
    try:
        read = read_capitals(capitals)
    except BadAmount:
        return f"大写金额“{capitals}”无法识别"
    if read == amount:
        return ""
    return f"小写{format_yuan(amount)}元与大写“{capitals}”（{format_yuan(read)}元）不一致"


def _differs(place: str, label: str, amount: Decimal, decided: Decimal) -> Finding:
    return Finding(
        "L32",
        Gravity.SERIOUS,
        place,
        f"{label}写作{format_yuan(amount)}元，拟处理意见是{format_yuan(decided)}元",
        "请核对数额，以经审核的拟处理意见为准。",
        _CONTENT,
    )


def _yuan(digits: str, ten_thousand: str) -> Decimal:
    plain = digits.replace(",", "").replace("，", "")
    return Decimal(plain) * (10_000 if ten_thousand else 1)
