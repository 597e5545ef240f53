"""Inventory (案卷目录、移交清册): filed dossiers as CSV, XLSX and the two files of a transfer."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from xml.etree import ElementTree

from openpyxl import Workbook

from mingjian.archive.models import Dossier
from mingjian.archive.store import newest_package
from mingjian.law.archiving import retention_title
from mingjian.law.dates import long_date

HEAD = (
    *("顺序号", "档号", "责任者", "题名", "日期", "密级", "保管期限", "件数", "页数"),
    *("电子档案名称", "信息包校验码", "备注"),
)
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def inventory_rows(dossiers: Iterable[Dossier]) -> list[list[str]]:
    """One row a dossier, in the order of the transfer rules."""
    rows = []
    for serial, dossier in enumerate(dossiers, 1):
        package = newest_package(dossier)
        items = list(dossier.items.all())
        ended = getattr(dossier, "destruction", None)
        gone = ended is not None and ended.destroyed_at is not None
        rows.append(
            [
                str(serial),
                dossier.archive_number,
                dossier.agency.name,
                dossier.title,
                f"{dossier.closed_on:%Y-%m-%d}",
                "无",
                retention_title(dossier.retention_code),
                str(len(items)),
                str(sum(item.pages for item in items)),
                f"{dossier.archive_number}-{package.serial}.zip" if package else "",
                package.seal_sha256 if package else "",
                "已销毁，仅存存根" if gone else "",
            ]
        )
    return rows


def inventory_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """UTF-8 with a mark, so that spreadsheets read it."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEAD)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def inventory_xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook of one sheet; every cell is text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("案卷目录")
    sheet.append(list(HEAD))
    for row in rows:
        sheet.append([_harmless(cell) for cell in row])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def transfer_xml(rows: Sequence[Sequence[str]]) -> bytes:
    """文件目录.XML."""
    root = ElementTree.Element("文件目录")
    for row in rows:
        block = ElementTree.SubElement(root, "案卷")
        for name, text in zip(HEAD, row, strict=True):
            ElementTree.SubElement(block, name).text = text
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def transfer_text(rows: Sequence[Sequence[str]], *, agency: str, on: date) -> bytes:
    """说明文件.TXT: who hands over what, and how it is checked."""
    pages = sum(int(row[8]) for row in rows)
    lines = (
        f"移交单位：{agency}",
        f"移交日期：{long_date(on)}",
        f"移交内容：行政执法电子案卷{len(rows)}卷，共{pages}页，目录见文件目录.XML。",
        "存储结构：每卷一个信息包（BagIt 1.0），data/dossier.xml 为封装描述，其余为文件。",
        "校验方法：运行 mingjian_dossier.py 信息包 --seal 校验码；只用 Python 标准库。",
        "文件格式：版式文件 PDF/A，音像 MP4、WAV、MP3，描述 XML、JSON，均为 UTF-8。",
    )
    return "".join(f"{line}\r\n" for line in lines).encode()


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_RISKY) else cell
