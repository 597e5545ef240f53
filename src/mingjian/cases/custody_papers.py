"""Custody as papers (保管链、复制件证明): set from the record of each file, nothing typed again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from mingjian.cases.days import BEIJING
from mingjian.dossier.pdf import FORMS, print_content
from mingjian.evidence.clips import clip_name
from mingjian.evidence.kinds import CUSTODY_STEPS, MediaKind
from mingjian.evidence.masking import Plan
from mingjian.evidence.models import Clip, EvidenceFile
from mingjian.evidence.recording import custody_of
from mingjian.journal.models import Entry
from mingjian.law.dates import long_date
from mingjian.registry.models import Agency

CHAIN, CERTIFICATE = "证据材料保管记录", "复制件（遮挡副本）证明"
_COLUMNS = ["序号", "时间", "经手人", "事项", "目的", "记录校验码"]


def chain_of_file(file: EvidenceFile, *, at: datetime) -> bytes:
    """保管记录 of one file."""
    rows = [*_described(file), ["校验", _digests(file.sha256, file.sm3)]]
    return _printed(CHAIN, file.agency_id, _number(file), rows, _chain(custody(file)), at)


def chain_of_case(files: Iterable[EvidenceFile], *, number: str, at: datetime) -> bytes:
    """保管记录 of every file of a case, one after the other."""
    found = list(files)
    rows = [[f"第{one.number}号", f"{one.name}；{_digests(one.sha256, one.sm3)}"] for one in found]
    steps = [(f"第{one.number}号", entry) for one in found for entry in custody(one)]
    agency_id = found[0].agency_id if found else None
    return _printed(CHAIN, agency_id, number, rows, _chain_of_many(steps), at)


def certificate_of(clip: Clip, *, at: datetime) -> bytes:
    """复制件证明: original and copy with their hashes, what was masked, who, when, why, custody."""
    file = clip.file
    made = clip.ended_at or clip.asked_at
    rows = [
        *_described(file),
        ["原件校验", _digests(file.sha256, file.sm3)],
        ["复制件", f"{clip_name(clip)}，{clip.size:,}字节"],
        ["复制件校验", _digests(clip.sha256, clip.sm3)],
        ["隐去的内容", "；".join(Plan.from_plain(clip.plan).lines())],
        ["制作目的", clip.purpose],
        ["制作人", f"{clip.asked_by_name}，{_moment(clip.asked_at)}登记，{_moment(made)}完成"],
        ["画面标记", clip.watermark],
        [
            "说明",
            "复制件由系统从原件制作，原件只读取、没有改动；复制件重新编码，"
            "隐去的画面和声音不在其中，也不含原件的其他数据。原件仍在证据库，可以核对。",
        ],
    ]
    return _printed(CERTIFICATE, file.agency_id, _number(file), rows, _chain(custody(file)), at)


def custody(file: EvidenceFile) -> list[Entry]:
    """The steps of a file in order."""
    return custody_of(file_id=file.id)


def _described(file: EvidenceFile) -> list[list[str]]:
    taken = f"{_moment(file.captured_at)}，{file.captured_place}，{file.captured_by}"
    device = f"；设备{file.device}" if file.device else ""
    return [
        ["案件编号", file.case_number or "尚未归入案件"],
        ["原件", f"{_number(file)}，{MediaKind(file.media).title}，{file.size:,}字节"],
        ["采集", f"{taken}{device}"],
        ["证明对象", file.proves],
    ]


def _printed(
    title: str,
    agency_id: UUID | None,
    number: str,
    rows: list[list[str]],
    table: tuple[list[str], list[list[str]]],
    at: datetime,
) -> bytes:
    agency = Agency.objects.filter(id=agency_id).first() if agency_id else None
    columns, lines = table
    day = at.astimezone(BEIJING).date()
    content: dict[str, Any] = {
        "shape": "list",
        "agency": agency.name if agency else "证据库",
        "title": title,
        "number": number,
        "external": False,
        **dict.fromkeys(("addressee", "body", "body_text"), ""),
        **{name: [] for name in ("paragraphs", "contact")},
        "rows": [[label, text, 1] for label, text in rows],
        "body_lines": 0,
        "columns": columns,
        "table": lines or [[""] * len(columns)],
        "signatures": [["制作单位", agency.name if agency else ""], ["打印日期", long_date(day)]],
        "dated": long_date(day),
        "sealed": False,
    }
    return print_content(content=content, template=FORMS, at=at, bears_seal=False).pdf


def _chain(entries: Iterable[Entry]) -> tuple[list[str], list[list[str]]]:
    return _COLUMNS, [_line(number, one) for number, one in enumerate(entries, 1)]


def _chain_of_many(
    steps: Iterable[tuple[str, Entry]],
) -> tuple[list[str], list[list[str]]]:
    lines = [
        [str(number), file, *_line(number, one)[1:]] for number, (file, one) in enumerate(steps, 1)
    ]
    return [_COLUMNS[0], "材料", *_COLUMNS[1:]], lines


def _line(number: int, entry: Entry) -> list[str]:
    return [
        str(number),
        _moment(entry.at),
        entry.actor_name,
        CUSTODY_STEPS.get(entry.kind, entry.kind),
        entry.purpose,
        f"{entry.hash[:8]} {entry.hash[8:16]}",
    ]


def _digests(sha256: str, sm3: str) -> str:
    return f"SHA-256 {_parted(sha256)}；SM3 {_parted(sm3) if sm3 else '入库时计算'}"


def _parted(digest: str) -> str:
    """In fours of eight, so that lines break and people can compare."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def _number(file: EvidenceFile) -> str:
    return f"第{file.number}号 {file.name}" if file.number else file.name


def _moment(at: datetime) -> str:
    local = at.astimezone(BEIJING)
    return f"{long_date(local.date())}{local:%H:%M:%S}"
