"""The import report (导入报告) as a table: one line for each fault, to correct the file by."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from mingjian.disclosure.kinds import RowStatus
from mingjian.disclosure.models import ImportBatch
from mingjian.disclosure.past_rows import JudgedRow

HEADER = ("行号", "文书号", "结论", "列", "原因")
# 表格软件会把这些开头的单元格当作公式。
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Line = tuple[int, str, str, str, str]


def lines_of_batch(*, batch: ImportBatch) -> list[Line]:
    """Every row of a kept batch that is not published, in the order of the file."""
    rows = batch.rows.exclude(status=RowStatus.GOOD.value).order_by("line")
    return [
        (row.line, row.number, row.get_status_display(), fault["column"], fault["reason"])
        for row in rows
        for fault in row.faults
    ]


def lines_of_rows(*, rows: Sequence[JudgedRow]) -> list[Line]:
    """The same for a trial (``ImportReport.problems``)."""
    return [
        (row.line, row.number, row.status.title, fault.column, fault.reason)
        for row in rows
        for fault in row.faults
    ]


def as_csv(lines: Iterable[Line]) -> str:
    """The report as CSV for a spreadsheet; no cell can act as a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    writer.writerows([harmless(str(cell)) for cell in line] for line in lines)
    return "\ufeff" + text.getvalue()


def harmless(cell: str) -> str:
    """A cell that a spreadsheet takes for text."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
