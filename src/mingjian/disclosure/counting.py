"""Counting (公示统计): a year's public records by agency, kind, month and ground of withdrawal.

Counted from the public rows at the moment of asking, never typed in and never kept: whoever has the
open-data file gets the same figures (行政处罚法 art. 39: 公示).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.db.models import Count, Func, Q, QuerySet, Sum
from django.db.models.functions import ExtractMonth

from mingjian.disclosure.grounds import Ground
from mingjian.disclosure.kinds import RecordStatus
from mingjian.disclosure.models import PublicRecord
from mingjian.law.penalties import PenaltyKind

_YEARS = """
SELECT y FROM (
  SELECT generate_series(
    extract(year FROM max(decided_on))::int, extract(year FROM min(decided_on))::int, -1) AS y
  FROM disclosure_publicrecord
) years
WHERE EXISTS (
  SELECT FROM disclosure_publicrecord
  WHERE decided_on >= make_date(y, 1, 1) AND decided_on <= make_date(y, 12, 31)
)
"""
_PUBLISHED = Q(status=RecordStatus.PUBLISHED)
_WITHDRAWN = Q(status=RecordStatus.WITHDRAWN)


@dataclass(frozen=True)
class AgencyCount:
    """One agency's year; ``fined_yuan``: sum of the fines of decisions that stand in public."""

    slug: str
    name: str
    published: int
    fined: int
    fined_yuan: Decimal
    withdrawn: int


@dataclass(frozen=True)
class Counted:
    """A kind, a month or a ground with its number; ``query`` asks the list for those behind it."""

    label: str
    query: str
    count: int


@dataclass(frozen=True)
class YearCount:
    """公示统计 of one year, by the day of the decision."""

    year: int
    agencies: tuple[AgencyCount, ...]
    kinds: tuple[Counted, ...]
    months: tuple[Counted, ...]
    grounds: tuple[Counted, ...]

    @property
    def published(self) -> int:
        """公示中的决定."""
        return sum(each.published for each in self.agencies)

    @property
    def fined(self) -> int:
        """其中处以罚款的."""
        return sum(each.fined for each in self.agencies)

    @property
    def fined_yuan(self) -> Decimal:
        """罚款金额合计，元."""
        return sum((each.fined_yuan for each in self.agencies), Decimal(0))

    @property
    def fined_wan(self) -> str:
        """罚款金额合计，万元: two places, rounded."""
        return f"{self.fined_yuan / 10_000:,.2f}"

    @property
    def withdrawn(self) -> int:
        """已经撤下或者期满的."""
        return sum(each.withdrawn for each in self.agencies)


def years_counted() -> tuple[int, ...]:
    """Years with a record, newest first: one look into the index for each year there might be."""
    with connection.cursor() as sql:
        sql.execute(_YEARS)
        return tuple(row[0] for row in sql.fetchall())


def count_year(*, year: int, agency: str = "") -> YearCount:
    """公示统计 of a year; ``agency``: the slug, or all."""
    found = PublicRecord.objects.order_by().filter(
        decided_on__gte=date(year, 1, 1), decided_on__lte=date(year, 12, 31)
    )
    if agency:
        found = found.filter(agency_id=agency)
    return YearCount(
        year=year,
        agencies=tuple(_by_agency(found)),
        kinds=_by_kind(found.filter(_PUBLISHED)),
        months=_by_month(found.filter(_PUBLISHED), year),
        grounds=_by_ground(found.filter(_WITHDRAWN)),
    )


def _by_agency(found: QuerySet[PublicRecord]) -> Iterable[AgencyCount]:
    fined = _PUBLISHED & Q(fine_yuan__gt=0)
    # decided_on, not the key: what stands in the index is counted without reading the rows.
    rows = found.values("agency_id", "agency__name", "agency__division_code").annotate(
        published=Count("decided_on", filter=_PUBLISHED),
        fined=Count("decided_on", filter=fined),
        yuan=Sum("fine_yuan", filter=fined),
        withdrawn=Count("decided_on", filter=_WITHDRAWN),
    )
    for row in rows.order_by("agency__division_code", "agency_id"):
        if row["published"] or row["withdrawn"]:
            yield AgencyCount(
                slug=row["agency_id"],
                name=row["agency__name"],
                published=row["published"],
                fined=row["fined"],
                fined_yuan=row["yuan"] or Decimal(0),
                withdrawn=row["withdrawn"],
            )


def _by_kind(found: QuerySet[PublicRecord]) -> tuple[Counted, ...]:
    single = Func("kinds", function="unnest")
    single.set_returning = True
    counts = _counts(found.annotate(kind=single).values_list("kind").annotate(number=Count("*")))
    return tuple(
        Counted(each.value, urlencode({"kind": each.value}), counts[each.value])
        for each in PenaltyKind
        if each.value in counts
    )


def _by_month(found: QuerySet[PublicRecord], year: int) -> tuple[Counted, ...]:
    months = found.annotate(month=ExtractMonth("decided_on")).values_list("month")
    counts = _counts(months.annotate(number=Count("*")))
    return tuple(
        Counted(f"{each}月", _days_of(year, each), counts.get(each, 0)) for each in range(1, 13)
    )


def _days_of(year: int, month: int) -> str:
    last = date(year, month, monthrange(year, month)[1])
    return urlencode({"since": date(year, month, 1).isoformat(), "until": last.isoformat()})


def _by_ground(found: QuerySet[PublicRecord]) -> tuple[Counted, ...]:
    counts = _counts(found.values_list("withdrawn_ground").annotate(number=Count("*")))
    return tuple(
        Counted(each.title, "", counts[each.value]) for each in Ground if each.value in counts
    )


def _counts(rows: Iterable[tuple[Any, ...]]) -> dict[Any, int]:
    return {row[0]: row[1] for row in rows}
