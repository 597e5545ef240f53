"""Print runs (打印批次): which papers somebody had printed at once, and how far it came."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from mingjian.dossier.models.papers import Document
from mingjian.journal.classification import INTERNAL, PERSONAL
from mingjian.journal.ids import new_id
from mingjian.seals.models import DIGEST


class PrintRun(models.Model):
    """打印批次: a working copy of one person, removed some days later; no record of the case."""

    id = models.UUIDField(primary_key=True, default=new_id)
    agency_id = models.UUIDField(null=True)
    person_id = models.UUIDField(db_index=True)
    title = models.CharField(max_length=120)
    asked_at = models.DateTimeField(db_index=True)

    classification = {
        **dict.fromkeys(["id", "agency_id", "title", "asked_at"], INTERNAL),
        "person_id": PERSONAL,
    }


class PrintedPaper(models.Model):
    """批次中的一份文书: waiting, printed (the digest of its file), or why it was not."""

    id = models.UUIDField(primary_key=True, default=new_id)
    run = models.ForeignKey(PrintRun, on_delete=models.CASCADE, related_name="papers")
    position = models.PositiveIntegerField()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True, default="")
    problem = models.CharField(max_length=300, blank=True, default="")

    classification = dict.fromkeys(
        ["id", "run", "position", "document", "sha256", "problem"], INTERNAL
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="print_run_in_order"),
            models.UniqueConstraint(fields=["run", "document"], name="print_run_names_once"),
            models.CheckConstraint(
                name="printed_or_told_why",
                condition=Q(sha256="") | Q(sha256__regex=DIGEST, problem=""),
            ),
        ]
