"""Description (封装描述): the XML of a package, after DA/T 48 (the standard's text not obtained).

Everything that a reader in thirty years needs to know of the files, in one plain file: the dossier,
each document with its place, pages, day and hashes, and how they belong together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from xml.etree import ElementTree

from mingjian.archive.attachments import Attachment
from mingjian.archive.bags import Hashed
from mingjian.archive.models import Dossier, Item
from mingjian.journal.canonical import plain
from mingjian.law.archiving import RECEIPT, Volume, retention_title

FORMAT = "mingjian:dossier:1"


def describe_package(
    *,
    dossier: Dossier,
    items: Iterable[Item],
    attachments: Iterable[Attachment],
    others: Iterable[Hashed],
    files: Mapping[str, Hashed],
    at: datetime,
) -> bytes:
    """电子文件封装包 of the dossier: UTF-8, indented, the same input gives the same bytes."""
    root = ElementTree.Element("电子文件封装包", 格式=FORMAT)
    _fields(
        root,
        {
            "封装包格式描述": "按 DA/T 48 的结构封装；文件以原格式存放，本文件只作描述和校验",
            "封装包类型": "原始型",
            "封装包创建时间": str(plain(at)),
            "封装包创建单位": dossier.agency.name,
        },
    )
    content = ElementTree.SubElement(root, "封装内容")
    _dossier(content, dossier)
    before: Item | None = None
    for item in items:
        _item(content, item, files[item_path(item)], before)
        before = item if item.kind != RECEIPT else before
    for attachment in attachments:
        _attachment(content, attachment, files[f"data/evidence/{attachment.path}"])
    for other in others:
        _file(ElementTree.SubElement(content, "附属文件"), other)
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def item_path(item: Item) -> str:
    """Where a paper lies in the package."""
    return f"data/documents/{item.volume}/{item.serial:03d}.pdf"


def _dossier(content: ElementTree.Element, dossier: Dossier) -> None:
    block = ElementTree.SubElement(content, "案卷")
    case = dossier.case
    until = f"{dossier.retain_until:%Y-%m-%d}" if dossier.retain_until else ""
    _fields(
        block,
        {
            "聚合层次": "案卷",
            "档号": dossier.archive_number,
            "归档文号": dossier.number.text,
            "题名": dossier.title,
            "责任者": dossier.agency.name,
            "案件编号": case.number or case.lead_number.text,
            "行政区划": dossier.division_code,
            "办结日期": f"{dossier.closed_on:%Y-%m-%d}",
            "归档日期": f"{dossier.filed_on:%Y-%m-%d}",
            "立卷人": dossier.hand_over.handed_by_name,
            "归档人": dossier.filed_by_name,
            "保管期限": retention_title(dossier.retention_code),
            "保管期限届满": until,
            "保管期限依据": dossier.retention_cite,
            "备考": dossier.note,
            "全过程记录链首": dossier.case_head_hash,
        },
    )


def _item(content: ElementTree.Element, item: Item, file: Hashed, before: Item | None) -> None:
    block = ElementTree.SubElement(content, "文件")
    last = item.first_page + item.pages - 1
    _fields(
        block,
        {
            "聚合层次": "文件",
            "卷": Volume(item.volume).title,
            "顺序号": str(item.serial),
            "题名": item.title,
            "文件编号": item.number,
            "责任者": item.responsible,
            "日期": f"{item.dated:%Y-%m-%d}",
            "实际形成时间": str(plain(item.made_at)),
            "归档批次": str(item.filing),
            "页次": f"{item.first_page}-{last}",
            "页数": str(item.pages),
            "电子印章": "有" if item.is_sealed else "无",
        },
    )
    if item.kind == RECEIPT and before is not None:
        _fields(block, {"关系": f"送达回证，对应顺序号 {before.serial}"})
    _file(block, file)


def _attachment(content: ElementTree.Element, attachment: Attachment, file: Hashed) -> None:
    block = ElementTree.SubElement(content, "文件")
    _fields(block, {"聚合层次": "文件", "卷": "证据", "题名": attachment.title})
    for name, text in attachment.about.items():
        ElementTree.SubElement(block, "元数据", 名称=name).text = text
    _file(block, file)


def _file(block: ElementTree.Element, file: Hashed) -> None:
    data = ElementTree.SubElement(block, "电子文件数据")
    _fields(
        data,
        {"路径": file.path, "字节数": str(file.size), "SHA-256": file.sha256, "SM3": file.sm3},
    )


def _fields(block: ElementTree.Element, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        ElementTree.SubElement(block, name).text = text
