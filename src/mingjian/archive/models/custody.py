"""What happens to a filed dossier: hold, longer retention, borrowing, destruction."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from mingjian.archive.kinds import HoldGround
from mingjian.archive.models.dossiers import Dossier
from mingjian.journal.classification import INTERNAL, PERSONAL
from mingjian.journal.guards import AppendOnly, FrozenFields, Journalled, NoDelete, RowRule
from mingjian.journal.ids import new_id

LONGEST_LOAN = timedelta(days=30)
# 借阅只在批准的期间内：每次查阅先登记，再给内容。
_VIEW_IN_ITS_TIME = """
BEGIN
  IF NOT EXISTS (
    SELECT FROM archive_borrowing b WHERE b.id = NEW.borrowing_id AND b.approved
      AND NEW.viewed_at >= b.decided_at AND NEW.viewed_at < b.until
      AND (b.returned_at IS NULL OR NEW.viewed_at <= b.returned_at)
  ) THEN
    RAISE EXCEPTION 'loan % does not run at that moment', NEW.borrowing_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'viewed_while_lent';
  END IF;
  RETURN NEW;
END
"""
# 保管期限届满以后、没有保全、没有借出的案卷才能销毁。The day is the database's own.
_MAY_GO = """
BEGIN
  IF NOT EXISTS (
    SELECT FROM archive_dossier d WHERE d.id = NEW.dossier_id
      AND d.retain_until < (now() AT TIME ZONE 'Asia/Shanghai')::date
  ) THEN
    RAISE EXCEPTION 'dossier % is still to be kept', NEW.dossier_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'destroyed_after_its_term';
  END IF;
  IF EXISTS (
    SELECT FROM archive_hold h WHERE h.dossier_id = NEW.dossier_id AND h.lifted_at IS NULL
  ) THEN
    RAISE EXCEPTION 'dossier % is under a hold', NEW.dossier_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'destroyed_after_its_term';
  END IF;
  IF EXISTS (
    SELECT FROM archive_borrowing b WHERE b.dossier_id = NEW.dossier_id AND b.approved
      AND b.returned_at IS NULL AND b.until > now()
  ) THEN
    RAISE EXCEPTION 'dossier % is lent', NEW.dossier_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'destroyed_after_its_term';
  END IF;
  RETURN NEW;
