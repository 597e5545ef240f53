"""文书模板: every type of document, with a preview filled from a case that the person may see."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.shortcuts import get_object_or_404

from mingjian.access.scopes import Scope
from mingjian.cases.lawbooks import lawbook_of
from mingjian.cases.models import Case
from mingjian.cases.paper_values import values_of
from mingjian.desk.documents.filings import Row, standing_of_type
from mingjian.desk.listing import link_with
from mingjian.dossier.filling import Values, elements_of, fill_type
from mingjian.law.answers import line_of
from mingjian.law.document_forms import Form, form_of
from mingjian.law.document_types import GROUPS, DocumentType, document_types
from mingjian.registry.models import Agency
from mingjian.web.parts import Chip

_NAMES = ("agency", "party", "lead_number", "lead_officer", "assisting_officer", "decision")


@dataclass(frozen=True)
class TypeList:
    """The list: rows of one group, found by name, each with the forms the agency uses."""

    rows: list[tuple[DocumentType, list[Row]]]
    chips: list[Chip]
    query: str
    total: int


@dataclass(frozen=True)
class Preview:
    """预览: the content, from which case, and which elements that case does not have."""

    content: dict[str, Any]
    case: Case | None
    filled: int
    wanted: int


def list_types(query: QueryDict, *, agency: Agency | None, on: date) -> TypeList:
    """文书模板 of one group (``group``), whose name holds ``q``; two queries."""
    asked, group = query.get("q", "").strip()[:40], query.get("group", "")
    every = [one for one in document_types() if asked in one.title]
    counts = Counter(one.code[:2] for one in every)
    chips = [Chip("全部", link_with(query, group=""), not group, len(every))]
    chips += [
        Chip(label, link_with(query, group=code), code == group, counts[code])
        for code, label in GROUPS.items()
    ]
    used = standing_of_type(agency, on=on)
    rows = [
        (one, used.get(one.code, []))
        for one in every
        if group not in GROUPS or one.code.startswith(group)
    ]
    return TypeList(rows, chips, asked, len(document_types()))


def preview_of(*, kind: DocumentType, scope: Scope, case_id: UUID | None, on: date) -> Preview:
    """The type filled from the named case, else from the furthest one the person may see.

    It stands in the form (式样) of the case's line and jurisdiction on that day.
    """
    case = _case_for(scope, case_id)
    values = values_of(case=case, on=on) if case else Values({}, {})
    kind = (form_for_case(kind, case, on=on).type if case else None) or kind
    wanted = elements_of(kind)
    filled = sum(1 for element in wanted if values.of(element))
    return Preview(fill_type(kind=kind, values=values), case, filled, len(wanted))


def blank_of(*, kind: DocumentType, agency: Agency | None) -> Preview:
    """空白式样, as it is handed in for filing: the agency's name, and nothing of any case."""
    texts = {"agency": agency.name, "number_prefix": agency.number_prefix} if agency else {}
    values = Values(texts, {})
    return Preview(fill_type(kind=kind, values=values), None, 0, len(elements_of(kind)))


def form_for_case(kind: DocumentType, case: Case, *, on: date) -> Form:
    """式样 of that type for the case."""
    pack, line = lawbook_of(case).id, line_of(case.violation_id)
    return form_of(key=kind.code, pack=pack, line=line, on=on)


def _case_for(scope: Scope, case_id: UUID | None) -> Case | None:
    visible = Case.objects.visible_to(scope).select_related(*_NAMES)
    if case_id is not None:
        found: Case = get_object_or_404(visible, id=case_id)
        return found
    decided = visible.filter(decision__isnull=False).order_by("-latest_act_on", "id")
    return decided.first() or visible.order_by("-latest_act_on", "id").first()
