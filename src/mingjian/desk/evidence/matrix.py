"""对应表: evidence, facts and clauses of a case on one page; linking is one click."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from mingjian.access.gate import scope_here
from mingjian.cases.evidence_papers import (
    CATALOGUE,
    MATRIX,
    evidence_catalogue,
    proof_table,
)
from mingjian.cases.models import Case
from mingjian.cases.proof import Count, Fact, Item, Matrix, matrix_of
from mingjian.cases.proving import examine_evidence, link_proof, show_exhibit
from mingjian.desk.acting import acting
from mingjian.desk.answering import answer_act
from mingjian.desk.cases.case_file import case_for, read_file
from mingjian.desk.cases.showing import head_context
from mingjian.desk.cases.views import READERS
from mingjian.dossier.pdf import FORMS, MissingGlyphs, print_content
from mingjian.evidence.covert import unconfirmed_ids
from mingjian.evidence.files import files_of_case
from mingjian.evidence.models import EvidenceFile
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.procedure import EvidenceKind
from mingjian.law.proof import CLEAR_FACTS, EIGHT_KINDS, Confirmation, Original
from mingjian.law.roles import Actor, Role
from mingjian.web.endpoints import staff
from mingjian.web.fragments import is_fragment, redirect_to, render_page
from mingjian.web.parts import Link
from mingjian.web.refusals import refused_response

_BETWEEN = "|"
PAPERS = {"catalogue": (CATALOGUE, evidence_catalogue), "matrix": (MATRIX, proof_table)}


@staff(*READERS, purpose="查阅证据对应表")
@require_safe
def matrix(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """证据—事实—法条对应表."""
    case = case_for(scope=scope_here(request), case_id=case_id)
    context = matrix_context(case, by=acting(request))
    return render_page(request, "desk/evidence/matrix.html", context)


@staff(Role.CASE_OFFICER, purpose="登记证据对应的事实")
@require_POST
def prove(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One click: this item proves that fact, or no longer."""
    by = acting(request)
    case = case_for(scope=scope_here(request), case_id=case_id)
    url = matrix_url(case.id)
    try:
        link_proof(case_id=case.id, by=by, at=timezone.now(), **_cell(request))
    except MoveRefused as refused:
        return refused_response(request, refused.breaches, back_url=url)
    if not is_fragment(request):
        return redirect_to(request, f"{url}#facts")
    context = matrix_context(case, by=by)
    return render_page(
        request, "desk/evidence/matrix.html", context, fragment="desk/evidence/_facts.html"
    )


@staff(Role.CASE_OFFICER, purpose="核对证据的合法性")
@require_POST
def examine(request: HttpRequest, case_id: UUID, evidence_id: UUID) -> HttpResponse:
    """合法性核对 of one item."""
    by = acting(request)
    case = case_for(scope=scope_here(request), case_id=case_id)
    names = ("source", "confirmation", "original", "note")
    said = {name: request.POST.get(name, "")[:200] for name in names}
    return answer_act(
        request,
        lambda: examine_evidence(
            case_id=case.id, evidence_id=evidence_id, by=by, at=timezone.now(), **said
        ),
        done="核对情况已登记。",
        url=f"{matrix_url(case.id)}#item-{evidence_id}",
    )


