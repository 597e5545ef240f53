"""URLs of the cases room."""

from __future__ import annotations

from django.urls import path

from mingjian.desk.cases import batch_views, distinct, joining, views

urlpatterns = [
    path("cases/", views.cases, name="cases"),
    path("cases/new/", views.register_lead, name="register-lead"),
    path("cases/batch/", batch_views.batch, name="case-batch"),
    path("cases/filters/save/", batch_views.save, name="save-filter"),
    path("cases/filters/<uuid:filter_id>/remove/", batch_views.remove, name="remove-filter"),
    path("cases/<uuid:case_id>/", views.case, name="case"),
    path("cases/<uuid:case_id>/parties/add/", joining.add, name="add-party"),
    path("cases/<uuid:case_id>/parties/separate/", joining.separate, name="separate-party"),
    path("cases/<uuid:case_id>/distinct/<uuid:other_id>/", distinct.state, name="state-distinct"),
    path("cases/<uuid:case_id>/do/<slug:move>/", views.do, name="do"),
]
