"""URLs of the measures room."""

from __future__ import annotations

from django.urls import path

from mingjian.desk.measures import views

urlpatterns = [
    path("cases/<uuid:case_id>/measures/<slug:move>/", views.begin, name="begin-measure"),
    path(
        "cases/<uuid:case_id>/measures/<uuid:measure_id>/<slug:move>/",
        views.go_on,
        name="do-measure",
    ),
]
