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
from mingjian.cases.models import Case
from mingjian.cases.paper_values import values_of
from mingjian.desk.listing import link_with
from mingjian.dossier.filling import Values, elements_of, fill_type
from mingjian.law.document_types import GROUPS, DocumentType, document_types
from mingjian.web.parts import Chip

_NAMES = ("agency", "party", "lead_number", "lead_officer", "assisting_officer", "decision")


@dataclass(frozen=True)
class TypeList:
    """The list: rows of one group, found by name."""

    rows: list[DocumentType]
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


def list_types(query: QueryDict) -> TypeList:
    """文书模板 of one group (``group``), whose name holds ``q``."""
    asked, group = query.get("q", "").strip()[:40], query.get("group", "")
    every = [one for one in document_types() if asked in one.title]
    counts = Counter(one.code[:2] for one in every)
    chips = [Chip("全部", link_with(query, group=""), not group, len(every))]
    chips += [
        Chip(label, link_with(query, group=code), code == group, counts[code])
        for code, label in GROUPS.items()
    ]
    rows = [one for one in every if group not in GROUPS or one.code.startswith(group)]
    return TypeList(rows, chips, asked, len(document_types()))


def preview_of(*, kind: DocumentType, scope: Scope, case_id: UUID | None, on: date) -> Preview:
    """The type filled from the named case, else from the furthest one the person may see."""
    case = _case_for(scope, case_id)
    values = values_of(case=case, on=on) if case else Values({}, {})
    wanted = elements_of(kind)
    filled = sum(1 for element in wanted if values.of(element))
    return Preview(fill_type(kind=kind, values=values), case, filled, len(wanted))


def _case_for(scope: Scope, case_id: UUID | None) -> Case | None:
    visible = Case.objects.visible_to(scope).select_related(*_NAMES)
    if case_id is not None:
        found: Case = get_object_or_404(visible, id=case_id)
        return found
    decided = visible.filter(decision__isnull=False).order_by("-latest_act_on", "id")
    return decided.first() or visible.order_by("-latest_act_on", "id").first()
