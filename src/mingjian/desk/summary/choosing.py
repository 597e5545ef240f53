"""What the screen offers to pick from: causes within the agency's powers, the second officer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from mingjian.access.scopes import Scope
from mingjian.cases.models import Case
from mingjian.law.roles import Actor
from mingjian.law.summary.choices import SpotChoice, spot_choices
from mingjian.law.violations import Line
from mingjian.registry.models import Agency, AgencyPower, Officer
from mingjian.registry.officers import officers_with_credential
from mingjian.registry.packs import current_pack, lawbook_by_hash


def causes_of(agency: Agency, *, on: date) -> tuple[SpotChoice, ...]:
    """Within the agency's lines, up to the highest cap; the party's own cap is judged later."""
    held = AgencyPower.objects.in_force(on=on).filter(agency=agency)
    known = set(held.values_list("line", flat=True))
    book = lawbook_by_hash(current_pack(agency).hash)
    most = Decimal(book.value("summary.fine_yuan.organisation", on=on).value)
    lines = tuple(line for line in Line if line.value in known)
    return spot_choices(lines=lines, division_code=agency.division_code, on=on, most_yuan=most)


def partners_of(agency: Agency, *, by: Actor, scope: Scope, on: date) -> Sequence[Officer]:
    """Officers with a valid card, the one last worked with first."""
    found = officers_with_credential(agency_id=agency.id, on=on).exclude(person_id=by.person_id)
    last = (
        Case.objects.visible_to(scope)
        .filter(agency=agency, lead_officer__person_id=by.person_id)
        .exclude(assisting_officer=None)
        .order_by("-registered_on", "-id")
        .values_list("assisting_officer_id", flat=True)
        .first()
    )
    return sorted(found.order_by("name"), key=lambda one: one.id != last)
