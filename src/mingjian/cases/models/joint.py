"""Separation of a party (分案办理), and what the database asks of joint parties (共同违法)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from mingjian.cases.models.case import Case
from mingjian.journal.classification import INTERNAL
from mingjian.journal.guards import AppendOnly, Journalled, RowRule

# 已经决定、终结的当事人不能分案；没有共同当事人的无案可分。
_SEPARATED_BEFORE_DECISION = """
BEGIN
  IF NOT EXISTS (
    SELECT FROM cases_case c WHERE c.id = NEW.case_id AND c.joint_id IS NOT NULL
      AND c.state NOT IN ('declined', 'dismissed', 'closed')
  ) OR EXISTS (SELECT FROM cases_decision d WHERE d.case_id = NEW.case_id) THEN
    RAISE EXCEPTION 'only an undecided party of a joint case is separated'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'separation_before_decision';
  END IF;
  RETURN NEW;
END
"""


class Separation(models.Model):
    """分案办理: by order of the head, this party is no longer decided with the others."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, primary_key=True)
    separated_on = models.DateField()
    reasons = models.TextField()
    ordered_by_person_id = models.UUIDField()

    classification = dict.fromkeys(
        ["case", "separated_on", "reasons", "ordered_by_person_id"], INTERNAL
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="separation_has_reasons", condition=~Q(reasons="")),
            RowRule(name="separation_before_decision", body=_SEPARATED_BEFORE_DECISION),
            AppendOnly(name="separation_append_only"),
            Journalled(name="separation_journalled", stream_field="case"),
        ]
