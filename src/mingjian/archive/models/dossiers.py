"""The dossier (案卷): handed over, filed, with its items, its packages and the checks of them."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from mingjian.access.scopes import Scope, seen_by
from mingjian.archive.kinds import Occasion
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
from mingjian.law.archiving import Volume
from mingjian.seals.models import DIGEST

# 办结的案件才能归档：档案法第十四条。
_CASE_HAS_ENDED = """
BEGIN
  IF NOT EXISTS (
    SELECT FROM cases_case c WHERE c.id = NEW.case_id AND c.agency_id = NEW.agency_id
      AND c.state IN ('closed', 'declined', 'dismissed')
  ) THEN
    RAISE EXCEPTION 'case % has not ended in this agency', NEW.case_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'dossier_of_ended_case';
  END IF;
  RETURN NEW;
END
"""
# 保管期限只能延长，不得缩短：档案法实施条例第二十四条。
_KEPT_NOT_SHORTER = """
BEGIN
  IF NEW.retain_until IS DISTINCT FROM OLD.retain_until AND (
       OLD.retain_until IS NULL OR NEW.retain_until < OLD.retain_until
  ) THEN
    RAISE EXCEPTION 'retention of % may not become shorter', NEW.archive_number
      USING ERRCODE = 'check_violation', CONSTRAINT = 'dossier_kept_not_shorter';
  END IF;
  RETURN NEW;
END
"""


class HandOver(models.Model):
    """移交归档: the handling unit gives the closed case to the archivist, with what is missing."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="hand_over")
    closed_on = models.DateField()
    due_on = models.DateField()
    handed_on = models.DateField()
    handed_at = models.DateTimeField()
    handed_by_person_id = models.UUIDField()
    handed_by_name = models.CharField(max_length=40)
    note = models.TextField(blank=True, default="")

    classification = {
        **dict.fromkeys(["id", "case", "closed_on", "due_on", "handed_on", "handed_at"], INTERNAL),
        **dict.fromkeys(["handed_by_person_id", "handed_by_name", "note"], PERSONAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["id", "case", "closed_on", "handed_by_person_id"],
                name="hand_over_of_case_by_person",
            ),
            models.CheckConstraint(
                name="late_hand_over_is_explained",
                condition=Q(handed_on__lte=F("due_on")) | ~Q(note=""),
            ),
            models.CheckConstraint(
                name="handed_over_after_closing", condition=Q(handed_on__gte=F("closed_on"))
            ),
            AppendOnly(name="hand_over_append_only"),
            Journalled(name="hand_over_journalled", stream_field="case"),
        ]


class DossierQuerySet(models.QuerySet["Dossier"]):
    """Questions about dossiers."""

    def visible_to(self, scope: Scope) -> DossierQuerySet:
        """Dossiers of the agencies this person sees."""
        return self.filter(seen_by(scope, agency="agency_id", division="division_code"))

    def kept(self) -> DossierQuerySet:
        """Not destroyed."""
        return self.filter(destruction__destroyed_at__isnull=True)

    def due_for_appraisal(self, *, on: date) -> DossierQuerySet:
        """到期待鉴定: the term has ended, and nothing was decided about it."""
        return self.filter(retain_until__lt=on, destruction__isnull=True)


