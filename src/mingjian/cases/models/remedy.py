"""Remedies and reopening (救济、重新办理): what became of a decision after it was made."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.cases.models.case import Case
from mingjian.journal.classification import INTERNAL, PERSONAL
from mingjian.journal.guards import (
    AppendOnly,
    FrozenFields,
    Journalled,
    NoDelete,
    RowRule,
)
from mingjian.journal.ids import new_id
from mingjian.law.procedure.kinds_execution import RemedyKind, RemedyOutcome

_ENDING = [one.value for one in RemedyOutcome if one.ends_the_decision]
_SETTING = [one.value for one in RemedyOutcome if one.sets_a_fine]
_LEAVING = [one.value for one in RemedyOutcome if one.leaves_the_decision]
_OWN = RemedyKind.OWN_CORRECTION.value
# 不得作出更为不利的变更（复议法第六十三条第二款、行政诉讼法第七十七条第二款）。
_FINE_IS_LOWER = """
BEGIN
  IF NEW.fine_yuan IS NOT NULL AND NEW.fine_yuan >= (
    SELECT least(d.fine_yuan, (
      SELECT min(r.fine_yuan) FROM cases_remedy r WHERE r.case_id = d.case_id AND r.id <> NEW.id))
    FROM cases_decision d WHERE d.case_id = NEW.case_id
  ) THEN
    RAISE EXCEPTION 'a remedy may only lower the fine'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'remedy_lowers_the_fine';
  END IF;
  RETURN NEW;
END
"""
# 空白的文字不是空值，冻结列管不住它：结果一经登记不得再改。
_RESULT_IS_FINAL = """
BEGIN
  IF OLD.effective_on IS NOT NULL AND (NEW.outcome, NEW.result_document, NEW.content)
     IS DISTINCT FROM (OLD.outcome, OLD.result_document, OLD.content) THEN
    RAISE EXCEPTION 'the result of a remedy is final'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'remedy_result_is_final';
  END IF;
  RETURN NEW;
END
"""
# 重新办理须有据：决定确已撤销，另立的案件写明原案件。
_REOPENED_FOR_CAUSE = """
BEGIN
  IF NEW.new_case_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM cases_remedy r JOIN cases_case c ON c.redoes_case_id = r.case_id
    WHERE r.case_id = NEW.case_id AND r.outcome IN ('revoked', 'void') AND c.id = NEW.new_case_id
  ) THEN
    RAISE EXCEPTION 'nothing was revoked that could be done again'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'reopened_for_cause';
  END IF;
  RETURN NEW;
END
"""


class Remedy(models.Model):
    """复议、诉讼 or 自行纠正 of the decision; the result is filled in once."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="remedies")
    kind = models.CharField(max_length=20, choices=[(k.value, k.title) for k in RemedyKind])
    body = models.CharField(max_length=120)
    number = models.CharField(max_length=80, blank=True, default="")
    applied_on = models.DateField()
    accepted_on = models.DateField()
    outcome = models.CharField(
        max_length=20,
        blank=True,
        default="",
        choices=[(o.value, o.title) for o in RemedyOutcome],
    )
    effective_on = models.DateField(null=True)
    result_document = models.CharField(max_length=120, blank=True, default="")
    content = models.TextField(blank=True, default="")
    fine_yuan = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    orders_redo = models.BooleanField(null=True)
    on_procedure = models.BooleanField(null=True)

    classification = {
        **dict.fromkeys(["id", "case", "kind", "body", "number", "applied_on"], INTERNAL),
        **dict.fromkeys(["accepted_on", "outcome", "effective_on", "result_document"], INTERNAL),
        **dict.fromkeys(["fine_yuan", "orders_redo", "on_procedure"], INTERNAL),
        "content": PERSONAL,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], name="one_open_remedy", condition=Q(outcome="")
            ),
            models.CheckConstraint(
                name="remedy_accepted_after_application",
                condition=Q(accepted_on__gte=F("applied_on")),
            ),
            models.CheckConstraint(
                name="remedy_ended_whole_or_not",
                condition=Q(
                    outcome="",
                    effective_on__isnull=True,
                    result_document="",
                    orders_redo__isnull=True,
                )
                | (
                    Q(effective_on__isnull=False, effective_on__gte=F("applied_on"))
                    & Q(orders_redo__isnull=False)
                    & ~Q(outcome="")
                    & ~Q(result_document="")
                ),
            ),
            models.CheckConstraint(
                name="remedy_redo_follows_revocation",
                condition=~Q(orders_redo=True) | Q(outcome__in=_ENDING),
            ),
            models.CheckConstraint(
                name="remedy_fine_of_a_change",
                condition=Q(fine_yuan__isnull=True) | Q(fine_yuan__gte=0, outcome__in=_SETTING),
            ),
            models.CheckConstraint(
                name="own_correction_corrects",
                condition=~Q(kind=_OWN) | ~Q(outcome__in=["", *_LEAVING]),
            ),
            RowRule(
                name="remedy_lowers_the_fine", body=_FINE_IS_LOWER, when="BEFORE INSERT OR UPDATE"
            ),
            FrozenFields(
                name="remedy_frozen",
                fields=[
                    *["case", "kind", "body", "number", "applied_on", "accepted_on"],
                    *["effective_on", "fine_yuan"],
                    *["orders_redo", "on_procedure"],
                ],
            ),
            RowRule(name="remedy_result_is_final", body=_RESULT_IS_FINAL, when="BEFORE UPDATE"),
            NoDelete(name="remedy_stays"),
            Journalled(name="remedy_journalled", stream_field="case"),
        ]


class Reopening(models.Model):
    """重新办理: the head's order; ``new_case_id`` names the case in which a revoked decision is
    made again, empty where a closed case goes on with its execution."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reopenings")
    ordered_on = models.DateField()
    reasons = models.TextField()
    ordered_by_person_id = models.UUIDField()
    new_case_id = models.UUIDField(null=True)
    document = models.OneToOneField("dossier.Document", on_delete=models.PROTECT)

    classification = dict.fromkeys(
        ["id", "case", "ordered_on", "reasons", "ordered_by_person_id", "new_case_id", "document"],
        INTERNAL,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["new_case_id"], name="redone_in_one_case"),
            models.UniqueConstraint(
                fields=["case"], name="redone_once", condition=Q(new_case_id__isnull=False)
            ),
            models.CheckConstraint(name="reopening_has_reasons", condition=~Q(reasons="")),
            RowRule(name="reopened_for_cause", body=_REOPENED_FOR_CAUSE),
            AppendOnly(name="reopening_append_only"),
            Journalled(name="reopening_journalled", stream_field="case"),
        ]
