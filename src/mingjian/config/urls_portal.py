"""URLs of the public site (公示平台): published records only, no login, no session."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("mingjian.portal.urls"))]
handler400 = "mingjian.web.errors.bad_request"
handler404 = "mingjian.web.errors.not_found"
handler500 = "mingjian.web.errors.server_error"
