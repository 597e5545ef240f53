"""URLs of the service room."""

from __future__ import annotations

from django.urls import path

from mingjian.desk.service import on_the_spot, views

urlpatterns = [
    path("cases/<uuid:case_id>/service/", views.case_service, name="case-service"),
    path("cases/<uuid:case_id>/service/address/", views.address, name="service-address"),
    path("documents/<uuid:document_id>/attempt/", views.attempt, name="service-attempt"),
    path("documents/<uuid:document_id>/serve/", views.serve, name="service-serve"),
    path(
        "documents/<uuid:document_id>/receipt/sign/", on_the_spot.sign_for, name="receipt-sign-for"
    ),
    path("documents/<uuid:document_id>/announce/", on_the_spot.announce, name="service-announce"),
    path("documents/<uuid:document_id>/goods-list/", on_the_spot.list_goods, name="goods-list"),
    path("documents/<uuid:document_id>/receipt/", views.receipt, name="service-receipt"),
]
