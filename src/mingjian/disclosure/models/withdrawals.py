"""Withdrawals (撤回公示): ordered on a coded ground by one person, done by another."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from mingjian.access.scopes import Scope, seen_by
from mingjian.disclosure.grounds import Ground
from mingjian.journal.classification import INTERNAL
from mingjian.journal.guards import AppendOnly, CompositeForeignKey, Journalled
from mingjian.journal.ids import new_id


class WithdrawalOrderQuerySet(models.QuerySet["WithdrawalOrder"]):
    """Questions about withdrawals that were ordered."""

    def visible_to(self, scope: Scope) -> WithdrawalOrderQuerySet:
        """Orders of the agencies this person sees."""
        return self.filter(seen_by(scope, agency="agency_id", division="division_code"))

    def open(self) -> WithdrawalOrderQuerySet:
        """Ordered, and the record still stands in public."""
        gone = Withdrawal.objects.values("public_id")
        return self.exclude(public_id__in=gone)

    def overdue(self, *, on: date) -> WithdrawalOrderQuerySet:
        """Open, and the last day has passed."""
        return self.open().filter(due_on__lt=on)


class WithdrawalOrder(models.Model):
    """撤回事由: the ground, the document that took effect, and by when the record must be gone."""

    id = models.UUIDField(primary_key=True, default=new_id)
    stream_id = models.UUIDField()
    agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT)
    division_code = models.CharField(max_length=6)
    public_id = models.CharField(max_length=22, db_index=True)
    ground = models.CharField(max_length=40, choices=[(g.value, g.title) for g in Ground])
    reason = models.CharField(max_length=300)
    cite = models.CharField(max_length=200)
    document = models.CharField(max_length=200, blank=True, default="")
    effective_on = models.DateField()
    due_on = models.DateField()
    due_cite = models.CharField(max_length=200)
    ordered_on = models.DateField()
    ordered_at = models.DateTimeField()
    ordered_by_person_id = models.UUIDField()

    objects = WithdrawalOrderQuerySet.as_manager()

    classification = dict.fromkeys(
        [
            *["id", "stream_id", "agency", "division_code", "public_id", "ground", "reason"],
            *["cite", "document"],
            *["effective_on", "due_on", "due_cite", "ordered_on", "ordered_at"],
            "ordered_by_person_id",
        ],
        INTERNAL,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="withdrawal_states_reason", condition=~Q(reason="") & ~Q(cite="")
            ),
            models.UniqueConstraint(
                fields=["id", "public_id", "ground", "ordered_by_person_id"],
                name="withdrawal_order_whole",
            ),
            AppendOnly(name="withdrawal_order_append_only"),
            Journalled(name="withdrawal_order_journalled", stream_field="stream_id"),
        ]


class Withdrawal(models.Model):
    """撤回: the record was taken out of public sight. Only 期满 happens without a second person."""

    id = models.UUIDField(primary_key=True, default=new_id)
    stream_id = models.UUIDField()
    order = models.OneToOneField(WithdrawalOrder, on_delete=models.PROTECT)
    public_id = models.CharField(max_length=22, unique=True)
    ground = models.CharField(max_length=40)
    ordered_by_person_id = models.UUIDField()
    withdrawn_on = models.DateField()
    withdrawn_at = models.DateTimeField()
    withdrawn_by_person_id = models.UUIDField()

    classification = dict.fromkeys(
        [
            *["id", "stream_id", "order", "public_id", "ground", "ordered_by_person_id"],
            *["withdrawn_on", "withdrawn_at", "withdrawn_by_person_id"],
        ],
        INTERNAL,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["public_id", "ground"], name="withdrawal_and_ground"),
            models.CheckConstraint(
                name="withdrawal_by_four_eyes",
                condition=Q(ground=Ground.TERM_ENDED.value)
                | ~Q(withdrawn_by_person_id=F("ordered_by_person_id")),
            ),
            CompositeForeignKey(
                name="withdrawal_of_its_order",
                fields=["order", "public_id", "ground", "ordered_by_person_id"],
                to="disclosure.WithdrawalOrder",
                to_fields=["id", "public_id", "ground", "ordered_by_person_id"],
            ),
            AppendOnly(name="withdrawal_append_only"),
            Journalled(name="withdrawal_journalled", stream_field="stream_id"),
        ]
