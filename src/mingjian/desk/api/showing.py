"""What the JSON interface says of cases: one query for a page, two for a case."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import QueryDict

from mingjian.access.scopes import Scope, reach_of, values_of
from mingjian.cases.models import Case
from mingjian.desk.cases.catalogue import LONGEST_QUERY, narrowed
from mingjian.dossier.models import Document
from mingjian.journal.statements import Written
from mingjian.law.procedure import State

PAGE, MOST = 20, 200
_COLUMNS = (
    *("id", "number", "lead_number__text", "state", "procedure", "cause", "violation_id"),
    *("registered_on", "opened_on", "next_due_on", "next_due_title", "joint_id"),
    *("party__name", "party__kind", "lead_officer__name", "assisting_officer__name"),
)
_OF_ONE = (
    *_COLUMNS,
    *("agency__name", "source", "discovered_on", "act_ended_on", "act_continuing", "place"),
    *("summary", "declared_triggers", "latest_act_on", "party__credit_code", "party__address"),
    *("decision__number", "decision__decided_on", "decision__outcome", "decision__fine_yuan"),
)
_OF_PAGES = {"limit", "cursor"}
# Stand-ins of statements that are written once.
_ID, _DAY = UUID(int=7), date(1, 1, 7)
_PAPER = ("id", "kind", "title", "number__text", "dated", "service__effective_on")


class BadCursor(ValueError):
    """The cursor is not one of ours."""


def page_of_cases(*, scope: Scope, query: QueryDict) -> dict[str, Any]:
    """Newest first; ``next`` is the address of what follows, none at the end."""
    size, after = _size(query.get("limit", "")), _place(query.get("cursor", ""))
    if query.keys() <= _OF_PAGES:
        rows = _newest(reach_of(scope), size, after is not None).rows(
            **values_of(scope), **({"on": after[0], "last": after[1]} if after else {})
        )
    else:
        words = query.get("q", "").strip()[:LONGEST_QUERY]
        cases = narrowed(Case.objects.visible_to(scope), query, words, scope)
        rows = list(_page(cases, size, after))
    shown = rows[:size]
    more = _cursor(shown[-1]) if len(rows) > size else None
    return {"cases": [_line(row) for row in shown], "next": more}


def one_case(*, scope: Scope, case_id: UUID) -> dict[str, Any] | None:
    """One case with its documents; None where this person may not see it."""
    found = _by_id(reach_of(scope)).rows(**values_of(scope), case=case_id)
    if not found:
        return None
    row, papers = found[0], _papers().rows(case=case_id)
    decided = row["decision__decided_on"]
    return {
        **_line(row),
        "agency": row["agency__name"],
        **{name: _text(row[name]) for name in ("source", "place", "summary", "latest_act_on")},
        **{name: _text(row[name]) for name in ("discovered_on", "act_ended_on")},
        "act_continuing": row["act_continuing"],
        "declared_triggers": row["declared_triggers"],
        "decision": decided
        and {
            "number": row["decision__number"],
            "decided_on": _text(decided),
            "outcome": row["decision__outcome"],
            "fine_yuan": str(row["decision__fine_yuan"]),
        },
        "documents": [
            {
                "id": str(one["id"]),
                "kind": one["kind"],
                "title": one["title"],
                "number": one["number__text"] or "",
                "dated": _text(one["dated"]),
                "served_on": _text(one["service__effective_on"]),
            }
            for one in papers
        ],
    }


def _line(row: dict[str, Any]) -> dict[str, Any]:
    officers = (row["lead_officer__name"], row["assisting_officer__name"])
    party = {"name": row["party__name"], "kind": row["party__kind"]}
    if "party__address" in row:
        party |= {"credit_code": row["party__credit_code"], "address": row["party__address"]}
    return {
        "id": str(row["id"]),
        "number": row["number"],
        "lead_number": row["lead_number__text"],
        "state": row["state"],
        "state_title": State(row["state"]).title,
        "procedure": row["procedure"],
        "cause": row["cause"],
        "violation_id": row["violation_id"],
        "party": party,
        "joint_id": _text(row["joint_id"]),
        "officers": [name for name in officers if name],
        "registered_on": _text(row["registered_on"]),
        "opened_on": _text(row["opened_on"]),
        "next_due_on": _text(row["next_due_on"]),
        "next_due_title": row["next_due_title"],
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _size(asked: str) -> int:
    return min(max(int(asked), 1), MOST) if asked.isdecimal() and len(asked) < 6 else PAGE


def _cursor(row: dict[str, Any]) -> str:
    return urlsafe_b64encode(f"{row['registered_on']} {row['id']}".encode()).decode()


def _place(cursor: str) -> tuple[date, UUID] | None:
    if not cursor:
        return None
    try:
        day, _, last = urlsafe_b64decode(cursor.encode()).decode().partition(" ")
        return date.fromisoformat(day), UUID(last)
    except ValueError as error:
        raise BadCursor("cursor不是本接口给出的；请从第一页重新开始。") from error


def _page(cases: QuerySet[Case], size: int, after: tuple[date, UUID] | None) -> QuerySet[Any, Any]:
    """One more than is shown: whether there is another page."""
    if after is not None:
        on, last = after
        cases = cases.filter(Q(registered_on__lt=on) | Q(registered_on=on, id__lt=last))
    page: QuerySet[Any, Any] = cases.order_by("-registered_on", "-id").values(*_COLUMNS)
    return page[: size + 1]


@lru_cache(maxsize=200)
def _newest(reach: Scope, size: int, is_further: bool) -> Written:
    after = (_DAY, _ID) if is_further else None
    cases = _page(Case.objects.visible_to(reach), size, after)
    return Written(cases, {**values_of(reach), "on": _DAY, "last": _ID})


@lru_cache(maxsize=200)
def _by_id(reach: Scope) -> Written:
    case = Case.objects.visible_to(reach).filter(id=_ID).values(*_OF_ONE)
    return Written(case, {**values_of(reach), "case": _ID})


@cache
def _papers() -> Written:
    papers = Document.objects.filter(subject_id=_ID).order_by("made_at", "id")
    return Written(papers.values(*_PAPER), {"case": _ID})
