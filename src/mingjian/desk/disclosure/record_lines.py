"""The record of a publication (全过程记录) as a timeline, newest first."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from mingjian.disclosure.acting import STREAM
from mingjian.disclosure.grounds import Ground, WithholdGround
from mingjian.journal.models import Entry
from mingjian.law.roles import role_title
from mingjian.web.parts import Entry as Line

MOST = 100
KINDS = {
    f"{STREAM}.duty_arose": "产生公示义务",
    f"{STREAM}.not_due": "依规定不公示",
    f"{STREAM}.duty_lapsed": "决定已失效，不再公示",
    f"{STREAM}.decision_served": "决定书送达",
    f"{STREAM}.prepared": "形成公示稿",
    f"{STREAM}.content_approved": "内容审核通过",
    f"{STREAM}.secrecy_approved": "保密审查通过",
    f"{STREAM}.published": "公示",
    f"{STREAM}.corrected": "更正公示",
    f"{STREAM}.withheld": "决定不予公示",
    f"{STREAM}.withdrawal_ordered": "登记撤回事由",
    f"{STREAM}.withdrawn": "撤回公示",
    f"{STREAM}.request_received": "收到公示申请",
    f"{STREAM}.request_accepted": "受理公示申请",
    f"{STREAM}.request_proposed": "提出处理意见",
    f"{STREAM}.request_decided": "决定公示申请",
    f"{STREAM}.imported": "导入历史决定",
    f"{STREAM}.rows_checked": "系统逐行核对",
    f"{STREAM}.batch_published": "公示导入批次",
}


def record_of(*, stream_id: UUID) -> list[Line]:
    """The newest entries of this matter; one query."""
    entries = Entry.objects.filter(stream_id=stream_id).order_by("-seq")[:MOST]
    return [
        Line(
            at=entry.at,
            title=KINDS.get(entry.kind, entry.kind),
            who=f"{entry.actor_name}（{role_title(entry.actor_role)}）",
            detail=_detail(entry.payload),
            number=entry.seq,
            digest=entry.hash,
        )
        for entry in entries
    ]


def _detail(payload: dict[str, Any]) -> str:
    """What is worth reading in it."""
    parts = []
    if payload.get("opinion"):
        parts.append(f"意见：{payload['opinion']}")
    ground = payload.get("ground", "")
    if ground:
        parts.append(f"事由：{_ground_title(ground)}")
    if payload.get("reasons"):
        parts.append(f"理由：{payload['reasons']}")
    if payload.get("reason"):
        parts.append(f"公开理由：{payload['reason']}")
    if payload.get("document"):
        parts.append(f"文书：{payload['document']}")
    if "leaf" in payload:
        parts.append(f"公开日志摘要 {payload['leaf'][:16]}…")
    if "found" in payload:
        parts.append(f"核对 {payload['rows']} 行，发现疑似个人信息 {payload['found']} 处")
    if "count" in payload:
        parts.append(f"本次公示 {payload['count']} 件")
    return "；".join(parts)


def _ground_title(slug: str) -> str:
    titles: dict[str, str] = {one.value: one.title for one in (*Ground, *WithholdGround)}
    return titles.get(slug, slug)
