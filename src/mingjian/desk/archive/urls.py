"""URLs of the archive room."""

from __future__ import annotations

from django.urls import path

from mingjian.desk.archive import file_views, keeping_views, loan_views, views

_ONE = "archive/dossiers/<uuid:dossier_id>/"
_LOAN = "archive/loans/<uuid:loan_id>/"

urlpatterns = [
    path("archive/", views.archive, name="archive"),
    path("archive/inventory/<slug:form>/", views.inventory, name="archive-inventory"),
    path("archive/cases/<uuid:case_id>/", views.ended_case, name="archive-case"),
    path("archive/cases/<uuid:case_id>/hand-over/", views.give, name="archive-hand-over"),
    path("archive/cases/<uuid:case_id>/file/", views.receive, name="archive-file"),
    path(_ONE, views.dossier, name="dossier"),
    path(f"{_ONE}volume.pdf", file_views.volume, name="dossier-volume"),
    path(f"{_ONE}reports/<uuid:report_id>/", file_views.report, name="dossier-report"),
    path(f"{_ONE}reports/<uuid:report_id>/json/", file_views.report_json, name="dossier-json"),
    path(f"{_ONE}supplement/", file_views.supplement, name="dossier-supplement"),
    path(f"{_ONE}pack/", file_views.pack, name="dossier-pack"),
    path(f"{_ONE}check/<slug:occasion>/", file_views.check, name="dossier-check"),
    path(f"{_ONE}hold/", keeping_views.hold, name="dossier-hold"),
    path("archive/holds/<uuid:hold_id>/lift/", keeping_views.lift, name="dossier-lift"),
    path(f"{_ONE}retention/", keeping_views.retention, name="dossier-retention"),
    path(f"{_ONE}destruction/", keeping_views.propose, name="dossier-propose"),
    path(f"{_ONE}destruction/approve/", keeping_views.approve, name="dossier-destroy"),
    path(f"{_ONE}borrow/", loan_views.borrow, name="dossier-borrow"),
    path(f"{_LOAN}decide/", loan_views.decide, name="loan-decide"),
    path(f"{_LOAN}return/", loan_views.give_back, name="loan-return"),
    path(f"{_LOAN}read/", loan_views.read, name="loan-read"),
    path(f"{_LOAN}package.zip", loan_views.package, name="loan-package"),
]
