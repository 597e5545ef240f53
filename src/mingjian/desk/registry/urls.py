"""URLs of the registers."""

from __future__ import annotations

from django.urls import path

from mingjian.desk.registry import adviser_views, agency_views, officer_views, party_views

_AGENCY = "registry/agencies/<uuid:agency_id>"
_OFFICER = "registry/officers/<uuid:officer_id>"
_PARTY = "registry/parties/<uuid:party_id>"

urlpatterns = [
    path("registry/", agency_views.registry, name="registry"),
    path(f"{_AGENCY}/", agency_views.agency, name="agency"),
    path(f"{_AGENCY}/edit/", agency_views.edit_agency, name="agency-edit"),
    path(f"{_AGENCY}/power/", agency_views.add_power, name="agency-power"),
    path(f"{_AGENCY}/power/<slug:line>/end/", agency_views.stop_power, name="agency-power-end"),
    path("registry/items/", agency_views.items, name="items"),
    path("registry/advisers/", adviser_views.advisers, name="advisers"),
    path("registry/advisers/new/", adviser_views.new_adviser, name="adviser-new"),
    path(
        "registry/advisers/<uuid:adviser_id>/conflict/",
        adviser_views.new_conflict,
        name="adviser-conflict",
    ),
    path("registry/officers/", officer_views.officers, name="officers"),
    path("registry/officers/new/", officer_views.new_officer, name="officer-new"),
    path(f"{_OFFICER}/", officer_views.officer, name="officer"),
    path(f"{_OFFICER}/credential/", officer_views.new_credential, name="credential-new"),
    path(f"{_OFFICER}/leave/", officer_views.leave, name="officer-leave"),
    path(
        "registry/credentials/<uuid:credential_id>/<slug:kind>/",
        officer_views.stop_credential,
        name="credential-stop",
    ),
    path(
        "registry/suspensions/<uuid:suspension_id>/return/",
        officer_views.give_back,
        name="credential-return",
    ),
    path("registry/parties/", party_views.parties, name="parties"),
    path(f"{_PARTY}/", party_views.party, name="party"),
    path(f"{_PARTY}/open/<slug:column>/", party_views.open_sealed, name="party-open"),
]
