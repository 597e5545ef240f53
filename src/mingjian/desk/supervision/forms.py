"""Filing of forms by agency (文书格式备案): what is demanded, what is in use, what is not filed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import QueryDict

from mingjian.access.scopes import Scope
from mingjian.desk.listing import Page, page_of
from mingjian.dossier.filings import Standing, filing_rule, newest_books, standings
from mingjian.dossier.models import FormFiling
from mingjian.law.citation import Citation
from mingjian.law.document_forms import forms_in_use
from mingjian.law.lawbook import LawBook
from mingjian.law.violations import Line
from mingjian.registry.models import Agency, AgencyPower


@dataclass(frozen=True)
class FormLine:
    """One agency: whether its jurisdiction demands the filing, and how its forms stand."""

    agency_id: UUID
    agency: str
    cite: Citation | None
    total: int
    filed: int
    unfiled: int
    changed: int

    @property
    def is_owed(self) -> bool:
        """Demanded and not done."""
        return self.cite is not None and self.filed < self.total


def form_lines(*, scope: Scope, query: QueryDict, on: date) -> tuple[list[FormLine], Page]:
    """Agencies of the division that enforce anything, by code and name; five queries."""
    enforcing = AgencyPower.objects.in_force(on=on).values("agency_id")
    agencies = Agency.objects.in_force(on=on).within(scope.division_prefix or "—")
    agencies = agencies.filter(id__in=enforcing)
    page = page_of(query, total=agencies.count())
    shown = list(agencies.order_by("division_code", "name", "id")[page.start : page.stop])
    ids = [one.id for one in shown]
    lines: dict[UUID, list[Line]] = defaultdict(list)
    for power in AgencyPower.objects.in_force(on=on).filter(agency_id__in=ids).order_by("line"):
        lines[power.agency_id].append(Line(power.line))
    filings: dict[UUID, list[FormFiling]] = defaultdict(list)
    kept = FormFiling.objects.in_force().filter(agency_id__in=ids)
    for one in kept.order_by("filed_on", "recorded_at"):
        filings[one.agency_id].append(one)
    books = newest_books()
    found = [_line(one, books[one.pack_id], lines[one.id], filings[one.id], on) for one in shown]
    return found, page


def _line(
    agency: Agency, book: LawBook, lines: Iterable[Line], filings: list[FormFiling], on: date
) -> FormLine:
    rule = filing_rule(book, on=on)
    every = standings(forms_in_use(pack=agency.pack_id, lines=lines, on=on), filings, on=on)
    found = Counter(one.standing for one in every)
    return FormLine(
        agency_id=agency.id,
        agency=agency.name,
        cite=rule.cite if rule else None,
        total=len(every),
        filed=found[Standing.FILED],
        unfiled=found[Standing.UNFILED],
        changed=found[Standing.CHANGED],
    )
