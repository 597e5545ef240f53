"""Oversight of recordings (音像记录监督): gaps in the numbers of a device, files that came late.

A gap stays alarmed until the person who had the device, or a head, says why; a late file is taken
and flagged, and whoever sent it says why.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet, Window
from django.db.models.functions import Lead

from mingjian.access.duties import refusal, require_own_agency, require_role
from mingjian.evidence.devices import STREAM, holder_at
from mingjian.evidence.models import Device, EvidenceFile, GapNote, LateNote
from mingjian.evidence.recording import record
from mingjian.journal.writing import write_entry
from mingjian.law.devices import RECORD_LAW, UPLOAD_WITHIN, Gap, find_gaps
from mingjian.law.roles import Actor, Role

_EXPLAINERS = {Role.CASE_OFFICER, Role.AGENCY_HEAD}


@dataclass(frozen=True)
class OpenGap:
    """间断 that nobody has explained: the clip after it, and who must say why."""

    device: Device
    gap: Gap
    after: EvidenceFile
    person_id: UUID
    name: str


def open_gaps(*, agency_ids: Iterable[UUID], device_id: UUID | None = None) -> list[OpenGap]:
    """Every unexplained gap of the registered devices, the oldest first.

    The leaps are found by the database; who had the device is asked for each gap found.
    """
    leaps = _leaps(list(agency_ids), device_id)
    devices = Device.objects.in_bulk([key for key, _, _ in leaps])
    notes: dict[UUID, list[Gap]] = {}
    for note in GapNote.objects.filter(device_id__in=devices):
        notes.setdefault(note.device_id, []).append(Gap(note.first, note.last))
    found = [
        _open_gap(devices[key], gap)
        for key, before, after in leaps
        for gap in find_gaps((before, after), explained=notes.get(key, ()))
    ]
    return sorted(found, key=lambda one: one.after.captured_at)


def explain_gap(*, device_id: UUID, gap: Gap, reasons: str, by: Actor, at: datetime) -> GapNote:
    """间断说明: by who had the device, or by a head of the agency."""
    require_role(by=by, roles=_EXPLAINERS, act="说明设备记录的间断")
    with transaction.atomic():
        device = Device.objects.select_for_update().get(id=device_id)
        require_own_agency(by=by, agency_id=device.agency_id, act="说明设备记录的间断")
        _check_gap(device, gap, reasons, by)
        said = {"first": gap.first, "last": gap.last, "reasons": reasons.strip()}
        note = GapNote.objects.create(
            device=device,
            **said,
            written_at=at,
            written_by_person_id=by.person_id,
            written_by_name=by.name,
        )
        write_entry(
            stream_id=device.id,
            stream_kind=STREAM,
            kind=f"{STREAM}.gap_explained",
            by=by,
            at=at,
            payload=said,
        )
    return note


def late_files(*, agency_ids: Iterable[UUID]) -> QuerySet[EvidenceFile]:
    """迟延: what came more than 24 hours after its capture, the newest first."""
    late = EvidenceFile.objects.filter(agency_id__in=agency_ids, lag__gt=UPLOAD_WITHIN)
    return late.select_related("late_note").order_by("-received_at")


def explain_lateness(*, file_id: UUID, reasons: str, by: Actor, at: datetime) -> LateNote:
    """迟延说明: by who sent it, or by a head of the agency."""
    require_role(by=by, roles=_EXPLAINERS, act="说明上传迟延")
    with transaction.atomic():
        file = EvidenceFile.objects.select_for_update().get(id=file_id)
        require_own_agency(by=by, agency_id=file.agency_id, act="说明上传迟延")
        _check_late(file, reasons, by)
        note = LateNote.objects.create(
            file=file,
            reasons=reasons.strip(),
            written_at=at,
            written_by_person_id=by.person_id,
            written_by_name=by.name,
        )
        record(file_id=file.id, kind="late", by=by, at=at, payload={"found": note.reasons})
    return note


def _leaps(agency_ids: list[UUID], device_id: UUID | None) -> list[tuple[UUID, int, int]]:
    """Device, a number, the next one that is there: wherever some are left out between."""
    clips = EvidenceFile.objects.filter(
        source__agency_id__in=agency_ids, device_sequence__isnull=False
    )
    if device_id is not None:
        clips = clips.filter(source_id=device_id)
    following = Window(
        Lead("device_sequence"), partition_by=F("source_id"), order_by=F("device_sequence").asc()
    )
    leaps = clips.annotate(following=following).filter(following__gt=F("device_sequence") + 1)
    found: Any = leaps.values_list("source_id", "device_sequence", "following")
    return list(found)


def _open_gap(device: Device, gap: Gap) -> OpenGap:
    clips = EvidenceFile.objects.filter(source=device, device_sequence__gt=gap.last)
    after = clips.order_by("device_sequence", "received_at")[0]
    holder = holder_at(device=device, at=after.captured_at)
    if holder is None:  # 无人领用的，由上传的人说明
        return OpenGap(device, gap, after, after.uploaded_by_person_id, after.uploaded_by_name)
    return OpenGap(device, gap, after, holder.person_id, holder.name)


def _check_gap(device: Device, gap: Gap, reasons: str, by: Actor) -> None:
    standing = open_gaps(agency_ids=[device.agency_id], device_id=device.id)
    asked = next(
        (one for one in standing if one.gap.first <= gap.first <= gap.last <= one.gap.last), None
    )
    if asked is None:
        message, remedy = f"{gap.words}没有待说明的间断。", "请刷新页面查看。"
    elif by.role is not Role.AGENCY_HEAD and asked.person_id != by.person_id:
        message = f"设备当时由{asked.name}负责，不能由您说明。"
        remedy = f"请由{asked.name}或者机关负责人说明。"
    elif not reasons.strip():
        message, remedy = "没有写明间断的原因。", "请写明误拍、故障、未上传等具体情况。"
    else:
        return
    raise refusal(code="DEVICE_GAP", message=message, remedy=remedy, cite=RECORD_LAW)


def _check_late(file: EvidenceFile, reasons: str, by: Actor) -> None:
    if file.lag <= UPLOAD_WITHIN or LateNote.objects.filter(file=file).exists():
        message, remedy = "这份材料不待说明迟延。", "请刷新页面查看。"
    elif by.role is not Role.AGENCY_HEAD and file.uploaded_by_person_id != by.person_id:
        message = f"材料由{file.uploaded_by_name}上传，不能由您说明。"
        remedy = f"请由{file.uploaded_by_name}或者机关负责人说明。"
    elif not reasons.strip():
        message, remedy = "没有写明迟延的原因。", "请写明不能及时上传的具体情况。"
    else:
        return
    raise refusal(code="EVIDENCE_LATE", message=message, remedy=remedy, cite=RECORD_LAW)
