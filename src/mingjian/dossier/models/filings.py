"""Filing of forms (文书格式备案): which form, by its fingerprint, was filed when and with whom."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.journal.classification import INTERNAL, PERSONAL, PUBLIC
from mingjian.journal.guards import AppendOnly, Journalled, RowRule
from mingjian.journal.ids import new_id
from mingjian.seals.models import DIGEST

# 同一式样只有一次有效的备案；登记有误的，更正以后可以另行登记。
FILED_ONCE = """BEGIN
  IF NEW.corrects_id IS NULL AND EXISTS (
     SELECT FROM dossier_formfiling f WHERE f.agency_id = NEW.agency_id
     AND f.form_key = NEW.form_key AND f.fingerprint = NEW.fingerprint AND NOT f.is_annulled
     AND NOT EXISTS (SELECT FROM dossier_formfiling c WHERE c.corrects_id = f.id)) THEN
    RAISE EXCEPTION 'this form is filed already'
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'form_filed_once';
  END IF;
  RETURN NEW;
END"""
SAME_FORM = """BEGIN
  IF NEW.corrects_id IS NOT NULL AND NOT EXISTS (
     SELECT FROM dossier_formfiling f WHERE f.id = NEW.corrects_id AND NOT f.is_annulled
     AND f.agency_id = NEW.agency_id AND f.form_key = NEW.form_key AND f.form_id = NEW.form_id
     AND f.fingerprint = NEW.fingerprint AND f.recorded_at <= NEW.recorded_at) THEN
    RAISE EXCEPTION 'a correction is of a filing of the same form, which counts'
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'filing_corrects_same_form';
  END IF;
  RETURN NEW;
END"""


class FilingQuerySet(models.QuerySet["FormFiling"]):
    """备案 by whether they count."""

    def in_force(self) -> FilingQuerySet:
        """Without those corrected by another, and without 登记有误、未曾报备."""
        return self.filter(is_annulled=False, correction__isnull=True)


class FormFiling(models.Model):
    """文书格式备案: of one form, as its bytes were; a changed form is another fingerprint.

    A row is never changed: ``corrects`` names the one in whose place it stands (更正), and
    ``is_annulled`` says that nothing was filed (登记有误).
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    agency_id = models.UUIDField(db_index=True)
    form_key = models.CharField(max_length=40)
    form_id = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=64)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    filed_on = models.DateField()
    filed_with = models.CharField(max_length=120)
    filing_number = models.CharField(max_length=60, blank=True, default="")
    recorded_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by_person_id = models.UUIDField()
    recorded_by_name = models.CharField(max_length=80)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="correction"
    )
    reason = models.CharField(max_length=300, blank=True, default="")
    is_annulled = models.BooleanField(default=False)

    objects = FilingQuerySet.as_manager()

    classification = {
        "id": INTERNAL,
        **dict.fromkeys(["agency_id", "form_key", "form_id", "title", "fingerprint"], PUBLIC),
        **dict.fromkeys(["valid_from", "valid_until", "filed_on", "filed_with"], PUBLIC),
        **dict.fromkeys(["filing_number"], PUBLIC),
        **dict.fromkeys(["recorded_on", "recorded_at"], INTERNAL),
        **dict.fromkeys(["corrects", "reason", "is_annulled"], INTERNAL),
        **dict.fromkeys(["recorded_by_person_id", "recorded_by_name"], PERSONAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="filing_names_form_and_receiver",
                condition=~Q(form_key="") & ~Q(form_id="") & ~Q(title="") & ~Q(filed_with=""),
            ),
            models.CheckConstraint(
                name="filing_names_bytes", condition=Q(fingerprint__regex=DIGEST)
            ),
            models.CheckConstraint(
                name="filing_not_in_future", condition=Q(filed_on__lte=F("recorded_on"))
            ),
            models.CheckConstraint(
                name="filed_form_ends_after_start",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
            ),
            models.CheckConstraint(
                name="filing_correction_is_told",
                condition=Q(corrects__isnull=True, reason="", is_annulled=False)
                | (Q(corrects__isnull=False) & ~Q(reason="")),
            ),
            RowRule(name="form_filed_once", body=FILED_ONCE),
            RowRule(name="filing_corrects_same_form", body=SAME_FORM),
            AppendOnly(name="filing_append_only"),
            Journalled(name="filing_journalled", stream_field="agency_id"),
        ]
