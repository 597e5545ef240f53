"""The pool of advisers (法律顾问、公职律师): engaged by an agency, with their conflicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mingjian.access.duties import refusal, require_own_agency, require_role
from mingjian.journal.writing import write_entry
from mingjian.law.advisers import AdviserFacts, AdviserKind
from mingjian.law.roles import Actor, Role
from mingjian.registry.models import Adviser, AdviserConflict, Agency

STREAM = "agency"
_MAY_KEEP = {Role.SYSTEM_ADMIN, Role.LEGAL_REVIEWER}


@dataclass(frozen=True)
class NewAdviser:
    """聘请顾问: ``person_id`` where the adviser (公职律师) has an account of its own."""

    agency_id: UUID
    name: str
    kind: AdviserKind
    employer: str
    licence_number: str
    since: date
    until: date | None = None
    person_id: UUID | None = None


def engage_adviser(*, adviser: NewAdviser, by: Actor, at: datetime) -> Adviser:
    """列入法律顾问、公职律师名单."""
    require_role(by=by, roles=_MAY_KEEP, act="登记法律顾问、公职律师")
    require_own_agency(by=by, agency_id=adviser.agency_id, act="登记法律顾问、公职律师")
    with transaction.atomic():
        agency = Agency.objects.select_for_update().get(id=adviser.agency_id)
        if agency.advisers.filter(licence_number=adviser.licence_number).exists():
            raise refusal(
                code="ADVISER_ONCE",
                message=f"执业证号{adviser.licence_number}已经登记。",
                remedy="请核对执业证号；同一人只登记一次。",
            )
        row = Adviser.objects.create(
            agency=agency,
            person_id=adviser.person_id,
            name=adviser.name,
            kind=adviser.kind.value,
            employer=adviser.employer,
            licence_number=adviser.licence_number,
            since=adviser.since,
            until=adviser.until,
        )
        told = {"name": row.name, "kind": row.kind, "employer": row.employer}
        _record(agency.id, "adviser_engaged", told, by, at)
    return row


def register_conflict(
    *, adviser_id: UUID, party_id: UUID, reason: str, by: Actor, at: datetime
) -> AdviserConflict:
    """利益冲突登记: from now on the adviser is not asked about this party."""
    require_role(by=by, roles=_MAY_KEEP, act="登记利益冲突")
    with transaction.atomic():
        adviser = Adviser.objects.select_for_update().get(id=adviser_id)
        require_own_agency(by=by, agency_id=adviser.agency_id, act="登记利益冲突")
        if adviser.conflicts.filter(party_id=party_id).exists():
            raise refusal(
                code="CONFLICT_ONCE",
                message=f"{adviser.name}与该当事人的利益关系已经登记。",
                remedy="无需再次登记。",
            )
        row = AdviserConflict.objects.create(
            adviser=adviser, agency_id=adviser.agency_id, party_id=party_id, reason=reason
        )
        told = {"adviser": adviser.name, "party": party_id, "reason": reason}
        _record(adviser.agency_id, "adviser_conflict", told, by, at)
    return row


def adviser_facts(adviser: Adviser) -> AdviserFacts:
    """顾问 as the law sees him."""
    return AdviserFacts(
        name=adviser.name,
        agency_id=adviser.agency_id,
        since=adviser.since,
        until=adviser.until,
        person_id=adviser.person_id,
        client_ids=frozenset(adviser.conflicts.values_list("party_id", flat=True)),
    )


def _record(
    agency_id: UUID, kind: str, payload: Mapping[str, object], by: Actor, at: datetime
) -> None:
    write_entry(stream_id=agency_id, stream_kind=STREAM, kind=kind, by=by, at=at, payload=payload)
