"""Taking in (收件): what arrived at the portal becomes a matter of an agency, with its clocks."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from mingjian.disclosure.acting import record
from mingjian.disclosure.models import PublicationRequest, Release, RequestIntake
from mingjian.law.publication_requests import ACCEPT_ACT, RequestKind
from mingjian.law.roles import Actor, Role
from mingjian.law.time_limits import due_date
from mingjian.law.workdays import national_calendar
from mingjian.registry.models import Agency
from mingjian.registry.packs import current_pack, lawbook_by_hash

# The system takes in; people accept.
INBOX = Actor(UUID(int=3), "公示平台", Role.DISCLOSURE_CLERK, None, "收取公示申请")


def take_in_requests(*, at: datetime) -> int:
    """收件 of all that waits; safe at any time and any number of times; returns how many."""
    waiting = RequestIntake.objects.filter(request__isnull=True).order_by("received_at")
    return sum(_take_in(each, at) for each in waiting)


def _take_in(intake: RequestIntake, at: datetime) -> int:
    agency = _agency_of(intake.public_id)
    clocks = _clocks(intake, agency)
    try:
        with transaction.atomic():
            made = PublicationRequest.objects.create(
                intake=intake,
                number=intake.number,
                kind=intake.kind,
                public_id=intake.public_id,
                agency=agency,
                division_code=agency.division_code,
                **clocks,
            )
            _record(made, at)
    except IntegrityError:
        return 0  # another process was quicker
    return 1


def _record(made: PublicationRequest, at: datetime) -> None:
    payload = {"number": made.number, "request": RequestKind(made.kind).title}
    payload |= {"public_id": made.public_id, "due_on": made.due_on.isoformat()}
    kind, on = "request_received", made.received_on
    record(stream_id=made.pk, kind=kind, by=INBOX, at=at, on=on, payload=payload)


def _agency_of(public_id: str) -> Agency:
    releases = Release.objects.select_related("agency").filter(public_id=public_id)
    return releases.latest("version").agency


def _clocks(intake: RequestIntake, agency: Agency) -> dict[str, object]:
    book = lawbook_by_hash(current_pack(agency).hash)
    start = timezone.localdate(intake.received_at)
    accept = book.time_limit(ACCEPT_ACT, on=start)
    settle = book.time_limit(RequestKind(intake.kind).settle_act, on=start)
    calendar = national_calendar()
    return {
        "received_on": start,
        "accept_due_on": due_date(limit=accept, start=start, calendar=calendar).on,
        "accept_cite": str(accept.cite),
        "due_on": due_date(limit=settle, start=start, calendar=calendar).on,
        "due_cite": str(settle.cite),
    }
