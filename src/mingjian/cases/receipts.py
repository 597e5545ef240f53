"""Receipts of service (送达回证): printed from what was recorded, nothing typed again.

One may also be signed on the screen where the paper is handed over (``make_receipt``); the service
is then recorded from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from mingjian.access.duties import refusal, require_role
from mingjian.cases.days import day_of
from mingjian.cases.making import make_paper
from mingjian.cases.models import Case
from mingjian.cases.records import STREAM, refuse_ended_case
from mingjian.cases.refusals import refuse_another_agency
from mingjian.cases.serving import unserved_paper
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document, Seal, Service, Signature
from mingjian.dossier.signing import signatures_of
from mingjian.journal.writing import write_entry
from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.roles import Actor, Role
from mingjian.law.service import ServiceMethod, paper_seals
from mingjian.law.signing import Capacity, SigningWay

TITLE = "送达回证"
_SIGNED_DAY = Citation("民事诉讼法", "87")
_MEANING = (
    "收件人签名即确认收到上述文书；拒绝接收的，在签名页记明拒收事由，经见证或者拍照、录像后留置，"
    "视为送达（《民事诉讼法》第八十七条、第八十九条）。"
)
_BLANK = "　　　　　　　　年　　月　　日"


def receipt_content(*, case: Case, document: Document, service: Service | None) -> dict[str, Any]:
    """送达回证 as a form; without a service yet, the sheet that is taken along to be signed."""
    name = f"{document.title}（{document.number.text}）" if document.number else document.title
    return {
        "shape": "form",
        "agency": case.agency.name,
        "title": TITLE,
        "number": case.number or case.lead_number.text,
        "external": False,
        "addressee": "",
        "rows": [
            ["送达文书", name, 1],
            ["受送达人", case.party.name, 1],
            *[[label, text, 1] for label, text in _rows(case, service)],
        ],
        "paragraphs": [],
        "body": "",
        "body_text": "",
        "body_lines": 0,
        "columns": [],
        "table": [],
        "signatures": [] if service else [["受送达人（代收人）签名", ""], ["送达人签名", ""]],
        "contact": [],
        "dated": long_date(service.done_on) if service else _BLANK,
        "sealed": False,
    }


def _rows(case: Case, service: Service | None) -> list[list[str]]:
    if service is None:
        labels = ("送达方式", "送达日期", "送达地点", "收件人", "与受送达人的关系")
        blank = [[label, case.party.address if label == "送达地点" else ""] for label in labels]
        return [*blank, ["拒收事由", ""], ["见证人签名", ""]]
    rows = [
        ["送达方式", ServiceMethod(service.method).title],
        ["交邮（发送）日期", long_date(service.sent_on) if service.sent_on else ""],
        ["邮件号码", service.tracking],
        ["电子送达地址", service.address],
        ["送达日期", long_date(service.done_on)],
        ["视为送达日期", long_date(service.effective_on)],
        ["送达地点", service.place],
        ["收件人", service.receiver],
        ["与受送达人的关系", service.relation],
        ["拒收事由", service.refused_reason],
        ["见证人", service.witness],
        ["拍照、录像", service.recording],
        ["凭证", service.proof],
        ["公告的原因和经过", service.efforts],
    ]
    always = {"送达地点", "收件人", "与受送达人的关系"}
    return [row for row in rows if row[1] or row[0] in always]


@dataclass(frozen=True)
class ReceiptDraft:
    """一次当面送达: who is to sign for the paper, where, when."""

    on: date
    place: str
    receiver: str
    relation: str


def make_receipt(
    *, case_id: UUID, document_id: UUID, draft: ReceiptDraft, by: Actor, at: datetime
) -> Document:
    """制作送达回证 to be signed on the screen; a later one for the same paper replaces it."""
    require_role(by=by, roles={Role.CASE_OFFICER}, act="制作送达回证")
    with transaction.atomic():
        case = Case.objects.locked(case_id)
        refuse_another_agency(by=by, agency_id=case.agency_id)
        refuse_ended_case(case)
        paper = unserved_paper(case, document_id)
        seal = Seal.objects.filter(document=paper).first()
        _refuse_draft(paper, seal, draft, at)
        made = make_paper(
            case=case,
            kind=DocumentKind.SERVICE_RECEIPT,
            content=_to_be_signed(case, paper, seal, draft),
            on=draft.on,
            by=by,
            at=at,
        )
        write_entry(
            stream_id=case.id,
            stream_kind=STREAM,
            kind="case.make_receipt",
            by=by,
            at=at,
            acted_on=draft.on,
            payload={"title": made.title, "about": str(paper.id), "paper": paper.title},
        )
    return made


def receipt_of(paper: Document) -> Document | None:
    """The newest 送达回证 that was made for this paper, signed or not."""
    made = Document.objects.filter(
        subject_id=paper.subject_id, kind=DocumentKind.SERVICE_RECEIPT.value
    )
    return made.filter(content__about=str(paper.id)).order_by("made_at", "id").last()


def receipt_waiting(case: Case, *, kinds: frozenset[str]) -> Document | None:
    """The newest receipt of a paper of these kinds whose service is not recorded yet."""
    made = Document.objects.filter(
        subject_id=case.id, kind=DocumentKind.SERVICE_RECEIPT.value
    ).order_by("-made_at", "-id")
    papers = Document.objects.filter(subject_id=case.id, kind__in=kinds, service=None)
    waiting = {str(one) for one in papers.values_list("id", flat=True)}
    return next((one for one in made if one.content.get("about") in waiting), None)


def delivery_of_receipt(receipt: Document) -> dict[str, Any]:
    """What the signed receipt says of the service: signed for, or refused before a witness."""
    by_receiver = [one for one in signatures_of(receipt) if one.capacity == Capacity.RECEIVER.value]
    if not by_receiver:
        return {}
    last = by_receiver[-1]
    said = dict(receipt.content["fields"])
    known = {
        "method": ServiceMethod.DIRECT.value,
        "done_on": receipt.dated,
        "place": said["送达地点"],
        "receiver": last.signer_name,
        "relation": said["与受送达人的关系"],
        "proof": f"屏幕签名的送达回证，文本 SHA-256 {last.printed_sha256[:16]}…",
    }
    return {**known, **_refused(last)} if last.way == SigningWay.REFUSED.value else known


def signed_receipt_of(*, paper: Document, service: Service) -> Document | None:
    """The 送达回证 signed on the screen that says what was recorded of this service, if any."""
    made = receipt_of(paper)
    said = delivery_of_receipt(made) if made else {}
    told = ("method", "done_on", "place", "receiver")
    is_the_same = bool(said) and all(said[name] == getattr(service, name) for name in told)
    return made if is_the_same else None


def _refused(row: Signature) -> dict[str, Any]:
    """拒收的留置送达 (民事诉讼法 art. 89)."""
    return {
        "method": ServiceMethod.LEFT_IN_PLACE.value,
        "refused_reason": row.reason,
        "witness": row.witness,
        "recording": row.recording,
    }


def _refuse_draft(paper: Document, seal: Seal | None, draft: ReceiptDraft, at: datetime) -> None:
    if seal is None and paper.kind in paper_seals():
        message = f"{paper.title}没有加盖机关印章，不能送达"
        remedy, cite = "请先用印，再制作送达回证。", paper_seals()[paper.kind].cite
    elif not all(text.strip() for text in (draft.place, draft.receiver, draft.relation)):
        message = "送达回证没有写明地点、收件人或者其与受送达人的关系"
        remedy, cite = "请逐项填写。", _SIGNED_DAY
    elif not paper.dated <= draft.on <= day_of(at):
        message = f"送达日期（{long_date(draft.on)}）早于文书日期，或者晚于今天"
        remedy, cite = "请核对日期：签收日期为送达日期。", _SIGNED_DAY
    else:
        return
    raise refusal(code="RECEIPT", message=message, remedy=remedy, cite=cite)


def _to_be_signed(
    case: Case, paper: Document, seal: Seal | None, draft: ReceiptDraft
) -> dict[str, Any]:
    old = receipt_of(paper)
    name = f"{paper.title}（{paper.number.text}）" if paper.number else paper.title
    officers = [one.name for one in (case.lead_officer, case.assisting_officer) if one]
    return {
        "fields": [
            ["案由", case.cause],
            ["受送达人", case.party.name],
            ["送达文书", name],
            ["盖章文件校验码", seal.sealed_sha256 if seal else ""],
            ["送达方式", ServiceMethod.DIRECT.title],
            ["送达日期", long_date(draft.on)],
            ["送达地点", draft.place.strip()],
            ["收件人", draft.receiver.strip()],
            ["与受送达人的关系", draft.relation.strip()],
            ["送达人", "、".join(officers)],
            ["说明", _MEANING],
        ],
        "signatures": [["收件人签名、日期", ""], ["见证人签名", ""], ["送达人签名", ""]],
        "about": str(paper.id),
        "replaces": str(old.id) if old else "",
    }
