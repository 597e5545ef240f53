"""URLs of the desk's party room."""

from __future__ import annotations

from django.urls import path

from mingjian.desk.party import views

_SUBMISSION = "cases/<uuid:case_id>/submissions/<uuid:submission_id>/"

urlpatterns = [
    path("documents/<uuid:document_id>/party-pass/", views.make_pass, name="party-pass"),
    path("party-passes/<uuid:pass_id>/end/", views.end, name="party-pass-end"),
    path(f"{_SUBMISSION}register/", views.register, name="submission-register"),
    path(f"{_SUBMISSION}file/", views.put_on_file, name="submission-file"),
]
