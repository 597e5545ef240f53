"""Tables of what must be recorded: a step's recording, or why there is none, and who agreed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.evidence.models.files import EvidenceFile
from mingjian.evidence.models.permit_rules import covert_is_confirmed
from mingjian.journal.classification import INTERNAL, PERSONAL
from mingjian.journal.guards import AppendOnly, CompositeForeignKey, Journalled, RowRule
from mingjian.journal.ids import new_id
from mingjian.law.recordings import Step


class StepRecord(models.Model):
    """一个环节的音像记录: a file of the same case, or the reasons for having none (例外)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case_id = models.UUIDField(db_index=True)
    step = models.CharField(max_length=20, choices=[(s.value, s.title) for s in Step])
    step_id = models.UUIDField(db_index=True)
    file = models.ForeignKey(
        EvidenceFile, on_delete=models.PROTECT, null=True, related_name="steps"
    )
    reasons = models.TextField(blank=True, default="")
    entered_at = models.DateTimeField()
    entered_by_person_id = models.UUIDField()
    entered_by_name = models.CharField(max_length=80)

    classification = {
        **dict.fromkeys(["id", "case_id", "step", "step_id", "file", "entered_at"], INTERNAL),
        **dict.fromkeys(["reasons", "entered_by_person_id", "entered_by_name"], PERSONAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["id", "entered_by_person_id"], name="step_record_of_person"
            ),
            models.UniqueConstraint(
                fields=["step_id", "file"], name="step_recorded_once_by_a_file"
            ),
            models.CheckConstraint(
                name="step_recorded_or_excepted",
                condition=Q(file__isnull=False, reasons="") | Q(file=None) & ~Q(reasons=""),
            ),
            CompositeForeignKey(
                name="step_recording_of_case",
                fields=["file", "case_id"],
                to="evidence.EvidenceFile",
                to_fields=["id", "case_id"],
            ),
            RowRule(
                name="step_recording_confirmed",
                body=covert_is_confirmed(name="step_recording_confirmed"),
            ),
            AppendOnly(name="step_record_append_only"),
            Journalled(name="step_record_journalled", stream_field="case_id"),
        ]


class ExceptionRuling(models.Model):
    """例外审批: whether a head agrees that a step which must be recorded in full was not."""

    record = models.OneToOneField(
        StepRecord, on_delete=models.PROTECT, primary_key=True, related_name="ruling"
    )
    case_id = models.UUIDField()
    asked_by_person_id = models.UUIDField()
    approved = models.BooleanField()
    opinion = models.TextField()
    decided_at = models.DateTimeField()
    decided_by_person_id = models.UUIDField()
    decided_by_name = models.CharField(max_length=80)

    classification = {
        **dict.fromkeys(["record", "case_id", "approved", "decided_at"], INTERNAL),
        **dict.fromkeys(["asked_by_person_id", "opinion", "decided_by_person_id"], PERSONAL),
        "decided_by_name": PERSONAL,
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="exception_ruled_by_another",
                condition=~Q(decided_by_person_id=F("asked_by_person_id")) & ~Q(opinion=""),
            ),
            CompositeForeignKey(
                name="exception_asked_by_that_person",
                fields=["record", "asked_by_person_id"],
                to="evidence.StepRecord",
                to_fields=["id", "entered_by_person_id"],
            ),
            AppendOnly(name="exception_ruling_append_only"),
            Journalled(name="exception_ruling_journalled", stream_field="case_id"),
        ]
