"""Tables of the device register (设备台账): devices, who has them, what explains their gaps."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.evidence.models.device_rules import (
    GAP_IS_MISSING,
    IN_ITS_ORDER,
    ISSUED_TO_OWN_OFFICER,
    LATE_FILE_IS_LATE,
)
from mingjian.journal.classification import INTERNAL, PERSONAL
from mingjian.journal.guards import AppendOnly, FrozenFields, Journalled, NoDelete, RowRule
from mingjian.journal.ids import new_id
from mingjian.law.devices import DeviceAct, DeviceKind
from mingjian.registry.models import Agency, Officer


class Device(models.Model):
    """设备: one recorder of an agency, under the number that its files carry."""

    id = models.UUIDField(primary_key=True, default=new_id)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="devices")
    number = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=[(k.value, k.title) for k in DeviceKind])
    model = models.CharField(max_length=80)
    serial = models.CharField(max_length=80)
    # Ed25519, base64; empty where the device signs nothing.
    public_key = models.CharField(max_length=60, blank=True, default="")
    storage_place = models.CharField(max_length=120)
    registered_at = models.DateTimeField()
    registered_by_person_id = models.UUIDField()
    registered_by_name = models.CharField(max_length=80)

    classification = {
        **dict.fromkeys(["id", "agency", "number", "kind", "model", "serial"], INTERNAL),
        **dict.fromkeys(["public_key", "storage_place", "registered_at"], INTERNAL),
        **dict.fromkeys(["registered_by_person_id", "registered_by_name"], PERSONAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="device_number_once"),
            models.UniqueConstraint(
                fields=["id", "agency", "number"], name="device_of_agency_and_number"
            ),
            models.CheckConstraint(
                name="device_is_described",
                condition=~Q(number="")
                & ~Q(model="")
                & ~Q(serial="")
                & ~Q(storage_place="")
                & Q(kind__in=[kind.value for kind in DeviceKind]),
            ),
            FrozenFields(
                name="device_stays_the_same",
                fields=[
                    *("id", "agency", "number", "kind", "model", "serial", "public_key"),
                    *("registered_at", "registered_by_person_id", "registered_by_name"),
                ],
            ),
            NoDelete(name="device_never_goes"),
            Journalled(name="device_journalled", stream_field="id"),
        ]

    def __str__(self) -> str:
        return self.number


class DeviceEvent(models.Model):
    """台账事项: 领用、归还、送修、修复入库、报废, one after the other."""

    id = models.UUIDField(primary_key=True, default=new_id)
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="events")
    serial = models.PositiveIntegerField()
    act = models.CharField(max_length=12, choices=[(a.value, a.title) for a in DeviceAct])
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=200, blank=True, default="")
    happened_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    entered_by_person_id = models.UUIDField()
    entered_by_name = models.CharField(max_length=80)

    classification = {
        **dict.fromkeys(["id", "device", "serial", "act", "happened_at", "entered_at"], INTERNAL),
        **dict.fromkeys(["officer", "note", "entered_by_person_id", "entered_by_name"], PERSONAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["device", "serial"], name="device_event_once"),
            models.CheckConstraint(
                name="device_issued_to_somebody",
                condition=Q(act="issue", officer__isnull=False)
                | ~Q(act="issue") & Q(officer__isnull=True),
            ),
            models.CheckConstraint(
                name="device_retired_with_reasons",
                condition=~Q(act__in=["repair", "retire"]) | ~Q(note=""),
            ),
            models.CheckConstraint(
                name="device_event_not_ahead", condition=Q(happened_at__lte=F("entered_at"))
            ),
            RowRule(name="device_event_in_its_order", body=IN_ITS_ORDER),
            RowRule(name="device_issued_to_own_officer", body=ISSUED_TO_OWN_OFFICER),
            AppendOnly(name="device_event_append_only"),
            Journalled(name="device_event_journalled", stream_field="device"),
        ]


class GapNote(models.Model):
    """间断说明: why clips of these numbers are not there."""

    id = models.UUIDField(primary_key=True, default=new_id)
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="gap_notes")
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    reasons = models.TextField()
    written_at = models.DateTimeField()
    written_by_person_id = models.UUIDField()
    written_by_name = models.CharField(max_length=80)

    classification = {
        **dict.fromkeys(["id", "device", "first", "last", "written_at"], INTERNAL),
        **dict.fromkeys(["reasons", "written_by_person_id", "written_by_name"], PERSONAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="gap_note_says_why", condition=~Q(reasons="") & Q(last__gte=F("first"))
            ),
            RowRule(name="gap_note_of_missing_clips", body=GAP_IS_MISSING),
            AppendOnly(name="gap_note_append_only"),
            Journalled(name="gap_note_journalled", stream_field="device"),
        ]


class LateNote(models.Model):
    """迟延说明: why a recording came in later than it should."""

    id = models.UUIDField(primary_key=True, default=new_id)
    file = models.OneToOneField(
        "evidence.EvidenceFile", on_delete=models.PROTECT, related_name="late_note"
    )
    reasons = models.TextField()
    written_at = models.DateTimeField()
    written_by_person_id = models.UUIDField()
    written_by_name = models.CharField(max_length=80)

    classification = {
        **dict.fromkeys(["id", "file", "written_at"], INTERNAL),
        **dict.fromkeys(["reasons", "written_by_person_id", "written_by_name"], PERSONAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(name="late_note_says_why", condition=~Q(reasons="")),
            RowRule(name="late_note_of_late_file", body=LATE_FILE_IS_LATE),
            AppendOnly(name="late_note_append_only"),
            Journalled(name="late_note_journalled", stream_field="file"),
        ]
