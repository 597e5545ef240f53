"""Imports of past decisions (历史决定导入): every row of the file is kept, good or bad."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from mingjian.disclosure.kinds import BatchState, BatchWork, RowStatus, RunState
from mingjian.journal.classification import INTERNAL, PERSONAL
from mingjian.journal.guards import AppendOnly, Journalled
from mingjian.journal.ids import new_id


class ImportBatch(models.Model):
    """导入批次: one file of one agency; ``rows_hash`` covers every row that can be published."""

    id = models.UUIDField(primary_key=True, default=new_id)
    agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT)
    pack = models.ForeignKey("registry.LawPack", on_delete=models.PROTECT)
    file_name = models.CharField(max_length=200)
    file_hash = models.CharField(max_length=64)
    encoding = models.CharField(max_length=20)
    row_count = models.PositiveIntegerField()
    good_count = models.PositiveIntegerField()
    bad_count = models.PositiveIntegerField()
    known_count = models.PositiveIntegerField()
    rows_hash = models.CharField(max_length=64)
    imported_on = models.DateField()
    imported_at = models.DateTimeField()
    imported_by_person_id = models.UUIDField()

    classification = dict.fromkeys(
        [
            *["id", "agency", "pack", "file_name", "file_hash", "encoding", "row_count"],
            *["good_count", "bad_count", "known_count", "rows_hash", "imported_on"],
            *["imported_at", "imported_by_person_id"],
        ],
        INTERNAL,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "file_hash"], name="import_file_once"),
            models.CheckConstraint(
                name="import_counts_every_row",
                condition=Q(row_count=F("good_count") + F("bad_count") + F("known_count")),
            ),
            AppendOnly(name="import_batch_append_only"),
            Journalled(name="import_batch_journalled", stream_field="id"),
        ]


class ImportRun(models.Model):
    """大文件导入: a working copy of one person's upload and what is to be done with it; no record.

    ``columns``: file column → template column. What it brings about is an ``ImportBatch``.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    agency = models.ForeignKey("registry.Agency", on_delete=models.PROTECT, related_name="+")
    person_id = models.UUIDField()
    person_name = models.CharField(max_length=80)
    file_name = models.CharField(max_length=200)
    byte_count = models.PositiveBigIntegerField()
    encoding = models.CharField(max_length=20)
    columns = models.JSONField(default=dict)
    state = models.CharField(max_length=20, choices=[(s.value, s.title) for s in RunState])
    problem = models.CharField(max_length=300, blank=True, default="")
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(db_index=True)

    classification = {
        **dict.fromkeys(["id", "agency", "byte_count", "encoding", "columns", "state"], INTERNAL),
        **dict.fromkeys(["problem", "batch", "asked_at", "file_name"], INTERNAL),
        **dict.fromkeys(["person_id", "person_name"], PERSONAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="import_run_ends_with_a_batch",
                condition=Q(state=RunState.DONE.value, batch__isnull=False)
                | (~Q(state=RunState.DONE.value) & Q(batch__isnull=True)),
            ),
        ]


class ImportRow(models.Model):
    """导入行: as it was written, and what came of it. ``faults``: ``{"column", "reason"}`` each."""

    id = models.UUIDField(primary_key=True, default=new_id)
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="rows")
    line = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=[(s.value, s.title) for s in RowStatus])
    number = models.CharField(max_length=128, blank=True)
    raw = models.JSONField()
    faults = models.JSONField(default=list)
    content = models.JSONField(default=dict)
    term_ends_on = models.DateField(null=True)

    classification = {
        **dict.fromkeys(["id", "batch", "line", "status", "number", "term_ends_on"], INTERNAL),
        **dict.fromkeys(["raw", "faults", "content"], PERSONAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "line"], name="import_row_once"),
            models.UniqueConstraint(fields=["id", "batch"], name="import_row_of_batch"),
            models.CheckConstraint(
                name="import_row_judged",
                condition=(Q(status=RowStatus.GOOD.value, faults=[]) & ~Q(content={}))
                | (~Q(status=RowStatus.GOOD.value) & Q(content={}) & ~Q(faults=[])),
            ),
            AppendOnly(name="import_row_append_only"),
        ]


class BatchRun(models.Model):
    """批次的后台办理 (逐行核对、成批公示): what was asked for and how far it came; no record.

    ``findings``: ``[line, what]`` of the first; ``rows_hash``: of the rows as they were read, once
    all were. What it brings about are releases and entries of the record.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="runs")
    preparation = models.ForeignKey(
        "disclosure.Preparation", on_delete=models.PROTECT, related_name="+"
    )
    work = models.CharField(max_length=10, choices=[(w.value, w.title) for w in BatchWork])
    state = models.CharField(max_length=10, choices=[(s.value, s.title) for s in BatchState])
    done_count = models.PositiveIntegerField(default=0)
    total_count = models.PositiveIntegerField()
    last_line = models.PositiveIntegerField(default=0)
    finding_count = models.PositiveIntegerField(default=0)
    findings = models.JSONField(default=list)
    rows_hash = models.CharField(max_length=64, blank=True, default="")
    problem = models.CharField(max_length=300, blank=True, default="")
    person_id = models.UUIDField()
    person_name = models.CharField(max_length=80)
    asked_at = models.DateTimeField()

    classification = {
        **dict.fromkeys(["id", "batch", "preparation", "work", "state", "done_count"], INTERNAL),
        **dict.fromkeys(["total_count", "last_line", "finding_count", "rows_hash"], INTERNAL),
        **dict.fromkeys(["problem", "asked_at"], INTERNAL),
        **dict.fromkeys(["findings", "person_id", "person_name"], PERSONAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "work"], name="batch_work_once"),
        ]
