"""Acting in this room (公示办理): whose stream, who may, and how a refusal is worded."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from mingjian.access.duties import refusal, require_role
from mingjian.journal.models import Stream
from mingjian.journal.writing import write_entry
from mingjian.law.citation import Citation
from mingjian.law.roles import Actor, Role

STREAM = "publication"
REVIEW_DUE = Citation("政府信息公开条例", "17")


def require_clerk(*, by: Actor, agency_id: UUID, roles: Collection[Role], act: str) -> None:
    """Refuse unless the actor does this work, and for this agency."""
    require_role(by=by, roles=roles, act=act)
    if by.agency_id != agency_id:
        raise refusal(
            code="AGENCY",
            message=f"不能{act}：该事项属于其他机关",
            remedy="请由该机关的公示人员办理。",
        )


def require_text(text: str, *, what: str, cite: Citation | None, remedy: str) -> str:
    """The text without blanks around it; refuse where nothing is left."""
    stripped = text.strip()
    if not stripped:
        raise refusal(code="TEXT", message=f"没有写明{what}", cite=cite, remedy=remedy)
    return stripped


def lock_matter(stream_id: UUID) -> None:
    """One act on a publication or an import at a time; append-only rows themselves take no lock."""
    Stream.objects.select_for_update().get(id=stream_id)


def record(
    *,
    stream_id: UUID,
    kind: str,
    by: Actor,
    at: datetime,
    on: date,
    payload: Mapping[str, Any],
) -> None:
    """Write the act into the publication's record (全过程记录)."""
    write_entry(
        stream_id=stream_id,
        stream_kind=STREAM,
        kind=f"{STREAM}.{kind}",
        by=by,
        at=at,
        acted_on=on,
        payload=payload,
    )
