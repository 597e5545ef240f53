"""A document as it is printed (文书), with its hash and whether it was served."""

from __future__ import annotations

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
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page
from mingjian.web.parts import Link


@staff(*READERS, purpose="查阅文书")
@require_safe
def document(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """文书: visible to whoever may see its case."""
    rows = Document.objects.select_related("number", "service")
    paper = get_object_or_404(rows, id=document_id)
    case = case_for(scope=scope_here(request), case_id=paper.subject_id)
    number = case.number or case.lead_number.text
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
            Link(number, reverse("desk:case", args=[case.id])),
            Link(paper.title),
        ],
    }
    return render_page(request, "desk/documents/document.html", context)
