"""Agencies (执法主体): registered and kept by the system administrator, with their powers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from mingjian.access.duties import refusal, require_own_agency, require_role
from mingjian.journal.ids import new_id
from mingjian.journal.writing import write_entry
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.divisions import UnknownDivision, division
from mingjian.law.identifiers import BadIdentifier, check_credit_code
from mingjian.law.roles import Actor, Role
from mingjian.law.violations import Line
from mingjian.registry.changes import apply_changes
from mingjian.registry.kinds import AgencyKind
from mingjian.registry.models import Agency, AgencyPower, LawPack
from mingjian.registry.public_texts import personal_breaches

STREAM = "agency"
_PUBLIC = {
    "name": "主体名称",
    "funding_source": "经费来源",
    "staffing": "队伍编制",
    "duties": "执法职责",
    "legal_representative": "法定代表人",
    "address": "单位地址",
    "complaint_phone": "投诉举报电话",
    "entrustment": "委托协议",
}
_TELEPHONES = frozenset({"执法职责", "单位地址", "投诉举报电话", "委托协议"})
CHANGEABLE = frozenset(
    [
        *("name", "short_name", "credit_code", "funding_source", "staffing", "duties"),
        *("legal_representative", "address", "complaint_phone", "reconsideration_body", "court"),
        *("entrustment", "until", "government_reviewer_id"),
    ]
)


@dataclass(frozen=True)
class NewAgency:
    """登记执法主体: what is entered, and later shown to the public in advance (事前公示)."""

    name: str
    short_name: str
    number_prefix: str
    division_code: str
    pack_id: str
    reconsideration_body: str
    court: str
    since: date
    credit_code: str = ""
    kind: AgencyKind = AgencyKind.ORGAN
    funding_source: str = ""
    staffing: str = ""
    duties: str = ""
    legal_representative: str = ""
    address: str = ""
    complaint_phone: str = ""
    entrusted_by_id: UUID | None = None
    entrustment: str = ""


def register_agency(*, agency: NewAgency, by: Actor, at: datetime) -> Agency:
    """登记执法主体."""
    require_role(by=by, roles={Role.SYSTEM_ADMIN}, act="登记执法主体")
    require_own_agency(by=by, agency_id=None, act="登记执法主体")
    row = Agency(**{**asdict(agency), "id": new_id(), "kind": agency.kind.value})
    _check(row)
    with transaction.atomic():
        row.save(force_insert=True)
        payload = {"name": row.name, "prefix": row.number_prefix, "pack": row.pack_id}
        _record(row.id, "agency_registered", by, at, payload, acted_on=agency.since)
    return row


def update_agency(
    *, agency_id: UUID, changes: Mapping[str, Any], by: Actor, at: datetime
) -> Agency:
    """变更执法主体信息 (``CHANGEABLE`` fields); the record keeps what stood before."""
    require_role(by=by, roles={Role.SYSTEM_ADMIN}, act="变更执法主体信息")
    require_own_agency(by=by, agency_id=agency_id, act="变更执法主体信息")
    with transaction.atomic():
        row = Agency.objects.select_for_update().get(id=agency_id)
        told = apply_changes(row, changes, allowed=CHANGEABLE)
        _check(row)
        row.save()
        _record(row.id, "agency_changed", by, at, {"changes": told})
    return row


def grant_power(
    *, agency_id: UUID, line: Line, cite: str, since: date, by: Actor, at: datetime
) -> AgencyPower:
    """登记执法权限: the line and where the power is written."""
    require_role(by=by, roles={Role.SYSTEM_ADMIN}, act="登记执法权限")
    require_own_agency(by=by, agency_id=agency_id, act="登记执法权限")
    with transaction.atomic():
        agency = Agency.objects.select_for_update().get(id=agency_id)
        if agency.powers.filter(line=line.value, until__isnull=True).exists():
            raise refusal(
                code="POWER_HELD",
                message=f"{agency.short_name}已有{line.label}领域的执法权限。",
                remedy="无需再次登记；依据有变化的，请先终止原权限。",
            )
        power = AgencyPower.objects.create(agency=agency, line=line.value, cite=cite, since=since)
        payload = {"line": line, "cite": cite, "since": since}
        _record(agency.id, "power_granted", by, at, payload, acted_on=since)
    return power


def end_power(*, agency_id: UUID, line: Line, until: date, by: Actor, at: datetime) -> AgencyPower:
    """终止执法权限: ``until`` is the first day without it."""
    require_role(by=by, roles={Role.SYSTEM_ADMIN}, act="终止执法权限")
    require_own_agency(by=by, agency_id=agency_id, act="终止执法权限")
    with transaction.atomic():
        agency = Agency.objects.select_for_update().get(id=agency_id)
        power = agency.powers.filter(line=line.value, until__isnull=True).first()
        if power is None or until <= power.since:
            raise refusal(
                code="POWER_PERIOD",
                message=f"{agency.short_name}在{until}之前没有{line.label}领域的执法权限。",
                remedy="请核对执法领域和终止日期。",
            )
        power.until = until
        power.save(update_fields=["until"])
        _record(agency.id, "power_ended", by, at, {"line": line, "until": until}, acted_on=until)
    return power


def has_power(*, agency_id: UUID, line: Line, on: date) -> bool:
    """Whether the agency may handle this line on that day."""
    held = AgencyPower.objects.in_force(on=on).filter(agency_id=agency_id, line=line.value)
    return held.exists()


def _check(row: Agency) -> None:
    """Normalise and refuse, with every reason at once."""
    breaches = []
    try:
        row.division_code = division(row.division_code).code
    except UnknownDivision as error:
        breaches.append(Breach("DIVISION", str(error), None, ""))
    if row.credit_code:
        try:
            row.credit_code = check_credit_code(row.credit_code)
        except BadIdentifier as error:
            breaches.append(Breach("CREDIT_CODE", str(error), None, ""))
    if not LawPack.objects.filter(pack_id=row.pack_id).exists():
        message = f"法律参数包“{row.pack_id}”尚未载入。"
        breaches.append(Breach("PACK", message, None, "请先载入法律参数包。"))
    breaches += personal_breaches(_public_texts(row), telephones=_TELEPHONES)
    others = Agency.objects.filter(until__isnull=True).exclude(id=row.id)
    if others.filter(number_prefix=row.number_prefix).exists():
        message = f"机关代字“{row.number_prefix}”已被使用。"
        breaches.append(Breach("PREFIX", message, None, "请另定机关代字，以免文号重复。"))
    if others.filter(name=row.name).exists():
        breaches.append(Breach("NAME", f"执法主体“{row.name}”已登记。", None, "请直接选用。"))
    if breaches:
        raise MoveRefused(breaches)


def _public_texts(row: Agency) -> dict[str, str]:
    return {title: getattr(row, name) for name, title in _PUBLIC.items()}


def _record(
    agency_id: UUID,
    kind: str,
    by: Actor,
    at: datetime,
    payload: Mapping[str, Any],
    *,
    acted_on: date | None = None,
) -> None:
    write_entry(
        stream_id=agency_id,
        stream_kind=STREAM,
        kind=kind,
        by=by,
        at=at,
        acted_on=acted_on,
        payload=payload,
    )
