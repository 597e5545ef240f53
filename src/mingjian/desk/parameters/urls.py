"""URLs of the law book room."""

from __future__ import annotations

from django.urls import path

from mingjian.desk.parameters import views

urlpatterns = [
    path("parameters/", views.parameters, name="parameters"),
    path("parameters/comparison/", views.comparison, name="parameters-comparison"),
    path("parameters/switch/", views.switch, name="parameters-switch"),
    path("parameters/<str:key>/", views.parameter, name="parameter"),
]
