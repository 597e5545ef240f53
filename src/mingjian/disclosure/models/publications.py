"""From the duty to the publication (公示义务、公示稿、审查、公示): four eyes, bound to one hash."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from mingjian.access.scopes import Scope, seen_by
from mingjian.disclosure.grounds import WithholdGround
from mingjian.disclosure.kinds import ApprovalKind, Settlement
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
from mingjian.law.roles import Role

CONTENT, SECRECY = ApprovalKind.CONTENT.value, ApprovalKind.SECRECY.value

# 本案承办人、曾经的承办人、拟处理意见的作者，不得审查本案的公示稿。
_APPROVER_IS_NEUTRAL = """
BEGIN
  IF EXISTS (
    SELECT FROM disclosure_preparation p
    JOIN disclosure_duty d ON d.id = p.duty_id
    JOIN cases_case c ON c.id = d.case_id
    WHERE p.id = NEW.preparation_id AND (
      EXISTS (
        SELECT FROM registry_officer o
        WHERE o.id IN (c.lead_officer_id, c.assisting_officer_id)
          AND o.person_id = NEW.approved_by_person_id
      ) OR EXISTS (
        SELECT FROM cases_recusal r
        WHERE r.case_id = c.id AND r.person_id = NEW.approved_by_person_id
      ) OR EXISTS (
        SELECT FROM cases_proposal t
        WHERE t.case_id = c.id AND t.made_by_person_id = NEW.approved_by_person_id
      )
    )
  ) THEN
    RAISE EXCEPTION 'approver has handled this case'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_by_neutral_person';
  END IF;
  RETURN NEW;
END
"""


class DutyQuerySet(models.QuerySet["Duty"]):
    """Questions about duties to publish."""

    def visible_to(self, scope: Scope) -> DutyQuerySet:
        """Duties of the agencies this person sees."""
        return self.filter(seen_by(scope, agency="agency_id", division="division_code"))

    def open(self) -> DutyQuerySet:
        """Neither published nor withheld yet."""
        return self.filter(settlement="")

    def overdue(self, *, on: date) -> DutyQuerySet:
        """Open, and the last day has passed."""
        return self.open().filter(due_on__lt=on)


class Duty(models.Model):
    """公示义务: made by the decision itself, with its last day and the provision that sets it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT)
    agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT)
    division_code = models.CharField(max_length=6)
    number = models.CharField(max_length=60)
    act = models.CharField(max_length=60)
    decided_on = models.DateField()
    served_on = models.DateField(null=True)
    due_on = models.DateField()
    is_provisional = models.BooleanField(default=False)
    cite = models.CharField(max_length=200)
    settlement = models.CharField(
        max_length=20, blank=True, default="", choices=[(s.value, s.title) for s in Settlement]
    )
    settled_on = models.DateField(null=True)
    public_id = models.CharField(max_length=22, blank=True, default="")

    objects = DutyQuerySet.as_manager()

    classification = dict.fromkeys(
        [
            *["id", "case", "agency", "division_code", "number", "act", "decided_on", "served_on"],
            *["due_on", "is_provisional", "cite", "settlement", "settled_on", "public_id"],
        ],
        INTERNAL,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="duty_settled_whole_or_not",
                condition=Q(settlement="", settled_on__isnull=True, public_id="")
                | Q(Q(settlement=Settlement.PUBLISHED.value, settled_on__isnull=False))
                & ~Q(public_id="")
                | Q(settlement=Settlement.WITHHELD.value, settled_on__isnull=False, public_id=""),
            ),
            FrozenFields(
                name="duty_frozen",
                fields=[
                    *["case", "agency", "number", "act", "decided_on", "served_on", "due_on"],
                    *["cite", "settled_on"],
                ],
            ),
            NoDelete(name="duty_stays"),
            Journalled(name="duty_journalled", stream_field="id"),
        ]
        indexes = [models.Index(fields=["agency", "settlement", "due_on"], name="duty_todo")]

    def is_overdue(self, *, on: date) -> bool:
        """逾期未公示."""
        return not self.settlement and self.due_on < on


