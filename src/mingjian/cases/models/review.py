"""Legal review (法制审核): submissions of an exact text, and opinions on that very text."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.cases.models.case import Case
from mingjian.cases.models.proceeding_rules import by_unrecused
from mingjian.journal.classification import INTERNAL
from mingjian.journal.guards import AppendOnly, CompositeForeignKey, Journalled, RowRule
from mingjian.journal.ids import new_id
from mingjian.law.procedure.kinds import ReviewOutcome

# 审核人员不得是本案承办人、曾经的承办人、立案呈请人、提供意见的顾问：任一情形，数据库拒绝。
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
  ) OR EXISTS (
    SELECT FROM cases_adviceopinion v JOIN registry_adviser d ON d.id = v.adviser_id
    WHERE v.case_id = NEW.case_id AND d.person_id = NEW.reviewer_person_id
  ) THEN
    RAISE EXCEPTION 'reviewer has handled this case'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'review_by_neutral_person';
  END IF;
  RETURN NEW;
END
"""


# 未逐条答复审核意见的，不得再次送审。
_FINDINGS_WERE_ANSWERED = """
BEGIN
  IF EXISTS (
    SELECT FROM cases_reviewfinding f WHERE f.case_id = NEW.case_id AND NOT EXISTS (
      SELECT FROM cases_findinganswer a WHERE a.finding_id = f.id)
  ) THEN
    RAISE EXCEPTION 'findings of the last review are not answered'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'submission_after_answers';
  END IF;
  RETURN NEW;
END
"""
# 政府法制机构只审核承办机关已经审核同意的同一文本。
_FIRST_LEVEL_AGREED = """
BEGIN
  IF NEW.level = 2 AND NOT EXISTS (
    SELECT FROM cases_review r JOIN cases_reviewsubmission s ON s.id = r.submission_id
    WHERE r.case_id = NEW.case_id AND r.proposal_hash = NEW.proposal_hash
      AND r.outcome = 'agreed' AND s.level = 1
  ) THEN
    RAISE EXCEPTION 'the first level has not agreed to this text'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'submission_of_second_level';
  END IF;
  RETURN NEW;
END
"""
# 初次从事审核的人员应当取得法律职业资格（2018年1月1日起）；第二级由政府法制机构的人员审核。
_REVIEWER_IS_QUALIFIED = """
BEGIN
  IF NEW.reviewer_person_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM registry_officer o WHERE o.person_id = NEW.reviewer_person_id
      AND (o.legal_qualification OR o.reviewer_since < DATE '2018-01-01')
  ) THEN
    RAISE EXCEPTION 'reviewer is not qualified'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'review_by_qualified_person';
  END IF;
  RETURN NEW;
END
"""
_REVIEWER_IS_OF_THE_LEVEL = """
BEGIN
  IF NEW.submission_id IS NOT NULL AND NEW.reviewer_person_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM cases_reviewsubmission s JOIN cases_case c ON c.id = NEW.case_id
    JOIN registry_officer o ON o.person_id = NEW.reviewer_person_id
    WHERE s.id = NEW.submission_id AND o.agency_id =
      CASE s.level WHEN 2 THEN c.second_reviewer_id ELSE c.agency_id END
  ) THEN
    RAISE EXCEPTION 'reviewer belongs to another body than the level asks for'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'review_by_body_of_level';
  END IF;
  RETURN NEW;
END
"""
# 七项逐项作答；第三、四、七项写明理由。
_ANSWERS_SEVEN_POINTS = """
BEGIN
  IF NEW.outcome IN ('agreed', 'problems') AND (
    SELECT count(DISTINCT p ->> 'number') < 7
      OR count(*) FILTER (WHERE (p ->> 'number') IN ('3', '4', '7')
        AND length(trim(p ->> 'remark')) >= 6) < 3
      OR bool_or(NEW.outcome = 'agreed' AND NOT (p ->> 'passed')::boolean)
    FROM jsonb_array_elements(NEW.points) p
  ) THEN
    RAISE EXCEPTION 'the seven points are not all answered'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'review_answers_seven_points';
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
    level = models.PositiveSmallIntegerField(default=1)
    triggers = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    statement = models.TextField()
    note = models.TextField(blank=True, default="")

    classification = dict.fromkeys(
        [
            "id",
            "case",
            "proposal_hash",
            "submitted_on",
            "submitted_by_person_id",
            "level",
            "triggers",
            "missing",
            "statement",
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
            models.CheckConstraint(name="submission_level_known", condition=Q(level__in=[1, 2])),
            models.CheckConstraint(name="submission_handler_answers", condition=~Q(statement="")),
            RowRule(
                name="submission_by_unrecused",
                body=by_unrecused(column="submitted_by_person_id", name="submission_by_unrecused"),
            ),
            RowRule(name="submission_of_second_level", body=_FIRST_LEVEL_AGREED),
            RowRule(name="submission_after_answers", body=_FINDINGS_WERE_ANSWERED),
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
    statement = models.TextField()
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
            "statement",
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
            models.CheckConstraint(name="review_reviewer_answers", condition=~Q(statement="")),
            models.CheckConstraint(
                name="review_return_has_its_day",
                condition=~Q(outcome=ReviewOutcome.RETURNED.value)
                | Q(supplement_due_on__isnull=False, supplement_due_on__gt=F("concluded_on")),
            ),
            RowRule(name="review_by_neutral_person", body=_REVIEWER_IS_NEUTRAL),
            RowRule(name="review_by_qualified_person", body=_REVIEWER_IS_QUALIFIED),
            RowRule(name="review_by_body_of_level", body=_REVIEWER_IS_OF_THE_LEVEL),
            RowRule(name="review_answers_seven_points", body=_ANSWERS_SEVEN_POINTS),
            models.UniqueConstraint(fields=["id", "case"], name="review_of_case"),
            AppendOnly(name="review_append_only"),
            Journalled(name="review_journalled", stream_field="case"),
        ]
