"""URLs of the supervision room."""

from __future__ import annotations

from django.urls import path

from mingjian.desk.supervision import views

urlpatterns = [
    path("supervision/", views.supervision, name="supervision"),
    path("supervision/reviews/", views.reviews, name="supervision-reviews"),
    path("supervision/forms/", views.forms, name="supervision-forms"),
    path("supervision/staffing/", views.staffing, name="supervision-staffing"),
]