END
"""


class Hold(models.Model):
    """暂缓销毁（保全）: nothing is destroyed while one is open."""

    id = models.UUIDField(primary_key=True, default=new_id)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="holds")
    ground = models.CharField(max_length=20, choices=[(g.value, g.title) for g in HoldGround])
    reasons = models.TextField()
    placed_at = models.DateTimeField()
    placed_by_name = models.CharField(max_length=40)
    lifted_at = models.DateTimeField(null=True)
    lifted_by_name = models.CharField(max_length=40, blank=True, default="")
    lifted_because = models.TextField(blank=True, default="")

    classification = {
        **dict.fromkeys(["id", "dossier", "ground", "placed_at", "lifted_at"], INTERNAL),
        **dict.fromkeys(["reasons", "placed_by_name", "lifted_by_name"], PERSONAL),
        "lifted_because": PERSONAL,
    }

    class Meta:
        constraints = [
            models.CheckConstraint(name="hold_has_reasons", condition=~Q(reasons="")),
            models.CheckConstraint(
                name="hold_lifted_whole_or_not",
                condition=Q(lifted_at__isnull=True, lifted_by_name="", lifted_because="")
                | (Q(lifted_at__isnull=False) & ~Q(lifted_by_name="") & ~Q(lifted_because="")),
            ),
            FrozenFields(
                name="hold_frozen",
                fields=["dossier", "ground", "reasons", "placed_at", "placed_by_name", "lifted_at"],
            ),
            NoDelete(name="hold_stays"),
            Journalled(name="hold_journalled", stream_field="dossier"),
        ]


class RetentionChange(models.Model):
    """重新划定保管期限 (档案法实施条例 art. 24): always longer; ``until`` null is for ever."""

    id = models.UUIDField(primary_key=True, default=new_id)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="changes")
    until = models.DateField(null=True)
    reasons = models.TextField()
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=40)

    classification = {
        **dict.fromkeys(["id", "dossier", "until", "changed_at"], INTERNAL),
        **dict.fromkeys(["reasons", "changed_by_name"], PERSONAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(name="longer_retention_has_reasons", condition=~Q(reasons="")),
            AppendOnly(name="retention_change_append_only"),
            Journalled(name="retention_change_journalled", stream_field="dossier"),
        ]


class Borrowing(models.Model):
    """借阅: for a purpose, approved by another, until a moment; then the link is dead."""

    id = models.UUIDField(primary_key=True, default=new_id)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="borrowings")
    with_internal = models.BooleanField(default=False)
    # 带出归档信息包: the recordings in it are originals that nobody masked.
    with_package = models.BooleanField(default=False)
    purpose = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    borrower_person_id = models.UUIDField()
    borrower_name = models.CharField(max_length=40)
    approved = models.BooleanField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by_person_id = models.UUIDField(null=True)
    decided_by_name = models.CharField(max_length=40, blank=True, default="")
    opinion = models.CharField(max_length=200, blank=True, default="")
    until = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)

    classification = {
        **dict.fromkeys(["id", "dossier", "with_internal", "asked_at", "approved"], INTERNAL),
        "with_package": INTERNAL,
        **dict.fromkeys(["decided_at", "until", "returned_at"], INTERNAL),
        **dict.fromkeys(["purpose", "borrower_person_id", "borrower_name", "opinion"], PERSONAL),
        **dict.fromkeys(["decided_by_person_id", "decided_by_name"], PERSONAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(name="loan_has_a_purpose", condition=~Q(purpose="")),
            models.CheckConstraint(
                name="loan_decided_whole_or_not",
                condition=Q(
                    approved__isnull=True,
                    decided_at__isnull=True,
                    decided_by_person_id__isnull=True,
                    until__isnull=True,
                )
                # Without the first line an unknown answer would pass: a CHECK lets NULL through.
                | Q(
                    approved__isnull=False,
                    decided_at__isnull=False,
                    decided_by_person_id__isnull=False,
                )
                & (Q(approved=True, until__isnull=False) | Q(approved=False, until__isnull=True)),
            ),
            models.CheckConstraint(
                name="loan_approved_by_another",
                condition=Q(decided_by_person_id__isnull=True)
                | ~Q(decided_by_person_id=F("borrower_person_id")),
            ),
            models.CheckConstraint(
                name="loan_ends_in_time",
                condition=Q(until__isnull=True)
                | Q(until__gt=F("decided_at"), until__lte=F("decided_at") + LONGEST_LOAN),
            ),
            FrozenFields(
                name="loan_frozen",
                fields=[
                    *["dossier", "with_internal", "with_package", "purpose", "asked_at"],
                    "borrower_person_id",
                    *["borrower_name", "approved", "decided_at", "decided_by_person_id"],
                    *["until", "returned_at"],
                ],
            ),
            NoDelete(name="loan_stays"),
            Journalled(name="loan_journalled", stream_field="dossier"),
        ]


class BorrowView(models.Model):
    """查阅登记: written before the first byte leaves."""

    id = models.UUIDField(primary_key=True, default=new_id)
    borrowing = models.ForeignKey(Borrowing, on_delete=models.PROTECT, related_name="views")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=200)
    viewed_at = models.DateTimeField()

    classification = dict.fromkeys(["id", "borrowing", "dossier", "what", "viewed_at"], INTERNAL)

    class Meta:
        constraints = [
            RowRule(name="viewed_while_lent", body=_VIEW_IN_ITS_TIME),
            AppendOnly(name="loan_view_append_only"),
            Journalled(name="loan_view_journalled", stream_field="dossier"),
        ]


class Destruction(models.Model):
    """销毁: proposed by one, approved by another; the row and the items' hashes are the stub."""

    dossier = models.OneToOneField(
        Dossier, on_delete=models.PROTECT, primary_key=True, related_name="destruction"
    )
    appraisal = models.TextField()
    proposed_at = models.DateTimeField()
    proposed_by_person_id = models.UUIDField()
    proposed_by_name = models.CharField(max_length=40)
    approved_by_person_id = models.UUIDField(null=True)
    approved_by_name = models.CharField(max_length=40, blank=True, default="")
    destroyed_at = models.DateTimeField(null=True)

    classification = {
        **dict.fromkeys(["dossier", "proposed_at", "destroyed_at"], INTERNAL),
        **dict.fromkeys(["appraisal", "proposed_by_person_id", "proposed_by_name"], PERSONAL),
        **dict.fromkeys(["approved_by_person_id", "approved_by_name"], PERSONAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(name="destruction_was_appraised", condition=~Q(appraisal="")),
            models.CheckConstraint(
                name="destroyed_by_two_persons",
                condition=Q(approved_by_person_id__isnull=True, destroyed_at__isnull=True)
                | (
                    Q(approved_by_person_id__isnull=False, destroyed_at__isnull=False)
                    & ~Q(approved_by_person_id=F("proposed_by_person_id"))
                ),
            ),
            RowRule(name="destroyed_after_its_term", body=_MAY_GO, when="BEFORE INSERT OR UPDATE"),
            FrozenFields(
                name="destruction_frozen",
                fields=[
                    *["dossier", "appraisal", "proposed_at", "proposed_by_person_id"],
                    *["proposed_by_name", "approved_by_person_id", "destroyed_at"],
                ],
            ),
            NoDelete(name="destruction_stays"),
            Journalled(name="destruction_journalled", stream_field="dossier"),
        ]
