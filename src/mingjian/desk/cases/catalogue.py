"""The list of cases (案件台账): search, filters, order, one page of rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.http import QueryDict

from mingjian.access.scopes import Scope
from mingjian.cases.models import Case
from mingjian.desk.listing import Page, link_with, page_of
from mingjian.desk.todo.due import Due, due_of
from mingjian.law.procedure import State
from mingjian.law.summary import is_summary
from mingjian.law.summary.table import PREFIX
from mingjian.web.parts import ActiveFilter, Chip

LONGEST_QUERY = 100
PAGE = "cases"
_CONDITIONS = ("q", "group", "mine", "summary", "sort")
_NAMES = ("party", "lead_number", "lead_officer", "assisting_officer")

# 台账的常用筛选：在办、已结和按阶段。
_GROUPS: dict[str, tuple[str, frozenset[State]]] = {
    "open": ("在办", frozenset(state for state in State if not state.is_final)),
    "leads": ("案源", frozenset({State.REGISTERED, State.VERIFIED, State.OPENING_REQUESTED})),
    "investigation": ("调查", frozenset({State.INVESTIGATING, State.REPORTED})),
    "review": (
        "审核",
        frozenset({State.IN_REVIEW, State.RETURNED, State.REVIEW_PROBLEMS, State.REVIEWED}),
    ),
    "notice": ("告知、听证", frozenset({State.NOTIFIED, State.HEARING})),
    "execution": (
        "决定以后",
        frozenset({State.DECIDED, State.SERVED, State.PERFORMED, State.REVOKED}),
    ),
    "ended": ("已结", frozenset(state for state in State if state.is_final)),
}
_ORDERS: dict[str, list[Any]] = {
    "due": [F("next_due_on").asc(nulls_last=True), "-registered_on", "id"],
    "-due": [F("next_due_on").desc(nulls_last=True), "-registered_on", "id"],
    "opened": [F("opened_on").asc(nulls_last=True), "id"],
    "-opened": [F("opened_on").desc(nulls_last=True), "id"],
}
_NEWEST = ["-registered_on", "-id"]


@dataclass(frozen=True)
class CaseRow:
    """One line of the list."""

    id: UUID
    number: str
    party: str
    cause: str
    state: str
    officers: str
    opened_on: date | None
    due: Due | None
    next_due_on: date | None = None
    next_due_title: str = ""
    lead_person_id: UUID | None = None
    assisting_person_id: UUID | None = None


@dataclass(frozen=True)
class Catalogue:
    """What the page shows."""

    query: str
    chips: list[Chip]
    active: list[ActiveFilter]
    rows: list[CaseRow]
    page: Page


def catalogue_for(*, scope: Scope, query: QueryDict, on: date) -> Catalogue:
    """The cases this person may see, narrowed by the address; two queries."""
    words = query.get("q", "").strip()[:LONGEST_QUERY]
    cases = narrowed(Case.objects.visible_to(scope), query, words, scope)
    page = page_of(query, total=cases.count())
    ordered = cases.order_by(*_ORDERS.get(query.get("sort", ""), _NEWEST)).select_related(*_NAMES)
    return Catalogue(
        query=words,
        chips=_chips(query),
        active=[ActiveFilter(f"检索“{words}”", link_with(query, q=""))] if words else [],
        rows=[_row(case, on) for case in ordered[page.start : page.stop]],
        page=page,
    )


def rows_of(case_ids: Sequence[UUID], *, scope: Scope, on: date) -> list[CaseRow]:
    """Lines of these cases as they stand now; without those this person may not see."""
    found = Case.objects.visible_to(scope).filter(id__in=case_ids).select_related(*_NAMES)
    return [_row(case, on) for case in found]


def conditions_of(address: str) -> str:
    """The conditions that the list knows, and no others; the page within it is none."""
    given = QueryDict(address)
    kept = QueryDict(mutable=True)
    for name in _CONDITIONS:
        if value := given.get(name, "").strip():
            kept[name] = value
    return kept.urlencode()


def narrowed(cases: QuerySet[Case], query: QueryDict, words: str, scope: Scope) -> QuerySet[Case]:
    """The conditions of an address: every word somewhere, the group, the reader's own."""
    for word in words.split():
        cases = cases.filter(
            Q(number__icontains=word)
            | Q(lead_number__text__icontains=word)
            | Q(party__name__icontains=word)
            | Q(cause__icontains=word)
        )
    group = query.get("group", "")
    if group in _GROUPS:
        _, states = _GROUPS[group]
        cases = cases.filter(state__in=[state.value for state in states])
    if query.get("summary"):
        cases = cases.filter(procedure__startswith=PREFIX)
    if query.get("mine"):
        cases = cases.filter(
            Q(lead_officer__person_id=scope.person_id)
            | Q(assisting_officer__person_id=scope.person_id)
        )
    return cases


def _chips(query: QueryDict) -> list[Chip]:
    group, mine, summary = (query.get(name, "") for name in ("group", "mine", "summary"))
    return [
        Chip(
            "全部",
            link_with(query, group="", mine="", summary="", all="1"),
            not (group or mine or summary),
        ),
        *(
            Chip(label, link_with(query, group=slug), group == slug)
            for slug, (label, _) in _GROUPS.items()
        ),
        Chip("当场处罚", link_with(query, summary="" if summary else "1"), bool(summary)),
        Chip("我承办的", link_with(query, mine="" if mine else "1"), bool(mine)),
    ]


def _state_words(case: Case) -> str:
    title = State(case.state).title
    return f"{title}（简易程序）" if is_summary(case.procedure) else title


def _row(case: Case, on: date) -> CaseRow:
    officers = [one.name for one in (case.lead_officer, case.assisting_officer) if one]
    return CaseRow(
        id=case.id,
        number=case.number or case.lead_number.text,
        party=case.party.name,
        cause=case.cause,
        state=_state_words(case),
        officers="、".join(officers),
        opened_on=case.opened_on,
        due=due_of(case, on=on),
        next_due_on=case.next_due_on,
        next_due_title=case.next_due_title,
        lead_person_id=case.lead_officer.person_id if case.lead_officer else None,
        assisting_person_id=case.assisting_officer.person_id if case.assisting_officer else None,
    )
