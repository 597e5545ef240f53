"""URLs of the proceedings room."""

from __future__ import annotations

from django.urls import path

from mingjian.desk.proceedings import views

urlpatterns = [
    path("cases/<uuid:case_id>/proceedings/<slug:move>/", views.begin, name="begin-proceeding"),
    path(
        "cases/<uuid:case_id>/proceedings/<uuid:proceeding_id>/<slug:move>/",
        views.go_on,
        name="do-proceeding",
    ),
]
