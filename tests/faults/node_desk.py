"""What the people at the origin do in ``faults.node``; imported when Django stands."""

from __future__ import annotations

from django.utils import timezone

from mingjian.disclosure.grounds import Ground
from mingjian.disclosure.models import AgencyPage, PublicRecord
from mingjian.disclosure.withdrawing import Basis, order_withdrawal, withdraw_publication
from mingjian.journal.ids import new_id
from mingjian.law.roles import Actor, Role


def choose_canary() -> PublicRecord:
    """Some record that stands in public."""
    shown = PublicRecord.objects.published().exclude(number="").order_by("?").first()
    assert shown is not None
    return shown


def withdraw_canary(shown: PublicRecord) -> None:
    """Ordered by one person, done by another."""
    agency = AgencyPage.objects.get(page_id=shown.agency_id).agency_id
    clerk = Actor(new_id(), "甲公示", Role.DISCLOSURE_CLERK, agency, "信息公示")
    head = Actor(new_id(), "乙负责", Role.AGENCY_HEAD, agency, "信息公示")
    now = timezone.now()
    on = timezone.localdate(now)
    basis = Basis(Ground.REVOKED, "行政复议决定撤销了该处罚决定。", on, "行政复议决定书")
    order = order_withdrawal(public_id=shown.public_id, basis=basis, on=on, by=clerk, at=now)
    withdraw_publication(order_id=order.id, on=on, by=head, at=timezone.now())
