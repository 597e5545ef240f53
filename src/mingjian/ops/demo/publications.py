"""What the demo's agencies have published: past decisions, this year's cases, one withdrawal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from mingjian.disclosure.accounting import count_numbers
from mingjian.disclosure.agencies import publish_agency
from mingjian.disclosure.approvals import approve_content, approve_secrecy
from mingjian.disclosure.duties import catch_up
from mingjian.disclosure.grounds import Ground
from mingjian.disclosure.logbook import keep_log
from mingjian.disclosure.models import AgencyPage, Duty, ImportBatch, Preparation, PublicRecord
from mingjian.disclosure.past_decisions import import_file, prepare_batch
from mingjian.disclosure.past_jobs import work_on_batches
from mingjian.disclosure.past_publishing import publish_batch
from mingjian.disclosure.preparing import Choice, prepare_publication
from mingjian.disclosure.publishing import publish
from mingjian.disclosure.withdrawing import Basis, order_withdrawal, withdraw_publication
from mingjian.law.roles import Role
from mingjian.ops.demo.lists import publish_lists
from mingjian.ops.demo.past import past_file
from mingjian.ops.demo.places import PLACES, Place
from mingjian.ops.demo.requests import ask_about_publications
from mingjian.ops.demo.story import Cast


@dataclass(frozen=True)
class _Today:
    """The day and moment at which everything is published."""

    on: date
    at: datetime


def publish_all(*, casts: dict[str, Cast], today: date, at: datetime) -> Iterator[str]:
    """Publish what is not published yet; yields a line after each step, to show progress."""
    now = _Today(today, at)
    catch_up()
    for place in PLACES:
        cast = casts[place.pack_id]
        _publish_agency(cast, now)
        lists = publish_lists(place=place, cast=cast, today=today, at=at)
        if lists:
            yield f"{place.short_name}：已公布清单 {lists} 版"
        count = _publish_past(place, cast, now)
        _publish_newest(cast, now)
        yield f"{place.short_name}：已公示 {count} 件既往决定"
    if _withdraw_one(casts[PLACES[0].pack_id], now):
        yield f"{PLACES[0].short_name}：撤下 1 件"
    if ask_about_publications(cast=casts[PLACES[0].pack_id], today=today, at=at):
        yield f"{PLACES[0].short_name}：收到公示申请 3 件，答复 2 件"
    if count_numbers(on=today, at=at):
        keep_log(at=at)


def _publish_agency(cast: Cast, now: _Today) -> None:
    by = cast.actor(Role.DISCLOSURE_CLERK)
    if not AgencyPage.objects.filter(agency_id=cast.agency_id).exists():
        publish_agency(agency_id=cast.agency_id, on=now.on, by=by, at=now.at)


def _publish_past(place: Place, cast: Cast, now: _Today) -> int:
    """The past decisions as one batch, approved by two; a batch half published goes on."""
    batch = ImportBatch.objects.filter(agency_id=cast.agency_id).first()
    by = cast.actor(Role.DISCLOSURE_CLERK)
    if batch is None:
        name, data = past_file(place, today=now.on)
        batch = import_file(
            agency_id=cast.agency_id, file_name=name, data=data, on=now.on, by=by, at=now.at
        )
    preparation = Preparation.objects.filter(batch=batch).order_by("revision").last()
    if preparation is None:
        preparation = prepare_batch(
            batch_id=batch.id,
            reasons="系统启用前作出、尚在公示期内的处罚决定，依法继续公示。",
            on=now.on,
            by=by,
            at=now.at,
        )
    work_on_batches(clock=lambda: now.at)
    _approve(preparation, cast, now)
    publish_batch(preparation_id=preparation.id, on=now.on, by=by, at=now.at)
    return int(batch.good_count)


def _approve(preparation: Preparation, cast: Cast, now: _Today) -> None:
    """内容审核 and 保密审查, where they are still missing."""
    given = set(preparation.approvals.values_list("kind", flat=True))
    for kind, approve, role in (
        ("content", approve_content, Role.AGENCY_HEAD),
        ("secrecy", approve_secrecy, Role.SECRECY_REVIEWER),
    ):
        if kind not in given:
            approve(
                preparation_id=preparation.id,
                seen_hash=preparation.hash,
                opinion="与决定一致，没有不应当公开的内容，同意公示。",
                on=now.on,
                by=cast.actor(role),
                at=now.at,
            )


def _publish_newest(cast: Cast, now: _Today) -> None:
    """Publish the served decisions but the newest, which stays on the clerk's list."""
    duties = Duty.objects.filter(agency_id=cast.agency_id, settlement="").order_by("due_on")
    served = [duty for duty in duties if hasattr(duty.case, "decision_service")]
    for duty in served[:-1]:
        _publish_one(duty.id, cast, now)


def _publish_one(duty_id: UUID, cast: Cast, now: _Today) -> None:
    by = cast.actor(Role.DISCLOSURE_CLERK)
    preparation = prepare_publication(
        duty_id=duty_id,
        choice=Choice(social_effect=True, reasons="属于重点领域的处罚决定，具有一定社会影响。"),
        on=now.on,
        by=by,
        at=now.at,
    )
    if not preparation.publishes:
        return
    _approve(preparation, cast, now)
    publish(preparation_id=preparation.id, on=now.on, by=by, at=now.at)


def _withdraw_one(cast: Cast, now: _Today) -> bool:
    """One decision was revoked on reconsideration: its publication is withdrawn with the reason."""
    page = AgencyPage.objects.get(agency_id=cast.agency_id)
    own = PublicRecord.objects.filter(agency_id=page.page_id)
    if own.exclude(status="published").exists():
        return False
    record = own.published().order_by("decided_on", "public_id").first()
    if record is None:
        return False
    order = order_withdrawal(
        public_id=record.public_id,
        basis=Basis(
            Ground.REVOKED,
            "行政复议决定撤销该处罚决定。",
            effective_on=now.on,
            document="宾政复决〔2026〕1号（演示）",
        ),
        on=now.on,
        by=cast.actor(Role.DISCLOSURE_CLERK),
        at=now.at,
    )
    withdraw_publication(
        order_id=order.id, on=now.on, by=cast.actor(Role.SECRECY_REVIEWER), at=now.at
    )
    return True
