"""Major decisions (重大执法决定): the published catalogue, declarations, the second reviewer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mingjian.access.duties import refusal
from mingjian.cases.models import Case, TriggerDeclaration
from mingjian.law.citation import Citation
from mingjian.law.review_triggers import GOVERNMENT_NAME
from mingjian.law.roles import Actor
from mingjian.registry.models import Agency, EnforcementItem


def record_declaration(case: Case, slug: str, *, reasons: str, on: date, by: Actor) -> None:
    """One row for each trigger that a person declared."""
    TriggerDeclaration.objects.create(
        case=case, slug=slug, reasons=reasons, declared_on=on, declared_by_person_id=by.person_id
    )


def record_declarations(case: Case, *, reasons: str, on: date, by: Actor) -> None:
    """Every trigger that a new case carries."""
    for slug in case.declared_triggers:
        record_declaration(case, slug, reasons=reasons, on=on, by=by)


def second_reviewer_for(
    agency: Agency, triggers: Iterable[str], *, is_two_staged: bool
) -> Agency | None:
    """政府法制机构 that reviews next; refused where the agency has not registered one."""
    if GOVERNMENT_NAME.slug not in triggers or not is_two_staged:
        return None
    if agency.government_reviewer is None:
        raise refusal(
            code="APL58",
            message=f"{agency.short_name}没有登记进行第二级审核的政府法制机构",
            remedy="请系统管理员先在执法主体名录中登记，再认定以政府名义作出决定。",
            cite=Citation("行政处罚法", "58", "1"),
        )
    return agency.government_reviewer


def is_catalogued(case: Case) -> bool:
    """列入公布的重大执法决定法制审核目录: by the list in force when the case was opened."""
    items = EnforcementItem.objects.in_force(on=case.opened_on or case.registered_on)
    return items.filter(
        agency_id=case.agency_id, violation_id=case.violation_id, is_major=True
    ).exists()
