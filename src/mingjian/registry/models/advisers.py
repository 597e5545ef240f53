"""Advisers (法律顾问、公职律师) of an agency, and the parties they must not advise about."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from mingjian.journal.classification import INTERNAL, PERSONAL
from mingjian.journal.guards import CompositeForeignKey, FrozenFields, Journalled, NoDelete
from mingjian.journal.ids import new_id
from mingjian.law.advisers import AdviserKind
from mingjian.registry.models.agencies import Agency
from mingjian.registry.models.periods import ends_after_start


class Adviser(models.Model):
    """法律顾问、公职律师: lent to legal review; ``person_id`` where the adviser has an account."""

    id = models.UUIDField(primary_key=True, default=new_id)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="advisers")
    person_id = models.UUIDField(null=True)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    employer = models.CharField(max_length=120)
    licence_number = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField(null=True)

    classification = {
        **dict.fromkeys(["id", "agency", "kind", "since", "until"], INTERNAL),
        **dict.fromkeys(["person_id", "name", "employer", "licence_number"], PERSONAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="adviser_is_named",
                condition=~Q(name="") & ~Q(employer="") & ~Q(licence_number=""),
            ),
            models.CheckConstraint(
                name="adviser_kind_known", condition=Q(kind__in=[one.value for one in AdviserKind])
            ),
            ends_after_start("adviser_ends_after_start"),
            models.UniqueConstraint(fields=["agency", "licence_number"], name="adviser_once"),
            models.UniqueConstraint(fields=["id", "agency"], name="adviser_of_agency"),
            FrozenFields(
                name="adviser_frozen",
                fields=["agency", "person_id", "licence_number", "since", "until"],
            ),
            NoDelete(name="adviser_never_goes"),
            Journalled(name="adviser_journalled", stream_field="agency"),
        ]

    def __str__(self) -> str:
        return self.name


class AdviserConflict(models.Model):
    """利益冲突登记: a party the adviser represents, or is related to."""

    id = models.UUIDField(primary_key=True, default=new_id)
    adviser = models.ForeignKey(Adviser, on_delete=models.PROTECT, related_name="conflicts")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey("registry.Party", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()

    classification = {
        **dict.fromkeys(["id", "adviser", "agency"], INTERNAL),
        **dict.fromkeys(["party", "reason"], PERSONAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(name="conflict_has_reason", condition=~Q(reason="")),
            models.UniqueConstraint(fields=["adviser", "party"], name="conflict_once"),
            CompositeForeignKey(
                name="conflict_of_agencys_adviser",
                fields=["adviser", "agency"],
                to="registry.Adviser",
                to_fields=["id", "agency"],
            ),
            FrozenFields(name="conflict_frozen", fields=["adviser", "agency", "party", "reason"]),
            NoDelete(name="conflict_never_goes"),
            Journalled(name="conflict_journalled", stream_field="agency"),
        ]
