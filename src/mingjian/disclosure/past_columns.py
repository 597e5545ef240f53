"""Columns (导入模板): which columns a file of past decisions has, and how their cells are read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from mingjian.law.penalties import PenaltyKind
from mingjian.law.procedure.kinds import PartyKind

NUMBER, PARTY_NAME, PARTY_KIND = "文书号", "相对人名称", "相对人类别"
FINE_WAN = "罚款金额(万元)"  # 国家双公示表的单位；读入时注明单位，换算为元
CREDIT_CODE, REPRESENTATIVE = "统一社会信用代码", "法定代表人"
CAUSE, FACTS, BASIS = "案由", "违法事实", "处罚依据"
KINDS, PENALTY, FINE, CONFISCATED = "处罚种类", "处罚内容", "罚款金额(元)", "没收内容"
DECIDED_ON, TERM_ENDS_ON = "处罚决定日期", "公示截止期"
REQUIRED = (NUMBER, PARTY_NAME, PARTY_KIND, CAUSE, BASIS, PENALTY, DECIDED_ON)
OPTIONAL = (CREDIT_CODE, REPRESENTATIVE, FACTS, KINDS, FINE, CONFISCATED, TERM_ENDS_ON)
COLUMNS = (
    *(NUMBER, PARTY_NAME, PARTY_KIND, CREDIT_CODE, REPRESENTATIVE, CAUSE, FACTS, BASIS),
    *(KINDS, PENALTY, FINE, CONFISCATED, DECIDED_ON, TERM_ENDS_ON),
)
_HALF_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
LONGEST = {NUMBER: 128, PARTY_NAME: 200, CAUSE: 300, REPRESENTATIVE: 80}
_DATE = re.compile(r"^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$")
# 文书号里的年份：各种括号都写成六角括号，与公文格式一致。
YEAR_IN_BRACKETS = r"[(（\[［【〔〖]([0-9]{4})[)）\]］】〕〗]"
_YEAR = re.compile(YEAR_IN_BRACKETS)
# 有的网页转出的文字在字后夹注拼音，例如“執(zhí)法”；带声调的才算，同一格里不带声调的一并删去。
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_LETTERS = f"a-zɡɑü{_TONED}"
_HAN = "\u3400-\u9fff\uf900-\ufaff"
_PINYIN = re.compile(f"(?<=[{_HAN}])[(（][{_LETTERS}]*[{_TONED}][{_LETTERS}]*[)）]")
_ANY_PINYIN = re.compile(f"(?<=[{_HAN}])[(（][{_LETTERS}]{{1,7}}[)）]")
_PARTY_WORDS = {
    **dict.fromkeys(["自然人", "公民", "个人"], PartyKind.PERSON),
    **dict.fromkeys(
        ["法人及非法人组织", "法人或者其他组织", "法人", "非法人组织"], PartyKind.ORGANISATION
    ),
    **dict.fromkeys(["个体工商户", "个体户"], PartyKind.INDIVIDUAL_BUSINESS),
}


class BadCell(ValueError):
    """A cell that cannot be read; the message is for the person who filled it in."""


def read_text(cells: Mapping[str, str], column: str) -> str:
    """The cell without blanks around it; refuse one that is too long."""
    text = without_pinyin(cells.get(column, "")).strip()
    if column == NUMBER:
        text = tidy_number(text)
    longest = LONGEST.get(column)
    if longest and len(text) > longest:
        raise BadCell(f"内容超过{longest}个字（现为{len(text)}个字），请核对是否填错了列。")
    return text


def tidy_number(text: str) -> str:
    """文书号 as it is written officially: 〔2025〕, no blanks, no full-width digits."""
    if not text.isascii() or " " in text:
        text = re.sub(r"\s", "", text).translate(_HALF_WIDTH)
    return _YEAR.sub(r"〔\1〕", text)


def without_pinyin(text: str) -> str:
    """執(zhí)法機(jī)關(guān) → 執法機關; nothing else is changed."""
    return _ANY_PINYIN.sub("", text) if _PINYIN.search(text) else text


def read_date(text: str) -> date:
    """2024-05-11, 2024/5/11, 2024年5月11日 or 20240511."""
    found = _DATE.match(unicodedata.normalize("NFKC", text).replace(" ", ""))
    if found is None:
        raise BadCell(f"“{text}”不是日期，请写成2024-05-11的形式。")
    year, *rest = (int(part) for part in found.groups() if part)
    try:
        return date(year, *rest)
    except ValueError:
        raise BadCell(f"“{text}”这一天不存在，请核对年、月、日。") from None


def read_yuan(text: str) -> Decimal:
    """元, at most two places; thousands may be apart. 0.2万元 are 2000元."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "").rstrip("元")
    try:
        amount = Decimal(plain.removesuffix("万")) * (10_000 if plain.endswith("万") else 1)
    except InvalidOperation:
        raise BadCell(f"“{text}”不是金额，请填写以元为单位的数字，例如10500.00。") from None
    if not amount.is_finite() or amount < 0 or amount >= 10**12:
        raise BadCell(f"金额“{text}”不合理，请核对。")
    if amount != amount.quantize(Decimal("0.01")):
        raise BadCell(f"金额“{text}”多于两位小数，请核对单位是否为元。")
    return amount


def read_party_kind(text: str) -> PartyKind:
    """双公示的三类相对人."""
    try:
        return _PARTY_WORDS[text]
    except KeyError:
        raise BadCell(
            f"“{text}”不是相对人类别，请填写自然人、法人及非法人组织或者个体工商户。"
        ) from None


def words_of(kind: PartyKind) -> list[str]:
    """The words by which a file may name this kind of party."""
    return [word for word, each in _PARTY_WORDS.items() if each is kind]


def read_kinds(text: str) -> tuple[PenaltyKind, ...]:
    """处罚种类, between 、；，; , or 其他-… is left to 处罚内容."""
    found = []
    for word in filter(None, re.split(r"[、；;，,|/\s]+", text)):
        if word.startswith("其他"):
            continue
        try:
            found.append(PenaltyKind(word))
        except ValueError:
            raise BadCell(
                f"“{word}”不是行政处罚法第九条规定的处罚种类，请核对；其他处罚请写“其他-名称”。"
            ) from None
    return tuple(dict.fromkeys(found))
