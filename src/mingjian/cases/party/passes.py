"""查询凭证: made with a served document, opened by its two factors, ended when it no longer counts.

Neither factor is stored. Who tries codes learns nothing: a code that does not exist and a wrong
second factor cost the same work, are counted alike and are answered in the same words.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from mingjian.access.duties import refusal, require_role
from mingjian.cases.models import Case, PartyPass, PartyPassEnd, PartyTry
from mingjian.cases.refusals import refuse_another_agency
from mingjian.dossier.models import Document, Service
from mingjian.journal.ids import new_id
from mingjian.journal.writing import write_entry
from mingjian.law.citation import Citation
from mingjian.law.party_page import ALPHABET, CODE_LENGTH, FACTOR_LENGTH, read_code
from mingjian.law.roles import Actor, Outsider, Role, Visitor

STREAM = "party_pass"
ISSUED, OPENED, ENDED = "party_pass.issued", "party_pass.opened", "party_pass.ended"
WINDOW = timedelta(minutes=15)
# By code and network together: nobody locks a party out from elsewhere.
TRIES_OF_CODE, TRIES_OF_NETWORK = 5, 60
_TOLD = Citation("行政处罚法", "39")
_DUMMY = "0" * 64


class WrongCode(Exception):
    """No such pair of code and second factor, or no longer."""


class TooManyTries(Exception):
    """尝试过多: locked for a while from this network."""


@dataclass(frozen=True)
class IssuedPass:
    """The two factors, known at this moment only: they are printed and forgotten."""

    party_pass: PartyPass
    code: str
    factor: str


def issue_pass(*, document_id: UUID, by: Actor, at: datetime) -> IssuedPass:
    """制作查询凭证 for a served document; an earlier one for the same document ends."""
    require_role(by=by, roles={Role.CASE_OFFICER}, act="制作查询凭证")
    document = Document.objects.get(id=document_id)
    refuse_another_agency(by=by, agency_id=document.agency_id)
    if not Service.objects.filter(document=document).exists():
        raise refusal(
            code="PARTY_PASS",
            message=f"{document.title}尚未送达，不能制作查询凭证",
            remedy="请先送达文书并登记送达，再把查询凭证交给当事人。",
            cite=_TOLD,
        )
    code, factor = _random(CODE_LENGTH), _random(FACTOR_LENGTH)
    with transaction.atomic():
        Case.objects.locked(document.subject_id)  # two officers at once: one after the other
        for earlier in _in_force().filter(document=document):
            _end(earlier, "已换发新的查询凭证", by, at)
        made = PartyPass.objects.create(
            id=new_id(),
            case_id=document.subject_id,
            document=document,
            code_digest=_digest("code", code),
            factor_digest=_digest("factor", factor),
            issued_at=at,
            issued_by_person_id=by.person_id,
        )
        _record(made, ISSUED, by, at, title=document.title)
    return IssuedPass(made, code, factor)


def end_pass(*, pass_id: UUID, reasons: str, by: Actor, at: datetime) -> None:
    """撤销查询凭证: the document was withdrawn, or the paper fell into other hands."""
    require_role(by=by, roles={Role.CASE_OFFICER, Role.AGENCY_HEAD}, act="撤销查询凭证")
    with transaction.atomic():
        found = _in_force().select_related("case").filter(id=pass_id).first()
        if found is None or not reasons.strip():
            raise refusal(
                code="PARTY_PASS",
                message="查询凭证已经撤销，或者没有写明撤销的理由",
                remedy="请刷新页面查看；仍需撤销的，请写明理由。",
            )
        refuse_another_agency(by=by, agency_id=found.case.agency_id)
        _end(found, reasons.strip(), by, at)


def open_pass(*, code: str, factor: str, network: str, at: datetime) -> PartyPass:
    """打开专属页面 by both factors; journalled. Raises WrongCode or TooManyTries."""
    asked, told = _digest("code", read_code(code)), _digest("factor", read_code(factor))
    where = _digest("network", _network_of(network))
    _refuse_many_tries(asked, where, at)
    found = PartyPass.objects.select_related("end").filter(code_digest=asked).first()
    fits = hmac.compare_digest(found.factor_digest if found else _DUMMY, told)
    if found is None or not fits or hasattr(found, "end"):
        PartyTry.objects.create(code_digest=asked, network_digest=where, at=at)
        raise WrongCode
    with transaction.atomic():
        _record(found, OPENED, visitor_of(found), at)
    return found


def pass_in_force(pass_id: UUID) -> PartyPass | None:
    """The pass if it still counts: asked again at every page."""
    return _in_force().select_related("case__party", "case__agency").filter(id=pass_id).first()


def visitor_of(party_pass: PartyPass) -> Visitor:
    """当事人, as the record names who acted."""
    party = party_pass.case.party
    return Visitor(party.id, party.name, Outsider.PARTY, "凭查询凭证办理本人事项")


def forget_old_tries(*, at: datetime) -> int:
    """Drop what the lock no longer counts."""
    return PartyTry.objects.filter(at__lt=at - WINDOW).delete()[0]


def _refuse_many_tries(asked: str, where: str, at: datetime) -> None:
    recent = PartyTry.objects.filter(network_digest=where, at__gte=at - WINDOW)
    tried = list(recent.values_list("code_digest", flat=True)[:TRIES_OF_NETWORK])
    if tried.count(asked) >= TRIES_OF_CODE or len(tried) >= TRIES_OF_NETWORK:
        raise TooManyTries


def _in_force() -> QuerySet[PartyPass]:
    return PartyPass.objects.filter(end__isnull=True)


def _end(party_pass: PartyPass, reasons: str, by: Actor, at: datetime) -> None:
    PartyPassEnd.objects.create(
        party_pass=party_pass, reasons=reasons, ended_at=at, ended_by_person_id=by.person_id
    )
    _record(party_pass, ENDED, by, at, reasons=reasons)


def _record(
    party_pass: PartyPass, kind: str, by: Actor | Visitor, at: datetime, **told: str
) -> None:
    write_entry(
        stream_id=party_pass.id,
        stream_kind=STREAM,
        kind=kind,
        by=by,
        at=at,
        payload={"case": str(party_pass.case_id), **told},
    )


def _random(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def _digest(what: str, text: str) -> str:
    # Keyed: a stolen table of digests cannot be searched without the key.
    salt = f"mingjian.party.{what}"
    return salted_hmac(salt, text, secret=settings.SEALING_KEY, algorithm="sha256").hexdigest()


def _network_of(address: str) -> str:
    """An IPv6 household has a whole /64 to try from."""
    found = ip_address(address)
    return str(ip_network(f"{found}/64", strict=False)) if found.version == 6 else str(found)
