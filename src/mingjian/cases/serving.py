"""Serving the papers of a case (送达): addresses, failed attempts, and what any act serves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mingjian.access.duties import refusal, require_role
from mingjian.cases.days import day_of
from mingjian.cases.lawbooks import announcement_days
from mingjian.cases.making import make_paper
from mingjian.cases.models import Case
from mingjian.cases.refusals import refuse_another_agency
from mingjian.dossier.addresses import keep_attempt, keep_confirmation
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import AddressConfirmation, Document, Service, ServiceAttempt
from mingjian.dossier.serving import serve_document
from mingjian.journal.writing import write_entry
from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.procedure import PartyKind
from mingjian.law.roles import Actor, Role
from mingjian.law.service import AttemptReason, Delivery, ServiceMethod

STREAM = "case"
_LONGEST_EFFORTS = 500
_RECEIPT = Citation("民事诉讼法", "87")
_CONSENT = Citation("行政处罚法", "61", "2")
_NATURAL = {PartyKind.PERSON.value: True, PartyKind.ORGANISATION.value: False}
# 送达即起算期限的文书：由 notice、decision、demand、proceedings 各自的行为送达。
SERVED_BY_A_STEP = frozenset(
    {
        DocumentKind.PENALTY_NOTICE.value,
        DocumentKind.PENALTY_DECISION.value,
        DocumentKind.NO_PENALTY_DECISION.value,
        DocumentKind.DEMAND.value,
    }
)
_CANNOT_FAIL = frozenset({ServiceMethod.LEFT_IN_PLACE, ServiceMethod.BY_ANNOUNCEMENT})


@dataclass(frozen=True)
class AddressDraft:
    """送达地址确认书, as the party filled it in; no electronic address = no consent."""

    confirmed_on: date
    receiver: str
    address: str
    phone: str
    signed_by: str
    proof: str
    electronic_channel: str = ""
    electronic_address: str = ""


@dataclass(frozen=True)
class AttemptDraft:
    """一次未能送达, as the officers write it down."""

    method: ServiceMethod
    tried_on: date
    place: str
    reason: AttemptReason
    told: str
    proof: str
    servers: str


def serve_paper(
    *, case: Case, document: Document, delivery: Delivery, by: Actor, at: datetime
) -> Service:
    """Serve one paper of the locked case; the act's own entry is its record."""
    return serve_document(
        document=document,
        delivery=delivery,
        announcement_days=announcement_days(case, on=delivery.done_on),
        # 个体工商户 may be served either way.
        is_natural_person=_NATURAL.get(case.party.kind),
        by=by,
        at=at,
    )


def serve_other_paper(
    *, case_id: UUID, document_id: UUID, delivery: Delivery, by: Actor, at: datetime
) -> Service:
    """送达其他文书: a paper whose service is no step of the procedure (批准书、通知书)."""
    require_role(by=by, roles={Role.CASE_OFFICER}, act="登记送达")
    with transaction.atomic():
        case = Case.objects.locked(case_id)
        refuse_another_agency(by=by, agency_id=case.agency_id)
        paper = unserved_paper(case, document_id)
        _refuse_a_step_or_the_future(paper, delivery, at)
        row = serve_paper(case=case, document=paper, delivery=delivery, by=by, at=at)
        told = {"title": paper.title, "method": row.method, "served_on": row.effective_on}
        _write(case, "serve_paper", delivery.done_on, by, at, told)
    return row


def _refuse_a_step_or_the_future(paper: Document, delivery: Delivery, at: datetime) -> None:
    if paper.kind in SERVED_BY_A_STEP:
        message, remedy = f"{paper.title}的送达是办案的一步", "请在案件页的下一步中登记送达。"
    elif delivery.done_on > day_of(at):
        message, remedy = f"送达日期（{long_date(delivery.done_on)}）晚于今天", "请核对日期。"
    else:
        return
    raise refusal(code="SERVE_PAPER", message=message, remedy=remedy, cite=_RECEIPT)


def confirm_address(
    *, case_id: UUID, draft: AddressDraft, by: Actor, at: datetime
) -> AddressConfirmation:
    """登记送达地址确认书: its paper is made; a later one replaces it for what follows."""
    require_role(by=by, roles={Role.CASE_OFFICER}, act="登记送达地址确认书")
    _refuse_incomplete_address(draft, at)
    with transaction.atomic():
        case = Case.objects.locked(case_id)
        refuse_another_agency(by=by, agency_id=case.agency_id)
        paper = make_paper(
            case=case,
            kind=DocumentKind.ADDRESS_CONFIRMATION,
            content=_address_paper(case, draft),
            on=draft.confirmed_on,
            by=by,
            at=at,
        )
        row = keep_confirmation(
            paper=paper,
            confirmed_on=draft.confirmed_on,
            told={name: getattr(draft, name).strip() for name in _ADDRESS_TEXTS},
            by=by,
            at=at,
        )
        agreed = bool(row.electronic_address)
        _write(case, "confirm_address", draft.confirmed_on, by, at, {"electronic": agreed})
    return row


