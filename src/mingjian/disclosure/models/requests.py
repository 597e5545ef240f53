"""Requests about a publication (公示申请): handed in by anybody, answered by two persons.

``RequestIntake`` is what the portal's role writes through one function of the database and can
never read; ``PublicRequest`` and ``PublicReply`` are views that show what became of it and nothing
that a person typed, except a statement of the party that two persons let through.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.access.scopes import Scope, seen_by
from mingjian.journal.classification import INTERNAL, PERSONAL, PUBLIC
from mingjian.journal.guards import AppendOnly, CompositeForeignKey, Journalled, RowRule
from mingjian.journal.ids import new_id
from mingjian.law.publication_requests import Capacity, RequestKind, RequestOutcome

LONGEST_TEXT, LONGEST_ANSWER = 2000, 300
ACCEPT, PROPOSE, DECIDE = "accept", "propose", "decide"

# 收件的底线：只对公示中的信息；同一网络每小时五件、每日二十件，一条信息每日十件，全站每日两千件。
_WITHIN_LIMITS = """
DECLARE
  hour timestamptz := NEW.received_at - interval '1 hour';
  day timestamptz := NEW.received_at - interval '1 day';
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('disclosure_requestintake'));
  IF NOT EXISTS (
    SELECT FROM disclosure_publicrecord r
    WHERE r.public_id = NEW.public_id AND r.status = 'published'
  ) THEN
    RAISE EXCEPTION 'record % does not stand in public', NEW.public_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'intake_of_a_standing_record';
  END IF;
  IF (SELECT count(*) FROM disclosure_requestintake
      WHERE network = NEW.network AND received_at > hour) >= 5
     OR (SELECT count(*) FROM disclosure_requestintake
         WHERE network = NEW.network AND received_at > day) >= 20
     OR (SELECT count(*) FROM disclosure_requestintake
         WHERE public_id = NEW.public_id AND received_at > day) >= 10
     OR (SELECT count(*) FROM disclosure_requestintake WHERE received_at > day) >= 2000 THEN
    RAISE EXCEPTION 'too many requests'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'intake_within_limits';
  END IF;
  RETURN NEW;
