"""URLs of the drafts room."""

from __future__ import annotations

from django.urls import path

from mingjian.desk.drafts import views

urlpatterns = [
    path("drafts/", views.draft, name="draft"),
    path("drafts/drop/", views.drop, name="drop-draft"),
]
