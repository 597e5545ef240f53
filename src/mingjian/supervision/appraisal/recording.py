"""Recording (留痕): every act of a campaign is an entry of the campaign's own stream."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NoReturn

from mingjian.cases.days import day_of
from mingjian.journal.writing import write_entry
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.roles import Actor, Role
from mingjian.supervision.models import Campaign

STREAM = "appraisal"


def record(
    *, campaign: Campaign, kind: str, by: Actor, at: datetime, payload: Mapping[str, Any]
) -> None:
    """One entry, in the transaction of the act."""
    write_entry(
        stream_id=campaign.id,
        stream_kind=STREAM,
        kind=f"{STREAM}.{kind}",
        by=by,
        at=at,
        acted_on=day_of(at),
        payload=payload,
    )


def refuse(code: str, message: str, remedy: str) -> NoReturn:
    """Raise the one reason why this act is refused."""
    raise MoveRefused([Breach(f"APPRAISAL-{code}", message, None, remedy)])


def require_supervisor(by: Actor) -> None:
    """组织评查的是执法监督人员."""
    if by.role is not Role.SUPERVISOR:
        refuse("ROLE", f"{by.name}不是以执法监督人员身份办理", "请切换为执法监督人员后办理。")
