"""URLs of the parties' site; the code stands in the address, the second factor never."""

from __future__ import annotations

from django.urls import path

from mingjian.party import views

app_name = "party"
urlpatterns = [
    path("", views.open_page, name="open"),
    path("p/<slug:code>/", views.open_page, name="open-code"),
    path("mine/", views.page, name="page"),
    path("mine/documents/<uuid:document_id>/", views.paper, name="paper"),
    path("mine/submit/<slug:kind>/", views.submit, name="submit"),
    path("leave/", views.leave, name="leave"),
]
