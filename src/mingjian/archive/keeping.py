"""Keeping (保管): holds, longer retention, and destruction by two persons after the term."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mingjian.access.duties import refusal, require_role
from mingjian.archive.filing import locked_dossier, record
from mingjian.archive.kinds import HoldGround
from mingjian.archive.models import Destruction, Dossier, Hold, RetentionChange
from mingjian.archive.store import drop_files
from mingjian.law.breach import MoveRefused
from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.roles import Actor, Role

HELD, RELEASED, EXTENDED = "dossier.held", "dossier.released", "dossier.retained_longer"
PROPOSED, DESTROYED = "dossier.destruction_proposed", "dossier.destroyed"
APPRAISAL = Citation("档案法实施条例", "24")
_KEEPERS = frozenset({Role.ARCHIVIST, Role.AGENCY_HEAD})


def place_hold(
    *, dossier_id: UUID, ground: HoldGround, reasons: str, by: Actor, at: datetime
) -> Hold:
    """暂缓销毁: nothing of this dossier goes while it is open."""
    require_role(by=by, roles=_KEEPERS, act="登记暂缓销毁")
    with transaction.atomic():
        dossier = locked_dossier(dossier_id, by)
        hold = Hold.objects.create(
            dossier=dossier,
            ground=ground.value,
            reasons=reasons.strip(),
            placed_at=at,
            placed_by_name=by.name,
        )
        record(dossier, HELD, by=by, at=at, told={"ground": ground.title, "reasons": hold.reasons})
    return hold


def lift_hold(*, hold_id: UUID, because: str, by: Actor, at: datetime) -> Hold:
    """解除暂缓销毁."""
    require_role(by=by, roles=_KEEPERS, act="解除暂缓销毁")
    with transaction.atomic():
        hold = Hold.objects.select_for_update().get(id=hold_id)
        dossier = locked_dossier(hold.dossier_id, by)
        if hold.lifted_at is not None:
            raise _refusal("这项暂缓销毁已经解除", "请刷新页面查看。")
        hold.lifted_at, hold.lifted_by_name, hold.lifted_because = at, by.name, because.strip()
        hold.save()
        record(dossier, RELEASED, by=by, at=at, told={"because": hold.lifted_because})
    return hold


def retain_longer(
    *, dossier_id: UUID, until: date | None, reasons: str, by: Actor, at: datetime
) -> Dossier:
    """重新划定保管期限: later, or for ever (``until`` None); never earlier."""
    require_role(by=by, roles={Role.ARCHIVIST}, act="重新划定保管期限")
    with transaction.atomic():
        dossier = locked_dossier(dossier_id, by)
        now = dossier.retain_until
        if now is None or (until is not None and until <= now):
            raise _refusal("保管期限只能延长，不能缩短", "请填写晚于现在期限的日期，或者改为永久。")
        RetentionChange.objects.create(
            dossier=dossier,
            until=until,
            reasons=reasons.strip(),
            changed_at=at,
            changed_by_name=by.name,
        )
        dossier.retain_until = until
        dossier.save(update_fields=["retain_until"])
        told = {"until": until.isoformat() if until else "永久", "reasons": reasons.strip()}
        record(dossier, EXTENDED, by=by, at=at, told=told)
    return dossier


def propose_destruction(
    *, dossier_id: UUID, appraisal: str, on: date, by: Actor, at: datetime
) -> Destruction:
    """提出销毁 after appraisal; the database asks for the ended term once more."""
    require_role(by=by, roles={Role.ARCHIVIST}, act="提出销毁")
    with transaction.atomic():
        dossier = locked_dossier(dossier_id, by)
        refuse_keeping(dossier, on=on)
        if hasattr(dossier, "destruction"):
            raise _refusal("这份案卷已经提出销毁", "请由机关负责人审批。")
        row = Destruction.objects.create(
            dossier=dossier,
            appraisal=appraisal.strip(),
            proposed_at=at,
            proposed_by_person_id=by.person_id,
            proposed_by_name=by.name,
        )
        record(dossier, PROPOSED, by=by, at=at, on=on, told={"appraisal": row.appraisal})
    return row


def approve_destruction(*, dossier_id: UUID, on: date, by: Actor, at: datetime) -> Destruction:
    """批准销毁 by another person: papers and packages go, number, hashes and names stay."""
    require_role(by=by, roles={Role.AGENCY_HEAD}, act="批准销毁")
    with transaction.atomic():
        dossier = locked_dossier(dossier_id, by)
        refuse_keeping(dossier, on=on)
        row = Destruction.objects.filter(dossier=dossier).first()
        if row is None:
            raise _refusal("还没有人提出销毁这份案卷", "请由档案管理人员鉴定后提出。")
        if row.proposed_by_person_id == by.person_id:
            raise _refusal("提出和批准销毁须由两人分别办理", "请由另一名负责人批准。")
        row.approved_by_person_id, row.approved_by_name = by.person_id, by.name
        row.destroyed_at = at
        row.save()
        record(dossier, DESTROYED, by=by, at=at, on=on, told=_stub(dossier))
        # Only what is on record as destroyed is destroyed; a crash in between leaves too much.
        transaction.on_commit(lambda: drop_files(dossier))
    return row


def finish_destructions() -> int:
    """Drop again what a crash may have left of destroyed dossiers; returns how many there are."""
    gone = Dossier.objects.filter(destruction__destroyed_at__isnull=False)
    for dossier in gone:
        drop_files(dossier)
    return len(gone)


def refuse_keeping(dossier: Dossier, *, on: date) -> None:
    """Why the dossier may not go: term, hold, loan."""
    if dossier.retain_until is None:
        raise _refusal("这份案卷永久保管，不得销毁", "请继续保管。")
    if on <= dossier.retain_until:
        raise _refusal(
            f"保管期限到{long_date(dossier.retain_until)}届满，现在不得销毁", "请继续保管。"
        )
    if dossier.holds.filter(lifted_at__isnull=True).exists():
        raise _refusal("这份案卷暂缓销毁", "请等事由消除、解除以后再提出。")
    if dossier.borrowings.filter(approved=True, returned_at__isnull=True).exists():
        raise _refusal("这份案卷还在借阅", "请收回以后再办理。")


def _stub(dossier: Dossier) -> dict[str, object]:
    """销毁存根."""
    packages = dossier.packages.order_by("serial").values_list("seal_sha256", flat=True)
    return {"packages": list(packages), "items": dossier.items.count()}


def _refusal(message: str, remedy: str) -> MoveRefused:
    return refusal(code="ARCHIVE_KEEPING", message=message, remedy=remedy, cite=APPRAISAL)
