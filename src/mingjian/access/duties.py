"""Duties (职责): which role may do which act of the lower rooms, and how a refusal is worded."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.citation import Citation
from mingjian.law.roles import Actor, Role

SEPARATION = Citation("信息安全技术 网络安全等级保护基本要求（GB/T 22239—2019）", place="8.1.4.2")


def refusal(*, code: str, message: str, remedy: str, cite: Citation | None = None) -> MoveRefused:
    """One refusal, ready to raise."""
    return MoveRefused([Breach(code=code, message=message, cite=cite, remedy=remedy)])


def require_role(*, by: Actor, roles: Collection[Role], act: str) -> None:
    """Refuse unless the actor acts in one of ``roles``; ``act`` completes "……不能{act}"."""
    if by.role in roles:
        return
    titles = "或者".join(sorted(role.title for role in roles))
    raise refusal(
        code="DUTY",
        message=f"{by.role.title}不能{act}。",
        remedy=f"请由{titles}办理。",
        cite=SEPARATION,
    )


def require_own_agency(*, by: Actor, agency_id: UUID | None, act: str) -> None:
    """Refuse an administrator of one agency in another's matters; one of no agency serves all."""
    if by.agency_id is None or by.agency_id == agency_id:
        return
    raise refusal(
        code="OWN_AGENCY",
        message=f"不能为其他机关{act}。",
        remedy="请由该机关的管理员或者平台管理员办理。",
    )
