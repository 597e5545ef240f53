"""URLs of the documents room."""

from __future__ import annotations

from django.urls import path

from mingjian.desk.documents import correction_views, filing_views, type_views, views

_TYPE = "documents/types/<slug:code>/"
_FILING = "documents/filings/<uuid:filing_id>/"

urlpatterns = [
    path("documents/types/", type_views.types, name="document-types"),
    path(_TYPE, type_views.type_page, name="document-type"),
    path(f"{_TYPE}picture/", type_views.type_picture, name="document-type-picture"),
    path(f"{_TYPE}pdf/", type_views.type_pdf, name="document-type-pdf"),
    path("documents/filings/", filing_views.filings, name="document-filings"),
    path("documents/filings/record/", filing_views.record, name="document-filing-record"),
    path(_FILING, correction_views.filing, name="document-filing"),
    path(f"{_FILING}correct/", correction_views.correct, name="document-filing-correct"),
    path("documents/live/<uuid:case_id>/<slug:code>/", views.live, name="document-live"),
    path("documents/<uuid:document_id>/", views.document, name="document"),
    path("documents/<uuid:document_id>/pdf/", views.document_pdf, name="document-pdf"),
    path("documents/<uuid:document_id>/approve-seal/", views.approve, name="document-approve-seal"),
    path("documents/<uuid:document_id>/seal/", views.set_seal, name="document-seal"),
]
