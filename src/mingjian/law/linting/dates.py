"""Dates (日期): such days exist, are written as the standard writes them, and follow each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.linting.paper import CaseSheet, Finding, Gravity, Paper

STANDARD = Citation("GB/T 9704", place="成文日期")
_WRITTEN = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_OTHER_FORMS = re.compile(
    r"(?<![\d〔])(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|[一二三四五六七八九〇○零]{4}年[一二三四五六七八九十]{1,2}月"
    r"[一二三四五六七八九十]{1,3}日|\d{2}年\d{1,2}月\d{1,2}日)(?!\d)"
)
# 告知以后的事：开庭、届满、截止之日可以晚于文书日期。
_FUTURE = re.compile(r"定于|截止|届满|期限至|之?前|应当在|限于|起至|至$")
_BEFORE, _AFTER = 14, 8


def l01_dates_exist(paper: Paper, sheet: CaseSheet) -> Iterator[Finding]:
    """日期须为历法上存在的日期。"""
    for place, text in paper.texts():
        for found in _WRITTEN.finditer(text):
            if _day(found) is None:
                yield Finding(
                    "L01",
                    Gravity.SERIOUS,
                    place,
                    f"“{found[0]}”不是历法上存在的日期",
                    "请核对日期。",
                )


def l02_dates_are_written_by_the_standard(paper: Paper, sheet: CaseSheet) -> Iterator[Finding]:
    """日期用阿拉伯数字写全年、月、日，月、日不编虚位。"""
    for place, text in paper.texts():
        wrong = [found[0] for found in _OTHER_FORMS.finditer(text)]
        wrong += [f[0] for f in _WRITTEN.finditer(text) if f[2][0] == "0" or f[3][0] == "0"]
        for written in wrong:
            yield Finding(
                "L02",
                Gravity.SLIGHT,
                place,
                f"日期“{written}”的写法不合标准",
                "请写成“2026年2月1日”的形式：四位年份，月、日不补零。",
                STANDARD,
            )


def l03_no_fact_lies_after_the_paper(paper: Paper, sheet: CaseSheet) -> Iterator[Finding]:
    """文书记载的事实不能发生在成文日期之后。"""
    for place, text in paper.texts():
        for found in _WRITTEN.finditer(text):
            day = _day(found)
            around = text[max(0, found.start() - _BEFORE) : found.end() + _AFTER]
            if day is not None and day > paper.dated and not _FUTURE.search(around):
                yield Finding(
                    "L03",
                    Gravity.SERIOUS,
                    place,
                    f"“{found[0]}”晚于成文日期（{long_date(paper.dated)}）",
                    "请核对日期；写的是以后的期限的，请写明“期限至”或者“定于”。",
                )


def l04_days_of_the_case_are_in_order(paper: Paper, sheet: CaseSheet) -> Iterator[Finding]:
    """立案、告知、听证、决定依次进行，日期先后不得颠倒。"""
    for (before, first), (after, second) in pairwise(sheet.days):
        if second < first:
            yield Finding(
                "L04",
                Gravity.SERIOUS,
                "办案日期",
                f"{after}日期（{long_date(second)}）早于{before}日期（{long_date(first)}）",
                "请核对登记的日期；登记有误的，请先更正登记。",
                Citation("行政处罚法", "54"),
            )


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
