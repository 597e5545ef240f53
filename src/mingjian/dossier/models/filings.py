"""Filing of forms (文书格式备案): which form, by its fingerprint, was filed when and with whom."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.journal.classification import INTERNAL, PERSONAL, PUBLIC
from mingjian.journal.guards import AppendOnly, Journalled
from mingjian.journal.ids import new_id
from mingjian.seals.models import DIGEST


class FormFiling(models.Model):
    """文书格式备案: of one form, as its bytes were; a changed form is another fingerprint."""

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

    classification = {
        "id": INTERNAL,
        **dict.fromkeys(["agency_id", "form_key", "form_id", "title", "fingerprint"], PUBLIC),
        **dict.fromkeys(["valid_from", "valid_until", "filed_on", "filed_with"], PUBLIC),
        **dict.fromkeys(["filing_number"], PUBLIC),
        **dict.fromkeys(["recorded_on", "recorded_at"], INTERNAL),
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
            models.UniqueConstraint(
                fields=["agency_id", "form_key", "fingerprint", "filed_on"], name="form_filed_once"
            ),
            AppendOnly(name="filing_append_only"),
            Journalled(name="filing_journalled", stream_field="agency_id"),
        ]
