"""The due list (待公示): every decision that is owed to the public, nearest day first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.http import QueryDict

from mingjian.access.scopes import Scope
from mingjian.cases.lawbooks import lawbook_of
from mingjian.desk.disclosure.pending import progress_of
from mingjian.desk.listing import Page, link_with, page_of
from mingjian.disclosure.duties import open_duties
from mingjian.disclosure.kinds import ApprovalKind
from mingjian.disclosure.models import Approval, Duty, Preparation
from mingjian.law.roles import Role
from mingjian.law.time_limits import Unit
from mingjian.law.workdays import national_calendar
from mingjian.web.deadlines import SOON, Deadline
from mingjian.web.parts import Counter, Tone


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    duty: Duty
    deadline: Deadline
    progress: str
    is_mine: bool


@dataclass(frozen=True)
class Board:
    """What the page shows."""

    counters: list[Counter]
    rows: list[Row]
    page: Page
    is_filtered: bool


def board_for(*, scope: Scope, role: Role, query: QueryDict, on: date) -> Board:
    """The duties this person sees, narrowed by the address; three queries."""
    duties = with_progress(open_duties(scope=scope))
    conditions = {"soon": _is_soon(on), "late": Q(due_on__lt=on), "mine": turn_of(role, scope)}
    figures = duties.aggregate(
        all=Count("pk"),
        **{name: Count("pk", filter=condition) for name, condition in conditions.items()},
    )
    chosen = query.get("show", "")
    key = chosen if chosen in conditions else "all"
    page = page_of(query, total=figures[key])
    is_turn = Case(When(conditions["mine"], then=Value(True)), default=Value(False))
    found = duties.filter(conditions.get(key, Q())).annotate(is_turn=is_turn)
    shown = found.select_related("case__party")[page.start : page.stop]
    return Board(
        counters=_counters(figures, query, key),
        rows=[_row(duty, on) for duty in shown],
        page=page,
        is_filtered=key != "all",
    )


def deadline_of_duty(duty: Duty, *, on: date) -> Deadline:
    """剩 3 个工作日 · 5月11日, with the provision that sets the day."""
    limit = lawbook_of(duty.case).time_limit(duty.act, on=duty.decided_on)
    calendar = national_calendar()
    by_workdays = limit.unit is Unit.WORKDAY
    left = calendar.workdays_between(on, duty.due_on) if by_workdays else (duty.due_on - on).days
    return Deadline(
        title=limit.title,
        on=duty.due_on,
        days_left=left if duty.due_on >= on else min(left, -1),
        unit="工作日" if by_workdays else "日",
        cite=limit.cite,
        provisional=duty.is_provisional,
        done_on=duty.settled_on,
        note=limit.effect,
    )


def with_progress(duties: QuerySet[Duty]) -> QuerySet[Duty]:
    """Annotate the newest text and which of its approvals are given."""
    newest = Preparation.objects.filter(duty=OuterRef("pk"), corrects="").order_by("-revision")
    given = Approval.objects.filter(preparation=OuterRef("text_id"))
    return duties.annotate(
        text_id=Subquery(newest.values("id")[:1]),
        text_publishes=Subquery(newest.values("publishes")[:1]),
        text_by=Subquery(newest.values("prepared_by_person_id")[:1]),
    ).annotate(
        has_content=Exists(given.filter(kind=ApprovalKind.CONTENT.value)),
        has_secrecy=Exists(given.filter(kind=ApprovalKind.SECRECY.value)),
    )


def turn_of(role: Role, scope: Scope) -> Q:
    """When it is this person's turn in this role (the law says the last word when they act)."""
    waits_content = Q(text_id__isnull=False, has_content=False) & ~Q(text_by=scope.person_id)
    if role is Role.DISCLOSURE_CLERK:
        is_ready = Q(has_content=True, has_secrecy=True)
        return Q(text_id__isnull=True) | is_ready | waits_content
    if role is Role.AGENCY_HEAD:
        return waits_content
    if role is Role.SECRECY_REVIEWER:
        return Q(text_id__isnull=False, has_secrecy=False)
    return Q(pk__in=[])


def _is_soon(on: date) -> Q:
    return Q(due_on__gte=on, due_on__lte=national_calendar().add_workdays(on, SOON))


def _counters(figures: dict[str, int], query: QueryDict, chosen: str) -> list[Counter]:
    items = (
        ("all", "待公示", Tone.PLAIN, "决定已经作出，尚未公示、也未决定不予公示"),
        ("mine", "等我办理", Tone.PLAIN, "下一步由您办理"),
        ("soon", "即将到期", Tone.WARN, "公示期限在三个工作日内届满"),
        ("late", "逾期未公示", Tone.LATE, "公示期限已经届满，应当立即公示"),
    )
    return [
        Counter(
            label,
            figures[key],
            link_with(query, show="" if key == "all" else key),
            tone if figures[key] else Tone.PLAIN,
            current=chosen == key,
            definition=definition,
        )
        for key, label, tone, definition in items
    ]


def _row(duty: Any, on: date) -> Row:
    return Row(
        duty=duty,
        deadline=deadline_of_duty(duty, on=on),
        progress=_progress(duty),
        is_mine=duty.is_turn,
    )


def _progress(duty: Any) -> str:
    if duty.text_id is None:
        return "待形成公示稿"
    return progress_of(
        has_content=duty.has_content,
        has_secrecy=duty.has_secrecy,
        last="待公示" if duty.text_publishes else "待决定不予公示",
    )
