"""Tables of what comes in: uploads, files for good, receipts, copies, notes, alarms."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.evidence.kinds import FileState, MediaKind, ReceiptKind
from mingjian.evidence.models.device_rules import COVERT_BY_HEAD, SOURCE_WITHOUT_DOUBT
from mingjian.evidence.models.devices import Device
from mingjian.journal.classification import INTERNAL, PERSONAL
from mingjian.journal.guards import (
    AppendOnly,
    CompositeForeignKey,
    FrozenFields,
    Journalled,
    NoDelete,
    RowRule,
)
from mingjian.journal.ids import new_id
from mingjian.law.devices import Doubt

DIGEST = r"^[0-9a-f]{64}$"

_BEGINS_DURABLE = """
BEGIN
  IF NEW.state <> 'durable' THEN
    RAISE EXCEPTION 'a file begins as durable, not as %', NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_begins_durable';
  END IF;
  RETURN NEW;
END
"""
_ONLY_FORWARD = """
DECLARE
  ladder text[] := ARRAY['durable', 'vaulted', 'verified'];
BEGIN
  IF array_position(ladder, NEW.state::text) < array_position(ladder, OLD.state::text) THEN
    RAISE EXCEPTION 'state % does not go back to %', OLD.state, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_only_forward';
  END IF;
  RETURN NEW;
END
"""
# Empty until the file is joined, or vaulted; then as fixed as the rest.
_TEXTS_ONCE = """
BEGIN
  IF OLD.case_number <> '' AND NEW.case_number <> OLD.case_number
     OR OLD.sm3 <> '' AND NEW.sm3 <> OLD.sm3 THEN
    RAISE EXCEPTION 'number of the case and SM3 are set once'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_texts_once';
  END IF;
  RETURN NEW;
END
"""
# 入库: a receipt for these very bytes, and two places that gave them back.
_VAULTED_WITH_PROOF = """
BEGIN
  IF NEW.state IN ('vaulted', 'verified') AND (
    NOT EXISTS (SELECT FROM evidence_receipt r WHERE r.file_id = NEW.id AND r.kind = 'vaulted')
    OR (SELECT count(*) FROM evidence_storedcopy c WHERE c.file_id = NEW.id) < 2
  ) THEN
    RAISE EXCEPTION 'no vaulted receipt or fewer than two copies'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_vaulted_with_proof';
  END IF;
  RETURN NEW;
