"""What came of the approvals (公示、不予公示): each rests on both, and the database checks it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.disclosure.models.four_eyes import (
    FOUR_EYES_FIELDS,
    FourEyes,
    four_eyes_constraints,
)
from mingjian.disclosure.models.publications import Duty
from mingjian.journal.classification import INTERNAL
from mingjian.journal.guards import AppendOnly, CompositeForeignKey, Journalled
from mingjian.journal.ids import new_id


class Release(FourEyes):
    """公示: one version of one public record, with the two approvals it rests on and its leaf.

    ``row``: the imported row it shows; null where the preparation itself holds the content.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    stream_id = models.UUIDField(db_index=True)
    public_id = models.CharField(max_length=22)
    version = models.PositiveSmallIntegerField()
    previous_version = models.PositiveSmallIntegerField(null=True)
    batch = models.ForeignKey("disclosure.ImportBatch", on_delete=models.PROTECT, null=True)
    row = models.OneToOneField("disclosure.ImportRow", on_delete=models.PROTECT, null=True)
    agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT)
    number = models.CharField(max_length=128)
    leaf_hash = models.CharField(max_length=64, unique=True)
    released_on = models.DateField()
    released_at = models.DateTimeField()
    released_by_person_id = models.UUIDField()

    classification = dict.fromkeys(
        [
            *["id", "stream_id", "public_id", "version", "previous_version", *FOUR_EYES_FIELDS],
            *["batch", "row", "agency", "number", "leaf_hash", "released_on", "released_at"],
            "released_by_person_id",
        ],
        INTERNAL,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["public_id", "version"], name="release_version_once"),
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
            *four_eyes_constraints(name="release", publishes=True),
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
                name="release_goes_to_the_log",
                fields=["public_id", "leaf_hash"],
                to="ledger.Submission",
                to_fields=["public_id", "hash"],
            ),
            AppendOnly(name="release_append_only"),
            Journalled(name="release_journalled", stream_field="stream_id"),
        ]


class Withholding(FourEyes):
    """不予公示的决定: a coded ground with reasons, approved by the same two as a publication."""

    duty = models.OneToOneField(Duty, on_delete=models.PROTECT, primary_key=True)
    withheld_on = models.DateField()
    withheld_at = models.DateTimeField()
    withheld_by_person_id = models.UUIDField()

    classification = dict.fromkeys(
        ["duty", *FOUR_EYES_FIELDS, "withheld_on", "withheld_at", "withheld_by_person_id"],
        INTERNAL,
    )

    class Meta:
        constraints = [
            *four_eyes_constraints(name="withholding", publishes=False),
            CompositeForeignKey(
                name="withholding_of_its_duty",
                fields=["preparation", "duty"],
                to="disclosure.Preparation",
                to_fields=["id", "duty"],
            ),
            AppendOnly(name="withholding_append_only"),
            Journalled(name="withholding_journalled", stream_field="duty"),
        ]
