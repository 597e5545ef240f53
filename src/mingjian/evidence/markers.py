"""Markers (标记): the moments of a recording that matter; written once, replaced by a later one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mingjian.access.duties import refusal, require_role
from mingjian.evidence.models import EvidenceFile, Marker
from mingjian.evidence.recording import record
from mingjian.law.citation import Citation
from mingjian.law.roles import Actor, Role

RECORD_LAW = Citation("行政处罚法", "47")


def markers_of(*, file_id: UUID) -> list[Marker]:
    """Those in force, by their second; what was replaced stays in the table and in the record."""
    found = Marker.objects.filter(file_id=file_id, marker=None)
    return list(found.order_by("second", "written_at"))


def add_marker(
    *,
    file_id: UUID,
    second: int,
    speaker: str,
    content: str,
    replaces: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Marker:
    """标记一个时点: who speaks, what is said or to be seen."""
    require_role(by=by, roles={Role.CASE_OFFICER}, act="标记录音录像")
    if not content.strip() or second < 0:
        raise refusal(
            code="EVIDENCE_MARKER",
            message="没有写明时点的内容。",
            remedy="请写明这一时点看到、听到的主要内容。",
            cite=RECORD_LAW,
        )
    with transaction.atomic():
        EvidenceFile.objects.select_for_update().get(id=file_id)
        _refuse_replaced(file_id, replaces)
        marker = Marker.objects.create(
            file_id=file_id,
            second=second,
            speaker=speaker.strip(),
            content=content.strip(),
            replaces_id=replaces,
            written_at=at,
            written_by_person_id=by.person_id,
            written_by_name=by.name,
        )
        told = {"second": second, "speaker": marker.speaker, "content": marker.content}
        record(file_id=file_id, kind="marked", by=by, at=at, payload={**told, "replaces": replaces})
    return marker


def _refuse_replaced(file_id: UUID, replaces: UUID | None) -> None:
    if replaces is None or any(one.id == replaces for one in markers_of(file_id=file_id)):
        return
    raise refusal(
        code="EVIDENCE_MARKER",
        message="要更正的标记已经更正过了。",
        remedy="请刷新页面，在最新的标记上更正。",
        cite=RECORD_LAW,
    )
