"""The campaign (评查活动): scope and commitment first, then the roster, then the draw."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.access.scopes import Scope
from mingjian.journal.classification import INTERNAL
from mingjian.journal.guards import (
    AppendOnly,
    CompositeForeignKey,
    Journalled,
    RowRule,
)
from mingjian.journal.ids import new_id
from mingjian.law.roles import Role
from mingjian.supervision.models.rules import (
    ROSTER_AS_LISTED,
    ROSTER_IS_OPEN,
    SAMPLED_AS_DRAWN,
    SEED_AS_COMMITTED,
)

_SCOPE = ["title", "division_code", "agency_ids", "line", "procedure", "decided_from", "decided_to"]
_SAMPLE = ["sample_size", "sample_percent", "reviewers_each", "appeal_days"]
_STANDARD = ["item_set", "item_set_hash"]
_MADE = ["commitment", "sealed_seed", "created_on", "created_by_person_id", "created_by_name"]


class CampaignQuerySet(models.QuerySet["Campaign"]):
    """Pages ask ``visible_to`` first."""

    def visible_to(self, scope: Scope) -> CampaignQuerySet:
        """Supervisors: campaigns of their division; a head: those that drew the agency's cases."""
        seen = Q(pk__in=[])
        if Role.SUPERVISOR in scope.roles and scope.division_prefix:
            seen |= Q(division_code__startswith=scope.division_prefix)
        if Role.AGENCY_HEAD in scope.roles and scope.agency_id is not None:
            seen |= Q(sampled__case__agency_id=scope.agency_id)
        return self.filter(seen).distinct()

    def newest_first(self) -> CampaignQuerySet:
        """For lists."""
        return self.order_by("-created_on", "-id")


class Campaign(models.Model):
    """评查活动. ``agency_ids`` empty: every agency of the division; likewise line, procedure."""

    id = models.UUIDField(primary_key=True, default=new_id)
    title = models.CharField(max_length=120)
    division_code = models.CharField(max_length=6)
    agency_ids = models.JSONField(default=list)
    line = models.CharField(max_length=40, blank=True, default="")
    procedure = models.CharField(max_length=40, blank=True, default="")
    decided_from = models.DateField()
    decided_to = models.DateField()
    sample_size = models.PositiveSmallIntegerField(null=True)
    sample_percent = models.PositiveSmallIntegerField(null=True)
    reviewers_each = models.PositiveSmallIntegerField(default=1)
    appeal_days = models.PositiveSmallIntegerField()
    item_set = models.JSONField()
    item_set_hash = models.CharField(max_length=64)
    # 随机抽取：先承诺，再定名单，后公开种子
    commitment = models.CharField(max_length=64)
    sealed_seed = models.BinaryField()
    created_on = models.DateField()
    created_by_person_id = models.UUIDField()
    created_by_name = models.CharField(max_length=80)

    objects = CampaignQuerySet.as_manager()

    classification = dict.fromkeys(["id", *_SCOPE, *_SAMPLE, *_STANDARD, *_MADE], INTERNAL)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="campaign_period_is_one", condition=Q(decided_to__gte=F("decided_from"))
            ),
            models.CheckConstraint(
                name="campaign_size_or_share",
                condition=Q(sample_size__isnull=False, sample_size__gt=0)
                & Q(sample_percent__isnull=True)
                | Q(sample_size__isnull=True, sample_percent__isnull=False)
                & Q(sample_percent__range=(1, 100)),
            ),
            models.CheckConstraint(
                name="campaign_one_or_two_reviewers", condition=Q(reviewers_each__in=[1, 2])
            ),
            AppendOnly(name="campaign_append_only"),
            Journalled(name="campaign_journalled", stream_field="id"),
        ]


class RosterEntry(models.Model):
    """名单中的一件: a decided case within the scope."""

    id = models.UUIDField(primary_key=True, default=new_id)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="entries")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")

    classification = dict.fromkeys(["id", "campaign", "case"], INTERNAL)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "case"], name="roster_names_a_case_once"),
            RowRule(name="roster_is_open", body=ROSTER_IS_OPEN),
            AppendOnly(name="roster_append_only"),
            Journalled(name="roster_journalled", stream_field="campaign"),
        ]


class Roster(models.Model):
    """名单 once it is closed: how many, their fingerprint, how many will be drawn."""

    campaign = models.OneToOneField(Campaign, on_delete=models.PROTECT, primary_key=True)
    fingerprint = models.CharField(max_length=64)
    case_count = models.PositiveIntegerField()
    sample_count = models.PositiveIntegerField()
    closed_on = models.DateField()

    classification = dict.fromkeys(
        ["campaign", "fingerprint", "case_count", "sample_count", "closed_on"], INTERNAL
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="roster_holds_the_sample",
                condition=Q(sample_count__gt=0, sample_count__lte=F("case_count")),
            ),
            RowRule(name="roster_as_listed", body=ROSTER_AS_LISTED),
            AppendOnly(name="closed_roster_append_only"),
            Journalled(name="closed_roster_journalled", stream_field="campaign"),
        ]


class Draw(models.Model):
    """抽取: the seed, told for the first time."""

    campaign = models.OneToOneField(Campaign, on_delete=models.PROTECT, primary_key=True)
    seed = models.CharField(max_length=64)
    drawn_on = models.DateField()

    classification = dict.fromkeys(["campaign", "seed", "drawn_on"], INTERNAL)

    class Meta:
        constraints = [
            RowRule(name="seed_as_committed", body=SEED_AS_COMMITTED),
            AppendOnly(name="draw_append_only"),
            Journalled(name="draw_journalled", stream_field="campaign"),
        ]


class Sampled(models.Model):
    """抽中的案卷: where the seed put it; nobody's choice."""

    id = models.UUIDField(primary_key=True, default=new_id)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="sampled")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    serial = models.PositiveIntegerField()
    rank = models.CharField(max_length=64)

    classification = dict.fromkeys(["id", "campaign", "case", "serial", "rank"], INTERNAL)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "case"], name="sampled_once"),
            models.UniqueConstraint(fields=["id", "campaign"], name="sampled_of_campaign"),
            CompositeForeignKey(
                name="sampled_from_the_roster",
                fields=["campaign", "case"],
                to="supervision.RosterEntry",
                to_fields=["campaign", "case"],
            ),
            RowRule(name="sampled_as_drawn", body=SAMPLED_AS_DRAWN),
            AppendOnly(name="sampled_append_only"),
            Journalled(name="sampled_journalled", stream_field="campaign"),
        ]
