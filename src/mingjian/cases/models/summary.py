"""The summary penalty (当场处罚): the gate that the database itself keeps, cash, and filing."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.cases.models.case import Case
from mingjian.cases.models.same_act_rules import SUMMARY_ONCE
from mingjian.journal.classification import INTERNAL, PERSONAL
from mingjian.journal.guards import (
    AppendOnly,
    CompositeForeignKey,
    FrozenFields,
    Journalled,
    NoDelete,
    RowRule,
)
from mingjian.law.summary.kinds import PaymentWay

_CASH = [way.value for way in PaymentWay if way.is_cash]

# 限额取自本案所依法律参数包（按哈希留存），不取自申报：第五十一条、第六十八条。个体工商户以公民论。
_WITHIN_THE_LAW = """
DECLARE
  matter record;
  cap numeric;
  cash numeric;
BEGIN
  SELECT c.procedure, c.opened_on, p.kind, l.content INTO matter
  FROM cases_case c JOIN registry_party p ON p.id = c.party_id
  JOIN registry_lawpack l ON l.hash = c.pack_id WHERE c.id = NEW.case_id;
  SELECT min((v -> 'value' ->> 'decimal')::numeric) FILTER (WHERE v ->> 'key' =
      'summary.fine_yuan.' ||
      CASE WHEN matter.kind = 'organisation' THEN 'organisation' ELSE 'person' END),
    min((v -> 'value' ->> 'decimal')::numeric)
      FILTER (WHERE v ->> 'key' = 'collection.on_the_spot_yuan') INTO cap, cash
  FROM jsonb_array_elements(
    (matter.content -> 'national' -> 'values') || (matter.content -> 'jurisdiction' -> 'values')
  ) v
  WHERE (v -> 'since' ->> 'date')::date <= NEW.decided_on
    AND coalesce((v -> 'until' ->> 'date')::date, 'infinity') > NEW.decided_on;
  IF matter.procedure NOT LIKE 'summary-penalty/%' OR matter.opened_on IS NOT NULL
     OR cap IS NULL OR cash IS NULL OR NEW.cap_yuan > cap OR NEW.spot_cash_yuan > cash THEN
    RAISE EXCEPTION 'not within the caps of the law pack of this matter'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'summary_penalty_within_the_law';
  END IF;
  RETURN NEW;
END
"""
# 两名执法人员当日均持有效证件，作出决定的人是其中之一：第四十二条。
_BY_TWO_OFFICERS = """
BEGIN
  IF (
    SELECT count(DISTINCT o.person_id) FROM cases_case c
    JOIN registry_officer o ON o.id IN (c.lead_officer_id, c.assisting_officer_id)
    WHERE c.id = NEW.case_id AND EXISTS (
      SELECT FROM registry_credential k
      WHERE k.officer_id = o.id AND NEW.decided_on BETWEEN k.valid_from AND k.valid_until
        AND NOT EXISTS (
          SELECT FROM registry_credentialsuspension s
          WHERE s.credential_id = k.id AND s.since <= NEW.decided_on
            AND coalesce(s.until, 'infinity') > NEW.decided_on
        )
    )
  ) < 2 OR NOT EXISTS (
    SELECT FROM cases_case c
    JOIN registry_officer o ON o.id IN (c.lead_officer_id, c.assisting_officer_id)
    WHERE c.id = NEW.case_id AND o.person_id = NEW.decided_by_person_id
  ) THEN
    RAISE EXCEPTION 'a summary penalty needs two officers with credentials valid that day'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'summary_penalty_by_two_officers';
  END IF;
  RETURN NEW;
END
"""
# 备案报给机关，不由作出决定的人自己收存：第五十二条第三款。
_FILED_BY_ANOTHER = """
BEGIN
  IF EXISTS (
    SELECT FROM cases_case c
    JOIN registry_officer o ON o.id IN (c.lead_officer_id, c.assisting_officer_id)
    WHERE c.id = NEW.penalty_id AND o.person_id = NEW.filed_by_person_id
  ) THEN
    RAISE EXCEPTION 'an officer of this penalty cannot receive its filing'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'summary_filed_by_another';
  END IF;
  RETURN NEW;
