"""What goes to and fro in a review: findings, answers, disagreement, advice, declared triggers."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.cases.models.case import Case
from mingjian.cases.models.gate_rules import of_unrecused_members
from mingjian.cases.models.proceeding_rules import by_unrecused
from mingjian.cases.models.review import Review, ReviewSubmission
from mingjian.journal.classification import INTERNAL
from mingjian.journal.guards import AppendOnly, CompositeForeignKey, Journalled, RowRule
from mingjian.journal.ids import new_id
from mingjian.law.procedure.kinds import ReviewPart, SettlementResult, SettlementWay
from mingjian.law.review_points import POINT_NUMBERS

# 顾问与当事人有登记的利益关系、不在聘期内、不属于本机关，或者办理过本案的，不得提供意见。
_WITHOUT_CONFLICT = """
BEGIN
  IF NOT EXISTS (
    SELECT FROM registry_adviser d JOIN cases_case c ON c.id = NEW.case_id
    WHERE d.id = NEW.adviser_id AND NEW.given_on >= d.since
      AND (d.until IS NULL OR NEW.given_on < d.until)
      AND d.agency_id IN (c.agency_id, c.second_reviewer_id)
      AND NOT EXISTS (SELECT FROM registry_adviserconflict x
        WHERE x.adviser_id = d.id AND x.party_id = c.party_id)
      AND NOT EXISTS (SELECT FROM registry_officer o
        WHERE o.person_id = d.person_id AND o.id IN (c.lead_officer_id, c.assisting_officer_id))
      AND NOT EXISTS (SELECT FROM cases_review r
        WHERE r.case_id = c.id AND r.reviewer_person_id = d.person_id)
  ) THEN
    RAISE EXCEPTION 'adviser has a conflict or is not engaged'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'advice_without_conflict';
  END IF;
  RETURN NEW;
END
"""


class ReviewFinding(models.Model):
    """审核发现的问题: a sentence, its point, and the part and clause it is about."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="review_findings")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="findings")
    serial = models.PositiveSmallIntegerField()
    point = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=20, choices=[(one.value, one.title) for one in ReviewPart])
    clause = models.CharField(max_length=200, blank=True, default="")
    text = models.TextField()

    classification = dict.fromkeys(
        ["id", "case", "review", "serial", "point", "part", "clause", "text"], INTERNAL
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "serial"], name="finding_counted_once"),
            models.UniqueConstraint(fields=["id", "case"], name="finding_of_case"),
            models.CheckConstraint(
                name="finding_is_written",
                condition=~Q(text="") & Q(point__in=list(POINT_NUMBERS)) & ~Q(part=""),
            ),
            CompositeForeignKey(
                name="finding_of_its_review",
                fields=["review", "case"],
                to="cases.Review",
                to_fields=["id", "case"],
            ),
            AppendOnly(name="finding_append_only"),
            Journalled(name="finding_journalled", stream_field="case"),
        ]


class FindingAnswer(models.Model):
    """对审核意见的处理情况: taken up or not, in words, once for each finding."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="finding_answers")
    finding = models.OneToOneField(ReviewFinding, on_delete=models.PROTECT)
    is_adopted = models.BooleanField()
    text = models.TextField()
    answered_on = models.DateField()
    answered_by_person_id = models.UUIDField()

    classification = dict.fromkeys(
        ["id", "case", "finding", "is_adopted", "text", "answered_on", "answered_by_person_id"],
        INTERNAL,
    )

    class Meta:
        constraints = [
            RowRule(
                name="answer_by_unrecused",
                body=by_unrecused(column="answered_by_person_id", name="answer_by_unrecused"),
            ),
            models.CheckConstraint(name="finding_answer_is_written", condition=~Q(text="")),
            CompositeForeignKey(
                name="finding_answer_of_case",
                fields=["finding", "case"],
                to="cases.ReviewFinding",
                to_fields=["id", "case"],
            ),
            AppendOnly(name="finding_answer_append_only"),
            Journalled(name="finding_answer_journalled", stream_field="case"),
        ]


class Settlement(models.Model):
    """审核分歧的处理: coordination, consultation or collective discussion, and its result."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="settlements")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="settlements")
    way = models.CharField(max_length=20, choices=[(w.value, w.title) for w in SettlementWay])
    result = models.CharField(max_length=20, choices=[(r.value, r.title) for r in SettlementResult])
    members = models.JSONField(default=list)
    minutes = models.TextField()
    settled_on = models.DateField()
    settled_by_person_id = models.UUIDField()

    classification = dict.fromkeys(
        [
            *("id", "case", "review", "way", "result", "members", "minutes"),
            *("settled_on", "settled_by_person_id"),
        ],
        INTERNAL,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="settlement_has_minutes", condition=~Q(minutes="")),
            models.UniqueConstraint(fields=["review", "way"], name="settlement_way_once"),
            CompositeForeignKey(
                name="settlement_of_its_review",
                fields=["review", "case"],
                to="cases.Review",
                to_fields=["id", "case"],
            ),
            AppendOnly(name="settlement_append_only"),
            RowRule(
                name="settlement_by_unrecused",
                body=by_unrecused(column="settled_by_person_id", name="settlement_by_unrecused"),
            ),
            RowRule(
                name="settlement_of_unrecused",
                body=of_unrecused_members(name="settlement_of_unrecused"),
            ),
            Journalled(name="settlement_journalled", stream_field="case"),
        ]


