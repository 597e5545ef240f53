"""A document as it is printed (文书), with its hash and whether it was served."""

from __future__ import annotations

from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from mingjian.access.gate import scope_here
from mingjian.desk.cases.case_file import case_for
from mingjian.desk.cases.views import READERS
from mingjian.dossier.documents import is_intact
from mingjian.dossier.kinds import DocumentKind, ServiceMethod
from mingjian.dossier.models import Document
from mingjian.dossier.pdf import MissingGlyphs, render_pdf
from mingjian.law.breach import Breach
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
    service = getattr(paper, "service", None)
    context = {
        "document": paper,
        "content": paper.content,
        "is_external": DocumentKind(paper.kind).is_external,
        "is_intact": is_intact(paper),
        "service": service,
        "method": ServiceMethod(service.method).title if service else "",
        "crumbs": [
            Link("案件", reverse("desk:cases")),
            Link(case.number or case.lead_number.text, reverse("desk:case", args=[case.id])),
            Link(paper.title),
        ],
    }
    return render_page(request, "desk/documents/document.html", context)


@staff(*READERS, purpose="下载文书")
@require_safe
def document_pdf(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """文书的版式文件: the same bytes every time, to be printed and served."""
    paper = get_object_or_404(Document.objects.select_related("number"), id=document_id)
    case_for(scope=scope_here(request), case_id=paper.subject_id)
    try:
        pdf = render_pdf(paper)
    except MissingGlyphs as missing:
        return refused_response(request, [Breach("GLYPHS", str(missing), None, "")])
    name = quote(f"{paper.number.text if paper.number else paper.title}.pdf")
    disposition = f"attachment; filename*=UTF-8''{name}"
    headers = {"Content-Disposition": disposition}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
