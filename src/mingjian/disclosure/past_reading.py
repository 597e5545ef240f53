"""Reading files of past decisions (读取导入文件): CSV (UTF-8, GBK) or XLSX, a row at a time.

A file of any size is read without keeping it: what is kept is one row after the other.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import IO

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from mingjian.disclosure.past_columns import COLUMNS, FINE, FINE_WAN, REQUIRED

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 20_000
_ENCODINGS = (("utf-8-sig", "UTF-8"), ("gb18030", "GBK"))
_SHEET = "XLSX"
_ZIP = b"PK\x03\x04"
# 共用文字表由读取库整张放在内存里；行本身逐行读取，不受此限。
_MOST_SHARED = 400 * 1024 * 1024
_MOST_COLUMNS = 80
_PIECE = 1 << 20
_CELL = 24
Line = tuple[int, list[str]]


class UnreadableFile(ValueError):
    """The file as a whole cannot be imported; the message is for the person who sent it."""


class TooLargeForAPage(UnreadableFile):
    """Readable, but not at once: such a file is imported as a job."""


@dataclass(frozen=True)
class Header:
    """表头: what each column of the file is in the template; "" is left out."""

    targets: tuple[str, ...]

    @property
    def is_plain(self) -> bool:
        """Whether the columns of the file are columns of the template, one for one."""
        return FINE_WAN not in self.targets

    def row(self, cells: Sequence[str]) -> dict[str, str]:
        """The cells by column of the template; under "" what was too many."""
        row = {}
        for target, cell in zip(self.targets, cells, strict=False):
            if target == FINE_WAN:
                row[FINE] = _with_unit(cell)
            elif target:
                row[target] = cell
        if len(cells) > len(self.targets):
            row[""] = f"{len(cells)}列，表头只有{len(self.targets)}列"
        return row


@dataclass(frozen=True)
class Table:
    """The file as text: its encoding and its rows by column, each with its line."""

    encoding: str
    rows: tuple[tuple[int, Mapping[str, str]], ...]


@dataclass(frozen=True)
class LookedAt:
    """What one pass over the bytes of a file tells."""

    path: Path
    hash: str
    encoding: str
    byte_count: int


def read_table(data: bytes, *, columns: Mapping[str, str] | None = None) -> Table:
    """读取导入文件 of a page: in memory, with limits. ``columns``: see ``read_header``."""
    if len(data) > MOST_BYTES:
        raise TooLargeForAPage("文件超过20兆字节，请作为大文件导入。")
    encoding = _encoding_of(io.BytesIO(data))
    with _open_lines(io.BytesIO(data), encoding) as lines:
        header = read_header(next(lines, (1, []))[1], columns=columns)
        rows = []
        for line, cells in lines:
            rows.append((line, header.row(cells)))
            if len(rows) > MOST_ROWS:
                raise TooLargeForAPage(f"文件超过{MOST_ROWS}行，请作为大文件导入。")
    return Table(encoding, tuple(rows))


def look_at_file(path: Path) -> LookedAt:
    """One pass over the bytes: hash, encoding, size."""
    digest, count = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
            count += len(piece)
        file.seek(0)
        encoding = _encoding_of(file)
    return LookedAt(path, digest.hexdigest(), encoding, count)


@contextmanager
def open_rows(
    looked_at: LookedAt, *, columns: Mapping[str, str] | None = None
) -> Iterator[tuple[Header, Iterator[Line]]]:
    """表头 and the rows after it, each with its line; empty rows are left out."""
    with (
        looked_at.path.open("rb") as file,
        _open_lines(file, looked_at.encoding) as lines,
    ):
        yield read_header(next(lines, (1, []))[1], columns=columns), lines


def read_titles(looked_at: LookedAt) -> list[str]:
    """The names of the columns, for the page that asks what they mean."""
    with looked_at.path.open("rb") as file, _open_lines(file, looked_at.encoding) as lines:
        return [tidy_title(cell) for cell in next(lines, (1, []))[1]]


def read_first_rows(looked_at: LookedAt, *, count: int) -> list[dict[str, str]]:
    """The first rows by the file's own columns, cells cut short."""
    with looked_at.path.open("rb") as file, _open_lines(file, looked_at.encoding) as lines:
        titles = [tidy_title(cell) for cell in next(lines, (1, []))[1]]
        rows = [cells for _, cells in islice(lines, count)]
    return [
        {title: cell.strip()[:_CELL] for title, cell in zip(titles, row, strict=False)}
        for row in rows
    ]


