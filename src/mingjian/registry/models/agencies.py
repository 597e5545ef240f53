"""Agencies (执法主体), their powers and their lists of enforcement items."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from mingjian.access.models import DIVISION_CODE
from mingjian.journal.classification import INTERNAL, PUBLIC
from mingjian.journal.guards import FrozenFields, Journalled, NoDelete
from mingjian.journal.ids import new_id
from mingjian.registry.kinds import AgencyKind, ItemKind
from mingjian.registry.models.periods import ends_after_start, in_force

CREDIT_CODE = r"^([0-9A-HJ-NPQRTUWXY]{18})?$"


class AgencyQuerySet(models.QuerySet["Agency"]):
    """Questions about agencies."""

    def in_force(self, *, on: date) -> AgencyQuerySet:
        """Agencies that exist on this day."""
        return self.filter(in_force(on=on))

    def within(self, division_prefix: str) -> AgencyQuerySet:
        """Agencies of a division and all below it ("" is the whole country)."""
        return self.filter(division_code__startswith=division_prefix)


class Agency(models.Model):
    """执法主体: who enforces in its own name, or in the name of the organ that entrusted it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40)
    number_prefix = models.CharField(max_length=20)
    division_code = models.CharField(max_length=6)
    credit_code = models.CharField(max_length=18, blank=True, default="")
    kind = models.CharField(max_length=20, default=AgencyKind.ORGAN.value)
    pack_id = models.CharField(max_length=60)
    funding_source = models.CharField(max_length=200, blank=True, default="")
    staffing = models.CharField(max_length=200, blank=True, default="")
    duties = models.TextField(blank=True, default="")
    legal_representative = models.CharField(max_length=80, blank=True, default="")
    address = models.CharField(max_length=200, blank=True, default="")
    complaint_phone = models.CharField(max_length=60, blank=True, default="")
    reconsideration_body = models.CharField(max_length=120)
    court = models.CharField(max_length=120)
    # 以政府名义作出的决定，由其进行第二级法制审核的政府法制机构
    government_reviewer = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+"
    )
    entrusted_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="entrusted_bodies"
    )
    entrustment = models.TextField(blank=True, default="")
    since = models.DateField()
    until = models.DateField(null=True)

    objects = AgencyQuerySet.as_manager()

    classification = {
        **dict.fromkeys(["id", "pack_id"], INTERNAL),
        **dict.fromkeys(["name", "short_name", "number_prefix", "division_code"], PUBLIC),
        **dict.fromkeys(["credit_code", "kind", "funding_source", "staffing", "duties"], PUBLIC),
        **dict.fromkeys(["legal_representative", "address", "complaint_phone"], PUBLIC),
        **dict.fromkeys(["reconsideration_body", "court", "since", "until"], PUBLIC),
        **dict.fromkeys(["entrusted_by", "entrustment", "government_reviewer"], PUBLIC),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="agency_reviewed_by_another",
                condition=Q(government_reviewer__isnull=True) | ~Q(government_reviewer=F("id")),
            ),
            models.CheckConstraint(
                name="agency_is_named",
                condition=~Q(name="") & ~Q(short_name="") & ~Q(number_prefix="") & ~Q(pack_id=""),
            ),
            models.CheckConstraint(
                name="agency_names_remedies", condition=~Q(reconsideration_body="") & ~Q(court="")
            ),
            models.CheckConstraint(
                name="agency_division_shape",
                condition=Q(division_code__regex=DIVISION_CODE) & ~Q(division_code=""),
            ),
            models.CheckConstraint(
                name="agency_credit_code_shape", condition=Q(credit_code__regex=CREDIT_CODE)
            ),
            models.CheckConstraint(
                name="agency_kind_known", condition=Q(kind__in=[kind.value for kind in AgencyKind])
            ),
            # 委托书应当载明委托事项、权限、期限 (行政处罚法 art. 20).
            models.CheckConstraint(
                name="agency_entrusted_has_letter",
                condition=Q(
                    Q(kind=AgencyKind.ENTRUSTED.value, entrusted_by__isnull=False)
                    & ~Q(entrustment="")
                )
                | Q(~Q(kind=AgencyKind.ENTRUSTED.value), entrusted_by__isnull=True, entrustment=""),
            ),
            ends_after_start("agency_ends_after_start"),
            models.UniqueConstraint(
                fields=["number_prefix"], condition=Q(until__isnull=True), name="agency_prefix_once"
            ),
            models.UniqueConstraint(
                fields=["name"], condition=Q(until__isnull=True), name="agency_name_once"
            ),
            FrozenFields(name="agency_stays_itself", fields=["id", "since"]),
            NoDelete(name="agency_never_goes"),
            Journalled(name="agency_journalled", stream_field="id"),
        ]

    def __str__(self) -> str:
        return self.name


