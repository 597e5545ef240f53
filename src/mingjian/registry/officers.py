"""Officers (执法人员): registered for an agency; who may enforce on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from mingjian.access.duties import refusal, require_own_agency, require_role
from mingjian.journal.ids import new_id
from mingjian.journal.writing import write_entry
from mingjian.law.breach import MoveRefused
from mingjian.law.citation import Citation
from mingjian.law.review_points import may_review
from mingjian.law.roles import Actor, Role
from mingjian.registry.changes import apply_changes
from mingjian.registry.models import Credential, Officer
from mingjian.registry.models.officers import OfficerQuerySet
from mingjian.registry.public_texts import personal_breaches

STREAM = "officer"
CHANGEABLE = frozenset({"name", "post", "category", "legal_qualification", "reviewer_since"})


@dataclass(frozen=True)
class NewOfficer:
    """登记执法人员: ``person_id`` is that of the person's account, if there is one."""

    agency_id: UUID
    name: str
    post: str
    category: str
    since: date
    person_id: UUID | None = None
    is_assistant: bool = False
    legal_qualification: bool = False
    reviewer_since: date | None = None


def register_officer(*, officer: NewOfficer, by: Actor, at: datetime) -> Officer:
    """登记执法人员 or 辅助人员; a credential is issued separately."""
    require_role(by=by, roles={Role.SYSTEM_ADMIN}, act="登记执法人员")
    require_own_agency(by=by, agency_id=officer.agency_id, act="登记执法人员")
    row = Officer(
        id=new_id(),
        person_id=officer.person_id or new_id(),
        agency_id=officer.agency_id,
        name=officer.name,
        post=officer.post,
        category=officer.category,
        is_assistant=officer.is_assistant,
        legal_qualification=officer.legal_qualification,
        reviewer_since=officer.reviewer_since,
        since=officer.since,
    )
    _check(row)
    if Officer.objects.filter(person_id=row.person_id).exists():
        raise refusal(
            code="ONE_OFFICER",
            message=f"{row.name}已登记为执法人员。",
            remedy="一人只登记一次，请在原记录上变更。",
        )
    with transaction.atomic():
        row.save(force_insert=True)
        payload = {"name": row.name, "agency": row.agency_id, "assistant": row.is_assistant}
        _record(row, "officer_registered", by, at, payload, acted_on=officer.since)
    return row


def update_officer(
    *, officer_id: UUID, changes: Mapping[str, Any], by: Actor, at: datetime
) -> Officer:
    """变更执法人员信息 (``CHANGEABLE`` fields)."""
    require_role(by=by, roles={Role.SYSTEM_ADMIN}, act="变更执法人员信息")
    with transaction.atomic():
        row = Officer.objects.select_for_update().get(id=officer_id)
        require_own_agency(by=by, agency_id=row.agency_id, act="变更执法人员信息")
        told = apply_changes(row, changes, allowed=CHANGEABLE)
        _check(row)
        row.save()
        _record(row, "officer_changed", by, at, {"changes": told})
    return row


def end_office(*, officer_id: UUID, until: date, by: Actor, at: datetime) -> Officer:
    """执法人员离岗: ``until`` is the first day out of office."""
    require_role(by=by, roles={Role.SYSTEM_ADMIN}, act="办理执法人员离岗")
    with transaction.atomic():
        row = Officer.objects.select_for_update().get(id=officer_id)
        require_own_agency(by=by, agency_id=row.agency_id, act="办理执法人员离岗")
        if row.until is not None or until <= row.since:
            raise refusal(
                code="OFFICE_PERIOD",
                message=f"{row.name}已离岗，或者离岗日期（{until}）不晚于到岗日期（{row.since}）。",
                remedy="请核对离岗日期。",
            )
        row.until = until
        row.save(update_fields=["until"])
        _record(row, "officer_left", by, at, {"until": until}, acted_on=until)
    return row


def officers_with_credential(*, agency_id: UUID, on: date) -> OfficerQuerySet:
    """Officers of the agency who may enforce on that day."""
    return Officer.objects.with_credential(on=on).filter(agency_id=agency_id)


def credential_of(*, officer_id: UUID, on: date) -> Credential | None:
    """The credential the officer may enforce with on that day."""
    valid = Credential.objects.valid(on=on).filter(officer_id=officer_id)
    return valid.order_by("-valid_until").first()


def officer_of(*, person_id: UUID) -> Officer | None:
    """The officer that this person is."""
    return Officer.objects.filter(person_id=person_id).select_related("agency").first()


def _check(row: Officer) -> None:
    public = {"姓名": row.name, "职务": row.post, "执法类别": row.category}
    if breaches := tuple(personal_breaches(public)):
        raise MoveRefused(breaches)
    if row.is_assistant and row.reviewer_since is not None:
        raise refusal(
            code="ASSISTANT",
            message="辅助人员不能从事法制审核。",
            remedy="请登记为执法人员，或者不填写法制审核起始日期。",
        )
    reviews = row.reviewer_since is not None
    if reviews and not may_review(
        is_qualified=row.legal_qualification, reviewer_since=row.reviewer_since
    ):
        raise refusal(
            code="APL58",
            message=f"{row.name}初次从事法制审核，尚未登记法律职业资格。",
            remedy="请先登记其法律职业资格。",
            cite=Citation("行政处罚法", "58", "2"),
        )


def _record(
    row: Officer,
    kind: str,
    by: Actor,
    at: datetime,
    payload: Mapping[str, Any],
    *,
    acted_on: date | None = None,
) -> None:
    write_entry(
        stream_id=row.id,
        stream_kind=STREAM,
        kind=kind,
        by=by,
        at=at,
        acted_on=acted_on,
        payload=payload,
    )
