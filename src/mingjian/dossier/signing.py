"""Signing a paper (签名): what is signed are exact bytes; a changed text asks for new signatures.

Who may sign what is ``law.signing``; the case above asks for roles and writes the entry.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mingjian.dossier.models import Document, Seal, Signature, SigningSheet
from mingjian.dossier.pdf import pages_of, render_pdf
from mingjian.journal.canonical import digest
from mingjian.journal.ids import new_id
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.roles import Actor
from mingjian.law.signing import (
    RELIABLE,
    Capacity,
    SigningRule,
    SigningWay,
    Strokes,
    judge_drawing,
    judge_pages,
    judge_refusal,
)

_DOMAIN = "signature-strokes"
# 页面图片的精度：手机上能看清四号字。
DOTS_PER_INCH = 80


@dataclass(frozen=True)
class Shown:
    """待签文本 as it is now: digest of the printed bytes, and how many pages they have."""

    sha256: str
    page_count: int


@dataclass(frozen=True)
class SignatureDraft:
    """一次签名, as the page sends it."""

    way: SigningWay
    capacity: Capacity
    signer_name: str
    seen_sha256: str
    relation: str = ""
    pages_read: Sequence[int] = ()
    strokes: Strokes = ()
    told: Mapping[str, str] = field(default_factory=dict)  # device, proof, reason, witness, …


def shown_now(document: Document) -> Shown:
    """What would be signed now. Raises MissingGlyphs."""
    pdf = render_pdf(document)
    pages = pages_of(document, dots_per_inch=DOTS_PER_INCH)
    return Shown(hashlib.sha256(pdf).hexdigest(), len(pages))


def is_replaced(document: Document) -> bool:
    """Whether a corrected record stands in its place (更正后的笔录)."""
    later = Document.objects.filter(subject_id=document.subject_id)
    return later.filter(content__replaces=str(document.id)).exists()


def signatures_of(document: Document) -> list[Signature]:
    """Every signature and refusal, in the order in which they were made."""
    return list(Signature.objects.filter(document=document).order_by("signed_at", "id"))


def strokes_digest(strokes: object) -> str:
    """The digest of the drawing, as the row keeps it."""
    return digest(_DOMAIN, {"strokes": strokes})


def is_unaltered(signature: Signature) -> bool:
    """Whether the drawing still has its digest."""
    return signature.strokes_sha256 == (
        strokes_digest(signature.strokes) if signature.strokes else ""
    )


def keep_signature(
    *, document: Document, rule: SigningRule, draft: SignatureDraft, by: Actor, at: datetime
) -> Signature:
    """One signature or refusal, of the bytes that the page showed; the caller writes the entry."""
    shown = shown_now(document)
    breaches = [*_against_paper(document, shown, draft), *_against_draft(rule, shown, draft)]
    if breaches:
        raise MoveRefused(breaches)
    sheet = _sheet_of(document, rule, shown, at)
    strokes = [[list(point) for point in stroke] for stroke in draft.strokes]
    return Signature.objects.create(
        id=new_id(),
        document=document,
        subject_id=document.subject_id,
        printed_sha256=sheet.printed_sha256,
        page_count=sheet.page_count,
        by_page=sheet.by_page,
        pages_read=sorted(set(draft.pages_read)),
        way=draft.way.value,
        capacity=draft.capacity.value,
        signer_name=draft.signer_name,
        relation=draft.relation,
        signer_person_id=by.person_id if draft.capacity.is_staff else None,
        strokes=strokes,
        strokes_sha256=strokes_digest(strokes) if strokes else "",
        signed_at=at,
        recorded_by_person_id=by.person_id,
        recorded_by_name=by.name,
        **draft.told,
    )


def _sheet_of(document: Document, rule: SigningRule, shown: Shown, at: datetime) -> SigningSheet:
    own: dict[str, Any] = {
        "subject_id": document.subject_id,
        "content_hash": document.content_hash,
        "page_count": shown.page_count,
        "by_page": rule.by_page,
        "shown_at": at,
    }
    found, _ = SigningSheet.objects.get_or_create(
        document=document, printed_sha256=shown.sha256, defaults={"id": new_id(), **own}
    )
    return found


def _against_paper(document: Document, shown: Shown, draft: SignatureDraft) -> list[Breach]:
    if Seal.objects.filter(document=document).exists():
        message, remedy = "这份文书已经加盖印章，不能再签名", "签收请在送达中登记。"
    elif is_replaced(document):
        message = f"这份{document.title}已经更正，原文本不能再签名"
        remedy = "请打开更正后的文书签名。"
    elif draft.seen_sha256 != shown.sha256:
        message, remedy = "您看到的文书与现在的文书不一致，不能签名", "请重新核对现在的文书。"
    else:
        same = Signature.objects.filter(document=document, printed_sha256=shown.sha256)
        same = same.filter(capacity=draft.capacity.value, signer_name=draft.signer_name)
        if draft.way is SigningWay.REFUSED or not same.exclude(way=SigningWay.REFUSED).exists():
            return []
        message = f"{draft.capacity.label}{draft.signer_name}已经在这一文本上签名"
        remedy = "签名不能改动；文本有误的，更正笔录后重新签名。"
    return [Breach("SIGN_PAPER", message, RELIABLE, remedy)]


def _against_draft(rule: SigningRule, shown: Shown, draft: SignatureDraft) -> list[Breach]:
    told = {name: draft.told.get(name, "") for name in ("reason", "witness", "recording")}
    found: list[Breach | None] = []
    if draft.capacity not in rule.capacities:
        message = f"这种文书不由{draft.capacity.label}签名"
        found.append(Breach("SIGN_WHO", message, rule.basis, "请核对签名人的身份。"))
    if not draft.signer_name:
        found.append(Breach("SIGN_NAME", "没有写明签名的人", rule.basis, "请填写姓名。"))
    if draft.way is SigningWay.DRAWN:
        found.append(judge_drawing(draft.strokes))
        found.append(judge_pages(rule=rule, read=draft.pages_read, count=shown.page_count))
    elif draft.way is SigningWay.REFUSED:
        found.append(judge_refusal(rule=rule, **told))
    elif not draft.told.get("proof", ""):
        message = "没有写明纸质签名的凭证"
        remedy = "请写明原件在案卷的位置，或者上传扫描件后填写证据编号。"
        found.append(Breach("SIGN_PROOF", message, rule.basis, remedy))
    return [one for one in found if one is not None]