class AdviceOpinion(models.Model):
    """法律顾问、公职律师意见: attached to a submission; it has no outcome, the reviewer decides."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="advice_opinions")
    submission = models.ForeignKey(ReviewSubmission, on_delete=models.PROTECT)
    adviser = models.ForeignKey("registry.Adviser", on_delete=models.PROTECT)
    adviser_name = models.CharField(max_length=80)
    text = models.TextField()
    given_on = models.DateField()
    recorded_by_person_id = models.UUIDField()

    classification = dict.fromkeys(
        [
            *("id", "case", "submission", "adviser", "adviser_name", "text"),
            *("given_on", "recorded_by_person_id"),
        ],
        INTERNAL,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="advice_is_written", condition=~Q(text="")),
            RowRule(name="advice_without_conflict", body=_WITHOUT_CONFLICT),
            AppendOnly(name="advice_append_only"),
            RowRule(
                name="advice_by_unrecused",
                body=by_unrecused(column="recorded_by_person_id", name="advice_by_unrecused"),
            ),
            Journalled(name="advice_journalled", stream_field="case"),
        ]


class TriggerDeclaration(models.Model):
    """认定审核情形: an officer adds to what the machine computes."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="trigger_declarations")
    slug = models.CharField(max_length=40)
    reasons = models.TextField()
    declared_on = models.DateField()
    declared_by_person_id = models.UUIDField()

    classification = dict.fromkeys(
        ["id", "case", "slug", "reasons", "declared_on", "declared_by_person_id"], INTERNAL
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["id", "case", "slug", "declared_by_person_id"], name="declaration_by_person"
            ),
            models.CheckConstraint(name="declaration_has_reasons", condition=~Q(reasons="")),
            RowRule(
                name="declaration_by_unrecused",
                body=by_unrecused(column="declared_by_person_id", name="declaration_by_unrecused"),
            ),
            AppendOnly(name="declaration_append_only"),
            Journalled(name="declaration_journalled", stream_field="case"),
        ]


class TriggerDowngrade(models.Model):
    """撤销认定: by another person than the one who declared it, with reasons."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="trigger_downgrades")
    declaration = models.OneToOneField(TriggerDeclaration, on_delete=models.PROTECT)
    slug = models.CharField(max_length=40)
    reasons = models.TextField()
    declared_by_person_id = models.UUIDField()
    decided_on = models.DateField()
    decided_by_person_id = models.UUIDField()

    classification = dict.fromkeys(
        [
            *("id", "case", "declaration", "slug", "reasons"),
            *("declared_by_person_id", "decided_on", "decided_by_person_id"),
        ],
        INTERNAL,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="downgrade_by_another_person",
                condition=~Q(decided_by_person_id=F("declared_by_person_id")),
            ),
            RowRule(
                name="downgrade_by_unrecused",
                body=by_unrecused(column="decided_by_person_id", name="downgrade_by_unrecused"),
            ),
            models.CheckConstraint(name="downgrade_has_reasons", condition=~Q(reasons="")),
            CompositeForeignKey(
                name="downgrade_of_its_declaration",
                fields=["declaration", "case", "slug", "declared_by_person_id"],
                to="cases.TriggerDeclaration",
                to_fields=["id", "case", "slug", "declared_by_person_id"],
            ),
            AppendOnly(name="downgrade_append_only"),
            Journalled(name="downgrade_journalled", stream_field="case"),
        ]
