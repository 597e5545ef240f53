"""Views of the types of documents (文书模板): list, one type, its picture and its PDF."""

from __future__ import annotations

from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from mingjian.access.gate import scope_here
from mingjian.desk.cases.views import READERS
from mingjian.desk.documents.filings import agency_of, standing_of_type
from mingjian.desk.documents.types import Preview, blank_of, list_types, preview_of
from mingjian.dossier.pdf import FORMS, MissingGlyphs, picture_of, print_content
from mingjian.law.breach import Breach
from mingjian.law.document_types import DocumentType, document_type
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page
from mingjian.web.parts import Link
from mingjian.web.refusals import refused_response

_DOTS_PER_INCH = 72


@staff(*READERS, purpose="查阅文书模板")
@require_safe
def types(request: HttpRequest) -> HttpResponse:
    """文书模板."""
    agency = agency_of(scope_here(request).agency_id)
    listed = list_types(request.GET, agency=agency, on=timezone.localdate())
    return render_page(request, "desk/documents/types.html", {"types": listed, "own": agency})


@staff(*READERS, purpose="查阅文书模板")
@require_safe
def type_page(request: HttpRequest, code: str) -> HttpResponse:
    """One type: what it rests on, where it is kept, and how it looks filled."""
    kind = _type_or_404(code)
    preview = _preview(request, kind)
    query = f"?case={preview.case.id}" if preview.case else ""
    own = agency_of(scope_here(request).agency_id)
    context = {
        "type": kind,
        "forms": standing_of_type(own, on=timezone.localdate()).get(kind.code, []),
        "preview": preview,
        "picture_url": reverse("desk:document-type-picture", args=[kind.code]) + query,
        "pdf_url": reverse("desk:document-type-pdf", args=[kind.code]) + query,
        "blank_url": reverse("desk:document-type-pdf", args=[kind.code]) + "?blank=1",
        "crumbs": [Link("文书模板", reverse("desk:document-types")), Link(kind.title)],
    }
    return render_page(request, "desk/documents/type.html", context)


@staff(*READERS, purpose="查阅文书模板")
@require_safe
def type_picture(request: HttpRequest, code: str) -> HttpResponse:
    """The first page, to be shown on the page of the type."""
    content = _preview(request, _type_or_404(code)).content
    try:
        picture = picture_of(content=content, template=FORMS, dots_per_inch=_DOTS_PER_INCH)
    except MissingGlyphs as missing:
        raise Http404(str(missing)) from missing
    return HttpResponse(picture, content_type="image/png")


@staff(*READERS, purpose="填写文书")
@require_safe
def type_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The type filled from the case, to be printed and completed by hand; it is not on record."""
    kind = _type_or_404(code)
    content = _preview(request, kind).content
    try:
        printed = print_content(
            content=content, template=FORMS, at=timezone.now(), bears_seal=kind.bears_seal
        )
    except MissingGlyphs as missing:
        return refused_response(request, [Breach("GLYPHS", str(missing), None, "")])
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(kind.title)}.pdf"}
    return HttpResponse(printed.pdf, content_type="application/pdf", headers=headers)


def _type_or_404(code: str) -> DocumentType:
    try:
        return document_type(code)
    except KeyError as error:
        raise Http404(f"no document type {code!r}") from error


def _preview(request: HttpRequest, kind: DocumentType) -> Preview:
    asked = request.GET.get("case", "")
    try:
        case_id = UUID(asked) if asked else None
    except ValueError as error:
        raise Http404("not a case id") from error
    if request.GET.get("blank"):
        return blank_of(kind=kind, agency=agency_of(scope_here(request).agency_id))
    return preview_of(
        kind=kind, scope=scope_here(request), case_id=case_id, on=timezone.localdate()
    )
