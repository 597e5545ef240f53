"""Storage budget (存储用量): how much the files take, by year and by case, and what is free."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import ExtractYear

from mingjian.evidence.models import EvidenceFile

LARGEST = 20


@dataclass(frozen=True)
class YearRow:
    """One year: files, cases, bytes; ``per_case`` is what a case of it takes on average."""

    year: int
    files: int
    cases: int
    size: int

    @property
    def per_case(self) -> float:
        """Bytes a case."""
        return self.size / self.cases if self.cases else 0.0


@dataclass(frozen=True)
class CaseRow:
    """One of the largest cases."""

    case_id: UUID
    number: str
    files: int
    size: int


@dataclass(frozen=True)
class Budget:
    """存储用量: of the files as they came; every store takes as much again."""

    years: tuple[YearRow, ...]
    cases: tuple[CaseRow, ...]
    size: int
    copies: int
    free: int
    room: int


def budget_of(*, agency_id: UUID | None, all_of: bool = False) -> Budget:
    """What one agency's files take, or everybody's."""
    files = EvidenceFile.objects.all()
    if not all_of:
        files = files.filter(agency_id=agency_id)
    folder = Path(settings.EVIDENCE_FOLDER)
    disk = shutil.disk_usage(folder if folder.exists() else folder.parent)
    years = tuple(_years(files))
    return Budget(
        years=years,
        cases=tuple(_cases(files)),
        size=sum(one.size for one in years),
        copies=len(settings.EVIDENCE_STORES),
        free=disk.free,
        room=disk.total,
    )


def _years(files: QuerySet[EvidenceFile]) -> list[YearRow]:
    grouped = files.annotate(year=ExtractYear("received_at")).values("year")
    counted = grouped.annotate(
        files=Count("id"), cases=Count("case_id", distinct=True), bytes=Sum("size")
    )
    return [
        YearRow(one["year"], one["files"], one["cases"], one["bytes"])
        for one in counted.order_by("-year")
    ]


def _cases(files: QuerySet[EvidenceFile]) -> list[CaseRow]:
    grouped = files.exclude(case_id=None).values("case_id", "case_number")
    counted = grouped.annotate(files=Count("id"), bytes=Sum("size")).order_by("-bytes")
    return [
        CaseRow(case_id, one["case_number"], one["files"], one["bytes"])
        for one in counted[:LARGEST]
        if (case_id := one["case_id"]) is not None
    ]
