"""Officers (执法人员), their credentials, and what was done to the credentials."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from mingjian.access.models import DIVISION_CODE
from mingjian.journal.classification import INTERNAL, PERSONAL, PUBLIC
from mingjian.journal.guards import CompositeForeignKey, FrozenFields, Journalled, NoDelete
from mingjian.journal.ids import new_id
from mingjian.law.review_points import QUALIFICATION_SINCE
from mingjian.registry.kinds import SuspensionKind
from mingjian.registry.models.agencies import Agency
from mingjian.registry.models.periods import ends_after_start, in_force


class OfficerQuerySet(models.QuerySet["Officer"]):
    """Questions about officers."""

    def in_office(self, *, on: date) -> OfficerQuerySet:
        """Officers who serve on this day."""
        return self.filter(in_force(on=on))

    def with_credential(self, *, on: date) -> OfficerQuerySet:
        """Officers who may enforce on this day (行政处罚法 art. 42: 具有行政执法资格)."""
        valid = Credential.objects.valid(on=on).filter(officer=OuterRef("pk"))
        return self.in_office(on=on).filter(Exists(valid))


class Officer(models.Model):
    """执法人员: a natural person in an agency. 辅助人员 are kept here too, without credential."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person_id = models.UUIDField(unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="officers")
    name = models.CharField(max_length=80)
    post = models.CharField(max_length=80)
    category = models.CharField(max_length=80)
    is_assistant = models.BooleanField(default=False)
    legal_qualification = models.BooleanField(default=False)
    reviewer_since = models.DateField(null=True)
    since = models.DateField()
    until = models.DateField(null=True)

    objects = OfficerQuerySet.as_manager()

    classification = {
        **dict.fromkeys(["id", "is_assistant", "reviewer_since", "since", "until"], INTERNAL),
        **dict.fromkeys(["person_id", "legal_qualification"], PERSONAL),
        **dict.fromkeys(["agency", "name", "post", "category"], PUBLIC),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="officer_is_named",
                condition=~Q(name="") & ~Q(post="") & ~Q(category=""),
            ),
            ends_after_start("officer_ends_after_start"),
            models.CheckConstraint(
                name="officer_assistant_reviews_nothing",
                condition=Q(is_assistant=False) | Q(reviewer_since__isnull=True),
            ),
            # 初次从事行政处罚决定法制审核的人员应当取得法律职业资格 (行政处罚法 art. 58).
            models.CheckConstraint(
                name="officer_reviewer_qualified",
                condition=Q(reviewer_since__isnull=True)
                | Q(reviewer_since__lt=QUALIFICATION_SINCE)
                | Q(legal_qualification=True),
            ),
            models.UniqueConstraint(fields=["id", "is_assistant"], name="officer_and_status"),
            FrozenFields(
                name="officer_stays_the_same_person",
                fields=["id", "person_id", "since", "reviewer_since"],
            ),
            NoDelete(name="officer_never_goes"),
            Journalled(name="officer_journalled", stream_field="id"),
        ]

    def __str__(self) -> str:
        return self.name


class CredentialQuerySet(models.QuerySet["Credential"]):
    """Questions about credentials."""

    def valid(self, *, on: date) -> CredentialQuerySet:
        """Credentials valid on this day: within their dates and not suspended or ended."""
        stopped = CredentialSuspension.objects.filter(credential=OuterRef("pk"))
        return self.filter(
            ~Exists(stopped.filter(in_force(on=on))), valid_from__lte=on, valid_until__gte=on
        )


class Credential(models.Model):
    """行政执法证件. ``valid_until`` is the last valid day, as it is printed on the card.

    ``is_assistant`` is always false and tied to the officer's: no assistant holds a credential.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="credentials")
    is_assistant = models.BooleanField(default=False)
    number = models.CharField(max_length=40, unique=True)
    category = models.CharField(max_length=80)
    area = models.CharField(max_length=6)
    issued_by = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_until = models.DateField()

    objects = CredentialQuerySet.as_manager()

    classification = {
        **dict.fromkeys(["id", "officer", "is_assistant"], INTERNAL),
        **dict.fromkeys(["number", "category", "area", "issued_by"], PUBLIC),
        **dict.fromkeys(["valid_from", "valid_until"], PUBLIC),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="credential_is_complete",
                condition=~Q(number="") & ~Q(category="") & ~Q(issued_by=""),
            ),
            models.CheckConstraint(
                name="credential_area_shape",
                condition=Q(area__regex=DIVISION_CODE) & ~Q(area=""),
            ),
            models.CheckConstraint(
                name="credential_ends_after_start",
                condition=Q(valid_until__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="credential_not_for_assistant", condition=Q(is_assistant=False)
            ),
            CompositeForeignKey(
                name="credential_of_no_assistant",
                fields=["officer", "is_assistant"],
                to="registry.Officer",
                to_fields=["id", "is_assistant"],
            ),
            models.UniqueConstraint(fields=["id", "officer"], name="credential_and_officer"),
            FrozenFields(
                name="credential_frozen",
                fields=["officer", "number", "category", "area", "issued_by", "valid_from"],
            ),
            NoDelete(name="credential_never_goes"),
            Journalled(name="credential_journalled", stream_field="officer"),
        ]

    def __str__(self) -> str:
        return self.number

    def valid_on(self, day: date) -> bool:
        """Whether its holder may enforce with it on that day."""
        return Credential.objects.valid(on=day).filter(id=self.id).exists()


class CredentialSuspension(models.Model):
    """执法证件的暂扣、吊销、注销; only a suspension can end."""

    id = models.UUIDField(primary_key=True, default=new_id)
    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="suspensions")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    reason = models.TextField()
    since = models.DateField()
    until = models.DateField(null=True)

    classification = {
        **dict.fromkeys(["id", "credential", "officer", "kind", "since", "until"], INTERNAL),
        "reason": PERSONAL,
    }

    class Meta:
        constraints = [
            models.CheckConstraint(name="suspension_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="suspension_kind_known",
                condition=Q(kind__in=[kind.value for kind in SuspensionKind]),
            ),
            models.CheckConstraint(
                name="suspension_only_ends_if_temporary",
                condition=Q(kind=SuspensionKind.SUSPENDED.value) | Q(until__isnull=True),
            ),
            ends_after_start("suspension_ends_after_start"),
            CompositeForeignKey(
                name="suspension_of_officers_credential",
                fields=["credential", "officer"],
                to="registry.Credential",
                to_fields=["id", "officer"],
            ),
            FrozenFields(
                name="suspension_frozen",
                fields=["credential", "officer", "kind", "reason", "since", "until"],
            ),
            NoDelete(name="suspension_never_goes"),
            Journalled(name="suspension_journalled", stream_field="officer"),
        ]