class AgencyPowerQuerySet(models.QuerySet["AgencyPower"]):
    """Questions about powers."""

    def in_force(self, *, on: date) -> AgencyPowerQuerySet:
        """Powers that hold on this day."""
        return self.filter(in_force(on=on))


class AgencyPower(models.Model):
    """执法权限: a line (law.violations.Line) the agency enforces, and where that is written."""

    id = models.UUIDField(primary_key=True, default=new_id)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="powers")
    line = models.CharField(max_length=40)
    cite = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField(null=True)

    objects = AgencyPowerQuerySet.as_manager()

    classification = {
        "id": INTERNAL,
        **dict.fromkeys(["agency", "line", "cite", "since", "until"], PUBLIC),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="power_has_line_and_source", condition=~Q(line="") & ~Q(cite="")
            ),
            ends_after_start("power_ends_after_start"),
            models.UniqueConstraint(
                fields=["agency", "line"], condition=Q(until__isnull=True), name="power_open_once"
            ),
            FrozenFields(name="power_frozen", fields=["agency", "line", "cite", "since", "until"]),
            NoDelete(name="power_never_goes"),
            Journalled(name="power_journalled", stream_field="agency"),
        ]


class EnforcementItemQuerySet(models.QuerySet["EnforcementItem"]):
    """Questions about enforcement items."""

    def in_force(self, *, on: date) -> EnforcementItemQuerySet:
        """Items on the list that day."""
        return self.filter(in_force(on=on))


class EnforcementItem(models.Model):
    """执法事项: one line of the agency's item list (行政执法事项清单)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="items")
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    violation_id = models.CharField(max_length=80, blank=True, default="")
    basis = models.TextField()
    # 重大执法决定法制审核目录：列入目录的事项，决定以前一律审核
    is_major = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True)

    objects = EnforcementItemQuerySet.as_manager()

    classification = {
        "id": INTERNAL,
        **dict.fromkeys(["agency", "code", "title", "kind", "violation_id"], PUBLIC),
        **dict.fromkeys(["basis", "is_major", "since", "until"], PUBLIC),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="item_is_named", condition=~Q(code="") & ~Q(title="") & ~Q(basis="")
            ),
            models.CheckConstraint(
                name="item_kind_known", condition=Q(kind__in=[kind.value for kind in ItemKind])
            ),
            models.CheckConstraint(
                name="item_penalty_names_violation",
                condition=~Q(kind=ItemKind.PENALTY.value) | ~Q(violation_id=""),
            ),
            ends_after_start("item_ends_after_start"),
            models.UniqueConstraint(
                fields=["agency", "code"], condition=Q(until__isnull=True), name="item_code_once"
            ),
            FrozenFields(
                name="item_frozen",
                fields=[
                    *["agency", "code", "title", "kind"],
                    *["violation_id", "basis", "is_major", "since", "until"],
                ],
            ),
            NoDelete(name="item_never_goes"),
            Journalled(name="item_journalled", stream_field="agency"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
