"""The deadline badge of listed cases, from the day that the case keeps for sorting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import Q

from mingjian.cases.lawbooks import lawbook_of
from mingjian.cases.models import Case
from mingjian.law.lawbook import load_lawbook, pack_ids
from mingjian.law.procedure import State
from mingjian.law.time_limits import TimeLimit, Unit
from mingjian.law.workdays import national_calendar
from mingjian.web.deadlines import SOON, Deadline

# 当事人的权利期限：届满即止，不是逾期。
_RIGHTS = ("defend", "request_hearing")
# 案件会经历的期限；按名称找回条文。
_LIMITS = (
    *("verify_lead", "decide", "review", *_RIGHTS, "serve_decision"),
    *("publish_penalty", "pay_fine", "close", "archive"),
    *("file_summary_case", "hand_in_cash_fine", "bank_cash_fine"),
    *("preserve_evidence", "decide_crime_transfer", "send_crime_transfer"),
    *("hand_over_crime_material", "serve_freeze_decision", "hold_freeze", "hold_seizure"),
)


@dataclass(frozen=True)
class Due:
    """法定期限 of a listed case. ``is_ended``: a right of the party that was not used in time."""

    deadline: Deadline
    is_ended: bool


def is_late(on: date) -> Q:
    """已超期: the statutory day has passed, and it is not just a right of the party that ended."""
    rights = Q(pk__in=[])
    for title in _titles_of_rights(on):
        rights |= Q(next_due_title__startswith=title)
    return Q(next_due_on__lt=on) & ~rights


def is_soon(on: date) -> Q:
    """即将到期: within three working days."""
    last = national_calendar().add_workdays(on, SOON)
    return Q(next_due_on__gte=on, next_due_on__lte=last)


def due_of(case: Case, *, on: date) -> Due | None:
    """剩 3 个工作日 · 5月11日, with the article; None where no period runs."""
    if case.next_due_on is None or State(case.state).is_final:
        return None
    limit, calendar = _limit_of(case), national_calendar()
    by_workdays = limit is None or limit.unit is Unit.WORKDAY
    days = (case.next_due_on - on).days
    deadline = Deadline(
        title=limit.title if limit else case.next_due_title.partition("至")[0],
        on=case.next_due_on,
        days_left=calendar.workdays_between(on, case.next_due_on) if by_workdays else days,
        unit="工作日" if by_workdays else "日",
        cite=limit.cite if limit else None,
        provisional=calendar.is_provisional(case.next_due_on),
    )
    is_right = limit is not None and limit.act in _RIGHTS
    return Due(deadline, is_ended=is_right and days < 0)


def _limit_of(case: Case) -> TimeLimit | None:
    book, on = lawbook_of(case), case.registered_on
    known = (book.find_time_limit(act, on=on) for act in _LIMITS)
    return next((one for one in known if one and case.next_due_title.startswith(one.title)), None)


@cache
def _titles_of_rights(on: date) -> frozenset[str]:
    books = [load_lawbook(pack_id) for pack_id in pack_ids()]
    return frozenset(book.time_limit(act, on=on).title for book in books for act in _RIGHTS)