END
"""


class SummaryPenalty(models.Model):
    """当场行政处罚决定. Only a warning and a fine have a column: nothing else can be imposed.

    ``told_…`` is what the party was told before it spoke; ``cap_yuan`` and ``spot_cash_yuan`` are
    the law's on that day, and the database compares them with the law pack of the case.
    """

    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, primary_key=True, related_name="summary_penalty"
    )
    is_warned = models.BooleanField()
    fine_yuan = models.DecimalField(max_digits=14, decimal_places=2)
    told_is_warned = models.BooleanField()
    told_fine_yuan = models.DecimalField(max_digits=14, decimal_places=2)
    told_at = models.DateTimeField()
    cap_yuan = models.DecimalField(max_digits=14, decimal_places=2)
    spot_cash_yuan = models.DecimalField(max_digits=14, decimal_places=2)
    facts = models.TextField()
    evidence = models.JSONField()
    basis = models.JSONField()
    tier = models.CharField(max_length=80, blank=True)
    trace = models.JSONField()
    leniency = models.CharField(max_length=20)
    statement = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    way = models.CharField(max_length=20, choices=[(w.value, w.title) for w in PaymentWay])
    refused_to_sign = models.BooleanField()
    document = models.OneToOneField("dossier.Document", on_delete=models.PROTECT)
    service = models.OneToOneField("dossier.Service", on_delete=models.PROTECT)
    number = models.CharField(max_length=60, unique=True)
    decided_at = models.DateTimeField()
    decided_on = models.DateField()
    decided_by_person_id = models.UUIDField()

    classification = {
        **dict.fromkeys(["case", "is_warned", "fine_yuan", "told_is_warned"], INTERNAL),
        **dict.fromkeys(["told_fine_yuan", "told_at", "cap_yuan", "spot_cash_yuan"], INTERNAL),
        **dict.fromkeys(["evidence", "basis", "tier", "trace", "leniency", "way"], INTERNAL),
        **dict.fromkeys(["facts", "statement", "answer"], PERSONAL),
        **dict.fromkeys(["refused_to_sign", "document", "service", "number"], INTERNAL),
        **dict.fromkeys(["decided_at", "decided_on", "decided_by_person_id"], INTERNAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "fine_yuan", "way", "decided_on"], name="summary_penalty_and_way"
            ),
            # 只能是警告或者限额以内的罚款（第五十一条）。
            models.CheckConstraint(
                name="summary_imposes_something",
                condition=Q(fine_yuan__gt=0) | Q(fine_yuan=0, is_warned=True),
            ),
            models.CheckConstraint(
                name="summary_fine_within_cap", condition=Q(fine_yuan__lte=F("cap_yuan"))
            ),
            RowRule(name="summary_penalty_within_the_law", body=_WITHIN_THE_LAW),
            RowRule(name="summary_penalty_by_two_officers", body=_BY_TWO_OFFICERS),
            # 对同一个违法行为不得两次罚款（第二十九条）。
            RowRule(name="summary_not_fined_twice", body=SUMMARY_ONCE),
            # 先告知，后决定；不得因陈述申辩加重（第四十四条、第四十五条）。
            models.CheckConstraint(
                name="summary_told_before_decided", condition=Q(told_at__lte=F("decided_at"))
            ),
            models.CheckConstraint(
                name="summary_not_heavier_than_told",
                condition=Q(fine_yuan__lt=F("told_fine_yuan"))
                | (
                    Q(fine_yuan=F("told_fine_yuan")) & (Q(is_warned=False) | Q(told_is_warned=True))
                ),
            ),
            models.CheckConstraint(
                name="summary_statement_was_answered",
                condition=Q(statement="", answer="") | (~Q(statement="") & ~Q(answer="")),
            ),
            models.CheckConstraint(
                name="summary_facts_and_evidence", condition=~Q(facts="") & ~Q(evidence=[])
            ),
            # 当场收缴须有法定情形（第六十八条、第六十九条）。
            models.CheckConstraint(
                name="summary_cash_has_a_ground",
                condition=Q(way=PaymentWay.BANK.value)
                | Q(way=PaymentWay.SMALL.value, fine_yuan__gt=0)
                & Q(fine_yuan__lte=F("spot_cash_yuan"))
                | Q(
                    way__in=[PaymentWay.HARD_LATER.value, PaymentWay.REMOTE.value],
                    fine_yuan__gt=0,
                ),
            ),
            # 决定书编有号码，当场交付（第五十二条第一款）。
            CompositeForeignKey(
                name="summary_paper_of_case",
                fields=["document", "case"],
                to="dossier.Document",
                to_fields=["id", "subject_id"],
            ),
            CompositeForeignKey(
                name="summary_served_the_same_day",
                fields=["service", "document", "decided_on"],
                to="dossier.Service",
                to_fields=["id", "document", "effective_on"],
            ),
            CompositeForeignKey(
                name="summary_number_was_issued",
                fields=["number"],
                to="dossier.IssuedNumber",
                to_fields=["text"],
            ),
            AppendOnly(name="summary_penalty_append_only"),
            Journalled(name="summary_penalty_journalled", stream_field="case"),
        ]


class CashFine(models.Model):
    """当场收缴的罚款: taken for the exact fine on the day, handed in, then banked (第七十一条)."""

    penalty = models.OneToOneField(
        SummaryPenalty, on_delete=models.PROTECT, primary_key=True, related_name="cash"
    )
    amount_yuan = models.DecimalField(max_digits=14, decimal_places=2)
    way = models.CharField(max_length=20)
    receipt_number = models.CharField(max_length=60, unique=True)
    collected_on = models.DateField()
    handed_in_on = models.DateField(null=True)
    banked_on = models.DateField(null=True)

    classification = {
        **dict.fromkeys(["penalty", "amount_yuan", "way", "receipt_number"], INTERNAL),
        **dict.fromkeys(["collected_on", "handed_in_on", "banked_on"], INTERNAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(name="cash_has_a_receipt", condition=~Q(receipt_number="")),
            models.CheckConstraint(name="cash_by_a_lawful_way", condition=Q(way__in=_CASH)),
            models.CheckConstraint(
                name="cash_goes_on_in_order",
                # NULL would pass the CHECK: say where a day is needed.
                condition=Q(handed_in_on__isnull=True, banked_on__isnull=True)
                | Q(handed_in_on__isnull=False, handed_in_on__gte=F("collected_on"))
                & (Q(banked_on__isnull=True) | Q(banked_on__gte=F("handed_in_on"))),
            ),
            CompositeForeignKey(
                name="cash_is_the_fine",
                fields=["penalty", "amount_yuan", "way", "collected_on"],
                to="cases.SummaryPenalty",
                to_fields=["case", "fine_yuan", "way", "decided_on"],
            ),
            FrozenFields(
                name="cash_frozen",
                fields=[
                    *["penalty", "amount_yuan", "way", "receipt_number", "collected_on"],
                    *["handed_in_on", "banked_on"],
                ],
            ),
            NoDelete(name="cash_stays"),
            Journalled(name="cash_journalled", stream_field="penalty"),
        ]


class SummaryFiling(models.Model):
    """备案: received by the agency, by somebody who did not make the decision."""

    penalty = models.OneToOneField(
        SummaryPenalty, on_delete=models.PROTECT, primary_key=True, related_name="filing"
    )
    filed_on = models.DateField()
    filed_by_person_id = models.UUIDField()

    classification = dict.fromkeys(["penalty", "filed_on", "filed_by_person_id"], INTERNAL)

    class Meta:
        constraints = [
            RowRule(name="summary_filed_by_another", body=_FILED_BY_ANOTHER),
            AppendOnly(name="summary_filing_append_only"),
            Journalled(name="summary_filing_journalled", stream_field="penalty"),
        ]