END
"""


class RequestIntake(models.Model):
    """收件: exactly what was handed in. ``network``: keyed digest; ``nonce``: one form, one row."""

    id = models.UUIDField(primary_key=True, default=new_id)
    number = models.CharField(max_length=24, unique=True)
    nonce = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=20, choices=[(k.value, k.title) for k in RequestKind])
    public_id = models.CharField(max_length=22, db_index=True)
    field = models.CharField(max_length=40, blank=True, default="")
    content = models.CharField(max_length=LONGEST_TEXT)
    evidence = models.CharField(max_length=1000, blank=True, default="")
    applicant = models.CharField(max_length=120)
    contact = models.CharField(max_length=120)
    capacity = models.CharField(max_length=20, choices=[(c.value, c.title) for c in Capacity])
    network = models.CharField(max_length=64)
    received_at = models.DateTimeField(db_index=True)

    classification = {
        **dict.fromkeys(["id", "number", "nonce", "kind", "public_id", "field"], INTERNAL),
        **dict.fromkeys(["capacity", "network", "received_at"], INTERNAL),
        **dict.fromkeys(["content", "evidence", "applicant", "contact"], PERSONAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="intake_kind_and_capacity",
                condition=Q(kind__in=[k.value for k in RequestKind])
                & Q(capacity__in=[c.value for c in Capacity])
                & (
                    ~Q(capacity=Capacity.OTHER.value)
                    | Q(kind__in=[k.value for k in RequestKind if not k.is_for_the_party])
                ),
            ),
            models.CheckConstraint(
                name="intake_is_written",
                condition=~Q(content="") & ~Q(applicant="") & ~Q(contact="") & ~Q(network=""),
            ),
            models.UniqueConstraint(fields=["id", "kind", "public_id"], name="intake_whole"),
            RowRule(name="intake_within_limits", body=_WITHIN_LIMITS),
            AppendOnly(name="intake_append_only"),
        ]


class PublicationRequestQuerySet(models.QuerySet["PublicationRequest"]):
    """Questions about requests that were taken in."""

    def visible_to(self, scope: Scope) -> PublicationRequestQuerySet:
        """Requests to the agencies this person sees."""
        return self.filter(seen_by(scope, agency="agency_id", division="division_code"))

    def open(self) -> PublicationRequestQuerySet:
        """Not decided yet."""
        return self.exclude(steps__act=DECIDE)


class PublicationRequest(models.Model):
    """公示申请: taken in, with the agency that answers and the days by which it must."""

    intake = models.OneToOneField(
        RequestIntake, on_delete=models.PROTECT, primary_key=True, related_name="request"
    )
    number = models.CharField(max_length=24, unique=True)
    kind = models.CharField(max_length=20, choices=[(k.value, k.title) for k in RequestKind])
    public_id = models.CharField(max_length=22, db_index=True)
    agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT)
    division_code = models.CharField(max_length=6)
    received_on = models.DateField()
    accept_due_on = models.DateField()
    accept_cite = models.CharField(max_length=200)
    due_on = models.DateField()
    due_cite = models.CharField(max_length=200)

    objects = PublicationRequestQuerySet.as_manager()

    classification = dict.fromkeys(
        [
            *["intake", "number", "kind", "public_id", "agency", "division_code"],
            *["received_on", "accept_due_on", "accept_cite", "due_on", "due_cite"],
        ],
        INTERNAL,
    )

    class Meta:
        constraints = [
            CompositeForeignKey(
                name="request_of_its_intake",
                fields=["intake", "kind", "public_id"],
                to="disclosure.RequestIntake",
                to_fields=["id", "kind", "public_id"],
            ),
            AppendOnly(name="request_append_only"),
            Journalled(name="request_journalled", stream_field="intake"),
        ]


class RequestStep(models.Model):
    """办理: 受理, 提出处理意见, 决定. ``digest`` is over outcome, reasons and shown text.

    ``reasons`` and ``shown_text`` become public with the decision; ``checked`` never does.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    request = models.ForeignKey(PublicationRequest, on_delete=models.PROTECT, related_name="steps")
    revision = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=20)
    outcome = models.CharField(
        max_length=20, blank=True, default="", choices=[(o.value, o.title) for o in RequestOutcome]
    )
    reasons = models.CharField(max_length=LONGEST_ANSWER, blank=True, default="")
    checked = models.CharField(max_length=1000, blank=True, default="")
    confirmed = models.JSONField(default=list)
    shown_text = models.CharField(max_length=LONGEST_TEXT, blank=True, default="")
    digest = models.CharField(max_length=64)
    proposal = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    proposed_by_person_id = models.UUIDField(null=True)
    by_person_id = models.UUIDField()
    by_name = models.CharField(max_length=80)
    role = models.CharField(max_length=40)
    acted_on = models.DateField()
    acted_at = models.DateTimeField()

    classification = {
        **dict.fromkeys(["id", "request", "revision", "act", "outcome", "digest"], INTERNAL),
        **dict.fromkeys(["reasons", "checked", "confirmed", "shown_text", "by_name"], PERSONAL),
        **dict.fromkeys(["proposal", "proposed_by_person_id", "by_person_id"], INTERNAL),
        **dict.fromkeys(["role", "acted_on", "acted_at"], INTERNAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "revision"], name="step_revision_once"),
            models.UniqueConstraint(
                fields=["request"], condition=Q(act=ACCEPT), name="step_accepted_once"
            ),
            models.UniqueConstraint(
                fields=["request"], condition=Q(act=DECIDE), name="step_decided_once"
            ),
            models.UniqueConstraint(
                fields=["id", "request", "outcome", "digest", "by_person_id"], name="step_whole"
            ),
            models.CheckConstraint(
                name="step_says_what_it_does",
                condition=Q(act=ACCEPT, outcome="", proposal__isnull=True)
                | (Q(act=PROPOSE, proposal__isnull=True) & ~Q(outcome="") & ~Q(reasons=""))
                | (Q(act=DECIDE, proposal__isnull=False) & ~Q(outcome="") & ~Q(reasons="")),
            ),
            models.CheckConstraint(
                name="step_decided_by_another",
                condition=Q(act__in=[ACCEPT, PROPOSE], proposed_by_person_id__isnull=True)
                | (
                    Q(act=DECIDE, proposed_by_person_id__isnull=False)
                    & ~Q(by_person_id=F("proposed_by_person_id"))
                ),
            ),
            CompositeForeignKey(
                name="step_decides_what_was_proposed",
                fields=["proposal", "request", "outcome", "digest", "proposed_by_person_id"],
                to="disclosure.RequestStep",
                to_fields=["id", "request", "outcome", "digest", "by_person_id"],
            ),
            AppendOnly(name="request_step_append_only"),
            Journalled(name="request_step_journalled", stream_field="request"),
        ]


class PublicRequest(models.Model):
    """公示申请的公开状态: a view; nothing of it was typed by the applicant."""

    public_table = True

    number = models.CharField(max_length=24, primary_key=True)
    public_id = models.CharField(max_length=22)
    kind = models.CharField(max_length=20)
    received_on = models.DateField()
    accept_due_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    due_cite = models.CharField(max_length=200)
    accepted_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    outcome = models.CharField(max_length=20)
    reasons = models.CharField(max_length=LONGEST_ANSWER)
    done_on = models.DateField(null=True)

    classification = dict.fromkeys(
        [
            *["number", "public_id", "kind", "received_on", "accept_due_on", "due_on"],
            *["due_cite", "accepted_on", "decided_on", "outcome", "reasons", "done_on"],
        ],
        PUBLIC,
    )

    class Meta:
        managed = False
        db_table = "disclosure_publicrequest"


class PublicReply(models.Model):
    """当事人说明: a view; gone with the record that it answers."""

    public_table = True

    number = models.CharField(max_length=24, primary_key=True)
    public_id = models.CharField(max_length=22)
    text = models.CharField(max_length=LONGEST_TEXT)
    received_on = models.DateField()
    shown_on = models.DateField()

    classification = dict.fromkeys(
        ["number", "public_id", "text", "received_on", "shown_on"], PUBLIC
    )

    class Meta:
        managed = False
        db_table = "disclosure_publicreply"
