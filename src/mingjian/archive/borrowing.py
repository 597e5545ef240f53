"""Borrowing (借阅): asked for a purpose, approved by another, readable until a moment, logged."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from mingjian.access.duties import refusal, require_own_agency, require_role
from mingjian.archive.filing import locked_dossier, record
from mingjian.archive.models import Borrowing, BorrowView
from mingjian.law.archiving import Volume
from mingjian.law.breach import MoveRefused
from mingjian.law.citation import Citation
from mingjian.law.roles import Actor, Role

ASKED, LENT, REFUSED = "dossier.loan_asked", "dossier.lent", "dossier.loan_refused"
VIEWED, RETURNED = "dossier.viewed", "dossier.returned"
LONGEST_DAYS = 30
PACKAGE = "归档信息包（含音像原件）"
BORROWERS = frozenset(
    {Role.CASE_OFFICER, Role.AGENCY_HEAD, Role.LEGAL_REVIEWER, Role.ARCHIVIST, Role.SUPERVISOR}
)
_USE = Citation("档案法", "29")


def ask_for_loan(
    *,
    dossier_id: UUID,
    purpose: str,
    with_internal: bool,
    with_package: bool = False,
    by: Actor,
    at: datetime,
) -> Borrowing:
    """申请借阅; the 副卷, and the package with its originals, only where asked for and approved."""
    require_role(by=by, roles=BORROWERS, act="借阅案卷")
    if with_package:
        require_role(by=by, roles={Role.ARCHIVIST}, act="申请带出归档信息包")
    with transaction.atomic():
        dossier = locked_dossier(dossier_id, by)
        if not purpose.strip():
            raise _refusal("没有写明借阅目的", "请写明为何事查阅。")
        loan = Borrowing.objects.create(
            dossier=dossier,
            with_internal=with_internal,
            with_package=with_package,
            purpose=purpose.strip(),
            asked_at=at,
            borrower_person_id=by.person_id,
            borrower_name=by.name,
        )
        told = {"purpose": loan.purpose, "with_package": with_package}
        record(dossier, ASKED, by=by, at=at, told=told)
    return loan


def lend(*, loan_id: UUID, days: int, opinion: str, by: Actor, at: datetime) -> Borrowing:
    """批准借阅 for so many days; by another person than asked."""
    if not 0 < days <= LONGEST_DAYS:
        raise _refusal(f"借阅期限为一至{LONGEST_DAYS}日", "请填写期限内的天数，到期可以再次申请。")
    return _decide(loan_id, True, at + timedelta(days=days), opinion, by, at)


def refuse_loan(*, loan_id: UUID, opinion: str, by: Actor, at: datetime) -> Borrowing:
    """不同意借阅, with the reason."""
    return _decide(loan_id, False, None, opinion, by, at)


def return_loan(*, loan_id: UUID, by: Actor, at: datetime) -> Borrowing:
    """归还: the link ends at once; by the borrower or an archivist."""
    with transaction.atomic():
        loan = Borrowing.objects.select_for_update().get(id=loan_id)
        dossier = locked_dossier(loan.dossier_id, by)
        if by.role is not Role.ARCHIVIST and by.person_id != loan.borrower_person_id:
            raise _refusal("只能归还本人借阅的案卷", "请由借阅人或者档案管理人员办理。")
        if not loan.approved or loan.returned_at is not None:
            raise _refusal("这次借阅没有在进行", "请刷新页面查看。")
        loan.returned_at = at
        loan.save(update_fields=["returned_at"])
        record(dossier, RETURNED, by=by, at=at, told={"borrower": loan.borrower_name})
    return loan


def open_loan(*, loan_id: UUID, what: str, by: Actor, at: datetime) -> Borrowing:
    """查阅: written down before the first byte; refused outside its time or for another person."""
    with transaction.atomic():
        loan = Borrowing.objects.select_related("dossier").get(id=loan_id)
        dossier = locked_dossier(loan.dossier_id, by)
        if by.person_id != loan.borrower_person_id:
            raise _refusal("这条借阅链接只供借阅人本人使用", "需要查阅的，请另行申请。")
        if not is_running(loan, at=at):
            raise _refusal("借阅期限已过、已经归还或者没有批准", "需要继续查阅的，请再次申请。")
        BorrowView.objects.create(borrowing=loan, dossier=dossier, what=what, viewed_at=at)
        record(dossier, VIEWED, by=by, at=at, told={"what": what, "purpose": loan.purpose})
    return loan


def take_package(*, loan_id: UUID, by: Actor, at: datetime) -> Borrowing:
    """带出归档信息包: only where that was asked for and another approved it; on record first."""
    if not Borrowing.objects.filter(id=loan_id, with_package=True).exists():
        raise _refusal("这次借阅没有申请带出归档信息包", "信息包含未遮挡的音像原件，请另行申请。")
    return open_loan(loan_id=loan_id, what=PACKAGE, by=by, at=at)


def is_running(loan: Borrowing, *, at: datetime) -> bool:
    """借阅中."""
    if not loan.approved or loan.decided_at is None or loan.until is None:
        return False
    return loan.returned_at is None and loan.decided_at <= at < loan.until


def lent_volumes(loan: Borrowing) -> tuple[Volume, ...]:
    """Which volumes the borrower may read."""
    return tuple(Volume) if loan.with_internal else (Volume.MAIN,)


def _decide(
    loan_id: UUID, approved: bool, until: datetime | None, opinion: str, by: Actor, at: datetime
) -> Borrowing:
    require_role(by=by, roles={Role.ARCHIVIST, Role.AGENCY_HEAD}, act="审批借阅")
    with transaction.atomic():
        loan = Borrowing.objects.select_for_update().get(id=loan_id)
        dossier = locked_dossier(loan.dossier_id, by)
        require_own_agency(by=by, agency_id=dossier.agency_id, act="审批借阅")
        if loan.approved is not None:
            raise _refusal("这次借阅已经审批", "请刷新页面查看。")
        if loan.borrower_person_id == by.person_id:
            raise _refusal("不能审批本人的借阅", "请由另一名档案管理人员或者机关负责人审批。")
        loan.approved, loan.decided_at, loan.until = approved, at, until
        loan.decided_by_person_id, loan.decided_by_name = by.person_id, by.name
        loan.opinion = opinion.strip()
        loan.save()
        told = {"until": until.isoformat()} if until else {"opinion": loan.opinion}
        record(dossier, LENT if approved else REFUSED, by=by, at=at, told=told)
    return loan


def _refusal(message: str, remedy: str) -> MoveRefused:
    return refusal(code="ARCHIVE_LOAN", message=message, remedy=remedy, cite=_USE)
