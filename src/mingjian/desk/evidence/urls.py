"""URLs of the evidence room."""

from __future__ import annotations

from django.urls import path

from mingjian.desk.evidence import views

urlpatterns = [
    path("evidence/", views.room, name="evidence"),
    path("evidence/uploads/", views.uploads, name="uploads"),
    path("evidence/uploads/<uuid:upload_id>/", views.upload, name="upload"),
    path("evidence/<uuid:file_id>/", views.file, name="evidence-file"),
    path("evidence/<uuid:file_id>/state/", views.file_state, name="evidence-state"),
    path("evidence/<uuid:file_id>/note/", views.note, name="evidence-note"),
    path("cases/<uuid:case_id>/evidence/", views.case_files, name="case-evidence"),
]
