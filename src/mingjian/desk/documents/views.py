"""A document as it is printed (文书): checked, approved for the seal, sealed, taken along."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from mingjian.access.gate import actor_here, scope_here
from mingjian.cases.goods_lists import KINDS, goods_list_of, goods_of
from mingjian.cases.models import PartyPass
from mingjian.cases.paper_checks import faults_against_sealing
from mingjian.desk.acting import acting, acting_role
from mingjian.desk.answering import answer_act
from mingjian.desk.cases.case_file import case_for
from mingjian.desk.cases.views import ACTORS, READERS
from mingjian.desk.documents.filings import form_of_paper
from mingjian.desk.documents.live import LIVE, live_preview
from mingjian.desk.documents.sealing import seal_panel
from mingjian.desk.signing.showing import signing_panel
from mingjian.dossier.documents import is_intact
from mingjian.dossier.kinds import DocumentKind, ServiceMethod
from mingjian.dossier.models import Document
from mingjian.dossier.pdf import MissingGlyphs
from mingjian.dossier.sealed_files import SealedFileDamaged, read_sealed_file
from mingjian.dossier.sealing import APPROVERS, KEEPERS, approve_seal, seal_document
from mingjian.dossier.signature_sheet import printed_file
from mingjian.law.breach import Breach
from mingjian.law.roles import Actor, Role
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page
from mingjian.web.parts import Link
from mingjian.web.refusals import refused_response


@staff(*READERS, purpose="查阅文书")
@require_safe
def document(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """文书: visible to whoever may see its case."""
    paper = get_object_or_404(Document.objects.select_related("service"), id=document_id)
    case = case_for(scope=scope_here(request), case_id=paper.subject_id)
    context = {
        **_shown(paper),
        **_service_of(paper),
        **_pass_of(paper, is_officer=acting_role(request) is Role.CASE_OFFICER),
        "signing": signing_panel(document=paper, case=case, by=acting(request)),
        "goods": _goods_of(paper, is_officer=acting_role(request) is Role.CASE_OFFICER),
        "panel": seal_panel(document=paper, case=case, by=acting(request)),
        "crumbs": [
            Link("案件", reverse("desk:cases")),
            Link(case.number or case.lead_number.text, reverse("desk:case", args=[case.id])),
            Link(paper.title),
        ],
    }
    return render_page(request, "desk/documents/document.html", context)


def _shown(paper: Document) -> dict[str, Any]:
    """The paper itself."""
    return {
        "document": paper,
        "content": paper.content,
        "is_external": DocumentKind(paper.kind).is_external,
        "is_intact": is_intact(paper),
        "form": form_of_paper(paper),
    }


def _goods_of(paper: Document, *, is_officer: bool) -> dict[str, Any] | None:
    """财物清单 of a paper that takes goods; None for any other."""
    goods = goods_of(paper)[0] if paper.kind in KINDS else []
    if not goods:
        return None
    return {"count": len(goods), "made": goods_list_of(paper), "may_make": is_officer}


def _service_of(paper: Document) -> dict[str, Any]:
    """How it was served, if it was."""
    service = getattr(paper, "service", None)
    return {
        "service": service,
        "method": ServiceMethod(service.method).title if service else "",
    }


@staff(*READERS, purpose="下载文书")
@require_safe
def document_pdf(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """文书的版式文件: the sealed file where there is one, else what will be sealed."""
    paper = get_object_or_404(Document.objects.select_related("number", "seal"), id=document_id)
    case_for(scope=scope_here(request), case_id=paper.subject_id)
    seal = getattr(paper, "seal", None)
    try:
        pdf = read_sealed_file(digest=seal.sealed_sha256) if seal else printed_file(paper)
    except MissingGlyphs as missing:
        return refused_response(request, [Breach("GLYPHS", str(missing), None, "")])
    except SealedFileDamaged as damaged:
        return refused_response(request, [Breach("SEALED_FILE", str(damaged), None, "")])
    name = paper.number.text if paper.number else paper.title
    disposition = f"attachment; filename*=UTF-8''{quote(f'{name}.pdf')}"
    headers = {"Content-Disposition": disposition}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@staff(*APPROVERS, purpose="批准用印")
@require_POST
def approve(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """批准用印: of the bytes that the page showed."""
    paper = _paper_for(request, document_id)
    return answer_act(
        request,
        lambda: approve_seal(
            document_id=paper.id,
            seen_sha256=request.POST.get("sha256", ""),
            find_faults=faults_against_sealing,
            by=_acting_as(request, APPROVERS),
            at=timezone.now(),
        ),
        done=f"已批准{paper.title}用印。请印章保管人员加盖印章。",
        url=reverse("desk:document", args=[paper.id]),
    )


@staff(*KEEPERS, purpose="加盖印章")
@require_POST
def set_seal(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """加盖印章: on the approved bytes."""
    paper = _paper_for(request, document_id)
    return answer_act(
        request,
        lambda: seal_document(
            document_id=paper.id,
            find_faults=faults_against_sealing,
            by=_acting_as(request, KEEPERS),
            at=timezone.now(),
        ),
        done=f"{paper.title}已加盖印章，现在可以下载和送达。",
        url=reverse("desk:document", args=[paper.id]),
    )


@staff(*ACTORS, purpose="预览文书")
@require_POST
def live(request: HttpRequest, case_id: UUID, code: str) -> HttpResponse:
    """边写边看: what is typed, as the paper would show it; nothing is kept."""
    if code not in LIVE:
        raise Http404(f"no live preview of {code!r}")
    case = case_for(scope=scope_here(request), case_id=case_id)
    preview = live_preview(case=case, code=code, typed=request.POST, on=timezone.localdate())
    return render_page(request, "desk/documents/_live_answer.html", {"live": preview})


def _paper_for(request: HttpRequest, document_id: UUID) -> Document:
    paper = get_object_or_404(Document, id=document_id)
    case_for(scope=scope_here(request), case_id=paper.subject_id)
    return paper


def _pass_of(paper: Document, *, is_officer: bool) -> dict[str, object]:
    """查询凭证: may one be made, and which one is in force."""
    in_force = PartyPass.objects.filter(document=paper, end__isnull=True)
    may_issue = is_officer and hasattr(paper, "service")
    return {"may_issue_pass": may_issue, "party_pass": in_force.first() if may_issue else None}


def _acting_as(request: HttpRequest, roles: frozenset[Role]) -> Actor:
    """In the role chosen for the session if it is one of these, else in the first that is."""
    chosen = acting_role(request)
    return actor_here(request, role=chosen if chosen in roles else None)
