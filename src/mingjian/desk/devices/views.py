"""Pages of the device register (设备台账): list, one device, its events."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mingjian.desk.acting import acting
from mingjian.desk.answering import answer_act
from mingjian.desk.devices.forms import DeviceForm, EventForm, StorageForm
from mingjian.desk.devices.showing import (
    REGISTER_READERS,
    agencies_seen,
    device_context,
    device_for,
    list_context,
    officer_choices,
)
from mingjian.desk.fields import DeskForm
from mingjian.desk.formpages import form_page
from mingjian.evidence.devices import KEEPERS, move_device, move_storage, register_device
from mingjian.evidence.models import Device
from mingjian.law.breach import Breach
from mingjian.law.devices import DeviceAct
from mingjian.law.roles import Role
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page


@staff(*REGISTER_READERS, purpose="查阅设备台账")
@require_safe
def devices(request: HttpRequest) -> HttpResponse:
    """设备台账."""
    return render_page(request, "desk/devices/list.html", list_context(request))


@staff(*REGISTER_READERS, purpose="查阅设备台账")
@require_safe
def device(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """One device."""
    found = device_for(request, device_id)
    context = device_context(found, by=acting(request))
    return render_page(request, "desk/devices/device.html", context)


@staff(*KEEPERS, purpose="登记执法记录设备")
@require_http_methods(["GET", "POST"])
def new_device(request: HttpRequest) -> HttpResponse:
    """登记设备."""
    agencies = agencies_seen(request).values_list("id", "name")
    form = DeviceForm(request.POST or None, agencies=[(str(key), name) for key, name in agencies])
    if request.method == "GET" or not form.is_valid():
        return _form(request, None, form, "登记设备")
    act: dict[str, Any] = {"device": form.device(), "by": acting(request), "at": timezone.now()}
    return answer_act(
        request,
        lambda: register_device(**act),
        done="设备已登记，现在在库。",
        url=reverse("desk:devices"),
        show_refusal=lambda breaches: _form(request, None, form, "登记设备", breaches),
    )


@staff(*KEEPERS, Role.CASE_OFFICER, purpose="办理设备领用和归还")
@require_http_methods(["GET", "POST"])
def event(request: HttpRequest, device_id: UUID, act: str) -> HttpResponse:
    """领用、归还、送修、修复入库、报废."""
    found, what = device_for(request, device_id), _act(act)
    by, at = acting(request), timezone.now()
    officers = officer_choices(found, by=by, on=timezone.localdate())
    now = {"happened_at": timezone.localtime(at).replace(second=0, microsecond=0)}
    form = EventForm(request.POST or None, act=what, officers=officers, initial=now)
    if request.method == "GET" or not form.is_valid():
        return _form(request, found, form, what.title)
    return answer_act(
        request,
        lambda: move_device(device_id=found.id, happening=form.happening(), by=by, at=at),
        done=f"{what.title}已登记。",
        url=reverse("desk:device", args=[found.id]),
        show_refusal=lambda breaches: _form(request, found, form, what.title, breaches),
    )


@staff(*KEEPERS, purpose="变更设备存放地点")
@require_http_methods(["GET", "POST"])
def storage(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """变更存放地点."""
    found = device_for(request, device_id)
    form = StorageForm(request.POST or None, initial={"storage_place": found.storage_place})
    if request.method == "GET" or not form.is_valid():
        return _form(request, found, form, "变更存放地点")
    said = {"by": acting(request), "at": timezone.now(), **form.cleaned_data}
    return answer_act(
        request,
        lambda: move_storage(device_id=found.id, **said),
        done="存放地点已变更。",
        url=reverse("desk:device", args=[found.id]),
        show_refusal=lambda breaches: _form(request, found, form, "变更存放地点", breaches),
    )


def _act(slug: str) -> DeviceAct:
    try:
        return DeviceAct(slug)
    except ValueError as error:
        raise Http404("no such act") from error


def _form(
    request: HttpRequest,
    found: Device | None,
    form: DeskForm,
    title: str,
    breaches: Sequence[Breach] = (),
) -> HttpResponse:
    back = reverse("desk:device", args=[found.id]) if found else reverse("desk:devices")
    label = f"设备 {found.number}" if found else "设备台账"
    context = {"title": title, "back_url": back, "back_label": label}
    return form_page(request, "desk/registry/form.html", context, form=form, breaches=breaches)
