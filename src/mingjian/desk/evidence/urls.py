"""URLs of the evidence room."""

from __future__ import annotations

from django.urls import path

from mingjian.desk.evidence import approvals, clipping, matrix, steps, viewing, views

urlpatterns = [
    path("evidence/", views.room, name="evidence"),
    path("evidence/uploads/", views.uploads, name="uploads"),
    path("evidence/uploads/<uuid:upload_id>/", views.upload, name="upload"),
    path("evidence/<uuid:file_id>/", views.file, name="evidence-file"),
    path("evidence/<uuid:file_id>/state/", views.file_state, name="evidence-state"),
    path("evidence/<uuid:file_id>/note/", views.note, name="evidence-note"),
    path("evidence/<uuid:file_id>/view/", viewing.view, name="evidence-view"),
    path("evidence/<uuid:file_id>/preview/", viewing.preview, name="evidence-preview"),
    path("evidence/<uuid:file_id>/thumbnail/", viewing.thumbnail, name="evidence-thumbnail"),
    path("evidence/approvals/", approvals.approvals, name="evidence-approvals"),
    path("evidence/<uuid:file_id>/covert/", approvals.confirm, name="covert-confirm"),
    path("evidence/<uuid:file_id>/export/", approvals.ask, name="export-ask"),
    path("evidence/exports/<uuid:export_id>/decide/", approvals.decide, name="export-decide"),
    path("evidence/exports/<uuid:export_id>/original/", approvals.take, name="export-take"),
    path("evidence/<uuid:file_id>/marker/", viewing.mark, name="evidence-marker"),
    path("evidence/<uuid:file_id>/case/", viewing.join, name="evidence-join"),
    path("evidence/<uuid:file_id>/clips/", clipping.clips, name="evidence-clips"),
    path("evidence/<uuid:file_id>/custody.pdf", clipping.file_chain, name="evidence-chain"),
    path("evidence/clips/<uuid:clip_id>/cancel/", clipping.cancel, name="clip-cancel"),
    path("evidence/clips/<uuid:clip_id>/copy/", clipping.take, name="clip-take"),
    path(
        "evidence/clips/<uuid:clip_id>/certificate/", clipping.certificate, name="clip-certificate"
    ),
    path("cases/<uuid:case_id>/evidence/custody.pdf", clipping.case_chain, name="case-chain"),
    path("cases/<uuid:case_id>/evidence/", views.case_files, name="case-evidence"),
    path("cases/<uuid:case_id>/evidence/gallery/", viewing.gallery, name="case-gallery"),
    path("cases/<uuid:case_id>/evidence/matrix/", matrix.matrix, name="case-matrix"),
    path("cases/<uuid:case_id>/evidence/prove/", matrix.prove, name="case-prove"),
    path("cases/<uuid:case_id>/evidence/exhibit/", matrix.exhibit, name="case-exhibit"),
    path(
        "cases/<uuid:case_id>/evidence/examine/<uuid:evidence_id>/",
        matrix.examine,
        name="case-examine",
    ),
    path(
        "cases/<uuid:case_id>/evidence/papers/<slug:name>/", matrix.paper, name="case-proof-paper"
    ),
    path(
        "cases/<uuid:case_id>/evidence/steps/<uuid:step_id>/", steps.record, name="step-recording"
    ),
    path("cases/<uuid:case_id>/evidence/rulings/<uuid:record_id>/", steps.rule, name="step-ruling"),
]
