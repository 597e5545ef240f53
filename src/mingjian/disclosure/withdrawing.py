"""Withdrawing (撤回公示): hidden first, said in the log next; ordered by one, done by another.

Hiding never waits for the log: it commits with the statement that the log is owed, and the leaf
follows at once or, should the log be unable, with the next ``keep_log``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from mingjian.access.duties import refusal
from mingjian.access.scopes import Scope
from mingjian.cases.lawbooks import lawbook_of
from mingjian.disclosure.acting import lock_matter, record, require_clerk, require_text
from mingjian.disclosure.following.telling import tell_followers
from mingjian.disclosure.grounds import Ground
from mingjian.disclosure.hidden import erased_values
from mingjian.disclosure.kinds import RecordStatus
from mingjian.disclosure.leaks import find_leaks
from mingjian.disclosure.logbook import keep_log
from mingjian.disclosure.models import PublicRecord, Release, Withdrawal, WithdrawalOrder
from mingjian.disclosure.preparing import refuse_leaks
from mingjian.disclosure.recording import ERASED
from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.lawbook import LawBook
from mingjian.law.roles import Actor, Role
from mingjian.law.time_limits import due_date
from mingjian.law.workdays import national_calendar
from mingjian.ledger.leaf import Statement
from mingjian.ledger.submitting import submit_statements
from mingjian.registry.packs import lawbook_by_hash

WITHDRAWERS = frozenset({Role.DISCLOSURE_CLERK, Role.AGENCY_HEAD, Role.SECRECY_REVIEWER})
_APL48 = Citation("行政处罚法", "48", "2")
_EXPIRED = "公示期届满，依照规定停止公示。"


@dataclass(frozen=True)
class Basis:
    """撤回事由: the ground, the reason the public will read, the document and its effect."""

    ground: Ground
    reason: str
    effective_on: date
    document: str = ""


def order_withdrawal(
    *, public_id: str, basis: Basis, on: date, by: Actor, at: datetime
) -> WithdrawalOrder:
    """登记撤回事由: starts the clock; another person then withdraws."""
    release = _last_release(public_id)
    require_clerk(by=by, agency_id=release.agency_id, roles=WITHDRAWERS, act="登记撤回事由")
    _check_basis(basis, on)
    if not PublicRecord.objects.standing().filter(public_id=public_id).exists():
        raise _already_withdrawn()
    _refuse_leaks(public_id, basis)
    with transaction.atomic():
        lock_matter(release.stream_id)
        return _save_order(release, basis, on=on, by=by, at=at)


def order_by_law(
    *, public_id: str, basis: Basis, on: date, by: Actor, at: datetime
) -> WithdrawalOrder | None:
    """撤回义务自动产生: the recorded result of a remedy is itself the order (art. 48).

    None where nothing stands in public, or where a withdrawal has been ordered already. ``by`` is
    who recorded the result; another person withdraws.
    """
    is_public = PublicRecord.objects.published().filter(public_id=public_id).exists()
    if not is_public or WithdrawalOrder.objects.open().filter(public_id=public_id).exists():
        return None
    release = _last_release(public_id)
    with transaction.atomic():
        lock_matter(release.stream_id)
        return _save_order(release, basis, on=on, by=by, at=at)


def withdraw_publication(*, order_id: UUID, on: date, by: Actor, at: datetime) -> PublicRecord:
    """撤回公示: content, salt and search text are erased; ground, reason, source and day remain."""
    order = WithdrawalOrder.objects.get(id=order_id)
    require_clerk(by=by, agency_id=order.agency_id, roles=WITHDRAWERS, act="撤回公示")
    if by.person_id == order.ordered_by_person_id:
        raise refusal(
            code="FOUR_EYES",
            message="不能撤回公示：撤回事由由您本人登记",
            cite=_APL48,
            remedy="请由另一名人员核对后撤回。",
        )
    with transaction.atomic():
        _hide(order, on=on, by=by, at=at)
    tell_followers(at=at)
    keep_log(at=at)
    return PublicRecord.objects.get(public_id=order.public_id)


def expire_publications(*, on: date, by: Actor, at: datetime) -> int:
    """期满下架: every record whose last day has passed; returns how many. For the daily job."""
    ended = PublicRecord.objects.standing().filter(term_ends_on__lt=on)
    public_ids = list(ended.values_list("public_id", flat=True))
    for public_id in public_ids:
        with transaction.atomic():
            release = _last_release(public_id)
            lock_matter(release.stream_id)
            basis = Basis(Ground.TERM_ENDED, _EXPIRED, effective_on=on)
            _hide(_save_order(release, basis, on=on, by=by, at=at), on=on, by=by, at=at)
    tell_followers(at=at)
    keep_log(at=at)
    return len(public_ids)


def withdrawals_due(*, scope: Scope) -> QuerySet[WithdrawalOrder]:
    """已登记事由、尚未撤回的, nearest day first."""
    return WithdrawalOrder.objects.visible_to(scope).open().order_by("due_on", "id")


def _check_basis(basis: Basis, on: date) -> None:
    require_text(
        basis.reason,
        what="向社会公开的撤回理由",
        cite=_APL48,
        remedy="请写明理由，该理由将对社会公开。",
    )
    if basis.ground is Ground.TERM_ENDED:
        raise refusal(
            code="TERM",
            message="公示期届满由系统自动撤下，不能人工登记",
            remedy="请选择其他事由。",
        )
    if basis.ground.overturns:
        require_text(
            basis.document,
            what="撤销、变更、确认违法或者无效的法律文书",
            cite=_APL48,
            remedy="请填写作出机关、文书名称和文号。",
        )
    if basis.effective_on > on:
        raise refusal(
            code="EFFECT",
            message=f"法律文书自{long_date(basis.effective_on)}起生效，目前尚未生效",
            cite=_APL48,
            remedy="请在文书生效后登记。",
        )


def _refuse_leaks(public_id: str, basis: Basis) -> None:
    """The reason stays when the record is gone, so it names neither people nor the decision."""
    refuse_leaks(
        find_leaks(
            content={"reason": basis.reason},
            titles={"reason": "撤回理由"},
            known=erased_values(public_id=public_id),
            natural_person=True,
        )
    )


def _already_withdrawn() -> Exception:
    return refusal(
        code="WITHDRAWN",
        message="该公示信息已经撤下",
        remedy="无需重复办理。",
    )


def _last_release(public_id: str) -> Release:
    releases = Release.objects.select_related("agency", "preparation__duty__case", "batch")
    return releases.filter(public_id=public_id).latest("version")


def _lawbook(release: Release) -> LawBook:
    """The law of the case, or of the import."""
    preparation = release.preparation
    if preparation.duty is not None:
        return lawbook_of(preparation.duty.case)
    assert preparation.batch is not None  # preparation_of_case_or_batch
    return lawbook_by_hash(preparation.batch.pack_id)


def _save_order(
    release: Release, basis: Basis, *, on: date, by: Actor, at: datetime
) -> WithdrawalOrder:
    due_on, due_cite = _due(_lawbook(release), basis)
    order = WithdrawalOrder.objects.create(
        stream_id=release.stream_id,
        agency=release.agency,
        division_code=release.agency.division_code,
        public_id=release.public_id,
        ground=basis.ground.value,
        reason=basis.reason.strip(),
        cite=str(basis.ground.cite),
        document=basis.document.strip(),
        effective_on=basis.effective_on,
        due_on=due_on,
        due_cite=due_cite,
        ordered_on=on,
        ordered_at=at,
        ordered_by_person_id=by.person_id,
    )
    payload: dict[str, object] = {"public_id": release.public_id, "ground": order.ground}
    payload |= {"reason": order.reason, "document": order.document}
    payload |= {"effective_on": order.effective_on, "due_on": due_on}
    kind = "withdrawal_ordered"
    record(stream_id=release.stream_id, kind=kind, by=by, at=at, on=on, payload=payload)
    return order


def _due(lawbook: LawBook, basis: Basis) -> tuple[date, str]:
    """Art. 48 (three workdays) or the jurisdiction's stricter day; wrong content goes at once."""
    if not basis.ground.overturns and basis.ground is not Ground.CREDIT_RESTORED:
        return basis.effective_on, str(basis.ground.cite)
    limit = lawbook.time_limit("withdraw_publication", on=basis.effective_on)
    due = due_date(limit=limit, start=basis.effective_on, calendar=national_calendar())
    return due.on, str(limit.cite)