class Dossier(models.Model):
    """案卷: one case, one dossier, under one number, kept for its term."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="dossier")
    agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT, related_name="+")
    division_code = models.CharField(max_length=6)
    number = models.OneToOneField(
        "dossier.IssuedNumber", on_delete=models.PROTECT, related_name="+"
    )
    archive_number = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    hand_over = models.OneToOneField(HandOver, on_delete=models.PROTECT)
    closed_on = models.DateField()
    handed_by_person_id = models.UUIDField()
    filed_on = models.DateField()
    filed_at = models.DateTimeField()
    filed_by_person_id = models.UUIDField()
    filed_by_name = models.CharField(max_length=40)
    retention_code = models.CharField(max_length=4)
    retention_cite = models.CharField(max_length=200)
    retain_until = models.DateField(null=True)
    note = models.TextField(blank=True, default="")
    case_head_hash = models.CharField(max_length=64)

    objects = DossierQuerySet.as_manager()

    classification = {
        **dict.fromkeys(["id", "case", "agency", "division_code", "number"], INTERNAL),
        **dict.fromkeys(["archive_number", "hand_over", "closed_on", "filed_on"], INTERNAL),
        **dict.fromkeys(["filed_at", "retention_code", "retention_cite"], INTERNAL),
        **dict.fromkeys(["retain_until", "case_head_hash"], INTERNAL),
        **dict.fromkeys(["title", "note", "filed_by_name"], PERSONAL),
        **dict.fromkeys(["handed_by_person_id", "filed_by_person_id"], PERSONAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "archive_number"], name="archive_number_once_in_agency"
            ),
            models.CheckConstraint(
                name="dossier_filed_by_another",
                condition=~Q(filed_by_person_id=F("handed_by_person_id")),
            ),
            models.CheckConstraint(
                name="dossier_permanent_has_no_end",
                condition=~Q(retention_code="Y") | Q(retain_until__isnull=True),
            ),
            CompositeForeignKey(
                name="dossier_as_handed_over",
                fields=["hand_over", "case", "closed_on", "handed_by_person_id"],
                to="archive.HandOver",
                to_fields=["id", "case", "closed_on", "handed_by_person_id"],
            ),
            FrozenFields(
                name="dossier_frozen",
                fields=[
                    *["case", "agency", "division_code", "number", "archive_number", "title"],
                    *["hand_over", "closed_on", "handed_by_person_id", "filed_on", "filed_at"],
                    *["filed_by_person_id", "filed_by_name", "retention_code"],
                    *["retention_cite", "note", "case_head_hash"],
                ],
            ),
            RowRule(name="dossier_of_ended_case", body=_CASE_HAS_ENDED),
            RowRule(name="dossier_kept_not_shorter", body=_KEPT_NOT_SHORTER, when="BEFORE UPDATE"),
            NoDelete(name="dossier_stays"),
            Journalled(name="dossier_journalled", stream_field="id"),
        ]
        indexes = [models.Index(fields=["agency", "filed_on"], name="dossier_by_day")]


class Item(models.Model):
    """卷内文件: its place, its pages and its hashes; ``filing`` 1 is the filing, more: 补充归档."""

    id = models.UUIDField(primary_key=True, default=new_id)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="items")
    filing = models.PositiveSmallIntegerField(default=1)
    volume = models.CharField(max_length=10, choices=[(v.value, v.title) for v in Volume])
    serial = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=60, blank=True, default="")
    paper_id = models.UUIDField()
    document_id = models.UUIDField(null=True)
    responsible = models.CharField(max_length=120)
    dated = models.DateField()
    made_at = models.DateTimeField()
    first_page = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    sm3 = models.CharField(max_length=64)
    is_sealed = models.BooleanField(default=False)

    classification = {
        **dict.fromkeys(["id", "dossier", "filing", "volume", "serial", "kind"], INTERNAL),
        **dict.fromkeys(["number", "paper_id", "document_id", "dated", "made_at"], INTERNAL),
        "first_page": INTERNAL,
        **dict.fromkeys(["pages", "size", "sha256", "sm3", "is_sealed"], INTERNAL),
        **dict.fromkeys(["title", "responsible"], PERSONAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "volume", "serial"], name="dossier_item_serial_once"
            ),
            models.UniqueConstraint(
                fields=["dossier", "volume", "first_page"], name="dossier_item_page_once"
            ),
            models.UniqueConstraint(fields=["dossier", "paper_id"], name="dossier_item_once"),
            models.CheckConstraint(
                name="dossier_item_has_pages",
                condition=Q(pages__gt=0, first_page__gt=0, serial__gt=0, filing__gt=0),
            ),
            models.CheckConstraint(
                name="dossier_item_names_its_bytes",
                condition=Q(sha256__regex=DIGEST) & Q(sm3__regex=DIGEST),
            ),
            AppendOnly(name="dossier_item_append_only"),
            Journalled(name="dossier_item_journalled", stream_field="dossier"),
        ]


class Package(models.Model):
    """归档信息包: what lies in the archive store; ``seal_sha256`` covers every byte of it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="packages")
    serial = models.PositiveSmallIntegerField()
    built_at = models.DateTimeField()
    filings = models.PositiveSmallIntegerField()
    files = models.PositiveIntegerField()
    payload_size = models.BigIntegerField()
    source_size = models.BigIntegerField()
    seal_sha256 = models.CharField(max_length=64, unique=True)
    seal_sm3 = models.CharField(max_length=64)

    classification = dict.fromkeys(
        [
            *[
                "id",
                "dossier",
                "serial",
                "built_at",
                "filings",
                "files",
                "payload_size",
                "source_size",
            ],
            *["seal_sha256", "seal_sm3"],
        ],
        INTERNAL,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "serial"], name="package_serial_once"),
            models.CheckConstraint(
                name="package_names_its_bytes",
                condition=Q(seal_sha256__regex=DIGEST) & Q(seal_sm3__regex=DIGEST),
            ),
            AppendOnly(name="package_append_only"),
            Journalled(name="package_journalled", stream_field="dossier"),
        ]


class CheckReport(models.Model):
    """四性检测报告: what was checked, machine-readable, and whether it held."""

    id = models.UUIDField(primary_key=True, default=new_id)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="reports")
    package = models.ForeignKey(Package, on_delete=models.PROTECT)
    occasion = models.CharField(max_length=20, choices=[(o.value, o.title) for o in Occasion])
    checked_at = models.DateTimeField()
    passed = models.BooleanField()
    report = models.JSONField()

    classification = dict.fromkeys(
        ["id", "dossier", "package", "occasion", "checked_at", "passed", "report"], INTERNAL
    )

    class Meta:
        constraints = [
            AppendOnly(name="check_report_append_only"),
            Journalled(name="check_report_journalled", stream_field="dossier"),
        ]