END
"""


class Upload(models.Model):
    """接收中的文件: what its sender said; the bytes are in the spool under the same id."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case_id = models.UUIDField(null=True, db_index=True)
    size = models.BigIntegerField()
    # The whole description as ``receiving.Description``: written out when the file is durable.
    described = models.JSONField()
    begun_at = models.DateTimeField()
    begun_by_person_id = models.UUIDField(db_index=True)
    begun_by_name = models.CharField(max_length=80)
    agency_id = models.UUIDField(null=True)

    classification = {
        **dict.fromkeys(["id", "case_id", "size", "begun_at", "agency_id"], INTERNAL),
        **dict.fromkeys(["described", "begun_by_person_id", "begun_by_name"], PERSONAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(name="upload_has_bytes", condition=Q(size__gt=0)),
        ]


class EvidenceFile(models.Model):
    """证据文件: one original; its bytes, tags and times are fixed from the day they are durable.

    五项标签 (案件编号、采集时间、采集地点、采集人、证明对象). A recording may come before its case:
    ``case_id``, ``case_number`` and ``number`` are then empty until it is joined, once.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    case_id = models.UUIDField(null=True)
    case_number = models.CharField(max_length=60, blank=True, default="")
    number = models.PositiveIntegerField(null=True)
    agency_id = models.UUIDField(null=True, db_index=True)
    state = models.CharField(max_length=12, choices=[(s.value, s.title) for s in FileState])
    name = models.CharField(max_length=255)
    media = models.CharField(max_length=10, choices=[(m.value, m.title) for m in MediaKind])
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    sm3 = models.CharField(max_length=64, blank=True, default="")
    captured_at = models.DateTimeField()
    captured_place = models.CharField(max_length=200)
    captured_by = models.CharField(max_length=80)
    proves = models.CharField(max_length=300)
    device = models.CharField(max_length=60, blank=True, default="")
    source = models.ForeignKey(Device, on_delete=models.PROTECT, null=True, related_name="files")
    device_doubt = models.CharField(
        max_length=20, blank=True, default="", choices=[(d.value, d.title) for d in Doubt]
    )
    device_sequence = models.PositiveIntegerField(null=True)
    device_signature = models.CharField(max_length=200, blank=True, default="")
    # 采集站索引: what the dock said beside the tags, and which of it could not be read.
    device_index = models.JSONField(default=dict, blank=True)
    clock_offset_seconds = models.IntegerField(default=0)
    is_covert = models.BooleanField(default=False)
    covert_basis = models.CharField(max_length=200, blank=True, default="")
    covert_approver = models.CharField(max_length=80, blank=True, default="")
    covert_approver_person_id = models.UUIDField(null=True)
    uploaded_by_person_id = models.UUIDField()
    uploaded_by_name = models.CharField(max_length=80)
    received_at = models.DateTimeField()
    vaulted_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(null=True)
    # 迟延: how long after its capture the file arrived; derived, so nobody can write it.
    lag = models.GeneratedField(
        expression=F("received_at") - F("captured_at"),
        output_field=models.DurationField(null=True),
        db_persist=True,
    )

    classification = {
        **dict.fromkeys(["id", "case_id", "case_number", "number", "agency_id"], INTERNAL),
        **dict.fromkeys(["state", "media", "size", "sha256", "sm3"], INTERNAL),
        **dict.fromkeys(["captured_at", "device", "device_sequence"], INTERNAL),
        **dict.fromkeys(["source", "device_doubt"], INTERNAL),
        **dict.fromkeys(["device_signature", "clock_offset_seconds", "is_covert"], INTERNAL),
        **dict.fromkeys(["received_at", "vaulted_at", "verified_at", "lag"], INTERNAL),
        **dict.fromkeys(["name", "captured_place", "captured_by", "proves"], PERSONAL),
        **dict.fromkeys(["covert_basis", "covert_approver"], PERSONAL),
        **dict.fromkeys(["covert_approver_person_id", "device_index"], PERSONAL),
        **dict.fromkeys(["uploaded_by_person_id", "uploaded_by_name"], PERSONAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "sha256"], name="evidence_of_bytes"),
            models.UniqueConstraint(fields=["id", "case_id"], name="evidence_of_case"),
            models.UniqueConstraint(
                fields=["id", "covert_approver_person_id"], name="evidence_asked_of_head"
            ),
            models.UniqueConstraint(
                fields=["case_id", "number"], name="evidence_numbered_once_in_its_case"
            ),
            models.CheckConstraint(
                name="evidence_names_bytes", condition=Q(sha256__regex=DIGEST, size__gt=0)
            ),
            models.CheckConstraint(
                name="evidence_has_its_tags",
                condition=~Q(captured_place="") & ~Q(captured_by="") & ~Q(proves="") & ~Q(name=""),
            ),
            models.CheckConstraint(
                name="evidence_joined_whole_or_not",
                condition=Q(case_id=None, case_number="", number=None)
                | Q(case_id__isnull=False, number__isnull=False) & ~Q(case_number=""),
            ),
            models.CheckConstraint(
                name="evidence_covert_with_basis",
                condition=Q(is_covert=False, covert_basis="", covert_approver="")
                | Q(is_covert=True) & ~Q(covert_basis="") & ~Q(covert_approver=""),
            ),
            models.CheckConstraint(
                name="evidence_times_follow_its_state",
                condition=Q(state="durable", vaulted_at=None, verified_at=None, sm3="")
                | Q(state="vaulted", vaulted_at__isnull=False, verified_at=None) & ~Q(sm3="")
                | Q(state="verified", vaulted_at__isnull=False, verified_at__isnull=False)
                & ~Q(sm3=""),
            ),
            FrozenFields(
                name="evidence_keeps_bytes_and_tags",
                fields=[
                    *("id", "case_id", "number", "agency_id", "name", "media"),
                    *("size", "sha256", "captured_at", "captured_place", "captured_by"),
                    *("proves", "device", "device_sequence", "device_signature"),
                    *("source", "device_doubt", "device_index", "covert_approver_person_id"),
                    *("clock_offset_seconds", "is_covert", "covert_basis", "covert_approver"),
                    *("uploaded_by_person_id", "uploaded_by_name", "received_at"),
                    *("vaulted_at", "verified_at"),
                ],
            ),
            CompositeForeignKey(
                name="evidence_source_as_named",
                fields=["source", "agency_id", "device"],
                to="evidence.Device",
                to_fields=["id", "agency", "number"],
            ),
            RowRule(name="evidence_source_without_doubt", body=SOURCE_WITHOUT_DOUBT),
            RowRule(name="evidence_covert_by_head", body=COVERT_BY_HEAD),
            RowRule(name="evidence_begins_durable", body=_BEGINS_DURABLE),
            RowRule(name="evidence_only_forward", body=_ONLY_FORWARD, when="BEFORE UPDATE"),
            RowRule(name="evidence_texts_once", body=_TEXTS_ONCE, when="BEFORE UPDATE"),
            RowRule(
                name="evidence_vaulted_with_proof", body=_VAULTED_WITH_PROOF, when="BEFORE UPDATE"
            ),
            NoDelete(name="evidence_never_goes"),
            Journalled(name="evidence_file_journalled", stream_field="id"),
        ]
        indexes = [models.Index(fields=["state", "vaulted_at"], name="evidence_by_state")]


class Receipt(models.Model):
    """回执: a signed note that these bytes are durable, or vaulted."""

    id = models.UUIDField(primary_key=True, default=new_id)
    file = models.ForeignKey(EvidenceFile, on_delete=models.PROTECT, related_name="receipts")
    kind = models.CharField(max_length=10, choices=[(k.value, k.title) for k in ReceiptKind])
    sha256 = models.CharField(max_length=64)
    note = models.TextField()
    issued_at = models.DateTimeField()

    classification = dict.fromkeys(["id", "file", "kind", "sha256", "note", "issued_at"], INTERNAL)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "kind"], name="receipt_once_of_a_kind"),
            models.CheckConstraint(
                name="receipt_of_known_kind",
                condition=Q(kind__in=[kind.value for kind in ReceiptKind]) & ~Q(note=""),
            ),
            CompositeForeignKey(
                name="receipt_for_those_bytes",
                fields=["file", "sha256"],
                to="evidence.EvidenceFile",
                to_fields=["id", "sha256"],
            ),
            AppendOnly(name="receipt_append_only"),
            Journalled(name="receipt_journalled", stream_field="file"),
        ]


class StoredCopy(models.Model):
    """副本: the store gave back these very bytes; ``checked_at`` moves with every re-reading."""

    id = models.UUIDField(primary_key=True, default=new_id)
    file = models.ForeignKey(EvidenceFile, on_delete=models.PROTECT, related_name="copies")
    store = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    stored_at = models.DateTimeField()
    checked_at = models.DateTimeField(db_index=True)

    classification = dict.fromkeys(
        ["id", "file", "store", "sha256", "stored_at", "checked_at"], INTERNAL
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "store"], name="copy_once_in_a_store"),
            models.CheckConstraint(
                name="copy_checked_after_stored", condition=Q(checked_at__gte=F("stored_at"))
            ),
            CompositeForeignKey(
                name="copy_of_those_bytes",
                fields=["file", "sha256"],
                to="evidence.EvidenceFile",
                to_fields=["id", "sha256"],
            ),
            FrozenFields(
                name="copy_keeps_its_place",
                fields=["id", "file", "store", "sha256", "stored_at"],
            ),
            NoDelete(name="copy_never_goes"),
        ]


class FileNote(models.Model):
    """说明: content of a recording, who speaks in it; notes are added, never changed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    file = models.ForeignKey(EvidenceFile, on_delete=models.PROTECT, related_name="notes")
    content = models.TextField()
    speakers = models.CharField(max_length=300, blank=True, default="")
    written_at = models.DateTimeField()
    written_by_person_id = models.UUIDField()
    written_by_name = models.CharField(max_length=80)

    classification = {
        **dict.fromkeys(["id", "file", "written_at"], INTERNAL),
        **dict.fromkeys(
            ["content", "speakers", "written_by_person_id", "written_by_name"], PERSONAL
        ),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(name="file_note_says_something", condition=~Q(content="")),
            AppendOnly(name="file_note_append_only"),
            Journalled(name="file_note_journalled", stream_field="file"),
        ]


class FileAlarm(models.Model):
    """告警: a copy that is missing, or is no longer what was received; ``clip``: a masked one."""

    id = models.UUIDField(primary_key=True, default=new_id)
    file = models.ForeignKey(EvidenceFile, on_delete=models.PROTECT, related_name="alarms")
    clip = models.ForeignKey(
        "evidence.Clip", on_delete=models.PROTECT, null=True, related_name="alarms"
    )
    store = models.CharField(max_length=40)
    found = models.CharField(max_length=200)
    found_at = models.DateTimeField()

    classification = dict.fromkeys(["id", "file", "clip", "store", "found", "found_at"], INTERNAL)

    class Meta:
        constraints = [
            models.CheckConstraint(name="file_alarm_says_what", condition=~Q(found="")),
            CompositeForeignKey(
                name="file_alarm_of_its_clip",
                fields=["clip", "file"],
                to="evidence.Clip",
                to_fields=["id", "file"],
            ),
            AppendOnly(name="file_alarm_append_only"),
            Journalled(name="file_alarm_journalled", stream_field="file"),
        ]
