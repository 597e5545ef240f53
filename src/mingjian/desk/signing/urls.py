"""URLs of the signing room."""

from __future__ import annotations

from django.urls import path

from mingjian.desk.signing import record_views, views

urlpatterns = [
    path("cases/<uuid:case_id>/records/", record_views.records, name="records"),
    path("cases/<uuid:case_id>/records/<slug:kind>/", record_views.record, name="record"),
    path("documents/<uuid:document_id>/correct/", record_views.correct, name="record-correct"),
    path("documents/<uuid:document_id>/sign/", views.sign, name="document-sign"),
    path(
        "documents/<uuid:document_id>/sign/pages/<int:page>/",
        views.page_picture,
        name="document-sign-page",
    ),
]
