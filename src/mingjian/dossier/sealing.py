"""Sealing a document (用印): approved are exact bytes, sealed are those bytes and no others.

Two persons: one approves what the paper says as it will be printed, another sets the seal. If
text, template or font changed since, the bytes differ, and the approval does not hold for them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from mingjian.dossier.models import Document, Seal, SealApproval
from mingjian.dossier.pdf import check_code, print_document
from mingjian.dossier.sealed_files import keep_sealed_file
from mingjian.journal.ids import new_id
from mingjian.journal.writing import write_entry
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.citation import Citation
from mingjian.law.roles import Actor, Role
from mingjian.seals.installed import current_provider
from mingjian.seals.provider import Place, Sealed, SealOrder
from mingjian.seals.register import Registration, register_seal

STREAM = "case"
APPROVED, SEALED = "document.seal_approved", "document.sealed"
APPROVERS = frozenset({Role.LEGAL_REVIEWER, Role.AGENCY_HEAD})
KEEPERS = frozenset({Role.CASE_OFFICER})
_MUST_BEAR_SEAL = Citation("行政处罚法", "59", "2")
_RELIABLE = Citation("电子签名法", "13")
# Faults that forbid sealing; the caller knows the case, this room does not.
FindFaults = Callable[[Document], list[Breach]]


@dataclass(frozen=True)
class Ready:
    """待用印的文书: its bytes as they would be sealed now."""

    pdf: bytes
    sha256: str
    place: Place


def ready_bytes(*, document: Document) -> Ready:
    """What would be sealed now. Raises MoveRefused where the paper bears no seal."""
    printed = print_document(document)
    if printed.seal_place is None:
        raise MoveRefused(
            [
                Breach(
                    "SEAL_KIND",
                    f"{document.title}是内部文书，不盖机关印章",
                    None,
                    "请由经办人签名后归入副卷。",
                )
            ]
        )
    return Ready(printed.pdf, hashlib.sha256(printed.pdf).hexdigest(), printed.seal_place)


def approve_seal(
    *, document_id: UUID, seen_sha256: str, find_faults: FindFaults, by: Actor, at: datetime
) -> SealApproval:
    """批准用印 of the very bytes that were looked at (``seen_sha256``)."""
    _require(by, APPROVERS, "批准用印")
    with transaction.atomic():
        document = _document_of(document_id, by)
        ready = ready_bytes(document=document)
        if seen_sha256 != ready.sha256:
            raise MoveRefused([_other_bytes("您看到的文书与现在的文书不一致")])
        _refuse_faults(document, find_faults)
        if SealApproval.objects.filter(document=document, pre_seal_sha256=ready.sha256).exists():
            raise MoveRefused([_already("这份文书已经批准用印", "请由印章保管人员加盖印章。")])
        approval = SealApproval.objects.create(
            id=new_id(),
            document=document,
            subject_id=document.subject_id,
            pre_seal_sha256=ready.sha256,
            approved_at=at,
            approved_by_person_id=by.person_id,
            approved_by_name=by.name,
        )
        _record(document, APPROVED, by, at, {"pre_seal_sha256": ready.sha256})
    return approval


def seal_document(*, document_id: UUID, find_faults: FindFaults, by: Actor, at: datetime) -> Seal:
    """加盖印章: by another person than approved, on the approved bytes; the file is kept."""
    _require(by, KEEPERS, "加盖印章")
    with transaction.atomic():
        document = _document_of(document_id, by)
        ready = ready_bytes(document=document)
        approval = _approval_of(document, ready, by)
        _refuse_faults(document, find_faults)
        sealed = current_provider().seal(
            order=SealOrder(
                pdf=ready.pdf,
                agency_id=document.agency_id,
                agency_name=document.content["agency"],
                place=ready.place,
                at=at,
            )
        )
        if not sealed.pdf.startswith(ready.pdf):
            raise RuntimeError("the provider returned other bytes than were handed in")
        seal = _register(document, approval, sealed, by, at)
        _record(
            document,
            SEALED,
            by,
            at,
            {"pre_seal_sha256": ready.sha256, "sealed_sha256": seal.sealed_sha256},
        )
    return seal


def _register(
    document: Document, approval: SealApproval, sealed: Sealed, by: Actor, at: datetime
) -> Seal:
    digest = keep_sealed_file(pdf=sealed.pdf)
    told = Registration(
        number=document.content["number"],
        code=check_code(document),
        title=document.title,
        agency_name=document.content["agency"],
        level=sealed.level,
        has_legal_force=current_provider().has_legal_force,
    )
    register_seal(sealed_sha256=digest, told=told, at=at)
    return Seal.objects.create(
        document=document,
        subject_id=document.subject_id,
        approval=approval,
        pre_seal_sha256=approval.pre_seal_sha256,
        approved_by_person_id=approval.approved_by_person_id,
        sealed_sha256=digest,
        sealed_at=at,
        sealed_by_person_id=by.person_id,
        sealed_by_name=by.name,
        provider=sealed.provider,
        certificate_serial=sealed.certificate_serial,
        level=sealed.level,
    )


def _document_of(document_id: UUID, by: Actor) -> Document:
    # Nobody may lock a row that nobody may change; the keys of the seal settle who was first.
    document = Document.objects.select_related("number").get(id=document_id)
    if by.agency_id != document.agency_id:
        raise MoveRefused(
            [
                Breach(
                    "SEAL_AGENCY",
                    "这份文书属于另一机关，不能使用本机关印章",
                    None,
                    "请由制作文书的机关用印。",
                )
            ]
        )
    if Seal.objects.filter(document=document).exists():
        raise MoveRefused([_already("这份文书已经加盖印章", "请下载盖章文件。")])
    return document


def _approval_of(document: Document, ready: Ready, by: Actor) -> SealApproval:
    approvals = SealApproval.objects.filter(document=document)
    found = approvals.filter(pre_seal_sha256=ready.sha256).first()
    if found is None and approvals.exists():
        raise MoveRefused([_other_bytes("批准用印之后文书发生了变化")])
    if found is None:
        raise MoveRefused(
            [
                Breach(
                    "SEAL_APPROVAL",
                    "这份文书尚未批准用印",
                    _MUST_BEAR_SEAL,
                    "请先由法制审核人员或者机关负责人核对后批准用印。",
                )
            ]
        )
    if found.approved_by_person_id == by.person_id:
        raise MoveRefused(
            [
                Breach(
                    "SEAL_FOUR_EYES",
                    "批准用印和加盖印章须由两人分别办理",
                    _RELIABLE,
                    "请由另一名印章保管人员加盖。",
                )
            ]
        )
    return found


def _refuse_faults(document: Document, find_faults: FindFaults) -> None:
    faults = find_faults(document)
    if faults:
        raise MoveRefused(faults)


def _require(by: Actor, roles: frozenset[Role], act: str) -> None:
    if by.role not in roles:
        titles = "或者".join(sorted(role.title for role in roles))
        raise MoveRefused(
            [Breach("SEAL_ROLE", f"{by.role.title}不能{act}", None, f"请由{titles}办理。")]
        )


def _other_bytes(what: str) -> Breach:
    return Breach(
        "SEAL_OTHER_BYTES",
        f"{what}，不能用印：批准的是确定的版面，一字之差也不是同一份文书",
        _RELIABLE,
        "请重新核对现在的文书，再次批准用印。",
    )


def _already(what: str, remedy: str) -> Breach:
    return Breach("SEAL_TWICE", what, None, remedy)


def _record(
    document: Document, kind: str, by: Actor, at: datetime, payload: Mapping[str, Any]
) -> None:
    number = document.number.text if document.number else ""
    write_entry(
        stream_id=document.subject_id,
        stream_kind=STREAM,
        kind=kind,
        by=by,
        at=at,
        payload={"title": document.title, "number": number, **payload},
    )
