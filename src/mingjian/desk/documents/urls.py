"""URLs of the documents room."""

from __future__ import annotations

from django.urls import path

from mingjian.desk.documents import views

urlpatterns = [
    path("documents/<uuid:document_id>/", views.document, name="document"),
    path("documents/<uuid:document_id>/pdf/", views.document_pdf, name="document-pdf"),
    path("documents/<uuid:document_id>/approve-seal/", views.approve, name="document-approve-seal"),
    path("documents/<uuid:document_id>/seal/", views.set_seal, name="document-seal"),
]
