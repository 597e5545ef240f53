"""Amounts (金额): in digits and in capitals (大写), which must agree in every document."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

_FEN = Decimal("0.01")
_LIMIT = Decimal(10) ** 12
_NUMERALS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = (("仟", 1000), ("佰", 100), ("拾", 10), ("", 1))
_GROUPS = (("亿", 10**8), ("万", 10**4), ("", 1))
_DIGIT = f"[{_NUMERALS[1:]}]"
_GROUP = "".join(rf"(?:零?({_DIGIT}){place})?" for place, _ in _PLACES)
_SOME = f"(?=零?{_DIGIT})"
_CAPITALS = re.compile(
    rf"^(?:{_SOME}(?:{_SOME}{_GROUP}亿)?(?:{_SOME}{_GROUP}万)?{_GROUP}元)?"
    rf"(?:零?({_DIGIT})角)?(?:零?({_DIGIT})分)?整?$"
)


class BadAmount(ValueError):
    """大写金额 that cannot be read; the message is for the person who wrote it."""


def format_yuan(amount: Decimal) -> str:
    """元 with two places and thousands apart: 10,500.00."""
    return f"{amount.quantize(_FEN, rounding=ROUND_HALF_UP):,}"


def yuan_in_capitals(amount: Decimal) -> str:
    """大写金额: 10500 → 壹万零伍佰元整; 整 after 元 or 角, none after 分."""
    if not 0 <= amount < _LIMIT or amount != amount.quantize(_FEN):
        raise ValueError(f"amount must be 0 to {_LIMIT} yuan in whole fen: {amount}")
    yuan, fen = divmod(int(amount * 100), 100)
    jiao, fen = divmod(fen, 10)
    text = f"{_in_capitals(yuan)}元" if yuan or not (jiao or fen) else ""
    if jiao:
        text += f"{_NUMERALS[jiao]}角"
    elif fen and yuan:
        text += "零"
    return text + (f"{_NUMERALS[fen]}分" if fen else "整")


def read_capitals(text: str) -> Decimal:
    """The amount behind 大写金额; 圆 for 元, 正 for 整 and 人民币 before it are accepted."""
    plain = re.sub(r"\s|^人民币", "", text).replace("圆", "元").replace("正", "整")
    if plain in {"零元", "零元整"}:
        return Decimal(0)
    found = _CAPITALS.match(plain)
    if not found or not any(found.groups()):
        raise BadAmount(
            f"大写金额“{text}”无法识别。请用零壹贰叁肆伍陆柒捌玖和亿万仟佰拾元角分整书写，"
            "例如：壹万零伍佰元整。"
        )
    values = [_NUMERALS.index(digit) if digit else 0 for digit in found.groups()]
    weights = [group * place for _, group in _GROUPS for _, place in _PLACES]
    fen = sum(value * weight * 100 for value, weight in zip(values[:12], weights, strict=True))
    return Decimal(fen + values[12] * 10 + values[13]) / 100


def _in_capitals(yuan: int) -> str:
    """A whole number below 10^12 without its unit; runs of zeros are one 零."""
    if yuan == 0:
        return "零"
    text, zero_pending = "", False
    for group, size in _GROUPS:
        part, yuan = divmod(yuan, size)
        written = False
        for place, weight in _PLACES:
            digit, part = divmod(part, weight)
            if digit:
                text += ("零" if zero_pending else "") + _NUMERALS[digit] + place
                written, zero_pending = True, False
            elif text:
                zero_pending = True
        text += group if written else ""
    return text