def _hide(order: WithdrawalOrder, *, on: date, by: Actor, at: datetime) -> None:
    """Out of sight first; history, entry and what the log is owed in the same transaction."""
    hidden = PublicRecord.objects.standing().filter(public_id=order.public_id)
    gone = hidden.update(
        status=RecordStatus.WITHDRAWN.value,
        withdrawn_on=on,
        withdrawn_ground=order.ground,
        withdrawn_reason=order.reason,
        withdrawn_cite=order.cite,
        **ERASED,
    )
    if not gone:
        raise _already_withdrawn()
    done = Withdrawal.objects.create(
        stream_id=order.stream_id,
        order=order,
        public_id=order.public_id,
        ground=order.ground,
        ordered_by_person_id=order.ordered_by_person_id,
        withdrawn_on=on,
        withdrawn_at=at,
        withdrawn_by_person_id=by.person_id,
    )
    version = PublicRecord.objects.values_list("version", flat=True).get(public_id=order.public_id)
    submit_statements(statements=[_statement(done, version)])
    payload = {"public_id": order.public_id, "ground": order.ground, "late": on > order.due_on}
    record(stream_id=order.stream_id, kind="withdrawn", by=by, at=at, on=on, payload=payload)


def _statement(done: Withdrawal, version: int) -> Statement:
    return Statement(
        type=Ground(done.ground).leaf_type,
        public_id=done.public_id,
        version=version,
        effective_at=done.withdrawn_at,
        ground=done.ground,
    )