class Preparation(models.Model):
    """公示稿 (or 不予公示的意见): frozen; ``hash`` is what both approvals name.

    Of one case (``duty``) or of a whole import (``batch``). ``withheld`` lists what the public does
    not see: field, what was done, the rule and its source.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    stream_id = models.UUIDField()
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, null=True, related_name="preparations")
    batch = models.ForeignKey(
        "disclosure.ImportBatch", on_delete=models.PROTECT, null=True, related_name="preparations"
    )
    revision = models.PositiveSmallIntegerField()
    publishes = models.BooleanField()
    ground = models.CharField(
        max_length=40, blank=True, default="", choices=[(g.value, g.title) for g in WithholdGround]
    )
    cite = models.CharField(max_length=200, blank=True, default="")
    reasons = models.TextField()
    corrects_version = models.PositiveSmallIntegerField(null=True)
    content = models.JSONField(default=dict)
    withheld = models.JSONField(default=list)
    hash = models.CharField(max_length=64, unique=True)
    prepared_on = models.DateField()
    prepared_at = models.DateTimeField()
    prepared_by_person_id = models.UUIDField()
    prepared_by_name = models.CharField(max_length=80)

    classification = {
        **dict.fromkeys(["id", "stream_id", "duty", "batch", "revision", "publishes"], INTERNAL),
        **dict.fromkeys(["ground", "cite", "corrects_version", "hash", "prepared_on"], INTERNAL),
        **dict.fromkeys(["reasons", "content", "withheld", "prepared_by_name"], PERSONAL),
        **dict.fromkeys(["prepared_at", "prepared_by_person_id"], INTERNAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="preparation_of_case_or_batch",
                condition=Q(duty__isnull=False, batch__isnull=True, stream_id=F("duty_id"))
                | Q(duty__isnull=True, batch__isnull=False, stream_id=F("batch_id")),
            ),
            models.CheckConstraint(
                name="preparation_withholds_for_a_ground",
                condition=Q(publishes=True, ground="")
                | (Q(publishes=False, content={}) & ~Q(ground="") & ~Q(cite="") & ~Q(reasons="")),
            ),
            models.UniqueConstraint(
                fields=["stream_id", "revision"], name="preparation_revision_once"
            ),
            models.UniqueConstraint(
                fields=["id", "hash", "prepared_by_person_id"], name="preparation_and_author"
            ),
            models.UniqueConstraint(
                fields=["id", "hash", "publishes"], name="preparation_and_outcome"
            ),
            models.UniqueConstraint(fields=["id", "batch"], name="preparation_of_batch"),
            AppendOnly(name="preparation_append_only"),
            Journalled(name="preparation_journalled", stream_field="stream_id"),
        ]


class Approval(models.Model):
    """公示审查: 内容审核 or 保密审查 of one frozen text, by a person who had no part in it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    stream_id = models.UUIDField()
    preparation = models.ForeignKey(Preparation, on_delete=models.PROTECT, related_name="approvals")
    hash = models.CharField(max_length=64)
    kind = models.CharField(max_length=20, choices=[(k.value, k.title) for k in ApprovalKind])
    prepared_by_person_id = models.UUIDField()
    approved_by_person_id = models.UUIDField()
    approved_by_name = models.CharField(max_length=80)
    role = models.CharField(max_length=40)
    opinion = models.TextField()
    approved_on = models.DateField()
    approved_at = models.DateTimeField()

    classification = {
        **dict.fromkeys(["id", "stream_id", "preparation", "hash", "kind", "role"], INTERNAL),
        **dict.fromkeys(["prepared_by_person_id", "approved_by_person_id"], INTERNAL),
        **dict.fromkeys(["opinion", "approved_on", "approved_at"], INTERNAL),
        "approved_by_name": PERSONAL,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["preparation", "kind"], name="approval_once_per_kind"),
            models.UniqueConstraint(
                fields=["id", "preparation", "hash", "kind", "approved_by_person_id"],
                name="approval_whole",
            ),
            models.CheckConstraint(
                name="approver_is_not_the_preparer",
                condition=~Q(approved_by_person_id=F("prepared_by_person_id")),
            ),
            models.CheckConstraint(
                name="approval_kind_in_its_role",
                condition=Q(kind=SECRECY, role=Role.SECRECY_REVIEWER.value)
                | Q(
                    kind=CONTENT,
                    role__in=[Role.AGENCY_HEAD.value, Role.DISCLOSURE_CLERK.value],
                ),
            ),
            models.CheckConstraint(name="approval_has_opinion", condition=~Q(opinion="")),
            CompositeForeignKey(
                name="approval_of_this_text",
                fields=["preparation", "hash", "prepared_by_person_id"],
                to="disclosure.Preparation",
                to_fields=["id", "hash", "prepared_by_person_id"],
            ),
            RowRule(name="approval_by_neutral_person", body=_APPROVER_IS_NEUTRAL),
            AppendOnly(name="approval_append_only"),
            Journalled(name="approval_journalled", stream_field="stream_id"),
        ]


