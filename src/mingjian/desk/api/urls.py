"""URLs of the JSON interface."""

from __future__ import annotations

from django.urls import path

from mingjian.desk.api import views

urlpatterns = [
    path("api/cases/", views.cases, name="api-cases"),
    path("api/cases/<uuid:case_id>/", views.case, name="api-case"),
]
