"""Approvals (公示审查): 内容审核 and 保密审查, by two persons who had no part in the text.

The database enforces the same (models.publications.Approval, models.four_eyes); here a person is
told why, in words.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from mingjian.access.duties import refusal
from mingjian.cases.models import Case
from mingjian.disclosure.acting import REVIEW_DUE, lock_matter, record, require_clerk, require_text
from mingjian.disclosure.kinds import ApprovalKind
from mingjian.disclosure.models import Approval, Preparation
from mingjian.disclosure.past_checking import leaks_of_rows, require_clean_rows
from mingjian.disclosure.preparing import leaks_of, refuse_leaks
from mingjian.law.roles import Actor, Role

CONTENT_APPROVERS = frozenset({Role.AGENCY_HEAD, Role.DISCLOSURE_CLERK})
SECRECY_APPROVERS = frozenset({Role.SECRECY_REVIEWER})


def approve_content(
    *, preparation_id: UUID, seen_hash: str, opinion: str, on: date, by: Actor, at: datetime
) -> Approval:
    """内容审核: true to the decision, necessary, nothing too much. ``seen_hash``: what was read."""
    return _approve(ApprovalKind.CONTENT, preparation_id, seen_hash, opinion, on, by, at)


def approve_secrecy(
    *, preparation_id: UUID, seen_hash: str, opinion: str, on: date, by: Actor, at: datetime
) -> Approval:
    """保密审查: no state or trade secret, no personal data (政府信息公开条例 art. 17)."""
    return _approve(ApprovalKind.SECRECY, preparation_id, seen_hash, opinion, on, by, at)


def lock_preparation(preparation_id: UUID) -> Preparation:
    """公示稿, its matter locked until the transaction ends."""
    found = Preparation.objects.select_related("duty__case", "batch").get(id=preparation_id)
    lock_matter(found.stream_id)
    return found


def agency_of(preparation: Preparation) -> UUID:
    """Whose publication it is."""
    owner = preparation.duty or preparation.batch
    assert owner is not None  # preparation_of_case_or_batch
    return owner.agency_id


def is_newest(preparation: Preparation) -> bool:
    """Whether no later text of the same matter was frozen."""
    return not Preparation.objects.filter(
        stream_id=preparation.stream_id, revision__gt=preparation.revision
    ).exists()


def handlers_of(case: Case) -> frozenset[UUID]:
    """办理过本案的人: officers, recused persons, authors of proposals."""
    officers = {
        each.person_id for each in (case.lead_officer, case.assisting_officer) if each is not None
    }
    recused = case.recusals.values_list("person_id", flat=True)
    authors = case.proposals.values_list("made_by_person_id", flat=True)
    return frozenset({*officers, *recused, *authors})


def _approve(
    kind: ApprovalKind,
    preparation_id: UUID,
    seen_hash: str,
    opinion: str,
    on: date,
    by: Actor,
    at: datetime,
) -> Approval:
    roles = SECRECY_APPROVERS if kind is ApprovalKind.SECRECY else CONTENT_APPROVERS
    with transaction.atomic():
        preparation = lock_preparation(preparation_id)
        require_clerk(by=by, agency_id=agency_of(preparation), roles=roles, act=kind.title)
        text = require_text(
            opinion, what=f"{kind.title}意见", cite=REVIEW_DUE, remedy="请写明审查意见后提交。"
        )
        _require_current(preparation, seen_hash, kind)
        _require_neutral(preparation, by, kind)
        refuse_leaks(leaks_of(preparation) or leaks_of_rows(preparation))
        require_clean_rows(preparation)
        approval = Approval.objects.create(
            stream_id=preparation.stream_id,
            preparation=preparation,
            hash=preparation.hash,
            kind=kind.value,
            prepared_by_person_id=preparation.prepared_by_person_id,
            approved_by_person_id=by.person_id,
            approved_by_name=by.name,
            role=by.role.value,
            opinion=text,
            approved_on=on,
            approved_at=at,
        )
        payload = {"preparation": preparation.id, "hash": preparation.hash, "opinion": text}
        said = f"{kind.value}_approved"
        record(stream_id=preparation.stream_id, kind=said, by=by, at=at, on=on, payload=payload)
    return approval


def both_approvals(preparation: Preparation) -> dict[str, Any]:
    """The columns of models.FourEyes; refuse while an approval is missing."""
    given = {approval.kind: approval for approval in preparation.approvals.all()}
    missing = [kind.title for kind in ApprovalKind if kind.value not in given]
    if missing:
        raise refusal(
            code="UNAPPROVED",
            message=f"公示稿尚未完成{'、'.join(missing)}",
            cite=REVIEW_DUE,
            remedy="请等待两道审查全部完成。",
        )
    content, secrecy = given[ApprovalKind.CONTENT.value], given[ApprovalKind.SECRECY.value]
    return {
        "preparation": preparation,
        "hash": preparation.hash,
        "publishes": preparation.publishes,
        "content_approval": content,
        "content_person_id": content.approved_by_person_id,
        "secrecy_approval": secrecy,
        "secrecy_person_id": secrecy.approved_by_person_id,
    }


def _require_current(preparation: Preparation, seen_hash: str, kind: ApprovalKind) -> None:
    if preparation.hash != seen_hash or not is_newest(preparation):
        raise refusal(
            code="STALE",
            message=f"不能{kind.title}：公示稿已经更新",
            cite=REVIEW_DUE,
            remedy="请打开最新的公示稿重新审查。",
        )
    if preparation.approvals.filter(kind=kind.value).exists():
        raise refusal(
            code="APPROVED",
            message=f"该公示稿已经完成{kind.title}",
            remedy="无需重复审查。",
        )


def _require_neutral(preparation: Preparation, by: Actor, kind: ApprovalKind) -> None:
    message = _partiality(preparation, by)
    if message:
        raise refusal(
            code="FOUR_EYES",
            message=f"不能{kind.title}：{message}",
            cite=REVIEW_DUE,
            remedy="请由没有参与本件的其他人员审查。",
        )


def _partiality(preparation: Preparation, by: Actor) -> str:
    if by.person_id == preparation.prepared_by_person_id:
        return "公示稿由您本人形成"
    if preparation.approvals.filter(approved_by_person_id=by.person_id).exists():
        return "您已完成另一道审查，内容审核与保密审查应当由两人分别进行"
    if preparation.duty and by.person_id in handlers_of(preparation.duty.case):
        return "您办理过本案"
    return ""