class Release(models.Model):
    """公示: one version of one public record, with the two approvals it rests on and its leaf."""

    id = models.UUIDField(primary_key=True, default=new_id)
    stream_id = models.UUIDField(db_index=True)
    public_id = models.CharField(max_length=22)
    version = models.PositiveSmallIntegerField()
    previous_version = models.PositiveSmallIntegerField(null=True)
    preparation = models.ForeignKey(Preparation, on_delete=models.PROTECT, related_name="releases")
    hash = models.CharField(max_length=64)
    publishes = models.BooleanField(default=True)
    content_approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="+")
    content_kind = models.CharField(max_length=20, default=CONTENT)
    content_person_id = models.UUIDField()
    secrecy_approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="+")
    secrecy_kind = models.CharField(max_length=20, default=SECRECY)
    secrecy_person_id = models.UUIDField()
    batch = models.ForeignKey("disclosure.ImportBatch", on_delete=models.PROTECT, null=True)
    row = models.OneToOneField("disclosure.ImportRow", on_delete=models.PROTECT, null=True)
    agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT)
    number = models.CharField(max_length=128)
    leaf_index = models.BigIntegerField(unique=True)
    released_on = models.DateField()
    released_at = models.DateTimeField()
    released_by_person_id = models.UUIDField()

    classification = dict.fromkeys(
        [
            *["id", "stream_id", "public_id", "version", "previous_version", "preparation"],
            *["hash", "publishes", "content_approval", "content_kind", "content_person_id"],
            *["secrecy_approval", "secrecy_kind", "secrecy_person_id", "batch", "row"],
            *["agency", "number", "leaf_index", "released_on", "released_at"],
            "released_by_person_id",
        ],
        INTERNAL,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["public_id", "version"], name="release_version_once"),
            models.UniqueConstraint(
                fields=["public_id", "version", "leaf_index"], name="release_and_leaf"
            ),
            # 撤下的决定不会因再次导入而重新公示：文号用过就用过了。
            models.UniqueConstraint(
                fields=["agency", "number", "version"], name="release_number_once"
            ),
            models.CheckConstraint(
                name="release_versions_leave_no_gap",
                condition=Q(version=1, previous_version__isnull=True)
                | Q(
                    version__gt=1,
                    previous_version__isnull=False,
                    previous_version=F("version") - 1,
                ),
            ),
            CompositeForeignKey(
                name="release_follows_another",
                fields=["public_id", "previous_version"],
                to="disclosure.Release",
                to_fields=["public_id", "version"],
            ),
            models.CheckConstraint(
                name="release_by_four_eyes",
                condition=Q(publishes=True, content_kind=CONTENT, secrecy_kind=SECRECY)
                & ~Q(content_person_id=F("secrecy_person_id")),
            ),
            CompositeForeignKey(
                name="release_of_approved_outcome",
                fields=["preparation", "hash", "publishes"],
                to="disclosure.Preparation",
                to_fields=["id", "hash", "publishes"],
            ),
            CompositeForeignKey(
                name="release_content_approved",
                fields=[
                    "content_approval",
                    "preparation",
                    "hash",
                    "content_kind",
                    "content_person_id",
                ],
                to="disclosure.Approval",
                to_fields=["id", "preparation", "hash", "kind", "approved_by_person_id"],
            ),
            CompositeForeignKey(
                name="release_secrecy_approved",
                fields=[
                    "secrecy_approval",
                    "preparation",
                    "hash",
                    "secrecy_kind",
                    "secrecy_person_id",
                ],
                to="disclosure.Approval",
                to_fields=["id", "preparation", "hash", "kind", "approved_by_person_id"],
            ),
            models.CheckConstraint(
                name="release_row_with_its_batch",
                condition=Q(batch__isnull=True, row__isnull=True)
                | Q(batch__isnull=False, row__isnull=False),
            ),
            CompositeForeignKey(
                name="release_preparation_of_batch",
                fields=["preparation", "batch"],
                to="disclosure.Preparation",
                to_fields=["id", "batch"],
            ),
            CompositeForeignKey(
                name="release_row_of_batch",
                fields=["row", "batch"],
                to="disclosure.ImportRow",
                to_fields=["id", "batch"],
            ),
            CompositeForeignKey(
                name="release_is_in_the_log",
                fields=["public_id", "leaf_index"],
                to="ledger.Leaf",
                to_fields=["public_id", "index"],
            ),
            AppendOnly(name="release_append_only"),
            Journalled(name="release_journalled", stream_field="stream_id"),
        ]
