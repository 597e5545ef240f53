"""From the duty to the approvals (公示义务、公示稿、审查): four eyes, bound to one hash."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from mingjian.access.scopes import Scope, seen_by
from mingjian.disclosure.grounds import WithholdGround
from mingjian.disclosure.kinds import ApprovalKind, Settlement
from mingjian.disclosure.models.four_eyes import CONTENT, SECRECY
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


# 义务的了结须有据：公示有公示行，不予公示有两人核准的决定，不再公示有撤销决定的结果。
_SETTLED_BY_AN_ACT = """
BEGIN
  IF (NEW.settlement = 'published' AND NOT EXISTS (
        SELECT FROM disclosure_release r
        WHERE r.stream_id = NEW.id AND r.public_id = NEW.public_id))
     OR (NEW.settlement = 'withheld' AND NOT EXISTS (
        SELECT FROM disclosure_withholding w WHERE w.duty_id = NEW.id))
     OR (NEW.settlement = 'lapsed' AND NOT EXISTS (
        SELECT FROM cases_remedy r
        WHERE r.case_id = NEW.case_id AND r.outcome IN ('revoked', 'void'))) THEN
    RAISE EXCEPTION 'duty % was not settled by an act', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'duty_settled_by_an_act';
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
        """Neither published nor withheld yet, and still something to publish."""
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
                | Q(
                    settlement__in=[Settlement.WITHHELD.value, Settlement.LAPSED.value],
                    settled_on__isnull=False,
                    public_id="",
                ),
            ),
            FrozenFields(
                name="duty_frozen",
                fields=[
                    *["case", "agency", "number", "act", "decided_on", "served_on", "due_on"],
                    *["cite", "settled_on"],
                ],
            ),
            RowRule(
                name="duty_settled_by_an_act",
                body=_SETTLED_BY_AN_ACT,
                when="BEFORE INSERT OR UPDATE",
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

    Of one case (``duty``) or of a whole import (``batch``); ``corrects``: public id of the record
    it corrects, else "". ``masks``: what the clerk listed to be covered. ``withheld``: what the
    public does not see: field, what was done, the rule and its source.
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
    cite = models.CharField(max_length=300, blank=True, default="")
    reasons = models.TextField()
    corrects = models.CharField(max_length=22, blank=True, default="")
    masks = models.JSONField(default=dict)
    content = models.JSONField(default=dict)
    withheld = models.JSONField(default=list)
    term_ends_on = models.DateField(null=True)
    hash = models.CharField(max_length=64, unique=True)
    prepared_on = models.DateField()
    prepared_at = models.DateTimeField()
    prepared_by_person_id = models.UUIDField()
    prepared_by_name = models.CharField(max_length=80)

    classification = {
        **dict.fromkeys(["id", "stream_id", "duty", "batch", "revision", "publishes"], INTERNAL),
        **dict.fromkeys(["ground", "cite", "corrects", "hash", "term_ends_on"], INTERNAL),
        **dict.fromkeys(["reasons", "masks", "content", "withheld", "prepared_by_name"], PERSONAL),
        **dict.fromkeys(["prepared_on", "prepared_at", "prepared_by_person_id"], INTERNAL),
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
            models.UniqueConstraint(fields=["id", "duty"], name="preparation_of_duty"),
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
