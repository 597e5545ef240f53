"""Deliberation and decision (集体讨论、决定): the gate that the database itself keeps."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Cast
from django.db.models.lookups import Regex

from mingjian.cases.models.case import Case
from mingjian.cases.models.gate_rules import THRESHOLD_IS_ANSWERED, of_unrecused_members
from mingjian.cases.models.joint_rules import DECISION_FOR_EACH
from mingjian.cases.models.proceeding_rules import DECISION_WAITS, by_unrecused
from mingjian.cases.models.same_act_rules import DECISION_ONCE
from mingjian.journal.classification import INTERNAL
from mingjian.journal.guards import AppendOnly, CommitRule, CompositeForeignKey, Journalled, RowRule
from mingjian.journal.ids import new_id
from mingjian.law.penalties import MAJOR_KINDS
from mingjian.law.procedure.kinds import Outcome, ReviewOutcome

_IS_PENALTY = Q(outcome=Outcome.PENALTY.value)
# 行政处罚法第六十三条所列种类：审核、讨论均不可缺。Read from the kinds, which are the proposal's,
# and not from their text for people, which a forger could choose.
_IS_MAJOR = Regex(Cast("kinds", TextField()), Value("|".join(sorted(MAJOR_KINDS))))

# 听证申请未办结的，不得决定；同一文本的申请须有笔录或者放弃。经过听证程序的处罚，须在听证后经法制
# 审核（第五十八条第一款第（二）项）。
_HEARING_WAS_HELD = """
BEGIN
  IF EXISTS (
    SELECT FROM cases_hearingrequest r
    WHERE r.case_id = NEW.case_id AND r.proposal_hash = NEW.proposal_hash AND NOT r.waived
  ) AND NOT EXISTS (
    SELECT FROM cases_hearingrequest r
    WHERE r.case_id = NEW.case_id AND r.proposal_hash = NEW.proposal_hash AND r.waived
  ) AND NOT EXISTS (
    SELECT FROM cases_hearing h JOIN cases_hearingrecord d ON d.hearing_id = h.id
    WHERE h.case_id = NEW.case_id AND h.proposal_hash = NEW.proposal_hash
      AND d.held_on <= NEW.decided_on
  ) THEN
    RAISE EXCEPTION 'hearing was requested but not held'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_after_hearing';
  END IF;
  IF NEW.outcome = 'penalty' AND EXISTS (
    SELECT FROM cases_hearingrecord d
    WHERE d.case_id = NEW.case_id AND NOT EXISTS (
      SELECT FROM cases_review r JOIN cases_reviewsubmission s ON s.id = r.submission_id
      WHERE NEW.needs_review AND r.id = NEW.review_id AND s.submitted_on >= d.held_on
    )
  ) THEN
    RAISE EXCEPTION 'a penalty after a hearing needs a legal review after the hearing'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_after_hearing';
  END IF;
  RETURN NEW;
END
"""


# 认定了审核情形的案件，“不需要审核”不由决定自己说了算；以政府名义作出的，两级审核都须同意这一文本。
_REVIEWED_AS_DECLARED = """
BEGIN
  IF NOT NEW.needs_review AND EXISTS (
    SELECT FROM cases_case c WHERE c.id = NEW.case_id AND (
      c.declared_triggers <> '[]'::jsonb OR NEW.outcome = 'penalty' AND EXISTS (
        SELECT FROM registry_enforcementitem i
        WHERE i.agency_id = c.agency_id AND i.violation_id = c.violation_id AND i.is_major
          AND i.since <= c.opened_on AND (i.until IS NULL OR i.until > c.opened_on)))
  ) THEN
    RAISE EXCEPTION 'a declared or catalogued decision needs a legal review'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_reviewed_as_declared';
  END IF;
  RETURN NEW;
END
"""
_REVIEWED_AT_SECOND_LEVEL = """
BEGIN
  IF EXISTS (
    SELECT FROM cases_case c WHERE c.id = NEW.case_id AND c.second_reviewer_id IS NOT NULL
  ) AND NOT EXISTS (
    SELECT FROM cases_review r JOIN cases_reviewsubmission s ON s.id = r.submission_id
    WHERE r.case_id = NEW.case_id AND r.proposal_hash = NEW.proposal_hash
      AND r.outcome = 'agreed' AND s.level = 2
  ) THEN
    RAISE EXCEPTION 'a decision in the name of the government needs the second review'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_reviewed_at_second_level';
  END IF;
  RETURN NEW;
