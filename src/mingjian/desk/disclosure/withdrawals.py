"""Withdrawals that are ordered (待撤回): by whom, until when, and whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mingjian.access.scopes import Scope
from mingjian.cases.lawbooks import lawbook_of
from mingjian.desk.disclosure.portal_links import public_page_of
from mingjian.disclosure.grounds import Ground
from mingjian.disclosure.models import PublicRecord, Release, WithdrawalOrder
from mingjian.disclosure.withdrawing import withdrawals_due
from mingjian.law.lawbook import LawBook
from mingjian.law.time_limits import Unit
from mingjian.law.workdays import national_calendar
from mingjian.registry.packs import lawbook_by_hash
from mingjian.web.deadlines import Deadline
from mingjian.web.parts import SummaryRow


@dataclass(frozen=True)
class OrderLine:
    """One order that waits for a second person."""

    order: WithdrawalOrder
    record: PublicRecord
    deadline: Deadline
    url: str
    is_own: bool


def order_lines(*, scope: Scope, person_id: UUID, on: date) -> list[OrderLine]:
    """Open orders, nearest day first; two queries."""
    orders = list(withdrawals_due(scope=scope))
    records = PublicRecord.objects.in_bulk([order.public_id for order in orders])
    return [
        OrderLine(
            order=order,
            record=records[order.public_id],
            deadline=deadline_of_order(order, on=on),
            url=public_page_of(order.public_id),
            is_own=order.ordered_by_person_id == person_id,
        )
        for order in orders
    ]


def deadline_of_order(order: WithdrawalOrder, *, on: date) -> Deadline:
    """The last day on which the record may still stand in public."""
    left = national_calendar().workdays_between(on, order.due_on)
    return Deadline(
        title="撤回公示的期限",
        on=order.due_on,
        days_left=left if order.due_on >= on else min(left, -1),
        note=f"依据：{order.due_cite}",
    )


def clock_rows(*, release: Release, on: date) -> list[SummaryRow]:
    """撤回期限 for the form: what the law of this decision says, before a ground is chosen."""
    limit = _lawbook(release).time_limit("withdraw_publication", on=on)
    unit = "个工作日" if limit.unit is Unit.WORKDAY else "日"
    return [
        SummaryRow(
            "决定被撤销、变更等", f"法律文书生效之日起{limit.length}{unit}内撤回", limit.cite
        ),
        SummaryRow("内容有误、涉及隐私", "发现之日立即撤回", Ground.CONTENT_WRONG.cite),
        SummaryRow("办理方式", "登记事由和执行撤回由两人分别办理；撤下后公示页只留存根"),
    ]


def _lawbook(release: Release) -> LawBook:
    """The law of the case, or of the import."""
    preparation = release.preparation
    if preparation.duty is not None:
        return lawbook_of(preparation.duty.case)
    assert preparation.batch is not None  # preparation_of_case_or_batch
    return lawbook_by_hash(preparation.batch.pack_id)
