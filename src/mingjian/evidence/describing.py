"""Tags of a file (标签): what every recording must say of itself before a byte is taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.citation import Citation

# 视听资料应当注明制作方法、制作时间、制作人和证明对象。
COURT_RULES = Citation("最高人民法院关于行政诉讼证据若干问题的规定", "12")
RECORD_LAW = Citation("行政处罚法", "47")
EVIDENCE_LAW = Citation("行政处罚法", "46")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_IDS = ("case_id", "covert_approver_person_id")
_LONGEST = {
    "name": 255,
    "captured_place": 200,
    "captured_by": 80,
    "proves": 300,
    "device": 60,
    "device_signature": 200,
    "covert_basis": 200,
    "covert_approver": 80,
}


@dataclass(frozen=True)
class Description:
    """五项标签 and what else the sender says; ``sha256`` and ``sm3`` are compared where given."""

    name: str
    size: int
    captured_at: datetime
    captured_place: str
    captured_by: str
    proves: str
    case_id: UUID | None = None
    case_number: str | None = None
    device: str = ""
    device_sequence: int | None = None
    device_signature: str = ""
    # 采集站索引, as ``importing`` read it: what no tag has a place for.
    device_index: Mapping[str, Any] = field(default_factory=dict)
    clock_offset_seconds: int = 0
    covert_basis: str = ""
    covert_approver: str = ""
    covert_approver_person_id: UUID | None = None
    is_covert: bool = False
    sha256: str = field(default="")
    sm3: str = field(default="")

    def as_plain(self) -> dict[str, Any]:
        """For the table of uploads."""
        plain = asdict(self)
        plain["captured_at"] = self.captured_at.isoformat()
        for name in _IDS:
            plain[name] = str(plain[name]) if plain[name] else None
        return plain

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Description:
        """Read back what ``as_plain`` wrote."""
        # An upload begun before an upgrade lacks what came with it.
        known = {one.name: plain[one.name] for one in fields(cls) if one.name in plain}
        known["captured_at"] = datetime.fromisoformat(known["captured_at"])
        known |= {name: UUID(plain[name]) if plain.get(name) else None for name in _IDS}
        return cls(**known)


def require_description(said: Description) -> None:
    """Refuse with every tag that is missing."""
    breaches = list(_breaches(said))
    if breaches:
        raise MoveRefused(breaches)


def _breaches(said: Description) -> Iterator[Breach]:
    tags = {"采集地点": said.captured_place, "采集人": said.captured_by, "证明对象": said.proves}
    for title, value in tags.items():
        if not value.strip():
            yield _breach("TAG", f"没有注明{title}", COURT_RULES, f"请填写{title}后再上传。")
    if not said.name.strip() or "/" in said.name or "\0" in said.name:
        yield _breach("NAME", "文件名为空或者含有不能使用的字符", None, "请改名后再上传。")
    if said.size <= 0:
        yield _breach("EMPTY", "文件是空的，没有内容", None, "请检查设备上的文件。")
    if (said.case_id is None) != (not said.case_number):
        yield _breach("CASE", "案件和案件编号应当同时填写", RECORD_LAW, "请在案件页上传。")
    approved = said.covert_approver.strip() and said.covert_approver_person_id
    if said.is_covert and not (said.covert_basis.strip() and approved):
        remedy = "请选择依据和本机关的批准人；没有依据、未经批准的，不得作为证据。"
        yield _breach(
            "HIDDEN", "隐蔽录制没有依据，或者批准人不是本机关采集当日的负责人", EVIDENCE_LAW, remedy
        )
    if not said.is_covert and (said.covert_basis or said.covert_approver):
        yield _breach("HIDDEN", "写了隐蔽录制的依据，却没有标明是隐蔽录制", None, "请核对。")
    for name, longest in _LONGEST.items():
        if len(getattr(said, name)) > longest:
            yield _breach("LONG", f"“{name}”超过{longest}字", None, "请缩短后再上传。")
    if any(one and not _DIGEST.fullmatch(one) for one in (said.sha256, said.sm3)):
        yield _breach("DIGEST", "申报的校验值不是64位十六进制数", None, "请检查上传程序。")


def _breach(code: str, message: str, cite: Citation | None, remedy: str) -> Breach:
    return Breach(code=f"EVIDENCE_{code}", message=f"{message}。", cite=cite, remedy=remedy)
