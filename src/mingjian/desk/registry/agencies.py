"""The register of agencies (执法主体名录): list and one agency with its powers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import QueryDict

from mingjian.desk.listing import Page, link_with, page_of
from mingjian.desk.registry.frame import place_name
from mingjian.law.violations import LINE_LABELS, Line
from mingjian.registry.kinds import AgencyKind
from mingjian.registry.models import Agency, AgencyPower, Officer
from mingjian.web.parts import ActiveFilter, SummaryRow

LONGEST_QUERY = 100


@dataclass(frozen=True)
class AgencyRow:
    """One line of the list."""

    id: UUID
    name: str
    place: str
    kind: str
    lines: str
    officers: int


@dataclass(frozen=True)
class AgencyList:
    """What the list shows."""

    query: str
    active: list[ActiveFilter]
    rows: list[AgencyRow]
    page: Page


@dataclass(frozen=True)
class PowerLine:
    """执法权限: a line of enforcement and where the power is written."""

    line: str
    label: str
    cite: str
    since: date
    until: date | None
    is_open: bool


def list_agencies(*, query: QueryDict, on: date) -> AgencyList:
    """Agencies in force, by division; three queries."""
    words = query.get("q", "").strip()[:LONGEST_QUERY]
    agencies = Agency.objects.in_force(on=on)
    for word in words.split():
        agencies = agencies.filter(
            Q(name__icontains=word) | Q(short_name__icontains=word) | Q(division_code=word)
        )
    page = page_of(query, total=agencies.count())
    ordered = _with_figures(agencies, on).order_by("division_code", "name", "id")
    return AgencyList(
        query=words,
        active=[ActiveFilter(f"检索“{words}”", link_with(query, q=""))] if words else [],
        rows=[_row(agency) for agency in ordered[page.start : page.stop]],
        page=page,
    )


def describe_agency(agency: Agency) -> list[SummaryRow]:
    """What is registered of the agency; the public reads the same (事前公示)."""
    rows = [
        ("简称", agency.short_name),
        ("机关代字", agency.number_prefix),
        ("行政区划", f"{place_name(agency.division_code)}（{agency.division_code}）"),
        ("类别", AgencyKind(agency.kind).title),
        ("统一社会信用代码", agency.credit_code),
        ("法定代表人", agency.legal_representative),
        ("执法职责", agency.duties),
        ("经费来源", agency.funding_source),
        ("队伍编制", agency.staffing),
        ("单位地址", agency.address),
        ("投诉举报电话", agency.complaint_phone),
        ("复议机关", agency.reconsideration_body),
        ("管辖法院", agency.court),
    ]
    if agency.entrusted_by is not None:
        rows += [("委托机关", agency.entrusted_by.name), ("委托书", agency.entrustment)]
    return [SummaryRow(label, value) for label, value in rows]


def power_lines(agency: Agency, *, on: date) -> list[PowerLine]:
    """Powers, those in force first."""
    powers = agency.powers.order_by("until", "line")
    lines = [
        PowerLine(
            power.line,
            LINE_LABELS[Line(power.line)],
            power.cite,
            power.since,
            power.until,
            is_open=power.until is None,
        )
        for power in powers
    ]
    return sorted(lines, key=lambda line: not line.is_open)


def _with_figures(agencies: QuerySet[Agency], on: date) -> QuerySet[Agency]:
    serving = (
        Officer.objects.in_office(on=on)
        .filter(agency=OuterRef("pk"), is_assistant=False)
        .order_by()
        .values("agency")
        .annotate(n=Count("pk"))
        .values("n")
    )
    held = Prefetch("powers", AgencyPower.objects.in_force(on=on).order_by("line"), "held")
    return agencies.annotate(officer_count=Coalesce(Subquery(serving), 0)).prefetch_related(held)


def _row(agency: Any) -> AgencyRow:
    return AgencyRow(
        id=agency.id,
        name=agency.name,
        place=place_name(agency.division_code),
        kind=AgencyKind(agency.kind).title,
        lines="、".join(LINE_LABELS[Line(power.line)] for power in agency.held),
        officers=agency.officer_count,
    )
