"""After the decision: payment, other performance, closing (缴款、履行、结案)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.cases.models.case import Case
from mingjian.cases.models.gate_rules import DISMISSED_TO_ANOTHER
from mingjian.cases.models.proceeding_rules import by_unrecused
from mingjian.cases.models.recording_rules import CLOSED_WITH_RECORDINGS
from mingjian.journal.classification import INTERNAL
from mingjian.journal.guards import AppendOnly, CompositeForeignKey, Journalled, RowRule
from mingjian.journal.ids import new_id
from mingjian.law.procedure.kinds import ClosingReason, DismissalReason, PaymentChannel

# 送达的是告知书还是决定书，期限不同：此处只认本案决定书的送达。
_SERVES_THE_DECISION = """
BEGIN
  IF NOT EXISTS (
    SELECT FROM cases_decision d JOIN dossier_service s ON s.document_id = d.document_id
    WHERE d.case_id = NEW.case_id AND s.id = NEW.service_id
  ) THEN
    RAISE EXCEPTION 'this service is not that of the decision'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_service_of_the_decision';
  END IF;
  RETURN NEW;
END
"""


# 缴款不得多于应缴：罚款以现行有效的数额为限，加处罚款不超出罚款（强制法第四十五条第二款）。
_PAID_WITHIN_WHAT_IS_OWED = """
DECLARE
  fine numeric; gains numeric; paid record;
BEGIN
  SELECT d.fine_yuan, p.confiscated_gains_yuan INTO fine, gains
  FROM cases_decision d JOIN cases_proposal p ON p.hash = d.proposal_hash AND p.case_id = d.case_id
  WHERE d.case_id = NEW.case_id;
  IF NOT FOUND THEN  -- 当场处罚没有拟处理意见，也没有没收
    SELECT s.fine_yuan, 0 INTO fine, gains
    FROM cases_summarypenalty s WHERE s.case_id = NEW.case_id;
  END IF;
  fine := least(fine, (SELECT min(r.fine_yuan) FROM cases_remedy r WHERE r.case_id = NEW.case_id));
  SELECT coalesce(sum(m.fine_yuan), 0) + NEW.fine_yuan AS fine,
         coalesce(sum(m.gains_yuan), 0) + NEW.gains_yuan AS gains,
         coalesce(sum(m.surcharge_yuan), 0) + NEW.surcharge_yuan AS surcharge
  INTO paid FROM cases_payment m WHERE m.case_id = NEW.case_id;
  IF fine IS NULL OR (NEW.fine_yuan > 0 AND paid.fine > fine)
     OR (NEW.gains_yuan > 0 AND paid.gains > gains)
     OR (NEW.surcharge_yuan > 0 AND paid.surcharge > fine) THEN
    RAISE EXCEPTION 'more paid than is owed'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'paid_within_what_is_owed';
  END IF;
  RETURN NEW;
END
"""


class DecisionService(models.Model):
    """决定书送达: starts payment, reconsideration and suit."""

    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, primary_key=True, related_name="decision_service"
    )
    service = models.OneToOneField("dossier.Service", on_delete=models.PROTECT)
    served_on = models.DateField()

    classification = dict.fromkeys(["case", "service", "served_on"], INTERNAL)

    class Meta:
        constraints = [
            CompositeForeignKey(
                name="decision_service_took_effect",
                fields=["service", "case", "served_on"],
                to="dossier.Service",
                to_fields=["id", "subject_id", "effective_on"],
            ),
            RowRule(name="decision_service_of_the_decision", body=_SERVES_THE_DECISION),
            AppendOnly(name="decision_service_append_only"),
            Journalled(name="decision_service_journalled", stream_field="case"),
        ]


class Payment(models.Model):
    """缴款: what reached the treasury, by which channel, under which receipt."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="payments")
    paid_on = models.DateField()
    amount_yuan = models.DecimalField(max_digits=14, decimal_places=2)
    fine_yuan = models.DecimalField(max_digits=14, decimal_places=2)
    gains_yuan = models.DecimalField(max_digits=14, decimal_places=2)
    surcharge_yuan = models.DecimalField(max_digits=14, decimal_places=2)
    channel = models.CharField(max_length=30, choices=[(c.value, c.title) for c in PaymentChannel])
    receipt_number = models.CharField(max_length=60)

    classification = dict.fromkeys(
        [
            *["id", "case", "paid_on", "amount_yuan", "fine_yuan", "gains_yuan"],
            *["surcharge_yuan", "channel", "receipt_number"],
        ],
        INTERNAL,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="payment_is_positive", condition=Q(amount_yuan__gt=0)),
            models.CheckConstraint(
                name="payment_is_booked_whole",
                condition=Q(fine_yuan__gte=0, gains_yuan__gte=0, surcharge_yuan__gte=0)
                & Q(amount_yuan=F("fine_yuan") + F("gains_yuan") + F("surcharge_yuan")),
            ),
            RowRule(name="paid_within_what_is_owed", body=_PAID_WITHIN_WHAT_IS_OWED),
            models.UniqueConstraint(fields=["receipt_number"], name="receipt_entered_once"),
            AppendOnly(name="payment_append_only"),
            Journalled(name="payment_journalled", stream_field="case"),
        ]


class Performance(models.Model):
    """履行情况: how the parts of the decision other than money were carried out."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, primary_key=True)
    performed_on = models.DateField()
    content = models.TextField()

    classification = dict.fromkeys(["case", "performed_on", "content"], INTERNAL)

    class Meta:
        constraints = [
            AppendOnly(name="performance_append_only"),
            Journalled(name="performance_journalled", stream_field="case"),
        ]


class Closing(models.Model):
    """结案. A case moved again by a remedy or an order is closed again: the next serial."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="closings")
    serial = models.PositiveSmallIntegerField()
    closed_on = models.DateField()
    reason = models.CharField(max_length=40, choices=[(r.value, r.title) for r in ClosingReason])
    note = models.TextField()
    document = models.OneToOneField("dossier.Document", on_delete=models.PROTECT)

    classification = dict.fromkeys(
        ["id", "case", "serial", "closed_on", "reason", "note", "document"], INTERNAL
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "serial"], name="closing_serial_once"),
            RowRule(name="closing_with_recordings", body=CLOSED_WITH_RECORDINGS),
            AppendOnly(name="closing_append_only"),
            Journalled(name="closing_journalled", stream_field="case"),
        ]


class Dismissal(models.Model):
    """撤案: why, and to whom the case went where it was not this organ's."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, primary_key=True)
    dismissed_on = models.DateField()
    reason = models.CharField(max_length=40, choices=[(r.value, r.title) for r in DismissalReason])
    note = models.TextField()
    dismissed_by_person_id = models.UUIDField()

    classification = dict.fromkeys(
        ["case", "dismissed_on", "reason", "note", "dismissed_by_person_id"], INTERNAL
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="dismissal_has_reasons", condition=~Q(note="")),
            RowRule(name="dismissed_to_another", body=DISMISSED_TO_ANOTHER),
            RowRule(
                name="dismissal_by_unrecused",
                body=by_unrecused(column="dismissed_by_person_id", name="dismissal_by_unrecused"),
            ),
            AppendOnly(name="dismissal_append_only"),
            Journalled(name="dismissal_journalled", stream_field="case"),
        ]
