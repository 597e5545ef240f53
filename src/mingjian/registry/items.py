"""Enforcement items (执法事项清单): published line by line; a changed line is a new one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mingjian.access.duties import refusal, require_own_agency, require_role
from mingjian.journal.writing import write_entry
from mingjian.law.roles import Actor, Role
from mingjian.law.violations import Violation, violations
from mingjian.registry.agencies import has_power
from mingjian.registry.kinds import ItemKind
from mingjian.registry.models import Agency, EnforcementItem
from mingjian.registry.models.agencies import EnforcementItemQuerySet

STREAM = "agency"
_MAY_PUBLISH = {Role.SYSTEM_ADMIN, Role.DISCLOSURE_CLERK}


@dataclass(frozen=True)
class NewItem:
    """列入清单: ``violation_id`` (law.violations) for penalties, "" where there is none.

    ``is_major``: also on the list of major decisions (重大执法决定法制审核目录).
    """

    agency_id: UUID
    code: str
    title: str
    kind: ItemKind
    basis: str
    since: date
    violation_id: str = ""
    is_major: bool = False


def publish_item(*, item: NewItem, by: Actor, at: datetime) -> EnforcementItem:
    """执法事项列入清单; refused where the agency has no power over the violation that day."""
    require_role(by=by, roles=_MAY_PUBLISH, act="公布执法事项")
    require_own_agency(by=by, agency_id=item.agency_id, act="公布执法事项")
    with transaction.atomic():
        agency = Agency.objects.select_for_update().get(id=item.agency_id)
        _check(agency, item)
        row = EnforcementItem.objects.create(
            agency=agency,
            code=item.code,
            title=item.title,
            kind=item.kind.value,
            violation_id=item.violation_id,
            is_major=item.is_major,
            basis=item.basis,
            since=item.since,
        )
        write_entry(
            stream_id=agency.id,
            stream_kind=STREAM,
            kind="item_published",
            by=by,
            at=at,
            acted_on=item.since,
            payload={
                "code": item.code,
                "title": item.title,
                "basis": item.basis,
                "is_major": item.is_major,
            },
        )
    return row


def withdraw_item(*, item_id: UUID, until: date, by: Actor, at: datetime) -> EnforcementItem:
    """执法事项移出清单: ``until`` is the first day off the list."""
    require_role(by=by, roles=_MAY_PUBLISH, act="移出执法事项")
    with transaction.atomic():
        row = EnforcementItem.objects.select_for_update().get(id=item_id)
        require_own_agency(by=by, agency_id=row.agency_id, act="移出执法事项")
        if row.until is not None or until <= row.since:
            raise refusal(
                code="ITEM_PERIOD",
                message=f"“{row.title}”已移出清单，或者移出日期（{until}）不晚于列入日期。",
                remedy="请核对移出日期。",
            )
        row.until = until
        row.save(update_fields=["until"])
        write_entry(
            stream_id=row.agency_id,
            stream_kind=STREAM,
            kind="item_withdrawn",
            by=by,
            at=at,
            acted_on=until,
            payload={"code": row.code, "until": until},
        )
    return row


def items_of(*, agency_id: UUID, on: date) -> EnforcementItemQuerySet:
    """The agency's list on that day."""
    return EnforcementItem.objects.in_force(on=on).filter(agency_id=agency_id)


def _check(agency: Agency, item: NewItem) -> None:
    if not item.violation_id and item.kind == ItemKind.PENALTY:
        raise refusal(
            code="ITEM_VIOLATION",
            message="行政处罚事项没有对应的违法行为。",
            remedy="请选择违法行为。",
        )
    if item.violation_id:
        line = _violation(item.violation_id).line
        if not has_power(agency_id=agency.id, line=line, on=item.since):
            raise refusal(
                code="ITEM_POWER",
                message=f"{agency.short_name}在{item.since}没有{line.label}领域的执法权限。",
                remedy="请先登记执法权限及其依据。",
            )
    if agency.items.filter(code=item.code, until__isnull=True).exists():
        raise refusal(
            code="ITEM_CODE",
            message=f"清单中已有编码为“{item.code}”的事项。",
            remedy="内容有变化的，请先移出原事项，再列入新事项。",
        )


def _violation(violation_id: str) -> Violation:
    found = {one.id: one for one in violations()}.get(violation_id)
    if found is None:
        raise refusal(
            code="ITEM_VIOLATION",
            message=f"没有“{violation_id}”这一违法行为。",
            remedy="请从违法行为目录中选择。",
        )
    return found
