"""Who appraises and what was found (评查、确认、申诉、结果): written once, never altered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from mingjian.journal.classification import INTERNAL
from mingjian.journal.guards import (
    AppendOnly,
    CompositeForeignKey,
    Journalled,
    RowRule,
)
from mingjian.journal.ids import new_id
from mingjian.supervision.models.campaign import Campaign, Sampled
from mingjian.supervision.models.rules import (
    ANSWERED_BY_ANOTHER,
    APPEAL_IN_TIME,
    FINAL_AFTER_APPEAL,
    FINDING_AFTER_SHEETS,
    REVIEWER_IS_INDEPENDENT,
    SHEET_IS_REASONED,
    WITHDRAWAL_BEFORE_THE_SHEET,
)

_SCORES = ["marks", "legality", "regularity", "adjustment", "vetoes", "grade"]


class Scored(models.Model):
    """评分: the marks of every item, and what they come to."""

    marks = models.JSONField()
    legality = models.DecimalField(max_digits=6, decimal_places=2)
    regularity = models.DecimalField(max_digits=6, decimal_places=2)
    adjustment = models.DecimalField(max_digits=6, decimal_places=2)
    vetoes = models.JSONField(default=list)
    grade = models.CharField(max_length=20)

    class Meta:
        abstract = True


class Assignment(models.Model):
    """评查人员: a natural person for one dossier; whoever withdraws (回避) is replaced."""

    id = models.UUIDField(primary_key=True, default=new_id)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="assignments")
    sampled = models.ForeignKey(Sampled, on_delete=models.PROTECT, related_name="assignments")
    reviewer_person_id = models.UUIDField()
    reviewer_name = models.CharField(max_length=80)
    reviewer_agency_id = models.UUIDField(null=True)
    assigned_on = models.DateField()

    classification = dict.fromkeys(
        [
            *["id", "campaign", "sampled", "reviewer_person_id", "reviewer_name"],
            *["reviewer_agency_id", "assigned_on"],
        ],
        INTERNAL,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sampled", "reviewer_person_id"], name="reviewer_once_a_dossier"
            ),
            models.UniqueConstraint(fields=["id", "sampled", "campaign"], name="assignment_whole"),
            CompositeForeignKey(
                name="assignment_of_the_sample",
                fields=["sampled", "campaign"],
                to="supervision.Sampled",
                to_fields=["id", "campaign"],
            ),
            RowRule(name="reviewer_is_independent", body=REVIEWER_IS_INDEPENDENT),
            AppendOnly(name="assignment_append_only"),
            Journalled(name="assignment_journalled", stream_field="campaign"),
        ]


class Withdrawal(models.Model):
    """回避: a reviewer leaves one dossier, and says why."""

    assignment = models.OneToOneField(
        Assignment, on_delete=models.PROTECT, primary_key=True, related_name="withdrawal"
    )
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    withdrawn_on = models.DateField()
    reasons = models.TextField()

    classification = dict.fromkeys(["assignment", "campaign", "withdrawn_on", "reasons"], INTERNAL)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reviewer_withdrawal_has_reasons", condition=~Q(reasons="")
            ),
            RowRule(name="withdrawal_before_the_sheet", body=WITHDRAWAL_BEFORE_THE_SHEET),
            AppendOnly(name="reviewer_withdrawal_append_only"),
            Journalled(name="reviewer_withdrawal_journalled", stream_field="campaign"),
        ]


class Sheet(Scored):
    """评分表 as one reviewer handed it in."""

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, primary_key=True)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="sheets")
    sampled = models.ForeignKey(Sampled, on_delete=models.PROTECT, related_name="sheets")
    submitted_on = models.DateField()

    classification = dict.fromkeys(
        ["assignment", "campaign", "sampled", "submitted_on", *_SCORES], INTERNAL
    )

    class Meta:
        constraints = [
            CompositeForeignKey(
                name="sheet_of_its_assignment",
                fields=["assignment", "sampled", "campaign"],
                to="supervision.Assignment",
                to_fields=["id", "sampled", "campaign"],
            ),
            RowRule(name="sheet_is_reasoned", body=SHEET_IS_REASONED),
            AppendOnly(name="sheet_append_only"),
            Journalled(name="sheet_journalled", stream_field="campaign"),
        ]


class Finding(Scored):
    """评查意见: confirmed by a supervisor who did not appraise, and told to the agency."""

    sampled = models.OneToOneField(Sampled, on_delete=models.PROTECT, primary_key=True)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="findings")
    confirmed_on = models.DateField()
    confirmed_by_person_id = models.UUIDField()
    confirmed_by_name = models.CharField(max_length=80)
    appeal_due_on = models.DateField()

    classification = dict.fromkeys(
        [
            *["sampled", "campaign", "confirmed_on", "confirmed_by_person_id"],
            *["confirmed_by_name", "appeal_due_on", *_SCORES],
        ],
        INTERNAL,
    )

    class Meta:
        constraints = [
            CompositeForeignKey(
                name="appraisal_finding_of_the_sample",
                fields=["sampled", "campaign"],
                to="supervision.Sampled",
                to_fields=["id", "campaign"],
            ),
            RowRule(name="appraisal_finding_after_sheets", body=FINDING_AFTER_SHEETS),
            AppendOnly(name="appraisal_finding_append_only"),
            Journalled(name="appraisal_finding_journalled", stream_field="campaign"),
        ]


class Appeal(models.Model):
    """申诉 of the agency appraised, against named items."""

    sampled = models.OneToOneField(Sampled, on_delete=models.PROTECT, primary_key=True)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="appeals")
    agency_id = models.UUIDField()
    numbers = models.JSONField()
    reasons = models.TextField()
    filed_on = models.DateField()
    filed_by_person_id = models.UUIDField()
    filed_by_name = models.CharField(max_length=80)

    classification = dict.fromkeys(
        [
            *["sampled", "campaign", "agency_id", "numbers", "reasons"],
            *["filed_on", "filed_by_person_id", "filed_by_name"],
        ],
        INTERNAL,
    )

    class Meta:
        constraints = [
            CompositeForeignKey(
                name="appeal_of_the_sample",
                fields=["sampled", "campaign"],
                to="supervision.Sampled",
                to_fields=["id", "campaign"],
            ),
            models.CheckConstraint(
                name="appeal_has_reasons", condition=~Q(reasons="") & ~Q(numbers=[])
            ),
            RowRule(name="appeal_in_time", body=APPEAL_IN_TIME),
            AppendOnly(name="appeal_append_only"),
            Journalled(name="appeal_journalled", stream_field="campaign"),
        ]


class AppealAnswer(Scored):
    """申诉答复, with the marks as they stand after it."""

    sampled = models.OneToOneField(Sampled, on_delete=models.PROTECT, primary_key=True)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="answers")
    accepted = models.JSONField(default=list)
    reasons = models.TextField()
    answered_on = models.DateField()
    answered_by_person_id = models.UUIDField()
    answered_by_name = models.CharField(max_length=80)

    classification = dict.fromkeys(
        [
            *["sampled", "campaign", "accepted", "reasons", "answered_on"],
            *["answered_by_person_id", "answered_by_name", *_SCORES],
        ],
        INTERNAL,
    )

    class Meta:
        constraints = [
            CompositeForeignKey(
                name="answer_to_an_appeal",
                fields=["sampled"],
                to="supervision.Appeal",
                to_fields=["sampled"],
            ),
            CompositeForeignKey(
                name="answer_of_the_sample",
                fields=["sampled", "campaign"],
                to="supervision.Sampled",
                to_fields=["id", "campaign"],
            ),
            models.CheckConstraint(name="appeal_answer_has_reasons", condition=~Q(reasons="")),
            RowRule(name="answered_by_another", body=ANSWERED_BY_ANOTHER),
            AppendOnly(name="appeal_answer_append_only"),
            Journalled(name="appeal_answer_journalled", stream_field="campaign"),
        ]


class FinalResult(Scored):
    """评查结果: final once the time to appeal is over or the appeal is answered."""

    sampled = models.OneToOneField(Sampled, on_delete=models.PROTECT, primary_key=True)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="results")
    finalised_on = models.DateField()
    finalised_by_person_id = models.UUIDField()

    classification = dict.fromkeys(
        ["sampled", "campaign", "finalised_on", "finalised_by_person_id", *_SCORES], INTERNAL
    )

    class Meta:
        constraints = [
            CompositeForeignKey(
                name="result_of_a_finding",
                fields=["sampled"],
                to="supervision.Finding",
                to_fields=["sampled"],
            ),
            CompositeForeignKey(
                name="result_of_the_sample",
                fields=["sampled", "campaign"],
                to="supervision.Sampled",
                to_fields=["id", "campaign"],
            ),
            RowRule(name="final_after_appeal", body=FINAL_AFTER_APPEAL),
            AppendOnly(name="final_append_only"),
            Journalled(name="final_journalled", stream_field="campaign"),
        ]
