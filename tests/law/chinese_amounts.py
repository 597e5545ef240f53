"""How statutes write the numbers of fines: helper of the pack tests."""

from __future__ import annotations

from decimal import Decimal

from mingjian.law.citation import chinese_number
from mingjian.law.fines import FineBasis, FineRule

_DIGITS = "零一二三四五六七八九"


def in_chinese(number: Decimal) -> str:
    """20000 → 二万, 35000 → 三万五千, 1.5 → 一点五."""
    whole, fraction = int(number), number % 1
    if fraction:
        return f"{in_chinese(Decimal(whole))}点{_DIGITS[int(fraction * 10)]}"
    high, low = divmod(whole, 10000)
    if high:
        return f"{chinese_number(high)}万" + (chinese_number(low) if low else "")
    return chinese_number(whole)


def spellings(number: Decimal, basis: FineBasis) -> tuple[str, ...]:
    """The ways a statute may write one end of a range."""
    chinese = in_chinese(number)
    if basis is FineBasis.PERCENT:
        named = "一百" if number == 100 else chinese
        return (f"百分之{named}", f"{number:f}%")
    if basis is FineBasis.MULTIPLE:
        return (f"{chinese}倍", f"{number:f}倍", f"{chinese}至")
    digits = f"{number:f}"
    short = f"{int(number) // 10000}万元" if number % 10000 == 0 else digits
    couple = chinese.replace("二万", "两万", 1).replace("二千", "两千", 1)
    return (f"{chinese}元", f"{couple}元", f"{digits}元", short)


def spells(text: str, rule: FineRule) -> bool:
    """Whether both ends of the rule are written in the text."""
    if rule.basis in (FineBasis.LOCAL, FineBasis.PER_DAY):
        return True
    ends = [rule.minimum, rule.maximum] if rule.minimum else [rule.maximum]
    return all(any(one in text for one in spellings(end, rule.basis)) for end in ends)
