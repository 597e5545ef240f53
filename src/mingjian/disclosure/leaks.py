"""Leaks (泄露检查): the last look for personal data before anything becomes public.

Independent of the masking that made the text: it knows nothing of what was meant to be hidden, and
an error in it is a refusal, never a publication.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingjian.law.breach import Breach
from mingjian.law.citation import Citation
from mingjian.law.identifiers import (
    BadIdentifier,
    check_credit_code,
    check_id_number,
    check_old_id_number,
)

_CITE = Citation("个人信息保护法", "28")
_FAR_FUTURE = date(2999, 12, 31)
_TO_HALF_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ－＠．　", "0123456789Xx-@. ")
_FREE_BEFORE, _FREE_AFTER = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"


def _alone(pattern: str) -> re.Pattern[str]:
    """The pattern where no letter or digit adjoins it."""
    return re.compile(f"{_FREE_BEFORE}(?:{pattern}){_FREE_AFTER}")


_ID_NUMBER = _alone(r"[1-9]\d{5}[ -]?\d{8}[ -]?\d{3}[0-9Xx]")
_OLD_ID_NUMBER = _alone(r"[1-9]\d{14}")
_MOBILE = _alone(r"(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}")
_LANDLINE = _alone(r"0\d{2,3}[- ]\d{7,8}")
_BANK_CARD = _alone(r"\d{16,19}|\d{4}(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?")
_E_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_CHAT = re.compile(
    r"(?:微信|WeChat|QQ)号?[:： ]*([A-Za-z][\w-]{5,19}|[1-9]\d{4,10})", re.IGNORECASE
)
_PLATE = re.compile(
    "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领]"
    "[A-HJ-NP-Z][·• .-]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]"
)
_HOME = re.compile(
    "(?:家住|现住|住在|住于|居住[在于地]|住址|住所地?|户籍|(?:(?<=[，。；、,;（(])|^)住(?![宅户房院])"
    "|(?<![营产册事案现司店办])(?<!场所)地址(?=[为是:：]))"
    "(?:所在地|地址|在|于|是|为|[:：])*"
    "[^，。；;,\n×]{1,40}?(?:路|街|道|巷|弄|胡同|村|屯|社区|小区|花园|号|栋|幢|楼|单元|室)",
    re.MULTILINE,
)
# 写在性别、民族之后的门牌：“男，汉族，某县某镇示范路12号”，说的是人，不是违法行为的地点。
_AFTER_PERSON = re.compile(
    r"(?<=[男女])(?:性)?[，、,；;][^。\n×]{0,60}?(?:路|街|道|巷|弄|胡同|村|屯|组|社区|小区)"
    r"[0-9一二三四五六七八九十〇零]+(?:号|组|栋|幢)"
)
# 楼栋的单元：写法里没有“住”字，也是住宅。
_FLAT = re.compile(
    r"[^，。；;,\n×]{0,30}?[0-9一二三四五六七八九十]+单元[0-9一二三四五六七八九十〇零]+(?:室|号|户)?"
)


@dataclass(frozen=True)
class Leak:
    """疑似泄露: what it looks like, in which field, from which character on (1 = the first)."""

    kind: str
    field: str
    position: int
    excerpt: str

    def __str__(self) -> str:
        return f"“{self.field}”第{self.position}个字起含有{self.kind}（{self.excerpt}）"

    def as_breach(self) -> Breach:
        """The refusal that names the place."""
        return Breach(
            code="LEAK",
            message=f"公示稿{self}，不能公示。",
            cite=_CITE,
            remedy="请退回公示信息员，在“需要隐去的内容”中列明后重新形成公示稿。",
        )


@dataclass(frozen=True)
class KnownValue:
    """本案已知的不公开内容: a name, an address… that must not appear anywhere."""

    kind: str
    value: str


def find_leaks(
    *,
    content: Mapping[str, Any],
    titles: Mapping[str, str],
    known: Sequence[KnownValue] = (),
    shown: Sequence[str] = (),
    natural_person: bool,
) -> tuple[Leak, ...]:
    """Everything in the projection that looks like personal data; ``titles`` names the fields.

    ``shown``: names that are public, so that 张三 is no leak inside 张三食品店.
    ``natural_person``: addresses of homes are looked for too.
    """
    found: dict[tuple[str, int], Leak] = {}
    for field, text in _texts(content, titles):
        for start, end, kind in (*_known_spans(text, known, shown), *_spans(text, natural_person)):
            leak = Leak(kind, field, start + 1, _excerpt(text[start:end]))
            found.setdefault((field, start), leak)
    return tuple(found.values())


def _texts(content: Mapping[str, Any], titles: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for key, value in content.items():
        for text in value if isinstance(value, list) else [value]:
            yield titles.get(key, key), str(text)


def _known_spans(
    text: str, known: Sequence[KnownValue], shown: Sequence[str]
) -> Iterator[tuple[int, int, str]]:
    for name in filter(None, shown):
        text = text.replace(name, "□" * len(name))
    for each in known:
        for found in re.finditer(re.escape(each.value), text) if each.value else ():
            yield *found.span(), each.kind


def _spans(text: str, natural_person: bool) -> Iterator[tuple[int, int, str]]:
    half = text.translate(_TO_HALF_WIDTH)
    for kind, pattern, test in _DETECTORS:
        for found in pattern.finditer(half):
            if test(found.group()):
                yield *found.span(), kind
    if natural_person:
        for pattern in (_HOME, _AFTER_PERSON, _FLAT):
            for found in pattern.finditer(half):
                yield *found.span(), "县级以下住址"


def _is_id_number(text: str) -> bool:
    return _passes(lambda: check_id_number(text, on=_FAR_FUTURE))


def _is_old_id_number(text: str) -> bool:
    return _passes(lambda: check_old_id_number(text, on=_FAR_FUTURE))


def _is_bank_card(text: str) -> bool:
    """Luhn; a credit code made of digits only is public."""
    digits = [int(sign) for sign in text if sign.isdigit()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    luhn = (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
    return luhn and not _passes(lambda: check_credit_code(text))


def _always(text: str) -> bool:
    return True


def _passes(check: Callable[[], object]) -> bool:
    try:
        check()
    except BadIdentifier:
        return False
    return True


_DETECTORS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("身份证号码", _ID_NUMBER, _is_id_number),
    ("十五位身份证号码", _OLD_ID_NUMBER, _is_old_id_number),
    ("手机号码", _MOBILE, _always),
    ("电话号码", _LANDLINE, _always),
    ("银行卡号", _BANK_CARD, _is_bank_card),
    ("电子邮箱", _E_MAIL, _always),
    ("微信号或者QQ号", _CHAT, _always),
    ("车辆号牌", _PLATE, _always),
)


def _excerpt(text: str) -> str:
    """Enough to find the place, not enough to leak it again."""
    if len(text) <= 4:
        return text[0] + "*" * (len(text) - 1)
    return text[:2] + "*" * (len(text) - 4) + text[-2:]
