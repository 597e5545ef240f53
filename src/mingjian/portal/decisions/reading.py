"""Reading one decision (决定公开页): its fields in order, its status, its place in the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from mingjian.disclosure.models import PublicRecord
from mingjian.disclosure.projection import FIELD_TITLES
from mingjian.disclosure.proving import ALGORITHM
from mingjian.ledger.leaf import opens_commitment
from mingjian.portal.parameters.finding import pack_page
from mingjian.web.parts import SummaryRow

# 要点的次序；事实、依据、救济途径等另有专门段落。
_IN_ORDER = (
    *("party_name", "party_kind", "credit_code", "legal_representative", "cause", "kinds"),
    *("penalty", "fine_yuan", "confiscated", "number", "decided_on", "agency", "division"),
    "law_pack",
)
_SEPARATOR = "、"


@dataclass(frozen=True)
class Reading:
    """决定公开页 of one record; ``is_intact`` was computed for this very answer."""

    rows: tuple[SummaryRow, ...]
    log_rows: tuple[SummaryRow, ...]
    is_intact: bool
    has_ended: bool
    law_url: str
    today: date


def read_decision(record: PublicRecord, *, log_size: int, on: date) -> Reading:
    """What the page shows besides the long texts of the content."""
    return Reading(
        rows=tuple(_rows(record)),
        log_rows=_log_rows(record, log_size),
        is_intact=opens_commitment(
            content=record.content,
            salt=bytes.fromhex(record.salt),
            commitments={ALGORITHM: record.commitment},
        ),
        has_ended=record.has_ended(on=on),
        law_url=pack_page(record.content.get("law_pack") or record.agency.law_pack),
        today=on,
    )


def _rows(record: PublicRecord) -> list[SummaryRow]:
    content = record.content
    rows = [_row(name, content[name], record) for name in _IN_ORDER if _has(content, name)]
    return [*rows, SummaryRow("公示日期", record.published_on, kind="date")]


def _has(content: Mapping[str, Any], name: str) -> bool:
    """A fine of 0.00 is none."""
    value: Any = content.get(name)
    return bool(value) and not (name == "fine_yuan" and Decimal(value) == 0)


def _row(name: str, value: Any, record: PublicRecord) -> SummaryRow:
    label = FIELD_TITLES[name]
    match name:
        case "fine_yuan":
            return SummaryRow("罚款金额", Decimal(value), kind="amount")
        case "decided_on":
            return SummaryRow(label, date.fromisoformat(value), kind="date")
        case "agency":
            return SummaryRow(label, value, url=reverse("portal:agency", args=[record.agency_id]))
        case "law_pack":
            return SummaryRow(label, value, url=pack_page(value))
        case _:
            return SummaryRow(label, _SEPARATOR.join(value) if isinstance(value, list) else value)


def _log_rows(record: PublicRecord, log_size: int) -> tuple[SummaryRow, ...]:
    return (
        SummaryRow("日志序号", f"第 {record.leaf_index:,} 号"),
        SummaryRow("检查点", f"已签署到 {log_size:,} 条"),
        SummaryRow("公示版本", f"第 {record.version} 版"),
    )
