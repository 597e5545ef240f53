"""URLs of 亮证."""

from __future__ import annotations

from django.urls import path

from mingjian.desk.credential import views

urlpatterns = [
    path("credential/", views.credential, name="credential"),
    path("credential/code/", views.code, name="credential-code"),
]
