"""Files (清单导入): CSV (UTF-8, GBK) or XLSX into rows; columns are found by their titles."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from mingjian.law.standing.checks import MOST_ROWS
from mingjian.law.standing.kinds import Row

MOST_BYTES = 5 * 1024 * 1024
_MOST_UNPACKED = 60 * 1024 * 1024
_MOST_COLUMNS = 60
_ZIP = b"PK\x03\x04"
_ENCODINGS = ("utf-8-sig", "gb18030")


class UnreadableList(ValueError):
    """The whole file cannot be taken; the message is for the person who sent it."""


def read_rows(*, data: bytes, titles: Sequence[str]) -> tuple[Row, ...]:
    """The rows in the order of ``titles``; raises UnreadableList with a whole sentence.

    Empty rows are left out, blanks around a cell too. Every title must be there, none may be added.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableList("文件超过 5 兆字节，请拆分或者删去图片后重试。")
    lines = _sheet(data) if data.startswith(_ZIP) else _lines(data)
    try:
        header = [_title(cell) for cell in next(lines, [])]
        places = _places(header, titles)
        rows = []
        for cells in lines:
            row = tuple(cells[place].strip() if place < len(cells) else "" for place in places)
            if any(row):
                rows.append(row)
            if len(rows) > MOST_ROWS:
                raise UnreadableList(f"文件超过 {MOST_ROWS} 行，请核对是否选错了文件。")
    except csv.Error as error:
        raise UnreadableList(f"文件不是有效的 CSV（{error}）。请另存为 CSV 后重试。") from None
    return tuple(rows)


def _places(header: Sequence[str], titles: Sequence[str]) -> list[int]:
    wanted = [_title(title) for title in titles]
    while header and not header[-1]:
        header = header[:-1]
    missing = [title for title in wanted if title not in header]
    if missing:
        raise UnreadableList(f"第 1 行缺少栏目：{'、'.join(missing)}。请使用导入模板。")
    unknown = [cell or "（空白）" for cell in header if cell not in wanted]
    if unknown or len(set(header)) != len(header):
        named = "、".join(unknown) or "重复的栏目"
        raise UnreadableList(f"第 1 行有模板之外的栏目：{named}。请删去后重试。")
    return [header.index(title) for title in wanted]


def _title(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).replace(" ", "").strip()


def _lines(data: bytes) -> Iterator[list[str]]:
    for codec in _ENCODINGS:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return csv.reader(io.StringIO(text, newline=""), strict=True)
    raise UnreadableList("文件编码无法识别。请另存为 XLSX，或者 UTF-8、GBK 编码的 CSV。")


def _sheet(data: bytes) -> Iterator[list[str]]:
    """The first sheet; refuses a file that would unpack to something enormous."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _MOST_UNPACKED:
                raise UnreadableList("表格展开后过大，请删去图片和空白区域后重试。")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        lines = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=_MOST_COLUMNS, values_only=True)
        return iter([[_cell(value) for value in line] for line in lines])
    except (zipfile.BadZipFile, InvalidFileException, KeyError, IndexError, OSError):
        raise UnreadableList("文件不是有效的 XLSX 表格。请另存为 XLSX 后重试。") from None


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
