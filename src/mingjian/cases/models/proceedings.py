"""Proceedings inside a case (附随程序): the proceeding, its steps, the items on its list."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from mingjian.cases.models.case import Case
from mingjian.cases.models.proceeding_rules import (
    BY_NEUTRAL_PERSON,
    BY_TWO_OFFICERS,
    FROZEN_ONCE,
    GOODS_BY_LAW,
    IN_ITS_PLACE,
    LIST_IS_CLOSED,
    OUTCOME_IS_DECIDED,
    WITHIN_THE_LAW,
)
from mingjian.journal.classification import INTERNAL, PERSONAL
from mingjian.journal.guards import (
    AppendOnly,
    CompositeForeignKey,
    FrozenFields,
    Journalled,
    NoDelete,
    RowRule,
)
from mingjian.journal.ids import new_id
from mingjian.law.proceedings import ItemOutcome, ProceedingKind, ProceedingMove


class Proceeding(models.Model):
    """一项附随程序: of one case and one kind; what happened in it are its steps."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proceedings")
    kind = models.CharField(max_length=20, choices=[(k.value, k.title) for k in ProceedingKind])
    begun_on = models.DateField()

    classification = dict.fromkeys(["id", "case", "kind", "begun_on"], INTERNAL)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "case", "kind"], name="proceeding_of_case"),
            models.UniqueConstraint(fields=["id", "case"], name="proceeding_in_case"),
            AppendOnly(name="proceeding_append_only"),
            Journalled(name="proceeding_journalled", stream_field="case"),
        ]


class ProceedingStep(models.Model):
    """一步: who did what on which day; written once, in the order the law gives."""

    id = models.UUIDField(primary_key=True, default=new_id)
    proceeding = models.ForeignKey(Proceeding, on_delete=models.PROTECT, related_name="steps")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proceeding_steps")
    kind = models.CharField(max_length=20)
    serial = models.PositiveSmallIntegerField()
    move = models.CharField(max_length=30, choices=[(m.value, m.title) for m in ProceedingMove])
    acted_on = models.DateField()
    # 行为的时刻；没有另行写明的，是登记的时刻。
    acted_at = models.DateTimeField()
    person_id = models.UUIDField()
    person_name = models.CharField(max_length=80)
    subject = models.TextField(blank=True)
    reasons = models.TextField()
    organ = models.CharField(max_length=120, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    choice = models.CharField(max_length=40, blank=True)
    due_on = models.DateField(null=True)
    days = models.PositiveSmallIntegerField(default=0)
    amount_yuan = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    items_count = models.PositiveSmallIntegerField(default=0)
    ticks = models.JSONField(default=list)
    is_urgent = models.BooleanField(default=False)
    was_told = models.BooleanField(default=False)
    receiver = models.CharField(max_length=80, blank=True)
    witness = models.CharField(max_length=80, blank=True)
    # 反向移送：本机关原移送的案件。No ForeignKey: the row belongs to one case only (rows.py).
    other_case_id = models.UUIDField(null=True)
    document = models.OneToOneField(
        "dossier.Document", on_delete=models.PROTECT, null=True, related_name="+"
    )

    classification = {
        **dict.fromkeys(["id", "proceeding", "case", "kind", "serial", "move"], INTERNAL),
        **dict.fromkeys(["acted_on", "acted_at", "person_id", "person_name"], INTERNAL),
        **dict.fromkeys(["subject", "reasons", "receiver", "witness"], PERSONAL),
        **dict.fromkeys(["organ", "basis", "choice", "due_on", "days"], INTERNAL),
        **dict.fromkeys(["amount_yuan", "items_count", "ticks", "is_urgent"], INTERNAL),
        **dict.fromkeys(["was_told", "document", "other_case_id"], INTERNAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proceeding", "serial"], name="step_serial_once"),
            models.UniqueConstraint(fields=["id", "proceeding"], name="step_of_proceeding"),
            models.CheckConstraint(name="step_has_reasons", condition=~Q(reasons="")),
            CompositeForeignKey(
                name="step_of_its_proceeding",
                fields=["proceeding", "case", "kind"],
                to="cases.Proceeding",
                to_fields=["id", "case", "kind"],
            ),
            CompositeForeignKey(
                name="step_paper_of_case",
                fields=["document", "case"],
                to="dossier.Document",
                to_fields=["id", "subject_id"],
            ),
            CompositeForeignKey(
                name="step_of_an_earlier_case",
                fields=["other_case_id"],
                to="cases.Case",
                to_fields=["id"],
            ),
            RowRule(name="step_in_its_place", body=IN_ITS_PLACE),
            RowRule(name="account_frozen_once", body=FROZEN_ONCE),
            RowRule(name="step_with_goods_by_law", body=GOODS_BY_LAW),
            RowRule(name="step_by_neutral_person", body=BY_NEUTRAL_PERSON),
            RowRule(name="step_by_two_officers", body=BY_TWO_OFFICERS),
            RowRule(name="step_within_the_law", body=WITHIN_THE_LAW),
            AppendOnly(name="step_append_only"),
            Journalled(name="step_journalled", stream_field="case"),
        ]


class ProceedingItem(models.Model):
    """清单的一项: 登记保存的证据、抽取的样品; one outcome, by a step that decides it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    proceeding = models.ForeignKey(Proceeding, on_delete=models.PROTECT, related_name="items")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proceeding_items")
    serial = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    spec = models.CharField(max_length=120, blank=True)
    quantity = models.DecimalField(max_digits=12, decimal_places=2)
    unit = models.CharField(max_length=20)
    value_yuan = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    note = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(
        max_length=20, blank=True, choices=[(o.value, o.title) for o in ItemOutcome]
    )
    outcome_step = models.ForeignKey(
        ProceedingStep, on_delete=models.PROTECT, null=True, related_name="+"
    )

    classification = {
        **dict.fromkeys(["id", "proceeding", "case", "serial", "quantity", "unit"], INTERNAL),
        **dict.fromkeys(["name", "spec", "value_yuan", "note"], PERSONAL),
        **dict.fromkeys(["outcome", "outcome_step"], INTERNAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proceeding", "serial"], name="proceeding_item_serial_once"
            ),
            models.CheckConstraint(
                name="proceeding_item_is_described",
                condition=~Q(name="") & ~Q(unit="") & Q(quantity__gt=0),
            ),
            models.CheckConstraint(
                name="proceeding_item_outcome_whole_or_not",
                condition=Q(outcome="", outcome_step__isnull=True)
                | ~Q(outcome="") & Q(outcome_step__isnull=False),
            ),
            CompositeForeignKey(
                name="proceeding_item_of_the_proceeding",
                fields=["proceeding", "case"],
                to="cases.Proceeding",
                to_fields=["id", "case"],
            ),
            CompositeForeignKey(
                name="proceeding_item_outcome_of_the_proceeding",
                fields=["outcome_step", "proceeding"],
                to="cases.ProceedingStep",
                to_fields=["id", "proceeding"],
            ),
            RowRule(name="proceeding_list_is_closed", body=LIST_IS_CLOSED),
            RowRule(
                name="proceeding_outcome_is_decided",
                body=OUTCOME_IS_DECIDED,
                when="BEFORE INSERT OR UPDATE",
            ),
            FrozenFields(
                name="proceeding_item_frozen",
                fields=[
                    *["proceeding", "case", "serial", "name", "spec", "quantity", "unit"],
                    *["value_yuan", "note", "outcome_step"],
                ],
            ),
            NoDelete(name="proceeding_item_stays"),
            Journalled(name="proceeding_item_journalled", stream_field="case"),
        ]
