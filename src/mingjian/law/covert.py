"""Covert recording (隐蔽录音录像): who confirms it, and what it may not be used for before that.

因查处违法行为需要隐蔽录音录像的，须经机关负责人批准；以非法手段取得的证据，不得作为认定案件事实的根据
（行政处罚法 46）。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from mingjian.law.breach import Breach
from mingjian.law.citation import Citation
from mingjian.law.roles import Actor, Role

EVIDENCE_LAW = Citation("行政处罚法", "46", "3")
AWAITED, CONFIRMED, DENIED = "待确认", "已确认", "不予确认"


@dataclass(frozen=True)
class Covert:
    """What is known of a recording: ``confirmed`` is None until the named head has answered."""

    is_covert: bool
    confirmed: bool | None = None
    approver: str = ""
    approver_person_id: UUID | None = None

    @property
    def word(self) -> str:
        """待确认、已确认、不予确认; empty for an open recording."""
        if not self.is_covert:
            return ""
        return {None: AWAITED, True: CONFIRMED, False: DENIED}[self.confirmed]


def covert_unusable(covert: Covert) -> Breach | None:
    """未经批准的负责人本人确认的隐蔽录制，不得关联为证据。"""
    if not covert.is_covert or covert.confirmed:
        return None
    if covert.confirmed is None:
        return Breach(
            "COVERT_UNCONFIRMED",
            f"这份材料是隐蔽录制，{covert.approver}还没有确认批准，不能关联为证据。",
            EVIDENCE_LAW,
            f"请{covert.approver}以本人账号在“证据审批”中确认后再关联。",
        )
    return Breach(
        "COVERT_DENIED",
        f"这份材料是隐蔽录制，{covert.approver}没有确认批准，不得作为证据使用。",
        EVIDENCE_LAW,
        "请以公开方式重新取证；材料照常保管，不得删除。",
    )


def confirmation_breaches(*, covert: Covert, opinion: str, by: Actor) -> Iterator[Breach]:
    """确认由被申请的负责人本人作出，一次为准，写明意见。"""
    if not covert.is_covert or covert.confirmed is not None:
        yield Breach(
            "COVERT_RULED", "这份材料不待确认。", EVIDENCE_LAW, "请返回材料页面查看确认情况。"
        )
    elif by.role is not Role.AGENCY_HEAD or by.person_id != covert.approver_person_id:
        yield Breach(
            "COVERT_OTHER",
            f"这次隐蔽录制申请由{covert.approver}批准，不能由他人代为确认。",
            EVIDENCE_LAW,
            f"请{covert.approver}以机关负责人岗位、本人账号办理。",
        )
    elif not opinion.strip():
        yield Breach(
            "COVERT_OPINION",
            "没有写明意见。",
            EVIDENCE_LAW,
            "请写明何时批准、因查处何事需要；不予确认的，写明理由。",
        )
