"""A site that has provision pages of its own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def _provision(request: HttpRequest, law: str, article: str) -> HttpResponse:
    return HttpResponse(f"{law} {article}")


portal = ([path("law/<str:law>/<str:article>", _provision, name="provision")], "portal")
urlpatterns = [path("", include(portal))]
