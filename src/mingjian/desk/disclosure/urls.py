"""URLs of the disclosure room."""

from __future__ import annotations

from django.urls import path

from mingjian.desk.disclosure import (
    import_views,
    record_views,
    request_views,
    run_views,
    views,
)

_TEXT = "disclosure/texts/<uuid:preparation_id>"
_RECORD = "disclosure/records/<str:public_id>"
_REQUEST = "disclosure/requests/<slug:number>"
_RUN = "disclosure/imports/runs/<uuid:run_id>"

urlpatterns = [
    path("disclosure/", views.disclosure, name="disclosure"),
    path("disclosure/duties/<uuid:duty_id>/", views.duty, name="disclosure-duty"),
    path("disclosure/duties/<uuid:duty_id>/prepare/", views.prepare, name="disclosure-prepare"),
    path(f"{_TEXT}/content/", views.approve_text, name="disclosure-content"),
    path(f"{_TEXT}/secrecy/", views.approve_secret, name="disclosure-secrecy"),
    path(f"{_TEXT}/release/", views.release, name="disclosure-release"),
    path("disclosure/published/", record_views.published, name="disclosure-published"),
    path("disclosure/agency/", record_views.agency_page, name="disclosure-agency"),
    path(f"{_RECORD}/", record_views.record, name="disclosure-record"),
    path(f"{_RECORD}/correct/", record_views.correct, name="disclosure-correct"),
    path(f"{_RECORD}/withdraw/", record_views.order, name="disclosure-withdraw"),
    path("disclosure/withdrawals/", record_views.withdrawals, name="disclosure-withdrawals"),
    path(
        "disclosure/withdrawals/<uuid:order_id>/",
        record_views.withdraw,
        name="disclosure-withdraw-now",
    ),
    path("disclosure/requests/", request_views.requests, name="disclosure-requests"),
    path(f"{_REQUEST}/", request_views.request_page, name="disclosure-request"),
    path(f"{_REQUEST}/accept/", request_views.accept, name="disclosure-request-accept"),
    path(f"{_REQUEST}/decide/", request_views.decide, name="disclosure-request-decide"),
    path("disclosure/imports/", import_views.imports, name="disclosure-imports"),
    path("disclosure/imports/new/", import_views.upload, name="disclosure-upload"),
    path("disclosure/imports/keep/", import_views.keep, name="disclosure-keep"),
    path(f"{_RUN}/", run_views.run, name="disclosure-run"),
    path(f"{_RUN}/check/", run_views.check, name="disclosure-run-check"),
    path(f"{_RUN}/keep/", run_views.keep, name="disclosure-run-keep"),
    path(f"{_RUN}/stop/", run_views.stop, name="disclosure-run-stop"),
    path(f"{_RUN}/drop/", run_views.drop, name="disclosure-run-drop"),
    path(f"{_RUN}/report/", run_views.report, name="disclosure-run-report"),
    path("disclosure/imports/<uuid:batch_id>/", import_views.batch, name="disclosure-import"),
    path("disclosure/imports/<uuid:batch_id>/stop/", import_views.stop, name="disclosure-stop"),
    path(
        "disclosure/imports/<uuid:batch_id>/prepare/",
        import_views.prepare_rows,
        name="disclosure-prepare-import",
    ),
]