END
"""


# 当事人在线提交的意见未登记的，不得决定：到达即为收到（第四十五条第一款、电子签名法第十一条）。
_PARTY_WAS_READ = """
BEGIN
  IF EXISTS (
    SELECT FROM cases_partysubmission s WHERE s.case_id = NEW.case_id AND NOT EXISTS (
      SELECT FROM cases_partyintake i WHERE i.submission_id = s.id)
  ) THEN
    RAISE EXCEPTION 'a submission of the party is still unread'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_after_submissions';
  END IF;
  RETURN NEW;
END
"""


class Deliberation(models.Model):
    """集体讨论: by the heads of the agency, on one text (行政处罚法 art. 57 second paragraph)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deliberations")
    proposal_hash = models.CharField(max_length=64)
    held_on = models.DateField()
    members = models.JSONField(default=list)
    minutes = models.TextField()
    agrees = models.BooleanField()
    document = models.OneToOneField("dossier.Document", on_delete=models.PROTECT)

    classification = dict.fromkeys(
        ["id", "case", "proposal_hash", "held_on", "members", "minutes", "agrees", "document"],
        INTERNAL,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["id", "case", "proposal_hash", "agrees"], name="deliberation_on_text"
            ),
            models.CheckConstraint(name="deliberation_has_minutes", condition=~Q(minutes="")),
            RowRule(
                name="deliberation_of_unrecused",
                body=of_unrecused_members(name="deliberation_of_unrecused"),
            ),
            AppendOnly(name="deliberation_append_only"),
            Journalled(name="deliberation_journalled", stream_field="case"),
        ]


