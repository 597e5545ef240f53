"""Citations (法律依据): where a value, a rule or a duty is written."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = "零一二三四五六七八九"
_PART = re.compile(r"^[0-9]+(-[0-9]+)?$")


def chinese_number(number: int) -> str:
    """The number as it stands in statutes: 58 → 五十八. Range 0–9999."""
    if not 0 <= number <= 9999:
        raise ValueError(f"number out of range 0-9999: {number}")
    if number == 0:
        return "零"
    text, zero_pending = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if zero_pending else "") + _DIGITS[digit] + name
            zero_pending = False
        elif text:
            zero_pending = True
    return text[1:] if text.startswith("一十") else text


@dataclass(frozen=True)
class Citation:
    """法律依据: a document and the place in it.

    ``law`` is the short title without 《》 (行政处罚法); ``article`` / ``paragraph`` / ``item`` are
    条 / 款 / 项 as decimal strings ("58"; "21-1" is 第二十一条之一) or "" when not named.
    ``place`` is used instead for documents that have no articles (e.g. 二（一）4).
    """

    law: str
    article: str = ""
    paragraph: str = ""
    item: str = ""
    place: str = ""
    url: str = ""

    def __post_init__(self) -> None:
        if not self.law or "《" in self.law:
            raise ValueError(f"citation needs a plain law title: {self.law!r}")
        for part in (self.article, self.paragraph, self.item):
            if part and not _PART.match(part):
                raise ValueError(f"citation part must be a number: {part!r} in {self.law}")

    def __str__(self) -> str:
        """《行政处罚法》第五十八条第一款第（二）项."""
        text = f"《{self.law}》"
        if self.article:
            number, _, extra = self.article.partition("-")
            text += f"第{chinese_number(int(number))}条"
            text += f"之{chinese_number(int(extra))}" if extra else ""
        if self.paragraph:
            text += f"第{chinese_number(int(self.paragraph))}款"
        if self.item:
            text += f"第（{chinese_number(int(self.item))}）项"
        return text + self.place
