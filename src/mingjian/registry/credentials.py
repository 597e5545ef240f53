"""Credentials (执法证件): issued, suspended (暂扣), revoked (吊销), cancelled (注销)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mingjian.access.duties import refusal, require_own_agency, require_role
from mingjian.journal.writing import write_entry
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.divisions import UnknownDivision, division
from mingjian.law.roles import Actor, Role
from mingjian.registry.kinds import SuspensionKind
from mingjian.registry.models import Credential, CredentialSuspension, Officer
from mingjian.registry.public_texts import personal_breaches

STREAM = "officer"
# 行政执法监督机关也可以暂扣、吊销执法证件。
_MAY_STOP = {Role.SYSTEM_ADMIN, Role.SUPERVISOR}


@dataclass(frozen=True)
class NewCredential:
    """颁发执法证件: as printed; ``valid_until`` is the last valid day."""

    number: str
    category: str
    area: str
    issued_by: str
    valid_from: date
    valid_until: date


def issue_credential(
    *, officer_id: UUID, credential: NewCredential, by: Actor, at: datetime
) -> Credential:
    """登记颁发的执法证件; an assistant gets none."""
    require_role(by=by, roles={Role.SYSTEM_ADMIN}, act="登记执法证件")
    with transaction.atomic():
        officer = Officer.objects.select_for_update().get(id=officer_id)
        require_own_agency(by=by, agency_id=officer.agency_id, act="登记执法证件")
        _check(officer, credential)
        row = Credential.objects.create(
            officer=officer,
            number=credential.number.strip(),
            category=credential.category,
            area=division(credential.area).code,
            issued_by=credential.issued_by,
            valid_from=credential.valid_from,
            valid_until=credential.valid_until,
        )
        write_entry(
            stream_id=officer.id,
            stream_kind=STREAM,
            kind="credential_issued",
            by=by,
            at=at,
            acted_on=row.valid_from,
            payload={"number": row.number, "until": row.valid_until},
        )
    return row


def suspend_credential(
    *,
    credential_id: UUID,
    since: date,
    until: date | None,
    reason: str,
    by: Actor,
    at: datetime,
) -> CredentialSuspension:
    """暂扣执法证件 from ``since`` up to, not including, ``until`` (None: until returned)."""
    return _stop(credential_id, SuspensionKind.SUSPENDED, since, until, reason, by, at)


def revoke_credential(
    *, credential_id: UUID, since: date, reason: str, by: Actor, at: datetime
) -> CredentialSuspension:
    """吊销执法证件, for good."""
    return _stop(credential_id, SuspensionKind.REVOKED, since, None, reason, by, at)


def cancel_credential(
    *, credential_id: UUID, since: date, reason: str, by: Actor, at: datetime
) -> CredentialSuspension:
    """注销执法证件 (离岗、退休、换证), for good."""
    return _stop(credential_id, SuspensionKind.CANCELLED, since, None, reason, by, at)


def return_credential(
    *, suspension_id: UUID, until: date, by: Actor, at: datetime
) -> CredentialSuspension:
    """发还暂扣的执法证件: ``until`` is the first day it is valid again."""
    require_role(by=by, roles=_MAY_STOP, act="发还执法证件")
    with transaction.atomic():
        row = CredentialSuspension.objects.select_for_update().get(id=suspension_id)
        _require_own(by, row.officer, "发还执法证件")
        ends = row.kind == SuspensionKind.SUSPENDED and row.until is None and until > row.since
        if not ends:
            raise refusal(
                code="NOT_SUSPENDED",
                message=f"该执法证件不在暂扣期间，或者发还日期（{until}）不晚于暂扣日期。",
                remedy="请核对暂扣记录；已吊销、注销的，须重新申领。",
            )
        row.until = until
        row.save(update_fields=["until"])
        write_entry(
            stream_id=row.officer_id,
            stream_kind=STREAM,
            kind="credential_returned",
            by=by,
            at=at,
            acted_on=until,
            payload={"number": row.credential.number, "until": until},
        )
    return row


def _require_own(by: Actor, officer: Officer, act: str) -> None:
    """Administrators keep their own agency's cards; supervision reaches beyond one agency."""
    if by.role is Role.SYSTEM_ADMIN:
        require_own_agency(by=by, agency_id=officer.agency_id, act=act)


def _refuse_stopped(credential: Credential, kind: SuspensionKind, since: date) -> None:
    """A suspended card can still be revoked or cancelled; one that is gone cannot be stopped."""
    for row in credential.suspensions.all():
        is_suspended_now = row.kind == SuspensionKind.SUSPENDED
        if row.until is not None and row.until <= since:
            continue
        if not is_suspended_now or kind is SuspensionKind.SUSPENDED:
            raise refusal(
                code="STOPPED",
                message=f"执法证件{credential.number}已于{long_date(row.since)}"
                f"{SuspensionKind(row.kind).title}，不能再次{kind.title}。",
                remedy="请先发还暂扣的执法证件。" if is_suspended_now else "无需再次办理。",
            )


def _stop(
    credential_id: UUID,
    kind: SuspensionKind,
    since: date,
    until: date | None,
    reason: str,
    by: Actor,
    at: datetime,
) -> CredentialSuspension:
    require_role(by=by, roles=_MAY_STOP, act=f"{kind.title}执法证件")
    with transaction.atomic():
        credential = Credential.objects.select_for_update().get(id=credential_id)
        _require_own(by, credential.officer, f"{kind.title}执法证件")
        _check_stop(kind, since, until, reason)
        _refuse_stopped(credential, kind, since)
        row = CredentialSuspension.objects.create(
            credential=credential,
            officer_id=credential.officer_id,
            kind=kind.value,
            reason=reason.strip(),
            since=since,
            until=until,
        )
        write_entry(
            stream_id=credential.officer_id,
            stream_kind=STREAM,
            kind=f"credential_{kind.value}",
            by=by,
            at=at,
            acted_on=since,
            payload={"number": credential.number, "reason": reason, "until": until},
        )
    return row


def _check_stop(kind: SuspensionKind, since: date, until: date | None, reason: str) -> None:
    if not reason.strip():
        raise refusal(
            code="REASON", message=f"没有填写{kind.title}的理由。", remedy="请填写理由和依据。"
        )
    if until is not None and until <= since:
        raise refusal(
            code="PERIOD",
            message=f"暂扣期限的截止日期（{until}）不晚于起始日期（{since}）。",
            remedy="请核对暂扣期限。",
        )


def _check(officer: Officer, credential: NewCredential) -> None:
    breaches = []
    if officer.is_assistant:
        breaches.append(
            Breach(
                "APL42",
                f"{officer.name}是辅助人员，不得持有行政执法证件。",
                Citation("行政处罚法", "42", "1"),
                "请由具有行政执法资格的人员申领。",
            )
        )
    if Credential.objects.filter(number=credential.number.strip()).exists():
        message = f"执法证件编号“{credential.number}”已登记。"
        breaches.append(Breach("NUMBER", message, None, "请核对证件编号。"))
    if credential.valid_until < credential.valid_from:
        message = f"有效期截止日（{credential.valid_until}）早于起始日（{credential.valid_from}）。"
        breaches.append(Breach("PERIOD", message, None, "请对照证件核对有效期。"))
    public = {"执法类别": credential.category, "发证机关": credential.issued_by}
    breaches += personal_breaches(public)
    breaches += personal_breaches({"证件编号": credential.number}, telephones={"证件编号"})
    try:
        division(credential.area)
    except UnknownDivision as error:
        breaches.append(Breach("DIVISION", str(error), None, ""))
    if breaches:
        raise MoveRefused(breaches)
