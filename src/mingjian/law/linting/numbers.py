"""Document numbers (文号): in the one right form, and only numbers that this case has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingjian.law.citation import Citation
from mingjian.law.linting.paper import CaseSheet, Finding, Gravity, Paper

STANDARD = Citation("GB/T 9704", place="发文字号")
_RIGHT = re.compile(r"^[\u4e00-\u9fff（）\d]{2,30}〔\d{4}〕[1-9]\d*号$")
_LIKE_A_NUMBER = re.compile(
    r"([\u4e00-\u9fff\d]{2,20})([〔\[(（【［])(\d{2,4})([〕\])）】］])(第?)(\d+)号"
)


def l11_own_number_has_the_right_form(paper: Paper, sheet: CaseSheet) -> Iterator[Finding]:
    """发文字号由机关代字、年份、序号组成：六角括号，四位年份，不编虚位，不加“第”。"""
    if not paper.number:
        return
    if not _RIGHT.match(paper.number):
        yield _wrong_form(Gravity.SERIOUS, "文号", paper.number)
    elif not paper.number.startswith(sheet.number_prefix):
        yield Finding(
            "L11",
            Gravity.SERIOUS,
            "文号",
            f"文号“{paper.number}”不是本机关代字“{sheet.number_prefix}”开头",
            "请由本机关文号簿编号。",
            STANDARD,
        )
    elif f"〔{paper.dated.year}〕" not in paper.number:
        yield Finding(
            "L11",
            Gravity.SERIOUS,
            "文号",
            f"文号“{paper.number}”的年份与成文日期（{paper.dated.year}年）不一致",
            "请核对文号和成文日期。",
            STANDARD,
        )


def l12_numbers_in_the_text_have_the_right_form(
    paper: Paper, sheet: CaseSheet
) -> Iterator[Finding]:
    """正文引用公文应当引发文字号，写法与原文一致。"""
    for place, text in paper.texts():
        for found in _LIKE_A_NUMBER.finditer(text):
            brackets = found[2] + found[4]
            is_right = brackets == "〔〕" and len(found[3]) == 4 and not found[5]
            if not is_right or found[6].startswith("0"):
                yield _wrong_form(Gravity.SLIGHT, place, found[0])


def l13_no_number_of_another_case(paper: Paper, sheet: CaseSheet) -> Iterator[Finding]:
    """引用的本机关文号须是本案的文号：同一案件各文书的文号应当一致。"""
    for place, text in paper.texts():
        for found in _LIKE_A_NUMBER.finditer(text):
            start = found[0].find(sheet.number_prefix)
            if start < 0 or found[2] != "〔":
                continue
            number = found[0][start:]
            if number not in sheet.numbers:
                yield Finding(
                    "L13",
                    Gravity.SERIOUS,
                    place,
                    f"引用的文号“{number}”不是本案的文号",
                    "请核对文号，与原文书保持一致。",
                    Citation("行政处罚法", "59"),
                )


def _wrong_form(gravity: Gravity, place: str, written: str) -> Finding:
    return Finding(
        "L11" if gravity is Gravity.SERIOUS else "L12",
        gravity,
        place,
        f"文号“{written}”的写法不合标准",
        "请写成“机关代字〔2026〕1号”的形式：六角括号、四位年份，不加“第”，序号不补零。",
        STANDARD,
    )
