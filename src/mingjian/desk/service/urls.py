"""URLs of the service room."""

from __future__ import annotations

from django.urls import path

from mingjian.desk.service import views

urlpatterns = [
    path("cases/<uuid:case_id>/service/", views.case_service, name="case-service"),
    path("cases/<uuid:case_id>/service/address/", views.address, name="service-address"),
    path("documents/<uuid:document_id>/attempt/", views.attempt, name="service-attempt"),
    path("documents/<uuid:document_id>/serve/", views.serve, name="service-serve"),
    path("documents/<uuid:document_id>/receipt/", views.receipt, name="service-receipt"),
]
