"""What the JSON interface says of cases: one query for a page, two for a case."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import QueryDict

from mingjian.access.scopes import Scope
from mingjian.cases.models import Case
from mingjian.desk.cases.catalogue import LONGEST_QUERY, narrowed
from mingjian.dossier.models import Document
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
_PAPER = ("id", "kind", "title", "number__text", "dated", "service__effective_on")


class BadCursor(ValueError):
    """The cursor is not one of ours."""


def page_of_cases(*, scope: Scope, query: QueryDict) -> dict[str, Any]:
    """Newest first; ``next`` is the address of what follows, none at the end."""
    words = query.get("q", "").strip()[:LONGEST_QUERY]
    cases = narrowed(Case.objects.visible_to(scope), query, words, scope)
    size = _size(query.get("limit", ""))
    after = query.get("cursor", "")
    rows = list(
        _after(cases, after).order_by("-registered_on", "-id").values(*_COLUMNS)[: size + 1]
    )
    shown = rows[:size]
    more = _cursor(shown[-1]) if len(rows) > size else None
    return {"cases": [_line(row) for row in shown], "next": more}


def one_case(*, scope: Scope, case_id: UUID) -> dict[str, Any] | None:
    """One case with its documents; None where this person may not see it."""
    row = Case.objects.visible_to(scope).filter(id=case_id).values(*_OF_ONE).first()
    if row is None:
        return None
    papers = Document.objects.filter(subject_id=case_id).order_by("made_at", "id").values(*_PAPER)
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


def _after(cases: QuerySet[Case], cursor: str) -> QuerySet[Case]:
    if not cursor:
        return cases
    try:
        day, _, last = urlsafe_b64decode(cursor.encode()).decode().partition(" ")
        on, case_id = date.fromisoformat(day), UUID(last)
    except ValueError as error:
        raise BadCursor("cursor不是本接口给出的；请从第一页重新开始。") from error
    return cases.filter(Q(registered_on__lt=on) | Q(registered_on=on, id__lt=case_id))
