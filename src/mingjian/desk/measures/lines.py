"""The list of goods as it is typed (财物清单): one item a line."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from mingjian.cases.measures.taking import GoodsLine
from mingjian.desk.fields import TextField
from mingjian.law.measures.identity import LEAST, identity_of
from mingjian.law.measures.identity import MOST as MOST_SIGNS

MOST = 200
_FIELDS = re.compile(r"[\s，]+")
_NUMBER = re.compile(r"^¥?[\d,]+(\.\d{1,2})?$")
_NUMBERED = re.compile(r"^编号[：:=]")
_SHAPE = "名称 规格 数量 单位 价值（元）"


class GoodsField(TextField):
    """Lines like 面粉 25公斤/袋 10 袋 1250: 规格、价值 may be left out, what follows is 备注."""

    def clean(self, value: Any) -> Any:
        """A tuple of GoodsLine; the number of the line that cannot be read."""
        text = super().clean(value)
        lines = [(number, one) for number, one in enumerate(text.splitlines(), 1) if one.strip()]
        if len(lines) > MOST:
            raise forms.ValidationError(f"一张清单最多{MOST}行，请分作两项措施。")
        return tuple(_read(number, line) for number, line in lines)


def _read(number: int, line: str) -> GoodsLine:
    parts = [part for part in _FIELDS.split(line.strip()) if part]
    place = next((i for i, part in enumerate(parts) if i and _NUMBER.match(part)), None)
    if place is None or place + 1 >= len(parts):
        raise _unreadable(number)
    rest = parts[place + 2 :]
    value = _amount(number, rest.pop(0)) if rest and _NUMBER.match(rest[0]) else None
    spec, number_text = " ".join(parts[1:place]), _number(number, rest)
    found = GoodsLine(
        name=parts[0],
        spec=_with_number("" if spec in {"-", "无"} else spec, number_text),
        quantity=_amount(number, parts[place]),
        unit=parts[place + 1],
        value_yuan=value,
        note=" ".join(rest),
        number=number_text,
    )
    if found.quantity <= 0 or max(len(found.name), len(found.spec)) > 120 or len(found.unit) > 20:
        raise _unreadable(number)
    return found


def _number(number: int, rest: list[str]) -> str:
    """编号：… among what follows the quantity; taken out of the remark."""
    found = [one for one in rest if _NUMBERED.match(one)]
    if not found:
        return ""
    text = _NUMBERED.sub("", found[0])
    if len(found) > 1 or not LEAST <= len(identity_of(text)) <= MOST_SIGNS:
        raise forms.ValidationError(
            f"第{number}行的编号不能识别：一项财物写一个编号，不少于{LEAST}位，"
            "例如“编号：LSVAA2182N2000001”；号牌、登记号、账号、地址同样写法。"
        )
    rest.remove(found[0])
    return text


def _with_number(spec: str, number: str) -> str:
    """The number is printed with 规格, so that the list names the thing."""
    return "，".join(one for one in (spec, f"编号{number}" if number else "") if one)


def _amount(number: int, text: str) -> Decimal:
    try:
        amount = Decimal(text.lstrip("¥").replace(",", ""))
    except InvalidOperation as error:
        raise _unreadable(number) from error
    if amount >= 10**9:
        raise _unreadable(number)
    return amount


def _unreadable(number: int) -> forms.ValidationError:
    return forms.ValidationError(
        f"第{number}行不能识别：请按“{_SHAPE}”填写，各项之间空一格；数量应当大于零。"
    )
