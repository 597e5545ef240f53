"""URLs of the staff site (工作台). Every view carries its guard; the gate refuses one without."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("mingjian.desk.urls"))]
handler400 = "mingjian.web.errors.bad_request"
handler403 = "mingjian.web.errors.forbidden"
handler404 = "mingjian.web.errors.not_found"
handler500 = "mingjian.web.errors.server_error"
