"""Redaction (脱敏): one action applied to one text. Pure; the original is never touched.

Which action is due is data (redaction_rules.py, packs/national/redaction.toml). A person still
approves every publication: patterns find numbers, not meaning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from mingjian.law.divisions import Division, division, divisions_under, provinces
from mingjian.law.identifiers import BadIdentifier, check_credit_code
from mingjian.law.penalties import PenaltyKind
from mingjian.law.redaction_rules import Action, RedactionRule

HIDDEN = "××"
COMMERCIAL_NOTE = "××（涉及商业秘密，已作处理）"

# 复姓：只留一个字会写错姓氏。
_COMPOUND_SURNAMES = re.compile(
    "欧阳|太史|上官|端木|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶"
    "|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|闾丘|子车|亓官|司寇|巫马|公西|颛孙|壤驷"
    "|公良|漆雕|乐正|宰父|谷梁|拓跋|夹谷|轩辕|令狐|段干|百里|呼延|东郭|南门|羊舌|微生|梁丘|左丘|东门"
    "|西门|第五"
)
_PLACEHOLDERS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
_TO_HALF_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ－＠．", "0123456789Xx-@.")

_E_MAIL = r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_DAY_OF_BIRTH = r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_ID_NUMBER = rf"[1-9]\d{{5}}[ -]?{_DAY_OF_BIRTH}[ -]?\d{{3}}[0-9Xx]"
_OLD_ID_NUMBER = r"[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}"
_BANK_ACCOUNT = r"\d{16,19}|\d{4}(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?"
_MOBILE = r"1[3-9]\d{9}|1[3-9]\d(?:[- ]\d{4}){2}"
_LANDLINE = r"0\d{2,3}[- ]\d{7,8}|（0\d{2,3}）\d{7,8}"
_WECHAT = r"(?<=微信号)[:：]?[A-Za-z][A-Za-z0-9_-]{5,19}|(?<=微信)[:：]?[A-Za-z][A-Za-z0-9_-]{5,19}"
_EDGE_BEFORE, _EDGE_AFTER = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_PERSONAL_NUMBER = re.compile(
    f"{_E_MAIL}|{_WECHAT}|{_EDGE_BEFORE}"
    f"(?:{_ID_NUMBER}|{_OLD_ID_NUMBER}|{_BANK_ACCOUNT}|{_MOBILE}|{_LANDLINE}){_EDGE_AFTER}"
)

_PLATE = re.compile(
    "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领]"
    "[A-HJ-NP-Z][·• .-]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]"
)


def keep_family_name(name: str) -> str:
    """张三 → 张某某、欧阳某某: the length of the given name is not told either."""
    stripped = name.strip()
    if not stripped:
        return ""
    compound = _COMPOUND_SURNAMES.match(stripped)
    return f"{compound.group() if compound else stripped[0]}某某"


def cover_name(position: int) -> str:
    """某A, 某B, … 某Z, 某AA: the name of the person at that place (from 0)."""
    if position < 0:
        raise ValueError(f"position cannot be negative: {position}")
    letters = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"某{letters}"


def replace_other_names(*, text: str, names: Sequence[str]) -> str:
    """Every listed person becomes 某A, 某B … in the order listed; one person, one cover name.

    Longer names go first, so that 张三 inside 张三丰 is not torn apart.
    """
    people = [name for name in dict.fromkeys(each.strip() for each in names) if name]
    if not people:
        return text
    cover = {name: cover_name(position) for position, name in enumerate(people)}
    pattern = "|".join(re.escape(name) for name in sorted(people, key=len, reverse=True))
    return re.sub(pattern, lambda found: cover[found.group()], text)


def hide_personal_numbers(text: str) -> str:
    """ID numbers, telephones, e-mail, WeChat and bank accounts in free text become ××.

    Credit codes, document numbers, amounts and dates stay: they are public.
    """
    parts, position = [], 0
    for start, end in _personal_spans(text):
        parts += [text[position:start], HIDDEN]
        position = end
    return "".join([*parts, text[position:]])


def find_personal_numbers(text: str) -> tuple[str, ...]:
    """What ``hide_personal_numbers`` would hide: a gate before publishing asks for none."""
    return tuple(text[start:end] for start, end in _personal_spans(text))


def find_plates(text: str) -> tuple[str, ...]:
    """车辆号牌 in a text."""
    return tuple(found.group() for found in _PLATE.finditer(text.translate(_TO_HALF_WIDTH)))


def mask_middle(text: str) -> str:
    """黑A12345 → 黑A***45: the first two and the last two characters stay of a longer text."""
    stripped = text.strip()
    if len(stripped) <= 4:
        return "*" * len(stripped)
    return stripped[:2] + "*" * (len(stripped) - 4) + stripped[-2:]


def cut_to_county(address: str) -> str:
    """An address down to the county by the table of divisions; "" where nothing is recognised.

    Only names of the table are kept, so that no street slips through. Where the division code is
    stored, ``division(code).full_name`` is the better source.
    """
    rest = address.strip()
    province = _first_named(provinces(), rest)
    if province is None:
        return ""
    kept = province.name
    rest = rest.removeprefix(province.name)
    city = _first_named(divisions_under(code=province.code), rest)
    if city is not None:
        kept, rest = kept + city.name, rest.removeprefix(city.name)
    counties = divisions_under(code=city.code) if city else _counties_of(province.code)
    county = _first_named(counties, rest)
    return kept + (county.name if county else "")


def apply_action(*, action: Action, text: str, position: int = 0) -> str:
    """One field treated by one action. ``position`` numbers the covered persons (某A, 某B).

    Actions on images, files and whole decisions have no text to show and are refused here.
    """
    if action is Action.REPLACE_OTHERS:
        return cover_name(position)
    try:
        return _TEXT_ACTIONS[action](text)
    except KeyError:
        raise ValueError(f"action {action.value!r} does not treat a text") from None


def find_withholding_rules(
    *,
    rules: Iterable[RedactionRule],
    is_minor: bool,
    kinds: Sequence[PenaltyKind],
    is_summary: bool,
    sector: str = "",
) -> tuple[RedactionRule, ...]:
    """不予公开的情形: the rules that keep a whole decision from the public, with their source.

    Empty when none does. Rules of one sector (market_supervision) bind that sector only: others
    decide, with a reason, whether the decision has social effect (行政处罚法第四十八条).
    """
    holds = {
        "decision_on_minor": is_minor,
        "warning_only_decision": tuple(kinds) == (PenaltyKind.WARNING,),
        "summary_decision": is_summary,
    }
    return tuple(
        rule
        for rule in rules
        if rule.action is Action.WITHHOLD
        and rule.sector in ("", sector)
        and holds.get(rule.element, False)
    )


def _personal_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where personal numbers stand, full-width digits included."""
    for found in _PERSONAL_NUMBER.finditer(text.translate(_TO_HALF_WIDTH)):
        if not _is_credit_code(found.group()):
            yield found.span()


