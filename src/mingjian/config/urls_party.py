"""URLs of the parties' site (当事人专属页面): one case, opened by what was printed on paper."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("mingjian.party.urls"))]
handler400 = "mingjian.web.errors.bad_request"
handler404 = "mingjian.web.errors.not_found"
handler500 = "mingjian.web.errors.server_error"
