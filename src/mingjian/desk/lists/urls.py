"""URLs of the standing lists."""

from __future__ import annotations

from django.urls import path

from mingjian.desk.lists import importing, views

_LIST = "disclosure/lists/<slug:kind>"

urlpatterns = [
    path("disclosure/lists/", views.lists, name="disclosure-lists"),
    path(f"{_LIST}/", views.standing_list, name="disclosure-list"),
    path(f"{_LIST}/row/", views.edit_row, name="disclosure-list-row"),
    path(f"{_LIST}/fill/", views.fill, name="disclosure-list-fill"),
    path(f"{_LIST}/confirm/", views.confirm, name="disclosure-list-confirm"),
    path(f"{_LIST}/import/", importing.upload, name="disclosure-list-import"),
    path(f"{_LIST}/import/keep/", importing.keep, name="disclosure-list-keep"),
    path(f"{_LIST}/review/<uuid:draft_id>/", views.review, name="disclosure-list-review"),
    path(f"{_LIST}/publish/<uuid:draft_id>/", views.publish, name="disclosure-list-publish"),
]
