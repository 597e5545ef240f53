"""URLs of the desk: every room has a ``urls.py`` of its own, listed here and nowhere else."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

app_name = "desk"

ROOMS = (
    "account",
    "todo",
    "credential",
    "cases",
    "api",
    "summary",
    "measures",
    "proceedings",
    "documents",
    "service",
    "signing",
    "prints",
    "party",
    "devices",
    "evidence",
    "disclosure",
    "archive",
    "lists",
    "supervision",
    "appraisal",
    "registry",
    "parameters",
    "administration",
    "drafts",
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"mingjian.desk.{room}.urls")) for room in ROOMS
]
