"""Export of an appraisal (导出): what was found, a row an item with a deduction, and the scores."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from openpyxl import Workbook

from mingjian.law.appraisal import Verdict
from mingjian.supervision.appraisal.sheets import standard_of
from mingjian.supervision.appraisal.statistics import sampled_of, standing_score
from mingjian.supervision.models import Campaign

Row = list[str]
_SCORES = [
    "序号",
    "案号",
    "执法主体",
    "承办人",
    "合法性",
    "合规性",
    "加减分",
    "等次",
    "一票否决",
    "状态",
]
_FAULTS = ["序号", "案号", "项目", "内容", "扣分", "理由"]
# 表格软件会把这些开头的文字当作公式执行。
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def score_rows(campaign: Campaign) -> Iterator[Row]:
    """评分表: a row a dossier, with its head."""
    yield _SCORES
    for one in sampled_of(campaign):
        score, case = standing_score(one), one.case
        officer = case.lead_officer.name if case.lead_officer else ""
        head = [str(one.serial), case.number or case.lead_number.text, case.agency.name, officer]
        if score is None:
            yield [*head, "", "", "", "", "", "尚未确认"]
            continue
        state = "已确定" if hasattr(one, "finalresult") else "已告知"
        points = [str(score.legality), str(score.regularity), str(score.adjustment)]
        yield [*head, *points, score.grade, "、".join(score.vetoes), state]


def fault_rows(campaign: Campaign) -> Iterator[Row]:
    """扣分表: a row an item with a fault."""
    yield _FAULTS
    items = standard_of(campaign)
    for one in sampled_of(campaign):
        score = standing_score(one)
        for mark in score.marks if score else ():
            if mark["verdict"] == Verdict.FAULT.value:
                name = items.item(mark["number"]).name
                number = one.case.number or one.case.lead_number.text
                yield [str(one.serial), number, mark["number"], name, mark["lost"], mark["reason"]]


def as_csv(campaign: Campaign) -> bytes:
    """CSV of the scores, with a mark that spreadsheets read as UTF-8."""
    text = io.StringIO()
    csv.writer(text).writerows(map(_harmless, score_rows(campaign)))
    return text.getvalue().encode("utf-8-sig")


def as_workbook(campaign: Campaign) -> bytes:
    """XLSX: scores and deductions, a sheet each."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in (("评分", score_rows(campaign)), ("扣分", fault_rows(campaign))):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(_harmless(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _harmless(row: Row) -> Row:
    return [
        f"'{cell}" if cell.startswith(_FORMULA) and not _is_number(cell) else cell for cell in row
    ]


def _is_number(cell: str) -> bool:
    return cell.removeprefix("-").replace(".", "", 1).isdecimal()
