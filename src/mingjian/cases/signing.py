"""Signing the papers of a case (签名): by party, witness, officer or host, in its case."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mingjian.access.duties import refusal, require_role
from mingjian.cases.days import day_of
from mingjian.cases.models import Case
from mingjian.cases.records import STREAM, refuse_ended_case
from mingjian.cases.refusals import refuse_another_agency
from mingjian.dossier.models import Document, Signature
from mingjian.dossier.signing import SignatureDraft, keep_signature
from mingjian.journal.writing import write_entry
from mingjian.law.roles import Actor, Role
from mingjian.law.signing import Capacity, SigningRule, SigningWay, signing_rule

SIGNERS = frozenset({Role.CASE_OFFICER, Role.PRESIDING_OFFICER})
_ROLE_OF = {Capacity.OFFICER: Role.CASE_OFFICER, Capacity.HOST: Role.PRESIDING_OFFICER}


def sign_paper(
    *, case_id: UUID, document_id: UUID, draft: SignatureDraft, by: Actor, at: datetime
) -> Signature:
    """登记签名 or 拒绝签名 of one paper, of the bytes that were on the page."""
    require_role(by=by, roles=SIGNERS, act="登记签名")
    with transaction.atomic():
        case = Case.objects.locked(case_id)
        refuse_another_agency(by=by, agency_id=case.agency_id)
        refuse_ended_case(case)
        document, rule = _paper_of(case, document_id)
        own = _by_own_account(case, draft, by)
        row = keep_signature(document=document, rule=rule, draft=own, by=by, at=at)
        _write(case, row, document, by, at)
    return row


def officers_of(case: Case) -> set[UUID]:
    """The persons who sign as officers of this case."""
    both = (case.lead_officer, case.assisting_officer)
    return {one.person_id for one in both if one is not None}


def _paper_of(case: Case, document_id: UUID) -> tuple[Document, SigningRule]:
    document = Document.objects.filter(id=document_id, subject_id=case.id).first()
    rule = signing_rule(document.kind) if document else None
    if document is None or rule is None:
        raise refusal(
            code="SIGN_KIND",
            message="本案没有这份可以在屏幕上签名的文书",
            remedy="盖章的文书，签收请在送达中登记；其他文书打印后签名存卷。",
        )
    return document, rule


def _by_own_account(case: Case, draft: SignatureDraft, by: Actor) -> SignatureDraft:
    """执法人员和听证主持人 sign for themselves, under the name of the account."""
    if not draft.capacity.is_staff:
        return replace(draft, signer_name=draft.signer_name.strip())
    is_ours = draft.capacity is Capacity.HOST or by.person_id in officers_of(case)
    if by.role is not _ROLE_OF[draft.capacity] or not is_ours:
        raise refusal(
            code="SIGN_ACCOUNT",
            message=f"{by.name}不是本案的{draft.capacity.label}，不能以此身份签名",
            remedy=f"请由本案{draft.capacity.label}登录自己的账号签名。",
        )
    if draft.way is SigningWay.REFUSED:
        raise refusal(
            code="SIGN_ACCOUNT",
            message=f"拒绝签名是当事人一方的权利，{draft.capacity.label}应当签名",
            remedy="对笔录有异议的，更正笔录后再签名。",
        )
    return replace(draft, signer_name=by.name, relation="")


def _write(case: Case, row: Signature, document: Document, by: Actor, at: datetime) -> None:
    is_refused = row.way == SigningWay.REFUSED.value
    write_entry(
        stream_id=case.id,
        stream_kind=STREAM,
        kind="case.refuse_to_sign" if is_refused else "case.sign_paper",
        by=by,
        at=at,
        acted_on=day_of(at),
        payload={
            "title": document.title,
            "capacity": row.capacity,
            "way": row.way,
            "printed_sha256": row.printed_sha256,
            "strokes_sha256": row.strokes_sha256,
        },
    )
