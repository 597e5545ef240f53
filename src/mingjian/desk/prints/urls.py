"""URLs of the printing room."""

from __future__ import annotations

from django.urls import path

from mingjian.desk.prints import views

urlpatterns = [
    path("cases/<uuid:case_id>/prints/", views.of_case, name="case-prints"),
    path("prints/", views.runs, name="print-runs"),
    path("prints/choose/", views.of_ticked, name="print-choose"),
    path("prints/start/", views.start, name="print-start"),
    path("prints/<uuid:run_id>/", views.run, name="print-run"),
    path("prints/<uuid:run_id>/turn/", views.turn, name="print-turn"),
    path("prints/<uuid:run_id>/zip/", views.as_zip, name="print-zip"),
    path("prints/<uuid:run_id>/<int:first>-<int:last>/", views.together, name="print-together"),
]
