"""Legal review (法制审核): submissions of an exact text, and opinions on that very text."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.cases.models.case import Case
from mingjian.journal.classification import INTERNAL
from mingjian.journal.guards import AppendOnly, CompositeForeignKey, Journalled, RowRule
from mingjian.journal.ids import new_id
from mingjian.law.procedure.kinds import ReviewOutcome

# 审核人员不得是本案承办人、曾经的承办人、立案呈请人：任一情形，数据库拒绝。
_REVIEWER_IS_NEUTRAL = """
BEGIN
  IF EXISTS (
    SELECT FROM cases_case c
    JOIN registry_officer o ON o.id IN (c.lead_officer_id, c.assisting_officer_id)
    WHERE c.id = NEW.case_id AND o.person_id = NEW.reviewer_person_id
  ) OR EXISTS (
    SELECT FROM cases_recusal r
    WHERE r.case_id = NEW.case_id AND r.person_id = NEW.reviewer_person_id
  ) OR EXISTS (
    SELECT FROM cases_opening a
    WHERE a.case_id = NEW.case_id AND a.requested_by_person_id = NEW.reviewer_person_id
  ) OR EXISTS (
    SELECT FROM cases_verification v
    WHERE v.case_id = NEW.case_id AND v.officer_person_ids ? NEW.reviewer_person_id::text
  ) OR EXISTS (
    SELECT FROM cases_proposal p
    WHERE p.case_id = NEW.case_id AND p.made_by_person_id = NEW.reviewer_person_id
  ) THEN
    RAISE EXCEPTION 'reviewer has handled this case'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'review_by_neutral_person';
  END IF;
  RETURN NEW;
END
"""


class ReviewSubmission(models.Model):
    """送审: which text went to review, when and by whom."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="review_submissions")
    proposal_hash = models.CharField(max_length=64)
    submitted_on = models.DateField()
    submitted_by_person_id = models.UUIDField()
    triggers = models.JSONField(default=list)
    note = models.TextField(blank=True, default="")

    classification = dict.fromkeys(
        [
            "id",
            "case",
            "proposal_hash",
            "submitted_on",
            "submitted_by_person_id",
            "triggers",
            "note",
        ],
        INTERNAL,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["id", "case", "proposal_hash", "submitted_by_person_id"],
                name="submission_of_text",
            ),
            CompositeForeignKey(
                name="submission_of_known_text",
                fields=["proposal_hash"],
                to="cases.Proposal",
                to_fields=["hash"],
            ),
            AppendOnly(name="submission_append_only"),
            Journalled(name="submission_journalled", stream_field="case"),
        ]


class Review(models.Model):
    """法制审核意见: seven points, an opinion, an outcome; bound to the submitted text."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reviews")
    submission = models.OneToOneField(ReviewSubmission, on_delete=models.PROTECT)
    proposal_hash = models.CharField(max_length=64)
    submitted_by_person_id = models.UUIDField()
    reviewer_person_id = models.UUIDField()
    reviewer_name = models.CharField(max_length=80)
    outcome = models.CharField(max_length=20, choices=[(o.value, o.title) for o in ReviewOutcome])
    points = models.JSONField(default=list)
    opinion = models.TextField()
    supplement_due_on = models.DateField(null=True)
    concluded_on = models.DateField()
    document = models.OneToOneField("dossier.Document", on_delete=models.PROTECT, null=True)

    classification = dict.fromkeys(
        [
            "id",
            "case",
            "submission",
            "proposal_hash",
            "submitted_by_person_id",
            "reviewer_person_id",
            "reviewer_name",
            "outcome",
            "points",
            "opinion",
            "supplement_due_on",
            "concluded_on",
            "document",
        ],
        INTERNAL,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["id", "case", "proposal_hash", "outcome"],
                name="review_of_text_with_outcome",
            ),
            CompositeForeignKey(
                name="review_of_its_submission",
                fields=["submission", "case", "proposal_hash", "submitted_by_person_id"],
                to="cases.ReviewSubmission",
                to_fields=["id", "case", "proposal_hash", "submitted_by_person_id"],
            ),
            models.CheckConstraint(
                name="reviewer_is_not_the_submitter",
                condition=~Q(reviewer_person_id=F("submitted_by_person_id")),
            ),
            models.CheckConstraint(name="review_opinion_is_written", condition=~Q(opinion="")),
            RowRule(name="review_by_neutral_person", body=_REVIEWER_IS_NEUTRAL),
            AppendOnly(name="review_append_only"),
            Journalled(name="review_journalled", stream_field="case"),
        ]