def titles_of(data: bytes) -> list[str]:
    """The same for a file in memory."""
    file = io.BytesIO(data)
    with _open_lines(file, _encoding_of(file)) as lines:
        return [tidy_title(cell) for cell in next(lines, (1, []))[1]]


def tidy_title(cell: str) -> str:
    """A column's name without blanks and full-width signs."""
    return unicodedata.normalize("NFKC", cell).strip().replace(" ", "")


def read_header(cells: Sequence[str], *, columns: Mapping[str, str] | None = None) -> Header:
    """The first row; ``columns`` names the template's column for each of the file's, "" for none.

    Without ``columns`` the file must have the template's own; others are refused, not dropped,
    because they might hold personal numbers.
    """
    titles = [tidy_title(cell) for cell in cells]
    targets = titles if columns is None else [columns.get(title, "") for title in titles]
    kept = [FINE if target == FINE_WAN else target for target in targets if target]
    missing = [column for column in REQUIRED if column not in kept]
    if missing:
        raise UnreadableFile(f"第1行缺少列：{'、'.join(missing)}。请使用导入模板。")
    unknown = [column for column in kept if column not in COLUMNS]
    blank = columns is None and not all(targets)
    if unknown or blank:
        raise UnreadableFile(
            f"第1行有模板之外的列：{'、'.join(unknown) or '（空白）'}。"
            "为保护个人信息，请删除这些列后重新导入。"
        )
    if len(set(kept)) != len(kept):
        raise UnreadableFile("第1行有重复的列名，请删除重复的列。")
    return Header(tuple(targets))


def _with_unit(cell: str) -> str:
    text = cell.strip()
    return f"{text}万元" if text and not text.endswith(("元", "万")) else cell


def _encoding_of(file: IO[bytes]) -> str:
    """The first encoding in which every byte can be read."""
    if file.read(len(_ZIP)) == _ZIP:
        return _SHEET
    for codec, name in _ENCODINGS:
        file.seek(0)
        decoder = codecs.getincrementaldecoder(codec)()
        try:
            while piece := file.read(_PIECE):
                if "\x00" in decoder.decode(piece):
                    break
            else:
                decoder.decode(b"", final=True)
                return name
        except UnicodeDecodeError:
            continue
    raise UnreadableFile("文件编码无法识别。请另存为XLSX，或者UTF-8、GBK编码的CSV文件后重试。")


@contextmanager
def _open_lines(file: IO[bytes], encoding: str) -> Iterator[Iterator[Line]]:
    file.seek(0)
    if encoding == _SHEET:
        yield _sheet(file)
        return
    codec = next(codec for codec, name in _ENCODINGS if name == encoding)
    text = io.TextIOWrapper(file, encoding=codec, newline="")
    try:
        yield _csv(text)
    finally:
        text.detach()


def _csv(text: IO[str]) -> Iterator[Line]:
    reader = csv.reader(text, strict=True)
    first = True
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise UnreadableFile(
                f"文件不是有效的CSV（{error}）。请从表格软件另存为CSV后重试。"
            ) from None
        if cells is None:
            return
        if first or any(cell.strip() for cell in cells):
            yield line, cells
        first = False


def _sheet(file: IO[bytes]) -> Iterator[Line]:
    """The first sheet, row by row as it is unpacked."""
    try:
        with zipfile.ZipFile(file) as packed:
            shared = [each for each in packed.infolist() if "sharedStrings" in each.filename]
            if sum(each.file_size for each in shared) > _MOST_SHARED:
                raise UnreadableFile("表格中的文字过多，请另存为CSV后导入。")
        book = load_workbook(file, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        width = 0
        for line, values in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True), 1):
            cells = [_cell(value) for value in values]
            while cells and not cells[-1]:
                cells.pop()
            if line == 1:
                width = len(cells)
            if any(cell.strip() for cell in cells) or line == 1:
                yield line, cells + [""] * (width - len(cells))
    except (zipfile.BadZipFile, InvalidFileException, KeyError, IndexError, OSError):
        raise UnreadableFile("文件不是有效的XLSX表格。请另存为XLSX后重试。") from None


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