class Decision(models.Model):
    """行政处罚决定 (or 不予处罚). What it must rest on is named here and tied by foreign keys.

    ``review_floor_yuan`` and ``deliberation_floor_yuan`` repeat the case's frozen values, so that
    CHECK can compare them; ``review_outcome`` is 同意 or empty, so that only an agreeing review of
    this very text can be named.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.OneToOneField(Case, on_delete=models.PROTECT)
    proposal_hash = models.CharField(max_length=64)
    outcome = models.CharField(max_length=40)
    kinds = models.JSONField(default=list)
    kinds_text = models.CharField(max_length=200, blank=True)
    fine_yuan = models.DecimalField(max_digits=14, decimal_places=2)
    review_floor_yuan = models.DecimalField(max_digits=14, decimal_places=2)
    deliberation_floor_yuan = models.DecimalField(max_digits=14, decimal_places=2)
    needs_review = models.BooleanField()
    review = models.ForeignKey("cases.Review", on_delete=models.PROTECT, null=True)
    review_outcome = models.CharField(max_length=20, null=True)  # null = no review
    notice = models.ForeignKey("cases.Notice", on_delete=models.PROTECT, null=True)
    notice_served_on = models.DateField(null=True)
    defence_due_on = models.DateField(null=True)
    waiver = models.ForeignKey("cases.Defence", on_delete=models.PROTECT, null=True)
    waiver_is_waiver = models.BooleanField(null=True)
    deliberation = models.ForeignKey(Deliberation, on_delete=models.PROTECT, null=True)
    deliberation_agrees = models.BooleanField(null=True)
    document = models.OneToOneField("dossier.Document", on_delete=models.PROTECT)
    number = models.CharField(max_length=60, unique=True)
    decided_on = models.DateField()
    decided_by_person_id = models.UUIDField()
    statement = models.TextField()

    classification = dict.fromkeys(
        [
            "id",
            "case",
            "statement",
            "proposal_hash",
            "outcome",
            "kinds",
            "kinds_text",
            "fine_yuan",
            "review_floor_yuan",
            "deliberation_floor_yuan",
            "needs_review",
            "review",
            "review_outcome",
            "notice",
            "notice_served_on",
            "defence_due_on",
            "waiver",
            "waiver_is_waiver",
            "deliberation",
            "deliberation_agrees",
            "document",
            "number",
            "decided_on",
            "decided_by_person_id",
        ],
        INTERNAL,
    )

    class Meta:
        constraints = [
            # 重大执法决定未经法制审核或者审核未通过的，不得作出（第五十八条）。
            models.CheckConstraint(
                name="decision_reviewed_where_due",
                condition=Q(needs_review=False)
                | Q(review__isnull=False, review_outcome=ReviewOutcome.AGREED.value),
            ),
            models.CheckConstraint(
                name="decision_over_floor_needs_review",
                condition=~_IS_PENALTY
                | Q(needs_review=True)
                | (Q(fine_yuan__lt=F("review_floor_yuan")) & ~Q(_IS_MAJOR)),
            ),
            # Named in part, NULL would pass the CHECKs and leave the composite keys unchecked.
            models.CheckConstraint(
                name="decision_names_review_whole",
                condition=Q(review__isnull=True, review_outcome__isnull=True)
                | Q(review__isnull=False, review_outcome__isnull=False),
            ),
            models.CheckConstraint(
                name="decision_names_waiver_whole",
                condition=Q(waiver__isnull=True, waiver_is_waiver__isnull=True)
                | Q(waiver__isnull=False, waiver_is_waiver__isnull=False),
            ),
            models.CheckConstraint(
                name="decision_names_deliberation_whole",
                condition=Q(deliberation__isnull=True, deliberation_agrees__isnull=True)
                | Q(deliberation__isnull=False, deliberation_agrees__isnull=False),
            ),
            CompositeForeignKey(
                name="decision_review_is_of_this_text",
                fields=["review", "case", "proposal_hash", "review_outcome"],
                to="cases.Review",
                to_fields=["id", "case", "proposal_hash", "outcome"],
            ),
            CompositeForeignKey(
                name="decision_is_the_proposal",
                fields=["proposal_hash", "case", "outcome", "fine_yuan", "kinds"],
                to="cases.Proposal",
                to_fields=["hash", "case", "outcome", "fine_yuan", "kinds"],
            ),
            CompositeForeignKey(
                name="decision_floors_of_case",
                fields=["case", "review_floor_yuan", "deliberation_floor_yuan"],
                to="cases.Case",
                to_fields=["id", "review_floor_yuan", "deliberation_floor_yuan"],
            ),
            CompositeForeignKey(
                name="decision_paper_of_case",
                fields=["document", "case"],
                to="dossier.Document",
                to_fields=["id", "subject_id"],
            ),
            CompositeForeignKey(
                name="decision_number_was_issued",
                fields=["number"],
                to="dossier.IssuedNumber",
                to_fields=["text"],
            ),
            # 处罚决定前须告知并听取陈述申辩（第四十四条、第四十五条、第六十二条）。
            models.CheckConstraint(
                name="penalty_after_notice",
                condition=~_IS_PENALTY
                | Q(
                    notice__isnull=False,
                    notice_served_on__isnull=False,
                    defence_due_on__isnull=False,
                ),
            ),
            CompositeForeignKey(
                name="decision_notice_is_of_this_text",
                fields=["notice", "case", "proposal_hash", "notice_served_on", "defence_due_on"],
                to="cases.NoticeService",
                to_fields=["notice", "case", "proposal_hash", "served_on", "defence_due_on"],
            ),
            models.CheckConstraint(
                name="penalty_after_defence_period",
                condition=~_IS_PENALTY
                | Q(decided_on__gt=F("defence_due_on"))
                | Q(waiver__isnull=False, waiver_is_waiver=True),
            ),
            CompositeForeignKey(
                name="decision_waiver_is_of_this_text",
                fields=["waiver", "case", "proposal_hash", "waiver_is_waiver"],
                to="cases.Defence",
                to_fields=["id", "case", "proposal_hash", "waived"],
            ),
            # 情节复杂或者重大违法行为，集体讨论决定（第五十七条第二款）。
            models.CheckConstraint(
                name="penalty_deliberated_where_due",
                condition=~_IS_PENALTY
                | (Q(fine_yuan__lt=F("deliberation_floor_yuan")) & ~Q(_IS_MAJOR))
                | Q(deliberation__isnull=False, deliberation_agrees=True),
            ),
            CompositeForeignKey(
                name="decision_deliberation_is_of_this_text",
                fields=["deliberation", "case", "proposal_hash", "deliberation_agrees"],
                to="cases.Deliberation",
                to_fields=["id", "case", "proposal_hash", "agrees"],
            ),
            CommitRule(name="decision_for_each_party", body=DECISION_FOR_EACH),
            RowRule(name="decision_after_hearing", body=_HEARING_WAS_HELD),
            RowRule(name="decision_reviewed_as_declared", body=_REVIEWED_AS_DECLARED),
            RowRule(name="decision_reviewed_at_second_level", body=_REVIEWED_AT_SECOND_LEVEL),
            models.CheckConstraint(name="decision_head_answers", condition=~Q(statement="")),
            RowRule(name="decision_after_submissions", body=_PARTY_WAS_READ),
            RowRule(name="decision_after_threshold", body=THRESHOLD_IS_ANSWERED),
            RowRule(name="decision_waits_for_police", body=DECISION_WAITS),
            RowRule(name="decision_not_fined_twice", body=DECISION_ONCE),
            RowRule(
                name="decision_by_unrecused",
                body=by_unrecused(column="decided_by_person_id", name="decision_by_unrecused"),
            ),
            AppendOnly(name="decision_append_only"),
            Journalled(name="decision_journalled", stream_field="case"),
        ]
