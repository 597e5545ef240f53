"""URLs of the summary room."""

from __future__ import annotations

from django.urls import path

from mingjian.desk.summary import views

urlpatterns = [
    path("on-the-spot/", views.on_the_spot, name="on-the-spot"),
    path("cases/<uuid:case_id>/on-the-spot/", views.penalty, name="penalty"),
    path("cases/<uuid:case_id>/on-the-spot/<slug:move>/", views.do_after, name="do-summary"),
]
