"""Originals that leave (导出原件): asked by one, approved by a head who is another, for some hours.

Masked copies need no second person; viewing inside does not either. Each taking is committed to the
record before the first byte leaves.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from mingjian.access.duties import refusal, require_role
from mingjian.evidence.clips import EXPORTERS
from mingjian.evidence.models import LONGEST_EXPORT, EvidenceFile, ExportTaken, OriginalExport
from mingjian.evidence.recording import record
from mingjian.law.breach import MoveRefused
from mingjian.law.citation import Citation
from mingjian.law.roles import Actor, Role

LONGEST_HOURS = int(LONGEST_EXPORT / timedelta(hours=1))
_SECRETS = Citation("行政处罚法", "50")


def ask_for_export(
    *, file_id: UUID, purpose: str, recipient: str, by: Actor, at: datetime
) -> OriginalExport:
    """申请导出原件: what for, and who receives it."""
    require_role(by=by, roles=EXPORTERS, act="申请导出证据原件")
    if not (purpose.strip() and recipient.strip()):
        raise _refusal("没有写明导出的用途或者接收人", "请写明用途和接收的单位、个人后再申请。")
    with transaction.atomic():
        file = EvidenceFile.objects.select_for_update().get(id=file_id)
        own = OriginalExport.objects.filter(file=file, asked_by_person_id=by.person_id)
        if own.filter(approved=None).exists():
            raise _refusal("您对这份材料的申请正在等待审批", "请等机关负责人审批，不必重复申请。")
        asked = OriginalExport.objects.create(
            file=file,
            purpose=purpose.strip(),
            recipient=recipient.strip(),
            asked_at=at,
            asked_by_person_id=by.person_id,
            asked_by_name=by.name,
        )
        told = {"export": asked.id, "purpose": asked.purpose, "recipient": asked.recipient}
        record(file_id=file.id, kind="export_asked", by=by, at=at, payload=told)
    return asked


def approve_export(
    *, export_id: UUID, hours: int, opinion: str, by: Actor, at: datetime
) -> OriginalExport:
    """同意导出 for so many hours, by another head of the agency of the file."""
    if not 0 < hours <= LONGEST_HOURS:
        raise _refusal(
            f"可以导出的时间为一至{LONGEST_HOURS}小时", "请填写时限内的小时数，过期可以再次申请。"
        )
    return _decide(export_id, at + timedelta(hours=hours), opinion, by, at)


def deny_export(*, export_id: UUID, opinion: str, by: Actor, at: datetime) -> OriginalExport:
    """不同意导出, with the reason."""
    if not opinion.strip():
        raise _refusal("没有写明不同意的理由", "请写明理由；可以建议改用遮挡副本。")
    return _decide(export_id, None, opinion, by, at)


def take_original(*, export_id: UUID, by: Actor, at: datetime) -> EvidenceFile:
    """登记导出: commits before it returns, so call it before the first byte leaves."""
    with transaction.atomic(durable=True):
        export = OriginalExport.objects.select_related("file").get(id=export_id)
        if export.asked_by_person_id != by.person_id:
            raise _refusal("批准的导出只供申请人本人使用", "需要原件的，请另行申请。")
        if not is_open(export, at=at):
            raise _refusal(
                "这次导出还没有批准、没有同意，或者已过批准的时间",
                "请等待机关负责人审批；已经过期的，请重新申请。",
            )
        ExportTaken.objects.create(
            export=export, file=export.file, taken_at=at, taken_by_person_id=by.person_id
        )
        told = {"what": "original", "sha256": export.file.sha256, "export": export.id}
        told |= {"recipient": export.recipient, "approved_by": export.decided_by_name}
        exporting = replace(by, purpose=export.purpose)
        record(file_id=export.file_id, kind="exported", by=exporting, at=at, payload=told)
    return export.file


def is_open(export: OriginalExport, *, at: datetime) -> bool:
    """Whether the original may be taken now."""
    if not export.approved or export.decided_at is None or export.until is None:
        return False
    return export.decided_at <= at < export.until


def exports_of(*, file_id: UUID) -> QuerySet[OriginalExport]:
    """Every request for a file, the newest first."""
    found = OriginalExport.objects.filter(file_id=file_id).prefetch_related("taken")
    return found.order_by("-asked_at", "id")


def exports_to_decide(*, agency_ids: Collection[UUID], by: Actor) -> QuerySet[OriginalExport]:
    """待审批: of these agencies, asked by another; the oldest first."""
    waiting = OriginalExport.objects.filter(approved=None, file__agency_id__in=agency_ids)
    others = waiting.exclude(asked_by_person_id=by.person_id).select_related("file")
    return others.order_by("asked_at", "id")


def _decide(
    export_id: UUID, until: datetime | None, opinion: str, by: Actor, at: datetime
) -> OriginalExport:
    require_role(by=by, roles={Role.AGENCY_HEAD}, act="审批导出证据原件")
    with transaction.atomic():
        export = OriginalExport.objects.select_for_update().get(id=export_id)
        agency_id = EvidenceFile.objects.values_list("agency_id", flat=True).get(id=export.file_id)
        _refuse_decision(export, agency_id, by)
        export.approved, export.until = until is not None, until
        export.decided_at, export.opinion = at, opinion.strip()
        export.decided_by_person_id, export.decided_by_name = by.person_id, by.name
        export.save()
        told = {"export": export.id, "asked_by": export.asked_by_name, "opinion": export.opinion}
        told |= {"until": until.isoformat()} if until else {}
        kind = "export_approved" if until else "export_denied"
        record(file_id=export.file_id, kind=kind, by=by, at=at, payload=told)
    return export


def _refuse_decision(export: OriginalExport, agency_id: UUID | None, by: Actor) -> None:
    if export.approved is not None:
        raise _refusal("这份申请已经审批", "请刷新页面查看。")
    if export.asked_by_person_id == by.person_id:
        raise _refusal("不能审批本人的申请", "请由本机关另一名负责人审批。")
    if by.agency_id != agency_id:
        raise _refusal("不能审批其他机关材料的导出", "请由收存这份材料的机关的负责人审批。")


def _refusal(message: str, remedy: str) -> MoveRefused:
    return refusal(code="EXPORT", message=f"{message}。", remedy=remedy, cite=_SECRETS)
