"""Numbers, papers and services for tests, each with the entry of its subject."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from mingjian.dossier.documents import Issuer, make_document
from mingjian.dossier.kinds import DocumentKind, ServiceMethod
from mingjian.dossier.models import (
    AddressConfirmation,
    Document,
    IssuedNumber,
    Service,
    ServiceAttempt,
)
from mingjian.dossier.numbering import issue_number
from mingjian.dossier.serving import Delivery, serve_document
from mingjian.journal.ids import new_id
from mingjian.journal.writing import write_entry
from mingjian.law.roles import Actor, Role
from mingjian.law.service import AttemptReason

AGENCY = UUID("6a1f8f4e-0000-4000-8000-000000000001")
MONDAY = date(2026, 5, 11)
AT = datetime(2026, 5, 11, 1, 30, tzinfo=UTC)
CLERK = Actor(new_id(), "张三", Role.CASE_OFFICER, AGENCY, "测试")
ISSUER = Issuer(AGENCY, "宾县市场监督管理局", "宾市监")


def record(subject_id: UUID) -> None:
    """The entry that every row of the dossier needs."""
    write_entry(stream_id=subject_id, stream_kind="case", kind="case.tested", by=CLERK, at=AT)


def take_number(
    *, agency_id: UUID = AGENCY, kind: str = "罚", year: int = 2026, subject_id: UUID | None = None
) -> IssuedNumber:
    """The next number of the book, in a transaction of its own."""
    subject_id = subject_id or new_id()
    with transaction.atomic():
        record(subject_id)
        return issue_number(
            agency_id=agency_id, prefix="宾市监", kind=kind, year=year, subject_id=subject_id, at=AT
        )


def make_paper(
    kind: DocumentKind = DocumentKind.PENALTY_DECISION,
    *,
    subject_id: UUID | None = None,
    issuer: Issuer = ISSUER,
    **content: Any,
) -> Document:
    """A paper, of a subject of its own where none is named."""
    subject_id = subject_id or new_id()
    with transaction.atomic():
        record(subject_id)
        return make_document(
            kind=kind,
            subject_id=subject_id,
            issuer=issuer,
            content=content or {"addressee": "样板公司"},
            dated=MONDAY,
            by=CLERK,
            at=AT,
        )


def delivery(**changes: Any) -> Delivery:
    """A lawful service by hand."""
    details = {
        "method": ServiceMethod.DIRECT,
        "done_on": MONDAY,
        "receiver": "钱样本",
        "proof": "受送达人签收。",
        "efforts": "住所无人，邮寄退回。",
        **changes,
    }
    return Delivery(**details)


def serve(paper: Document, **changes: Any) -> Service:
    """Serve the paper."""
    with transaction.atomic():
        record(paper.subject_id)
        return serve_document(
            document=paper, delivery=delivery(**changes), announcement_days=30, by=CLERK, at=AT
        )


@transaction.atomic
def an_attempt(
    paper: Document, way: ServiceMethod, reason: AttemptReason = AttemptReason.NOBODY_THERE
) -> ServiceAttempt:
    """One attempt that failed on Monday."""
    record(paper.subject_id)
    return ServiceAttempt.objects.create(
        document=paper,
        subject_id=paper.subject_id,
        method=way.value,
        tried_on=MONDAY,
        place="示例路1号",
        reason=reason.value,
        told="敲门无人应答。",
        proof="照片1张。",
        servers="张三、李四",
        recorded_at=AT,
        recorded_by_person_id=CLERK.person_id,
    )


def a_confirmation(subject_id: UUID, *, electronic_address: str = "") -> AddressConfirmation:
    """The party's address, with or without consent to electronic service."""
    paper = make_paper(DocumentKind.ADDRESS_CONFIRMATION, subject_id=subject_id)
    with transaction.atomic():
        record(subject_id)
        return AddressConfirmation.objects.create(
            subject_id=subject_id,
            document=paper,
            confirmed_on=MONDAY,
            receiver="张三",
            address="示例路1号",
            phone="13800000000",
            electronic_channel="电子邮件" if electronic_address else "",
            electronic_address=electronic_address,
            signed_by="张三",
            proof="确认书原件。",
            recorded_at=AT,
            recorded_by_person_id=CLERK.person_id,
        )
