"""The to-do board (待办): counters, filters, rows and paging of one page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Value
from django.http import QueryDict

from mingjian.access.scopes import Scope
from mingjian.cases.models import Case
from mingjian.desk.listing import Page, link_with, page_of
from mingjian.desk.todo.beside import step_beside
from mingjian.desk.todo.due import Due, due_of, is_late, is_soon
from mingjian.desk.todo.standing import next_moves
from mingjian.desk.todo.waiting import (
    open_cases,
    others_turn,
    turn_of,
    waiting_for,
    waiting_for_others,
    with_text,
)
from mingjian.law.procedure import PartyKind, State
from mingjian.law.roles import Role
from mingjian.web.parts import Chip, Counter, Tone

_JOINED = (
    *("party", "lead_number"),
    *("summary_penalty__cash", "summary_penalty__filing"),
)
ORDERS: dict[str, list[Any]] = {
    "due": [F("next_due_on").asc(nulls_last=True), "id"],
    "-due": [F("next_due_on").desc(nulls_last=True), "id"],
    "state": ["state", F("next_due_on").asc(nulls_last=True), "id"],
    "-state": ["-state", F("next_due_on").asc(nulls_last=True), "id"],
}


@dataclass(frozen=True)
class Row:
    """One line of the board."""

    case: Case
    number: str
    due: Due | None
    step: str
    state: str


@dataclass(frozen=True)
class Board:
    """What the page shows."""

    counters: list[Counter]
    chips: list[Chip]
    rows: list[Row]
    page: Page
    is_filtered: bool
    waiting: int


def board_for(*, scope: Scope, role: Role, query: QueryDict, on: date) -> Board:
    """The board of this person in this role, filtered and sorted by the address."""
    waiting = waiting_for(scope=scope, role=role, on=on)
    others = waiting_for_others(scope=scope, role=role, on=on)
    chosen = others if query.get("due") == "others" else waiting
    states = _count_states(scope, role, on)
    cases = _filtered(chosen, query, on).select_related(*_JOINED)
    total = _count(states, chosen, query, on)
    page = page_of(query, total=total[_key(query)])
    ordered = with_text(cases).order_by(*ORDERS.get(query.get("sort", ""), ORDERS["due"]))
    rows = _rows(list(ordered[page.start : page.stop]), role, on)
    return Board(
        counters=_counters(total, query, role),
        chips=_chips(states, query),
        rows=rows,
        page=page,
        is_filtered=_is_filtered(query),
        waiting=total["all"],
    )


def _key(query: QueryDict) -> str:
    if query.get("state") or query.get("kind"):
        return "chosen"
    due = query.get("due", "")
    return due if due in ("soon", "late", "others") else "all"


def _is_filtered(query: QueryDict) -> bool:
    return any(query.get(name) for name in ("due", "state", "kind"))


def _filtered(cases: QuerySet[Case], query: QueryDict, on: date) -> QuerySet[Case]:
    conditions = {"soon": is_soon(on), "late": is_late(on)}
    return cases.filter(conditions.get(query.get("due", ""), Q()), _narrowed(query))


def _narrowed(query: QueryDict) -> Q:
    """State and kind of party, as the chips put them into the address; the rest is ignored."""
    found = Q()
    if query.get("state") in {state.value for state in State}:
        found &= Q(state=query["state"])
    if query.get("kind") in {kind.value for kind in PartyKind}:
        found &= Q(party__kind=query["kind"])
    return found


def _count(
    states: list[dict[str, Any]], chosen: QuerySet[Case], query: QueryDict, on: date
) -> dict[str, int]:
    """All figures of the page: sums over the states; one query more where chips narrow."""
    figures = {key: sum(one[key] for one in states) for key in ("all", "soon", "late", "others")}
    figures["chosen"] = figures["all"]
    if query.get("state") or query.get("kind"):
        figures["chosen"] = _filtered(chosen, query, on).count()
    return figures


def _count_states(scope: Scope, role: Role, on: date) -> list[dict[str, Any]]:
    """State by state, in one query: what waits, is due soon, is late, and waits for others."""
    turn, others = turn_of(role, scope), others_turn(role, scope)
    if turn is None:
        return []
    either = turn if others is None else turn | others
    counted: Any = (
        open_cases(scope=scope, role=role, on=on)
        .filter(either)
        .order_by()
        .values("state")
        .annotate(
            all=Count("pk", filter=turn),
            soon=Count("pk", filter=turn & is_soon(on)),
            late=Count("pk", filter=turn & is_late(on)),
            others=Count("pk", filter=others) if others is not None else Value(0),
        )
    )
    return sorted(counted, key=lambda one: list(State).index(State(one["state"])))


def _counters(figures: dict[str, int], query: QueryDict, role: Role) -> list[Counter]:
    chosen = query.get("due", "")
    items = [
        ("", "待办", "all", Tone.PLAIN, "下一法定步骤由您办理的案件"),
        ("soon", "即将到期", "soon", Tone.WARN, "法定期限在三个工作日内届满"),
        ("late", "已超期", "late", Tone.LATE, "法定期限已经届满"),
    ]
    if role is Role.CASE_OFFICER:
        items.append(("others", "等待他人", "others", Tone.PLAIN, "下一步由他人办理，或者期限未满"))
    return [
        Counter(
            label,
            figures[key],
            link_with(query, due=value, state="", kind=""),
            tone if figures[key] else Tone.PLAIN,
            current=chosen == value,
            definition=definition,
        )
        for value, label, key, tone, definition in items
    ]


def _chips(states: list[dict[str, Any]], query: QueryDict) -> list[Chip]:
    chosen = query.get("state", "")
    kind = query.get("kind", "")
    everything = Chip("全部", link_with(query, state="", kind=""), not chosen and not kind)
    by_state = [
        Chip(
            State(one["state"]).title,
            link_with(query, state=one["state"]),
            chosen == one["state"],
            one["all"],
        )
        for one in states
        if one["all"]
    ]
    by_kind = [
        Chip(one.title, link_with(query, kind=one.value), kind == one.value) for one in PartyKind
    ]
    return [everything, *by_state, *by_kind]


def _rows(cases: list[Any], role: Role, on: date) -> list[Row]:
    moves = next_moves(cases, role=role)
    return [
        Row(
            case=case,
            number=case.number or case.lead_number.text,
            due=due_of(case, on=on),
            step=step_beside(case.beside) or (move.title if (move := moves[case.id]) else ""),
            state=State(case.state).title,
        )
        for case in cases
    ]