def record_attempt(
    *, case_id: UUID, document_id: UUID, draft: AttemptDraft, by: Actor, at: datetime
) -> ServiceAttempt:
    """登记未能送达: the ladder to an announcement is made of these."""
    require_role(by=by, roles={Role.CASE_OFFICER}, act="登记未能送达的情况")
    with transaction.atomic():
        case = Case.objects.locked(case_id)
        refuse_another_agency(by=by, agency_id=case.agency_id)
        paper = unserved_paper(case, document_id)
        _refuse_attempt(paper, draft, at)
        row = keep_attempt(
            paper=paper,
            method=draft.method,
            reason=draft.reason,
            tried_on=draft.tried_on,
            told={name: getattr(draft, name).strip() for name in _ATTEMPT_TEXTS},
            by=by,
            at=at,
        )
        told = {"title": paper.title, "method": row.method, "reason": row.reason}
        _write(case, "record_attempt", draft.tried_on, by, at, told)
    return row


def efforts_of(case: Case) -> str:
    """What was tried for the papers that still wait, as sentences (原因和经过)."""
    rows = ServiceAttempt.objects.filter(subject_id=case.id, document__service=None)
    return "".join(
        f"{long_date(row.tried_on)}{ServiceMethod(row.method).title}（{row.place}）："
        f"{AttemptReason(row.reason).title}，{row.told.rstrip('。')}。"
        for row in rows.order_by("tried_on", "recorded_at")
    )[:_LONGEST_EFFORTS]


def unserved_paper(case: Case, document_id: UUID) -> Document:
    """The paper of this case that still waits to be served; MoveRefused for any other."""
    paper = Document.objects.filter(id=document_id, subject_id=case.id).first()
    if paper is None or not DocumentKind(paper.kind).is_external:
        raise refusal(
            code="ATTEMPT_PAPER",
            message="本案没有这份需要送达的文书",
            remedy="请返回案件页，从“送达”中选择文书。",
            cite=_RECEIPT,
        )
    if Service.objects.filter(document=paper).exists():
        raise refusal(
            code="ATTEMPT_SERVED",
            message=f"{paper.title}已经送达，不再登记未能送达",
            remedy="请查看该文书的送达回证。",
            cite=_RECEIPT,
        )
    return paper


def _refuse_attempt(paper: Document, draft: AttemptDraft, at: datetime) -> None:
    if draft.method in _CANNOT_FAIL:
        message = f"{draft.method.title}不存在“未能送达”"
        remedy = "拒收的，登记留置送达；其他方式都不能送达的，登记公告送达。"
    elif not paper.dated <= draft.tried_on <= day_of(at):
        message = (
            f"送达日期（{long_date(draft.tried_on)}）早于文书日期（{long_date(paper.dated)}），"
            "或者晚于今天"
        )
        remedy = "请核对送达的日期。"
    elif not all(getattr(draft, name).strip() for name in _ATTEMPT_TEXTS):
        message = "没有写明地点、送达人、经过或者凭证"
        remedy = "请逐项写明：谁去的、到过哪里、看到什么、有什么凭证。"
    else:
        return
    raise refusal(code="ATTEMPT", message=message, remedy=remedy, cite=_RECEIPT)


def _refuse_incomplete_address(draft: AddressDraft, at: datetime) -> None:
    wanted = (draft.receiver, draft.address, draft.phone, draft.signed_by, draft.proof)
    if not all(text.strip() for text in wanted):
        message = "送达地址确认书没有填写完整，或者没有当事人签名的记载"
    elif bool(draft.electronic_channel.strip()) != bool(draft.electronic_address.strip()):
        message = "同意电子送达的，方式和地址应当一并填写；不同意的，都不填"
    elif draft.confirmed_on > day_of(at):
        message = f"签订日期（{long_date(draft.confirmed_on)}）晚于今天"
    else:
        return
    raise refusal(
        code="ADDRESS",
        message=message,
        remedy="请与当事人签名的确认书核对后填写；当事人拒绝签订的，用直接送达等方式送达。",
        cite=_CONSENT,
    )


def _address_paper(case: Case, draft: AddressDraft) -> dict[str, object]:
    agreed = (
        f"同意，以{draft.electronic_channel.strip()}送达至{draft.electronic_address.strip()}"
        if draft.electronic_address.strip()
        else "不同意"
    )
    return {
        "fields": [
            ["当事人", case.party.name],
            ["案由", case.cause],
            ["收件人", draft.receiver.strip()],
            ["送达地址", draft.address.strip()],
            ["联系电话", draft.phone.strip()],
            ["是否同意电子送达", agreed],
            ["签名", draft.signed_by.strip()],
            ["签名的凭证", draft.proof.strip()],
        ],
        "sections": [
            {
                "heading": "告知事项",
                "paragraphs": [
                    "一、当事人应当如实提供送达地址；地址变更的，应当及时书面告知本机关。",
                    "二、提供的地址不准确、变更后没有告知，导致文书未能送达的，本机关可以依法采用其他方式送达。",
                    "三、同意电子送达的，以送达信息到达上述地址的日期为送达日期；需要纸质文书的，可以向本机关索取"
                    "（《行政处罚法》第六十一条、《民事诉讼法》第九十条）。",
                ],
            }
        ],
    }


_ADDRESS_TEXTS = (
    *("receiver", "address", "phone", "signed_by", "proof"),
    *("electronic_channel", "electronic_address"),
)
_ATTEMPT_TEXTS = ("place", "told", "proof", "servers")


def _write(
    case: Case, kind: str, on: date, by: Actor, at: datetime, told: Mapping[str, object]
) -> None:
    write_entry(
        stream_id=case.id,
        stream_kind=STREAM,
        kind=f"{STREAM}.{kind}",
        by=by,
        at=at,
        acted_on=on,
        payload=told,
    )
