"""Exemptions (依规定不公示): decisions that no rule asks to publish, each with the rule."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from mingjian.access.scopes import Scope, seen_by
from mingjian.journal.classification import INTERNAL
from mingjian.journal.guards import AppendOnly, Journalled, RowRule
from mingjian.journal.ids import new_id

# 普通程序的处罚都有公示义务，不公示须经两人核准；只有当场处罚可以依规定免除。
_OF_A_SUMMARY_PENALTY = """
BEGIN
  IF NOT EXISTS (SELECT FROM cases_summarypenalty p WHERE p.case_id = NEW.case_id)
     OR EXISTS (SELECT FROM disclosure_duty d WHERE d.case_id = NEW.case_id) THEN
    RAISE EXCEPTION 'only an on-the-spot penalty without a duty is exempt'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'exemption_of_a_summary_penalty';
  END IF;
  RETURN NEW;
END
"""


class ExemptionQuerySet(models.QuerySet["Exemption"]):
    """Questions about exemptions."""

    def visible_to(self, scope: Scope) -> ExemptionQuerySet:
        """Those of the agencies this person sees."""
        return self.filter(seen_by(scope, agency="agency_id", division="division_code"))


class Exemption(models.Model):
    """依规定不公示的决定, with the reason and the rule that says so."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT)
    agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT)
    division_code = models.CharField(max_length=6)
    number = models.CharField(max_length=60)
    decided_on = models.DateField()
    reason = models.CharField(max_length=200)
    cite = models.CharField(max_length=200)

    objects = ExemptionQuerySet.as_manager()

    classification = dict.fromkeys(
        ["id", "case", "agency", "division_code", "number", "decided_on", "reason", "cite"],
        INTERNAL,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="exemption_has_its_rule", condition=~Q(reason="") & ~Q(cite="")
            ),
            RowRule(name="exemption_of_a_summary_penalty", body=_OF_A_SUMMARY_PENALTY),
            AppendOnly(name="exemption_append_only"),
            Journalled(name="exemption_journalled", stream_field="id"),
        ]
