"""URLs of the device register and of the oversight of recordings."""

from __future__ import annotations

from django.urls import path

from mingjian.desk.devices import oversight, views

_DEVICE = "devices/<uuid:device_id>"

urlpatterns = [
    path("devices/", views.devices, name="devices"),
    path("devices/new/", views.new_device, name="device-new"),
    path(f"{_DEVICE}/", views.device, name="device"),
    path(f"{_DEVICE}/storage/", views.storage, name="device-storage"),
    path(f"{_DEVICE}/gap/", oversight.gap, name="device-gap"),
    path(f"{_DEVICE}/<slug:act>/", views.event, name="device-event"),
    path("evidence/oversight/", oversight.oversight, name="recording-oversight"),
    path("evidence/<uuid:file_id>/late/", oversight.late, name="evidence-late"),
]