@staff(Role.CASE_OFFICER, purpose="关联证据的照片和音像")
@require_POST
def exhibit(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A photo of an item or of goods: linked, or taken back."""
    by = acting(request)
    case = case_for(scope=scope_here(request), case_id=case_id)
    which = "goods_id" if "goods" in request.POST else "evidence_id"
    thing = {which: _id(request.POST.get("goods") or request.POST.get("evidence", ""))}
    file_id, is_linked = _id(request.POST.get("file", "")), "remove" not in request.POST
    return answer_act(
        request,
        lambda: show_exhibit(
            case_id=case.id, file_id=file_id, is_linked=is_linked, by=by, at=timezone.now(), **thing
        ),
        done="照片、音像已关联。" if is_linked else "关联已取消。",
        url=f"{matrix_url(case.id)}#items",
    )


@staff(*READERS, purpose="打印证据目录、对应表")
@require_safe
def paper(request: HttpRequest, case_id: UUID, name: str) -> HttpResponse:
    """证据目录、对应表 as PDF."""
    case = case_for(scope=scope_here(request), case_id=case_id)
    if name not in PAPERS:
        raise Http404("no such paper")
    title, fill = PAPERS[name]
    now = timezone.localtime()
    content = fill(case, matrix_of(case, on=now.date()), on=now.date())
    return pdf_of(request, content, name=f"{title}.pdf", back_url=matrix_url(case.id))


def pdf_of(
    request: HttpRequest, content: dict[str, Any], *, name: str, back_url: str
) -> HttpResponse:
    """A paper in the forms of the house, to be printed."""
    try:
        made = print_content(
            content=content, template=FORMS, at=timezone.now(), bears_seal=False
        ).pdf
    except MissingGlyphs as missing:
        breach = Breach("GLYPHS", str(missing), None, "")
        return refused_response(request, [breach], back_url=back_url)
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def matrix_context(case: Case, *, by: Actor) -> dict[str, Any]:
    """What the page shows; officers may link while there is no decision."""
    file = read_file(case)
    found, head = matrix_of(file.case, on=timezone.localdate()), head_context(case)
    is_officer = by.role is Role.CASE_OFFICER and by.agency_id == case.agency_id
    is_decided = getattr(file.case, "decision", None) is not None
    files = _linkable(case) if is_officer else []
    may_prove = is_officer and not is_decided
    return {
        **head,
        "crumbs": [*head["crumbs"], Link("证据对应表", "")],
        "matrix": found,
        "counts": [_count_line(one, found, n) for n, one in enumerate(found.counts)],
        "items": [_item_line(one, files) for one in found.items],
        "goods": [
            {"goods": one, "files": _thumbs(one.files), "choices": _others(files, one.files)}
            for one in found.goods
        ],
        "gaps": found.gaps,
        "mandatory": found.mandatory,
        "may_prove": may_prove,
        "may_show": is_officer and bool(files),
        "is_decided": is_decided,
        "confirmations": [(one.value, one.title) for one in Confirmation],
        "originals": [(one.value, one.title) for one in Original],
        "clear_facts": CLEAR_FACTS,
        "eight_kinds": EIGHT_KINDS,
        "files_url": reverse("desk:case-evidence", args=[case.id]),
    }


def _linkable(case: Case) -> list[EvidenceFile]:
    """Files that may be linked: covert recordings only once their head has confirmed them."""
    unconfirmed = unconfirmed_ids(case_id=case.id)
    return list(files_of_case(case_id=case.id).exclude(id__in=unconfirmed).prefetch_related(None))


def matrix_url(case_id: UUID) -> str:
    """Where the page is."""
    return reverse("desk:case-matrix", args=[case_id])


def _count_line(count: Count, matrix: Matrix, number: int) -> dict[str, Any]:
    return {
        "count": count,
        "rows": [
            _fact_line(fact, count, matrix, f"{number}-{n}") for n, fact in enumerate(count.facts)
        ],
    }


def _fact_line(fact: Fact, count: Count, matrix: Matrix, place: str) -> dict[str, Any]:
    return {
        "fact": fact,
        "cells": [
            {
                "item": item,
                "is_linked": item in fact.proved_by,
                "value": _BETWEEN.join(
                    (
                        "0" if item in fact.proved_by else "1",
                        str(item.evidence.id),
                        count.violation_id,
                        fact.point.key,
                    )
                ),
                "id": f"cell-{place}-{item.serial}",
            }
            for item in matrix.items
        ],
    }


def _item_line(item: Item, files: list[EvidenceFile]) -> dict[str, Any]:
    return {
        "item": item,
        "kind": EvidenceKind(item.evidence.kind).title,
        "exam": item.exam,
        "files": _thumbs(item.files),
        "choices": _others(files, item.files),
    }


def _thumbs(files: tuple[EvidenceFile, ...]) -> list[dict[str, Any]]:
    return [{"file": one, "url": reverse("desk:evidence-view", args=[one.id])} for one in files]


def _others(files: list[EvidenceFile], shown: tuple[EvidenceFile, ...]) -> list[EvidenceFile]:
    return [one for one in files if one not in shown]


def _cell(request: HttpRequest) -> dict[str, Any]:
    parts = request.POST.get("cell", "").split(_BETWEEN, 3)
    if len(parts) != 4:
        raise Http404("no such cell")
    linked, evidence, violation_id, point = parts
    return {
        "evidence_id": _id(evidence),
        "violation_id": violation_id,
        "point": point,
        "is_linked": linked == "1",
    }


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404("no such thing") from error
