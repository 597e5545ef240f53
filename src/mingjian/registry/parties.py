"""Parties (当事人): registered once, found by code or number, their numbers sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from mingjian.access.duties import refusal, require_role
from mingjian.access.subject_keys import blind_index
from mingjian.journal.ids import new_id
from mingjian.journal.statements import Written, insert_row
from mingjian.journal.writing import write_entry
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.identifiers import (
    BadIdentifier,
    check_credit_code,
    check_id_number,
    check_phone,
    read_birth_date,
)
from mingjian.law.roles import Actor, Role
from mingjian.registry.changes import apply_changes
from mingjian.registry.kinds import IdKind, PartyKind
from mingjian.registry.models import Party

STREAM = "party"
_CODE = "（code）"
CHANGEABLE = frozenset(
    {"name", "address", "phone", "legal_representative", "post", "is_micro", "gender"}
)


@dataclass(frozen=True)
class NewParty:
    """登记当事人: what is entered. Birth date and gender follow from a resident's ID number."""

    kind: PartyKind
    name: str
    credit_code: str = ""
    id_kind: IdKind = IdKind.RESIDENT
    id_number: str = field(default="", repr=False)
    birth_on: date | None = field(default=None, repr=False)
    gender: str = ""
    address: str = ""
    phone: str = field(default="", repr=False)
    legal_representative: str = ""
    post: str = ""
    is_micro: bool = False


def register_party(*, party: NewParty, by: Actor, at: datetime) -> Party:
    """登记当事人; refused with every reason, also when the same party is registered already."""
    with transaction.atomic():
        return add_party(party=party, by=by, at=at)


def add_party(*, party: NewParty, by: Actor, at: datetime) -> Party:
    """The same in the caller's transaction."""
    require_role(by=by, roles={Role.CASE_OFFICER}, act="登记当事人")
    row = Party(
        id=new_id(),
        kind=party.kind.value,
        name=party.name.strip(),
        birth_on=party.birth_on,
        gender=party.gender,
        address=party.address.strip(),
        legal_representative=party.legal_representative.strip(),
        post=party.post.strip(),
        is_micro=party.is_micro,
    )
    breaches = [
        *_set_credit_code(row, party.credit_code),
        *_set_id_number(row, party, on=timezone.localdate(at)),
        *_set_phone(row, party.phone),
        *_missing(row),
    ]
    if breaches:
        raise MoveRefused(breaches)
    _refuse_twin(row)
    insert_row(row)
    payload = {"kind": row.kind, "name": row.name, "credit_code": row.credit_code}
    _record(row, "party_registered", by, at, payload, begins=True)
    return row


def update_party(*, party_id: UUID, changes: Mapping[str, Any], by: Actor, at: datetime) -> Party:
    """变更当事人信息 (``CHANGEABLE`` fields); who it is (code, number, kind) never changes."""
    require_role(by=by, roles={Role.CASE_OFFICER}, act="变更当事人信息")
    with transaction.atomic():
        row = Party.objects.select_for_update().get(id=party_id)
        told = apply_changes(row, changes, allowed=CHANGEABLE)
        breaches = [*_missing(row)]
        if "phone" in changes:
            breaches += _set_phone(row, changes["phone"])
        if breaches:
            raise MoveRefused(breaches)
        row.save()
        _record(row, "party_changed", by, at, {"changes": told})
    return row


def find_party(
    *, credit_code: str = "", id_number: str = "", id_kind: IdKind = IdKind.RESIDENT
) -> Party | None:
    """The party of this code, or the natural person of this number."""
    if credit_code:
        return _by_code(_squeezed(credit_code))
    if not id_number:
        raise ValueError("find_party needs a credit_code or an id_number")
    index = _index(id_kind, _squeezed(id_number))
    return Party.objects.filter(kind=PartyKind.PERSON.value, id_number_index=index).first()


def _set_credit_code(row: Party, text: str) -> list[Breach]:
    if not text.strip():
        return []
    try:
        row.credit_code = check_credit_code(text)
    except BadIdentifier as error:
        return [Breach("CREDIT_CODE", str(error), None, "")]
    return []


def _set_id_number(row: Party, party: NewParty, *, on: date) -> list[Breach]:
    if not party.id_number.strip():
        return []
    number = _squeezed(party.id_number)
    if party.id_kind == IdKind.RESIDENT:
        try:
            number = check_id_number(number, on=on)
        except BadIdentifier as error:
            return [Breach("ID_NUMBER", str(error), None, "")]
        born = read_birth_date(id_number=number)
        if party.birth_on not in (None, born):
            message = "填写的出生日期与身份证号码不一致。"
            return [Breach("BIRTH", message, None, "请对照身份证核对。")]
        row.birth_on, row.gender = born, "男" if int(number[16]) % 2 else "女"
    row.id_kind = party.id_kind.value
    row.id_number = number
    row.id_number_index = _index(party.id_kind, number)
    return []


def _set_phone(row: Party, text: str) -> list[Breach]:
    try:
        row.phone = check_phone(text) if text.strip() else ""
    except BadIdentifier as error:
        return [Breach("PHONE", str(error), None, "")]
    return []


def _missing(row: Party) -> list[Breach]:
    """What this kind of party must have, and must not have."""
    person = row.kind == PartyKind.PERSON
    wrong = {
        "没有填写当事人姓名或者名称。": not row.name,
        "公民没有填写身份证件号码。": person and not row.id_number,
        "公民不填写统一社会信用代码。": person and bool(row.credit_code),
        "公民不是小微企业。": person and row.is_micro,
        "没有填写统一社会信用代码。": not person and not row.credit_code,
        "法人或者其他组织不填写身份证件号码。": row.kind == PartyKind.ORGANISATION
        and bool(row.id_number),
    }
    remedy = "请核对当事人类型和填写内容；无照经营的，以实际经营者为当事人。"
    return [Breach("PARTY", message, None, remedy) for message, holds in wrong.items() if holds]


def _refuse_twin(row: Party) -> None:
    known = None
    if row.credit_code:
        known = _by_code(row.credit_code)
    elif row.id_number_index:
        known = Party.objects.filter(
            kind=PartyKind.PERSON.value, id_number_index=row.id_number_index
        ).first()
    if known is not None:
        raise refusal(
            code="PARTY_KNOWN",
            message=f"该当事人已登记，登记名称为“{known.name}”。",
            remedy="请直接选用；名称、地址有变化的，请变更登记。",
        )


@cache
def _code_statement() -> Written:
    return Written(Party.objects.filter(credit_code=_CODE), {"code": _CODE})


def _by_code(code: str) -> Party | None:
    found: Party | None = _code_statement().first(code=code)
    return found


def _squeezed(text: str) -> str:
    return "".join(text.split()).upper()


def _index(kind: IdKind, number: str) -> str:
    return blind_index(domain=f"party.id_number.{kind.value}", value=number)


def _record(
    row: Party,
    kind: str,
    by: Actor,
    at: datetime,
    payload: Mapping[str, Any],
    *,
    begins: bool = False,
) -> None:
    write_entry(
        stream_id=row.id,
        stream_kind=STREAM,
        kind=kind,
        by=by,
        at=at,
        payload=payload,
        begins=begins,
    )
