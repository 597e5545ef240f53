"""Publishing (公示): two approvals of one text, a leaf in the signed log, then it appears."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from mingjian.access.duties import refusal
from mingjian.disclosure.acting import REVIEW_DUE, record, require_clerk
from mingjian.disclosure.agencies import page_of
from mingjian.disclosure.approvals import (
    agency_of,
    both_approvals,
    is_newest,
    lock_preparation,
)
from mingjian.disclosure.following.telling import tell_followers
from mingjian.disclosure.grounds import Ground
from mingjian.disclosure.kinds import Settlement
from mingjian.disclosure.logbook import keep_log, require_open_log
from mingjian.disclosure.models import Duty, Preparation, PublicRecord, Release, Withholding
from mingjian.disclosure.preparing import PREPARERS, leaks_of, refuse_leaks
from mingjian.disclosure.recording import (
    new_salt,
    record_columns,
    release_columns,
    statement_of,
)
from mingjian.journal.ids import new_public_id
from mingjian.law.roles import Actor
from mingjian.ledger.leaf import LeafType
from mingjian.ledger.submitting import submit_statements

_NOTE_LENGTH = 300


@dataclass(frozen=True)
class _Version:
    """Which version of which record is put into public sight."""

    public_id: str
    number: int
    type: LeafType

    @property
    def corrects(self) -> bool:
        return self.type is LeafType.CORRECT


def publish(*, preparation_id: UUID, on: date, by: Actor, at: datetime) -> PublicRecord:
    """公示决定: the record, its statement and the settled duty, in one transaction.

    Returned as it stands when the log was asked: published, or pending for a moment longer.
    """
    require_open_log(at=at)
    with transaction.atomic():
        preparation = _ready(preparation_id, publishes=True, by=by, act="公示决定")
        duty = _open_duty(preparation)
        first = _Version(new_public_id(), 1, LeafType.PUBLISH)
        shown = _release(preparation, first, on=on, by=by, at=at)
        _settle(duty, Settlement.PUBLISHED, on=on, public_id=shown.public_id)
    return _logged(shown, at)


def publish_correction(*, preparation_id: UUID, on: date, by: Actor, at: datetime) -> PublicRecord:
    """更正公示: a new version under the same address; the old content and its salt are gone."""
    require_open_log(at=at)
    with transaction.atomic():
        # 先锁公示行，与撤回的次序一致：撤回从不因更正而等出死锁。
        corrects = Preparation.objects.values_list("corrects", flat=True).get(id=preparation_id)
        standing = _standing(corrects)
        preparation = _ready(preparation_id, publishes=True, by=by, act="更正公示")
        next_one = _Version(standing.public_id, standing.version + 1, LeafType.CORRECT)
        shown = _release(preparation, next_one, on=on, by=by, at=at)
    tell_followers(at=at)
    return _logged(shown, at)


def withhold_publication(*, preparation_id: UUID, on: date, by: Actor, at: datetime) -> Duty:
    """决定不予公示: the duty ends with a coded ground, reasons and two approvals."""
    with transaction.atomic():
        preparation = _ready(preparation_id, publishes=False, by=by, act="决定不予公示")
        duty = _open_duty(preparation)
        Withholding.objects.create(
            duty=duty,
            withheld_on=on,
            withheld_at=at,
            withheld_by_person_id=by.person_id,
            **both_approvals(preparation),
        )
        payload = {
            "preparation": preparation.id,
            "hash": preparation.hash,
            "ground": preparation.ground,
            "reasons": preparation.reasons,
        }
        record(stream_id=duty.id, kind="withheld", by=by, at=at, on=on, payload=payload)
        _settle(duty, Settlement.WITHHELD, on=on)
    return duty


def _logged(shown: PublicRecord, at: datetime) -> PublicRecord:
    """Ask the log for its place; what it cannot do now, the timetable does."""
    keep_log(at=at)
    return PublicRecord.objects.get(public_id=shown.public_id)


def _ready(preparation_id: UUID, *, publishes: bool, by: Actor, act: str) -> Preparation:
    """The newest text, of the right outcome, still clean."""
    preparation = lock_preparation(preparation_id)
    require_clerk(by=by, agency_id=agency_of(preparation), roles=PREPARERS, act=act)
    if not is_newest(preparation) or preparation.publishes is not publishes:
        raise refusal(
            code="STALE",
            message=f"不能{act}：公示稿已经更新，或者公示稿的结论不是这样",
            cite=REVIEW_DUE,
            remedy="请打开最新的公示稿办理。",
        )
    refuse_leaks(leaks_of(preparation))
    return preparation


def _open_duty(preparation: Preparation) -> Duty:
    duty = preparation.duty
    if duty is None or preparation.corrects:
        raise refusal(
            code="KIND",
            message="这份公示稿不是一件决定的首次公示",
            remedy="更正稿请办理更正公示；历史决定请按导入批次公示。",
        )
    duty = Duty.objects.select_for_update().get(id=duty.id)
    if duty.settlement:
        raise refusal(
            code="SETTLED",
            message=f"{duty.number}{duty.get_settlement_display()}，不能重复办理",
            remedy="请刷新页面查看。",
        )
    return duty


def _standing(public_id: str) -> PublicRecord:
    """The record to be corrected, locked; refuse a stub."""
    standing = PublicRecord.objects.select_for_update().standing().filter(public_id=public_id)
    found = standing.first()
    if found is None:
        raise refusal(
            code="WITHDRAWN",
            message="没有可以更正的公示信息：它不是更正稿，或者该信息已经撤下",
            remedy="请核对公示信息的状态。",
        )
    return found


def _release(
    preparation: Preparation, version: _Version, *, on: date, by: Actor, at: datetime
) -> PublicRecord:
    """Leaf, release and public row of one version, and the entry that says so."""
    approvals = both_approvals(preparation)
    _require_running_term(preparation, on)
    page = page_of(agency_id=agency_of(preparation), on=on, by=by, at=at)
    content, salt = preparation.content, new_salt()
    statement = statement_of(
        type=version.type,
        public_id=version.public_id,
        version=version.number,
        content=content,
        salt=salt,
        at=at,
        ground=Ground.CONTENT_WRONG.value if version.corrects else "",
    )
    leaf = submit_statements(statements=[statement])[0].hash
    said: dict[str, Any] = {"statement": statement, "content": content}
    act: dict[str, Any] = {"leaf_hash": leaf, "on": on, "by": by, "at": at}
    Release.objects.create(**release_columns(approvals=approvals, **said, **act))
    term = preparation.term_ends_on
    shown = _show(
        record_columns(**said, page=page, term_ends_on=term, salt=salt), preparation, version, on
    )
    payload = {"public_id": version.public_id, "version": version.number, "leaf": leaf}
    payload |= {"hash": preparation.hash, "preparation": preparation.id}
    kind = "corrected" if version.corrects else "published"
    record(stream_id=preparation.stream_id, kind=kind, by=by, at=at, on=on, payload=payload)
    return shown


def _show(
    columns: dict[str, Any], preparation: Preparation, version: _Version, on: date
) -> PublicRecord:
    """Put the row into public sight, or the new version in place of the old one."""
    if not version.corrects:
        return PublicRecord.objects.create(public_id=version.public_id, published_on=on, **columns)
    shown = PublicRecord.objects.get(public_id=version.public_id)
    noted = {"corrected_on": on, "correction_note": preparation.reasons[:_NOTE_LENGTH]}
    for name, value in (columns | noted).items():
        setattr(shown, name, value)
    shown.save()
    return shown


def _require_running_term(preparation: Preparation, on: date) -> None:
    ends_on = preparation.term_ends_on
    if ends_on is not None and ends_on < on:
        raise refusal(
            code="TERM",
            message=f"公示期已于{ends_on:%Y年%m月%d日}届满，不再公示",
            cite=Ground.TERM_ENDED.cite,
            remedy="请形成不予公示的意见，说明公示期已届满。",
        )


def _settle(duty: Duty, settlement: Settlement, *, on: date, public_id: str = "") -> None:
    duty.settlement, duty.settled_on, duty.public_id = settlement.value, on, public_id
    duty.save(update_fields=["settlement", "settled_on", "public_id"])
