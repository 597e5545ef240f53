"""Names (名称): party and organ are called the same in every document of the case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from mingjian.law.citation import Citation
from mingjian.law.identifiers import BadIdentifier, check_credit_code, check_id_number
from mingjian.law.linting.paper import CaseSheet, Finding, Gravity, Paper

_PARTY = Citation("行政处罚法", "59", "1", "1")
_CODE = re.compile(r"(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Z])")
# 致送其他机关、机构的函件（委托书、移送函、协助通知书、申请书）：抬头不是当事人。
LETTERS_TO_ORGANS = frozenset(
    {
        *("case_transfer", "court_application", "crime_referral", "freeze_notice"),
        *("result_letter", "test_commission"),
    }
)
_FAR_FUTURE = date(9999, 12, 31)  # whether a person was born yet is not asked here
_BLANK = re.compile(r"＿{2,}|_{3,}|×{2,}|X{3,}|x{3,}|待填|待补|（此处|TODO|某某(?:局|公司|县)")


def l21_the_party_is_called_by_one_name(paper: Paper, sheet: CaseSheet) -> Iterator[Finding]:
    """当事人的姓名或者名称，各文书应当一致。"""
    written = {"“当事人”栏": paper.field("当事人")}
    if paper.kind not in LETTERS_TO_ORGANS:
        written = {"抬头": str(paper.content.get("addressee", "")), **written}
    for place, name in written.items():
        if name and name != sheet.party_name:
            yield Finding(
                "L21",
                Gravity.SERIOUS,
                place,
                f"当事人写作“{name}”，案件登记为“{sheet.party_name}”",
                "请与当事人的主体资格证明核对，使各文书一致。",
                _PARTY,
            )


def l22_codes_are_the_party_s_and_sound(paper: Paper, sheet: CaseSheet) -> Iterator[Finding]:
    """统一社会信用代码须通过校验，并与案件登记一致。"""
    for place, text in paper.texts():
        for found in _CODE.finditer(text):
            if found[0] == sheet.party_code or _is_id_number(found[0]):
                continue
            try:
                check_credit_code(found[0])
                wrong = f"统一社会信用代码“{found[0]}”不是本案当事人的代码"
            except BadIdentifier:
                wrong = f"统一社会信用代码“{found[0]}”不能通过校验"
            yield Finding("L22", Gravity.SERIOUS, place, wrong, "请与营业执照核对。", _PARTY)


def _is_id_number(text: str) -> bool:
    """公民身份号码 has as many signs; whether it may stand there is asked elsewhere."""
    try:
        check_id_number(text, on=_FAR_FUTURE)
    except BadIdentifier:
        return False
    return True


def l23_the_organ_is_called_by_its_full_name(paper: Paper, sheet: CaseSheet) -> Iterator[Finding]:
    """署名为作出决定的行政机关的全称。"""
    name = str(paper.content.get("agency", ""))
    if name != sheet.agency_name:
        yield Finding(
            "L23",
            Gravity.SERIOUS,
            "署名",
            f"署名“{name}”不是本机关名称“{sheet.agency_name}”",
            "请由本机关重新制作。",
            Citation("行政处罚法", "59", "1", "6"),
        )


def l24_nothing_is_left_to_fill_in(paper: Paper, sheet: CaseSheet) -> Iterator[Finding]:
    """文书不得留有未填写的空白和占位文字。"""
    for place, text in paper.texts():
        for found in _BLANK.finditer(text):
            yield Finding(
                "L24",
                Gravity.SERIOUS,
                place,
                f"还有没有填写的内容：“{found[0]}”",
                "请填写完整；没有内容的，写“无”。",
            )
