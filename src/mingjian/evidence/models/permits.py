"""Tables of consent: a head's own word on a covert recording, and on an original that leaves."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from mingjian.evidence.models.files import EvidenceFile
from mingjian.evidence.models.permit_rules import (
    COVERT_CONFIRMED_BY_HEAD,
    EXPORT_DECIDED_BY_HEAD,
    TAKEN_IN_ITS_TIME,
)
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

LONGEST_EXPORT = timedelta(hours=72)


class CovertRuling(models.Model):
    """隐蔽录制的确认: by the very head whom the officer asked, once."""

    file = models.OneToOneField(
        EvidenceFile, on_delete=models.PROTECT, primary_key=True, related_name="covert_ruling"
    )
    confirmed = models.BooleanField()
    opinion = models.TextField()
    decided_at = models.DateTimeField()
    decided_by_person_id = models.UUIDField()
    decided_by_name = models.CharField(max_length=80)

    classification = {
        **dict.fromkeys(["file", "confirmed", "decided_at"], INTERNAL),
        **dict.fromkeys(["opinion", "decided_by_person_id", "decided_by_name"], PERSONAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(name="covert_ruling_says_why", condition=~Q(opinion="")),
            CompositeForeignKey(
                name="covert_ruled_by_who_was_asked",
                fields=["file", "decided_by_person_id"],
                to="evidence.EvidenceFile",
                to_fields=["id", "covert_approver_person_id"],
            ),
            RowRule(name="covert_confirmed_by_head", body=COVERT_CONFIRMED_BY_HEAD),
            AppendOnly(name="covert_ruling_append_only"),
            Journalled(name="covert_ruling_journalled", stream_field="file"),
        ]


class OriginalExport(models.Model):
    """导出原件: asked by one, decided by a head who is another person, for some hours."""

    id = models.UUIDField(primary_key=True, default=new_id)
    file = models.ForeignKey(EvidenceFile, on_delete=models.PROTECT, related_name="exports")
    purpose = models.CharField(max_length=200)
    recipient = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    asked_by_person_id = models.UUIDField(db_index=True)
    asked_by_name = models.CharField(max_length=80)
    approved = models.BooleanField(null=True)
    opinion = models.CharField(max_length=200, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    decided_by_person_id = models.UUIDField(null=True)
    decided_by_name = models.CharField(max_length=80, blank=True, default="")
    until = models.DateTimeField(null=True)

    classification = {
        **dict.fromkeys(["id", "file", "asked_at", "approved", "decided_at", "until"], INTERNAL),
        **dict.fromkeys(["purpose", "recipient", "asked_by_person_id"], PERSONAL),
        **dict.fromkeys(["asked_by_name", "opinion", "decided_by_person_id"], PERSONAL),
        "decided_by_name": PERSONAL,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "file"], name="export_of_file"),
            models.CheckConstraint(
                name="export_says_what_for", condition=~Q(purpose="") & ~Q(recipient="")
            ),
            models.CheckConstraint(
                name="export_decided_whole_or_not",
                condition=Q(approved=None, decided_at=None, decided_by_person_id=None, until=None)
                | Q(approved=True, decided_by_person_id__isnull=False, decided_at__isnull=False)
                & Q(approved__isnull=False, until__isnull=False)
                & Q(until__gt=F("decided_at"), until__lte=F("decided_at") + LONGEST_EXPORT)
                | Q(approved=False, decided_by_person_id__isnull=False, until=None)
                & Q(approved__isnull=False, decided_at__isnull=False)
                & ~Q(opinion=""),
            ),
            models.CheckConstraint(
                name="export_decided_by_another",
                condition=Q(decided_by_person_id=None)
                | ~Q(decided_by_person_id=F("asked_by_person_id")),
            ),
            FrozenFields(
                name="export_frozen",
                fields=[
                    *("id", "file", "purpose", "recipient", "asked_at", "asked_by_person_id"),
                    *("asked_by_name", "approved", "decided_at", "decided_by_person_id", "until"),
                ],
            ),
            RowRule(
                name="export_decided_by_head",
                body=EXPORT_DECIDED_BY_HEAD,
                when="BEFORE INSERT OR UPDATE",
            ),
            NoDelete(name="export_stays"),
            Journalled(name="export_journalled", stream_field="file"),
        ]


class ExportTaken(models.Model):
    """导出登记: committed before the first byte leaves, within the hours, by who asked."""

    id = models.UUIDField(primary_key=True, default=new_id)
    export = models.ForeignKey(OriginalExport, on_delete=models.PROTECT, related_name="taken")
    file = models.ForeignKey(EvidenceFile, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    taken_by_person_id = models.UUIDField()

    classification = {
        **dict.fromkeys(["id", "export", "file", "taken_at"], INTERNAL),
        "taken_by_person_id": PERSONAL,
    }

    class Meta:
        constraints = [
            CompositeForeignKey(
                name="taken_of_that_file",
                fields=["export", "file"],
                to="evidence.OriginalExport",
                to_fields=["id", "file"],
            ),
            RowRule(name="taken_in_its_time", body=TAKEN_IN_ITS_TIME),
            AppendOnly(name="taken_append_only"),
            Journalled(name="taken_journalled", stream_field="file"),
        ]
