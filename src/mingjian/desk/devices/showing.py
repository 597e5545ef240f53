"""What the pages of the device register show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse

from mingjian.access.gate import scope_here
from mingjian.access.scopes import seen_by
from mingjian.desk.acting import acting_role
from mingjian.desk.cases.material import FileLine, line_of
from mingjian.desk.registry.frame import agencies_kept_by
from mingjian.evidence.devices import KEEPERS, devices_of, standing_of
from mingjian.evidence.models import Device, DeviceEvent
from mingjian.evidence.oversight import open_gaps
from mingjian.law.devices import ALLOWED, DeviceAct, DeviceKind, Standing
from mingjian.law.roles import Actor, Role
from mingjian.registry.models import Agency, Officer
from mingjian.web.parts import Chip, SummaryRow, Tab

REGISTER_READERS = (*(Role.CASE_OFFICER, Role.AGENCY_HEAD, Role.SUPERVISOR, Role.SYSTEM_ADMIN),)
OVERSEERS = (Role.CASE_OFFICER, Role.AGENCY_HEAD, Role.SUPERVISOR)
_TONES = {
    Standing.IN_STORE: "good",
    Standing.ISSUED: "plain",
    Standing.IN_REPAIR: "warn",
    Standing.RETIRED: "plain",
}
_BACKDATED = timedelta(hours=24)
_CLIPS = 30


@dataclass(frozen=True)
class DeviceRow:
    """One line of the register."""

    device: Device
    kind: str
    standing: Standing
    tone: str
    holder: str
    since: DeviceEvent | None
    gaps: int


@dataclass(frozen=True)
class EventLine:
    """One event with its words."""

    event: DeviceEvent
    act: str
    is_backdated: bool


def room_tabs(request: HttpRequest, current: str) -> list[Tab]:
    """材料与存储, 设备台账, 音像记录监督, 证据审批: those that the role may enter."""
    role, pages = acting_role(request), {"evidence": "材料与存储"}
    if role in REGISTER_READERS:
        pages["devices"] = "设备台账"
    if role in OVERSEERS:
        pages["recording-oversight"] = "音像记录监督"
    if role is Role.AGENCY_HEAD:
        pages["evidence-approvals"] = "证据审批"
    if len(pages) == 1:
        return []
    return [Tab(label, reverse(f"desk:{page}"), page == current) for page, label in pages.items()]


def agencies_seen(request: HttpRequest) -> QuerySet[Agency]:
    """Those whose devices this person may see."""
    scope = scope_here(request)
    if acting_role(request) is Role.SYSTEM_ADMIN:
        return agencies_kept_by(scope)
    return Agency.objects.filter(seen_by(scope, agency="id", division="division_code"))


def device_for(request: HttpRequest, device_id: UUID) -> Device:
    """The device, for who may see its agency."""
    agencies = agencies_seen(request).values_list("id", flat=True)
    found = devices_of(agency_ids=agencies).filter(id=device_id).first()
    if found is None:
        raise Http404("no such device")
    return found


def list_context(request: HttpRequest) -> dict[str, Any]:
    """设备台账, all or those that stand as the address says."""
    agencies = list(agencies_seen(request).values_list("id", flat=True))
    gaps: dict[UUID, int] = {}
    for one in open_gaps(agency_ids=agencies):
        gaps[one.device.id] = gaps.get(one.device.id, 0) + 1
    rows = [_row(one, gaps.get(one.id, 0)) for one in devices_of(agency_ids=agencies)]
    asked = request.GET.get("show", "")
    return {
        "tabs": room_tabs(request, "devices"),
        "rows": [one for one in rows if asked in ("", one.standing.value)],
        "chips": _chips(rows, asked),
        "is_filtered": bool(asked),
        "may_register": acting_role(request) in KEEPERS,
        "shows_agency": len(agencies) > 1,
    }


def device_context(device: Device, *, by: Actor) -> dict[str, Any]:
    """One device: what it is, who had it when, its clips and what is missing between them."""
    row = _row(device, 0)
    clips = device.files.order_by("-captured_at").prefetch_related("notes", "alarms")
    return {
        "row": row,
        "device": device,
        "rows": _facts(row),
        "acts": _acts_for(row, by),
        "may_keep": by.role in KEEPERS,
        "events": [_event(one) for one in sorted(device.events.all(), key=_newest_first)],
        "gaps": gap_lines([device.agency_id], by=by, device_id=device.id),
        "notes": device.gap_notes.order_by("-written_at"),
        "clips": _clips_for(clips[:_CLIPS], by),
        "clips_count": clips.count(),
    }


def gap_lines(
    agency_ids: list[UUID], *, by: Actor, device_id: UUID | None = None
) -> list[dict[str, Any]]:
    """间断 with who must say why, and whether that is this person."""
    return [
        {
            "one": one,
            "words": one.gap.words,
            "may_explain": by.role is Role.AGENCY_HEAD
            or (by.role is Role.CASE_OFFICER and by.person_id == one.person_id),
            "action": reverse("desk:device-gap", args=[one.device.id]),
        }
        for one in open_gaps(agency_ids=agency_ids, device_id=device_id)
    ]


def officer_choices(device: Device, *, by: Actor, on: date) -> list[tuple[str, str]]:
    """Who may be handed the device: the officer himself, or anybody for who keeps it."""
    officers = Officer.objects.in_office(on=on).filter(agency_id=device.agency_id)
    if by.role not in KEEPERS:
        officers = officers.filter(person_id=by.person_id)
    return [(str(one.id), f"{one.name}，{one.post}") for one in officers.order_by("name", "id")]


def _row(device: Device, gaps: int) -> DeviceRow:
    standing, last = standing_of(device)
    return DeviceRow(
        device=device,
        kind=DeviceKind(device.kind).title,
        standing=standing,
        tone=_TONES[standing],
        holder=last.officer.name if last and last.officer else "",
        since=last,
        gaps=gaps,
    )


def _chips(rows: list[DeviceRow], asked: str) -> list[Chip]:
    counted = [
        Chip(one.title, f"?show={one.value}", asked == one.value, number)
        for one in Standing
        if (number := sum(row.standing is one for row in rows))
    ]
    return [Chip("全部", "?", not asked, len(rows)), *counted] if counted else []


def _facts(row: DeviceRow) -> list[SummaryRow]:
    device = row.device
    return [
        SummaryRow("执法主体", device.agency.name),
        SummaryRow("设备类别", row.kind),
        SummaryRow("型号", device.model),
        SummaryRow("出厂序列号", device.serial),
        SummaryRow("存放地点", device.storage_place),
        SummaryRow("领用人", row.holder or "无"),
        SummaryRow("设备签名", "已登记公钥，逐份核对" if device.public_key else "没有登记公钥"),
    ]


def _acts_for(row: DeviceRow, by: Actor) -> list[DeviceAct]:
    """What may be done next, by this person; 领用、归还 for oneself."""
    able = ALLOWED[row.standing]
    if by.role in KEEPERS:
        return list(able)
    if by.role is not Role.CASE_OFFICER:
        return []
    last = row.since.officer if row.since else None
    own = last is not None and last.person_id == by.person_id
    return [one for one in able if one is DeviceAct.ISSUE or (one is DeviceAct.RETURN and own)]


def _event(event: DeviceEvent) -> EventLine:
    late = event.entered_at - event.happened_at > _BACKDATED
    return EventLine(event, DeviceAct(event.act).title, late)


def _newest_first(event: DeviceEvent) -> int:
    return -event.serial


def _clips_for(clips: QuerySet[Any], by: Actor) -> list[FileLine]:
    """Clips are case material: the administrator sees the register only."""
    return [] if by.role is Role.SYSTEM_ADMIN else [line_of(one) for one in clips]
