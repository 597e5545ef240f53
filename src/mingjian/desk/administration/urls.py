"""URLs of the administrators."""

from __future__ import annotations

from django.urls import path

from mingjian.desk.administration import account_views, audit_views, grant_views, log_views

_HOLDER = "administration/grants/<uuid:user_id>"

urlpatterns = [
    path("administration/", account_views.administration, name="administration"),
    path("administration/accounts/", account_views.accounts, name="accounts"),
    path("administration/accounts/new/", account_views.new_account, name="account-new"),
    path("administration/grants/", grant_views.grants, name="grants"),
    path(f"{_HOLDER}/", grant_views.holder, name="holder"),
    path(f"{_HOLDER}/grant/", grant_views.grant, name="grant"),
    path(f"{_HOLDER}/end/<slug:role>/", grant_views.end_grant, name="grant-end"),
    path(f"{_HOLDER}/switch/", grant_views.switch_account, name="account-switch"),
    path(f"{_HOLDER}/password/", grant_views.reset, name="password-reset"),
    path("administration/audit/", audit_views.audit, name="audit"),
    path("administration/audit/entries/", audit_views.entries, name="audit-entries"),
    path("administration/audit/sessions/", audit_views.sessions, name="audit-sessions"),
    path("administration/log/", log_views.log_state, name="log"),
    path("administration/audit/streams/<uuid:stream_id>/", audit_views.stream, name="audit-stream"),
]
