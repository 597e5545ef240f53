"""Columns (导入模板): which columns a file of past decisions has, and how their cells are read."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from mingjian.law.penalties import PenaltyKind
from mingjian.law.procedure.kinds import PartyKind

NUMBER, PARTY_NAME, PARTY_KIND = "文书号", "相对人名称", "相对人类别"
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
MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 20_000
_ENCODINGS = (("utf-8-sig", "UTF-8"), ("gb18030", "GBK"))
_LONGEST = {NUMBER: 128, PARTY_NAME: 200, CAUSE: 300, REPRESENTATIVE: 80}
_DATE = re.compile(r"^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$")
_PARTY_WORDS = {
    **dict.fromkeys(["自然人", "公民", "个人"], PartyKind.PERSON),
    **dict.fromkeys(
        ["法人及非法人组织", "法人或者其他组织", "法人", "非法人组织"], PartyKind.ORGANISATION
    ),
    **dict.fromkeys(["个体工商户", "个体户"], PartyKind.INDIVIDUAL_BUSINESS),
}


class UnreadableFile(ValueError):
    """The file as a whole cannot be imported; the message is for the person who sent it."""


class BadCell(ValueError):
    """A cell that cannot be read; the message is for the person who filled it in."""


@dataclass(frozen=True)
class Table:
    """The file as text: its encoding and its rows by column, each with its line."""

    encoding: str
    rows: tuple[tuple[int, Mapping[str, str]], ...]


def read_table(data: bytes) -> Table:
    """读取导入文件: UTF-8 or GBK, comma-separated, the first line names the columns."""
    if len(data) > MOST_BYTES:
        raise UnreadableFile("文件超过20兆字节，请拆分为几个文件分别导入。")
    text, encoding = _decode(data)
    try:
        rows = tuple(_rows(text))
    except csv.Error as error:
        raise UnreadableFile(
            f"文件不是有效的CSV（{error}）。请从表格软件另存为CSV后重试。"
        ) from None
    if len(rows) > MOST_ROWS:
        raise UnreadableFile(f"文件有{len(rows)}行，一次最多导入{MOST_ROWS}行，请拆分后导入。")
    return Table(encoding, rows)


def read_text(cells: Mapping[str, str], column: str) -> str:
    """The cell without blanks around it; refuse one that is too long."""
    text = cells.get(column, "").strip()
    longest = _LONGEST.get(column)
    if longest and len(text) > longest:
        raise BadCell(f"内容超过{longest}个字（现为{len(text)}个字），请核对是否填错了列。")
    return text


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
    """元, at most two places; thousands may be apart."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "").rstrip("元")
    try:
        amount = Decimal(plain)
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


def _decode(data: bytes) -> tuple[str, str]:
    for codec, name in _ENCODINGS:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text, name
    raise UnreadableFile("文件编码无法识别。请另存为UTF-8或者GBK编码的CSV文件后重试。")


def _rows(text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = _header(next(reader, []))
    while True:
        line = reader.line_num + 1
        cells = next(reader, None)
        if cells is None:
            return
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header):
            extra = f"{len(cells)}列，表头只有{len(header)}列"
            yield line, {**dict(zip(header, cells, strict=False)), "": extra}
        else:
            yield line, dict(zip(header, cells, strict=False))


def _header(cells: list[str]) -> list[str]:
    header = [unicodedata.normalize("NFKC", cell).strip().replace(" ", "") for cell in cells]
    missing = [column for column in REQUIRED if column not in header]
    if missing:
        raise UnreadableFile(f"第1行缺少列：{'、'.join(missing)}。请使用导入模板。")
    unknown = [column for column in header if column not in COLUMNS]
    if unknown:
        raise UnreadableFile(
            f"第1行有模板之外的列：{'、'.join(unknown) or '（空白）'}。"
            "为保护个人信息，请删除这些列后重新导入。"
        )
    if len(set(header)) != len(header):
        raise UnreadableFile("第1行有重复的列名，请删除重复的列。")
    return header
