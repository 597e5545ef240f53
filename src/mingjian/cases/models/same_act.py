"""Statements that two acts are not one (非同一违法行为的说明), before a second fine (art. 29)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from mingjian.cases.models.case import Case
from mingjian.cases.models.proceeding_rules import by_unrecused
from mingjian.journal.classification import INTERNAL
from mingjian.journal.guards import AppendOnly, CompositeForeignKey, Journalled, RowRule
from mingjian.journal.ids import new_id


class DistinctAct(models.Model):
    """说明: the act of this case is not the one that was fined in the other, and why.

    ``other_case_id`` is no ForeignKey: the row belongs to one case only (rows.py).
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="distinct_acts")
    other_case_id = models.UUIDField()
    other_number = models.CharField(max_length=60)
    stated_on = models.DateField()
    stated_by_person_id = models.UUIDField()
    stated_by_name = models.CharField(max_length=80)
    reasons = models.TextField()

    classification = dict.fromkeys(
        [
            *["id", "case", "other_case_id", "other_number", "stated_on"],
            *["stated_by_person_id", "stated_by_name", "reasons"],
        ],
        INTERNAL,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "other_case_id"], name="distinct_act_once"),
            models.CheckConstraint(name="distinct_act_has_reasons", condition=~Q(reasons="")),
            CompositeForeignKey(
                name="distinct_act_of_a_case",
                fields=["other_case_id"],
                to="cases.Case",
                to_fields=["id"],
            ),
            RowRule(
                name="distinct_act_by_unrecused",
                body=by_unrecused(column="stated_by_person_id", name="distinct_act_by_unrecused"),
            ),
            AppendOnly(name="distinct_act_append_only"),
            Journalled(name="distinct_act_journalled", stream_field="case"),
        ]
