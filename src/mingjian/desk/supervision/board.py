"""The supervision board (监督): figures that lead to their lists, overdue cases first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models
from django.db.models import F, Q, QuerySet, Value, When
from django.http import QueryDict

from mingjian.access.scopes import Scope
from mingjian.cases.models import Case
from mingjian.desk.listing import Page, link_with, page_of
from mingjian.desk.supervision.figures import (
    DEFINITIONS,
    Figures,
    add_up,
    condition,
    count_by_agency,
    with_flags,
)
from mingjian.desk.todo.due import Due, due_of
from mingjian.law.procedure import State
from mingjian.web.parts import ActiveFilter, Chip, Counter, Tone

LONGEST_QUERY = 100
_STATES: dict[str, tuple[str, frozenset[State]]] = {
    "leads": ("案源", frozenset({State.REGISTERED, State.VERIFIED, State.OPENING_REQUESTED})),
    "investigation": ("调查", frozenset({State.INVESTIGATING, State.REPORTED})),
    "review": (
        "审核",
        frozenset({State.IN_REVIEW, State.RETURNED, State.REVIEW_PROBLEMS, State.REVIEWED}),
    ),
    "notice": ("告知、听证", frozenset({State.NOTIFIED, State.HEARING})),
    "execution": ("决定以后", frozenset({State.DECIDED, State.SERVED, State.PERFORMED})),
}
_TITLES = {
    "open": "在办",
    "late": "超期",
    "unpublished": "未公示",
    "overdue": "逾期未公示",
    "returned": "审核退回",
    "summary": "当场处罚",
}


@dataclass(frozen=True)
class Row:
    """One case of the list."""

    id: UUID
    number: str
    party: str
    cause: str
    agency: str
    state: str
    officers: str
    due: Due | None


@dataclass(frozen=True)
class AgencyLine:
    """The figures of one agency, each a link to its list."""

    figures: Figures
    links: dict[str, str]


@dataclass(frozen=True)
class Board:
    """What the page shows."""

    query: str
    counters: list[Counter]
    agencies: list[AgencyLine]
    chips: list[Chip]
    active: list[ActiveFilter]
    rows: list[Row]
    page: Page


def board_for(*, scope: Scope, query: QueryDict, on: date) -> Board:
    """Figures and the list narrowed by the address; three queries."""
    seen = with_flags(Case.objects.visible_to(scope), on=on)
    figures = count_by_agency(seen, on=on)
    total = add_up(figures)
    words = query.get("q", "").strip()[:LONGEST_QUERY]
    cases = _narrowed(seen, query, words, on)
    page = page_of(query, total=cases.count())
    return Board(
        query=words,
        counters=_counters(total, query),
        agencies=[_agency_line(one, query) for one in figures],
        chips=_chips(query),
        active=_active(figures, query, words),
        rows=[_row(case, on) for case in _overdue_first(cases, on)[page.start : page.stop]],
        page=page,
    )


def _narrowed(cases: QuerySet[Case], query: QueryDict, words: str, on: date) -> QuerySet[Case]:
    cases = cases.filter(condition(query.get("show", "open"), on=on))
    group = str(query.get("group", ""))
    if group in _STATES:
        _, states = _STATES[group]
        cases = cases.filter(state__in=[state.value for state in states])
    agency = _uuid(query.get("agency", ""))
    if agency is not None:
        cases = cases.filter(agency_id=agency)
    for word in words.split():
        cases = cases.filter(
            Q(number__icontains=word)
            | Q(lead_number__text__icontains=word)
            | Q(party__name__icontains=word)
            | Q(cause__icontains=word)
        )
    return cases


def _overdue_first(cases: QuerySet[Case], on: date) -> QuerySet[Case]:
    is_late = models.Case(When(condition("late", on=on), then=Value(0)), default=Value(1))
    ordered = cases.order_by(is_late, F("next_due_on").asc(nulls_last=True), "id")
    return ordered.select_related(
        "party", "agency", "lead_number", "lead_officer", "assisting_officer"
    )


def _counters(total: Figures, query: QueryDict) -> list[Counter]:
    chosen = query.get("show", "open")
    items = (
        ("open", _TITLES["open"], total.open, Tone.PLAIN),
        ("late", _TITLES["late"], total.late, Tone.LATE),
        ("unpublished", _TITLES["unpublished"], total.unpublished, Tone.PLAIN),
        ("overdue", _TITLES["overdue"], total.overdue, Tone.LATE),
        ("returned", f"审核退回（退回率 {total.return_rate}）", total.returned, Tone.PLAIN),
        ("summary", _TITLES["summary"], total.summary, Tone.PLAIN),
    )
    return [
        Counter(
            label,
            count,
            link_with(query, show=name, group="", agency=""),
            tone if count else Tone.PLAIN,
            current=chosen == name,
            definition=DEFINITIONS[name],
        )
        for name, label, count, tone in items
    ]


def _agency_line(figures: Figures, query: QueryDict) -> AgencyLine:
    links = {
        name: link_with(query, show=name, agency=str(figures.agency_id), group="", q="")
        for name in _TITLES
    }
    return AgencyLine(figures, links)


def _chips(query: QueryDict) -> list[Chip]:
    chosen, show = query.get("group", ""), query.get("show", "open")
    return [
        Chip("全部阶段", link_with(query, group=""), not chosen),
        *(
            Chip(label, link_with(query, group=slug), chosen == slug)
            for slug, (label, _) in _STATES.items()
        ),
        Chip("含已结案件", link_with(query, show="" if show == "all" else "all"), show == "all"),
    ]


def _active(figures: list[Figures], query: QueryDict, words: str) -> list[ActiveFilter]:
    found = [ActiveFilter(f"检索“{words}”", link_with(query, q=""))] if words else []
    agency = _uuid(query.get("agency", ""))
    name = next((one.agency for one in figures if one.agency_id == agency), "")
    if agency is not None and name:
        found.append(ActiveFilter(name, link_with(query, agency="")))
    return found


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _row(case: Case, on: date) -> Row:
    officers = [one.name for one in (case.lead_officer, case.assisting_officer) if one]
    return Row(
        id=case.id,
        number=case.number or case.lead_number.text,
        party=case.party.name,
        cause=case.cause,
        agency=case.agency.short_name,
        state=State(case.state).title,
        officers="、".join(officers),
        due=due_of(case, on=on),
    )