def _is_credit_code(number: str) -> bool:
    """Whether a run of digits is a 统一社会信用代码 and no ID number."""
    if len(number) != 18 or re.fullmatch(_ID_NUMBER, number):
        return False
    try:
        check_credit_code(number)
    except BadIdentifier:
        return False
    return True


def _first_named(candidates: Iterable[Division], text: str) -> Division | None:
    """The division whose name the text begins with; the longest where several do."""
    named = [
        each for each in candidates if each.name not in _PLACEHOLDERS and text.startswith(each.name)
    ]
    return max(named, key=lambda each: len(each.name), default=None)


@cache
def _counties_of(province_code: str) -> tuple[Division, ...]:
    """All counties of a province, for addresses that leave out the city (北京市朝阳区)."""
    cities = divisions_under(code=division(province_code).code)
    return tuple(county for city in cities for county in divisions_under(code=city.code))


_TEXT_ACTIONS: dict[Action, Callable[[str], str]] = {
    Action.SHOW: lambda text: text,
    Action.KEEP_FAMILY_NAME: keep_family_name,
    Action.MASK_MIDDLE: mask_middle,
    Action.CUT_TO_COUNTY: cut_to_county,
    Action.REPLACE_WITH_NOTE: lambda _: COMMERCIAL_NOTE,
    Action.REMOVE: lambda _: "",
}
